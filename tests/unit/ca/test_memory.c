/* SPDX-License-Identifier: MIT */
/* Every allocation of OpenSSL's that the CA causes fails once: the answer is an error or whole. */
#include "tests/unit/ca/fixture.h"

#include <openssl/crypto.h>
#include <stdlib.h>

/* Counts down to the allocation that fails; 0: none does. */
static unsigned long countdown;

static bool fails_now(void)
{
    return countdown > 0 && --countdown == 0;
}

static void *take(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return fails_now() ? NULL : malloc(size);
}

static void *take_more(void *old, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return fails_now() ? NULL : realloc(old, size);
}

static void give_back(void *old, const char *file, int line)
{
    (void)file;
    (void)line;
    free(old);
}

typedef enum ca_result attempt_fn(struct fixture *fixture);

/* Fails the first, the second … allocation of `attempt`, until it needs no more of them. */
static void fail_each(struct fixture *fixture, attempt_fn *attempt)
{
    unsigned long failed = 0;
    enum ca_result result = CA_CRYPTO_FAILED;

    assert_int_equal(attempt(fixture), CA_OK); /* what OpenSSL keeps for ever is kept by now */
    for (unsigned long at = 1; at < 100000; at++) {
        countdown = at;
        result = attempt(fixture);
        if (countdown > 0)
            break;
        failed += result != CA_OK;
    }
    countdown = 0;
    assert_int_equal(result, CA_OK);
    assert_true(failed > 10);
}

static enum ca_result issue(struct fixture *fixture)
{
    const struct ca_request request = {"11111111110", "Deneme",    NOW,
                                       LATER,         CA_KEY_P384, CA_FLAVOUR_QUALIFIED};
    struct ca_issued issued = {{0}, {0}, {0}};
    enum ca_result result = ca_issue(fixture->ca, &request, &issued);

    if (result == CA_OK)
        ca_issued_free(&issued);
    else
        assert_null(issued.key.data);
    return result;
}

static enum ca_result list(struct fixture *fixture)
{
    struct ca_publication publication = fixture_publication(fixture, NOW, CA_FAULT_NONE);
    struct blob file = {0};
    const char *type;
    enum ca_result result =
        ca_published_file(fixture->ca, "/crl/issuing.crl", &publication, &type, &file);

    if (result != CA_OK)
        assert_null(file.data);
    blob_free(&file);
    return result;
}

static enum ca_result describe(struct fixture *fixture)
{
    struct ca_publication publication = fixture_publication(fixture, NOW, CA_FAULT_NONE);
    struct ca_description description;
    struct blob file = {0};
    struct blob pem = {0};
    const char *type;
    enum ca_result result =
        ca_published_file(fixture->ca, "/ca/issuing.cer", &publication, &type, &file);

    if (result == CA_OK)
        result = ca_describe(blob_bytes(&file), &description);
    if (result == CA_OK)
        result = ca_certificate_pem(blob_bytes(&file), &pem);
    blob_free(&file);
    blob_free(&pem);
    if (result == CA_OK)
        result = ca_chain_pem(fixture->ca, &pem);
    blob_free(&pem);
    return result;
}

static void issuing_survives_each_failed_allocation(void **state)
{
    fail_each(*state, issue);
}

static void listing_survives_each_failed_allocation(void **state)
{
    fixture_set(*state, "4A0000000002", CA_STATE_HELD, 0, NOW - 60);
    fixture_set(*state, "4A0000000003", CA_STATE_REVOKED, 1, NOW - 50);
    fail_each(*state, list);
}

static void describing_survives_each_failed_allocation(void **state)
{
    fail_each(*state, describe);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(issuing_survives_each_failed_allocation),
        TEST(listing_survives_each_failed_allocation),
        TEST(describing_survives_each_failed_allocation),
    };

    if (CRYPTO_set_mem_functions(take, take_more, give_back) != 1)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
