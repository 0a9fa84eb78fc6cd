/* SPDX-License-Identifier: MIT */
/* Keys that CAs of one run share, and what the CA says in words. */
#include "tests/unit/ca/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A CA of its own directory below the fixture's, on the fixture's pool. */
static struct ca *open_ca(struct fixture *fixture, const char *name)
{
    char directory[128];
    char pool[128];
    const struct ca_options options = {
        .directory = directory,
        .plain_url = "http://127.0.0.1:8089",
        .key_pool = pool,
        .random = random_kernel(),
    };
    struct ca *ca = NULL;

    (void)snprintf(directory, sizeof directory, "%s/%s", fixture->directory, name);
    (void)snprintf(pool, sizeof pool, "%s/pool", fixture->directory);
    assert_int_equal(ca_new(&options, &ca), CA_OK);
    return ca;
}

static struct blob key_of(struct ca *ca, enum ca_key_kind kind)
{
    const struct ca_request request = {"11111111110", "Deneme", NOW,
                                       LATER,         kind,     CA_FLAVOUR_QUALIFIED};
    struct ca_issued issued;
    struct blob key;

    assert_int_equal(ca_issue(ca, &request, &issued), CA_OK);
    key = issued.key;
    issued.key = (struct blob){0};
    ca_issued_free(&issued);
    return key;
}

static int down(void **state)
{
    const struct fixture *fixture = *state;
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf %s/one %s/other %s/pool", fixture->directory,
                   fixture->directory, fixture->directory);
    assert_int_equal(system(command), 0);
    return fixture_down(state);
}

static bool same(struct blob *one, struct blob *other)
{
    bool equal = bytes_equal(blob_bytes(one), blob_bytes(other));

    blob_free(one);
    blob_free(other);
    return equal;
}

static void draw_in_order(void **state, enum ca_key_kind kind)
{
    struct ca *one = open_ca(*state, "one");
    struct ca *other = open_ca(*state, "other");
    struct blob first = key_of(one, kind);
    struct blob second = key_of(one, kind);
    struct blob first_again = key_of(other, kind);

    assert_false(bytes_equal(blob_bytes(&first), blob_bytes(&second)));
    assert_true(same(&first, &first_again));
    blob_free(&second);
    ca_free(&one);
    ca_free(&other);
}

static void cas_of_one_pool_draw_the_same_rsa_keys_in_order(void **state)
{
    draw_in_order(state, CA_KEY_RSA1024);
}

static void cas_of_one_pool_draw_the_same_p384_keys_in_order(void **state)
{
    draw_in_order(state, CA_KEY_P384);
}

static void cas_of_one_pool_share_no_certificate(void **state)
{
    struct ca *one = open_ca(*state, "one");
    struct ca *other = open_ca(*state, "other");
    struct blob chain = {0};
    struct blob others = {0};

    assert_int_equal(ca_chain_pem(one, &chain), CA_OK);
    assert_int_equal(ca_chain_pem(other, &others), CA_OK);
    assert_false(same(&chain, &others));
    ca_free(&one);
    ca_free(&other);
}

/* A foreign CA whose keys were the right one's would sign what everybody trusts. */
static void lines_of_one_pool_have_keys_of_their_own(void **state)
{
    const struct fixture *fixture = *state;
    const struct ca_request request = {"11111111110", "Deneme",    NOW,
                                       LATER,         CA_KEY_P384, CA_FLAVOUR_WRONG_ISSUER};
    struct ca *one = open_ca(*state, "one");
    struct ca_issued issued;
    char command[256];

    assert_int_equal(ca_issue(one, &request, &issued), CA_OK);
    ca_issued_free(&issued);
    (void)snprintf(command, sizeof command,
                   "cd %s/pool && md5sum *.der | cut -c1-32 | sort | uniq -d | grep -q .",
                   fixture->directory);
    assert_int_not_equal(system(command), 0);
    (void)snprintf(command, sizeof command, "test -s %s/pool/line-foreign.pem-2.der",
                   fixture->directory);
    assert_int_equal(system(command), 0);
    ca_free(&one);
}

static void a_damaged_key_of_the_pool_is_drawn_anew(void **state)
{
    struct fixture *fixture = *state;
    struct ca *one = open_ca(fixture, "one");
    struct blob first = key_of(one, CA_KEY_RSA1024);
    char path[128];
    struct ca *other;
    struct blob anew;
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/pool/%d-0.der", fixture->directory, CA_KEY_RSA1024);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    other = open_ca(fixture, "other");
    anew = key_of(other, CA_KEY_RSA1024);
    assert_false(same(&first, &anew));
    ca_free(&one);
    ca_free(&other);
}

static void every_result_has_words_of_its_own(void **state)
{
    (void)state;
    for (enum ca_result one = CA_OK; one <= CA_UNKNOWN; one++) {
        assert_true(strlen(ca_result_text(one)) > 3);
        for (enum ca_result other = CA_OK; other < one; other++)
            assert_string_not_equal(ca_result_text(one), ca_result_text(other));
    }
}

static void a_directory_that_cannot_be_made_is_told(void **state)
{
    const struct ca_options options = {.directory = "/dev/null/ca",
                                       .plain_url = "http://127.0.0.1:8089",
                                       .random = random_kernel()};
    struct ca *ca = NULL;

    (void)state;
    assert_int_equal(ca_new(&options, &ca), CA_STORE_FAILED);
    assert_null(ca);
}

static void the_longest_name_is_described_whole(void **state)
{
    struct fixture *fixture = *state;
    const struct ca_request request = {
        "11111111110", "ŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞŞ",
        NOW,           LATER,
        CA_KEY_P384,   CA_FLAVOUR_QUALIFIED};
    struct ca_description description;
    struct ca_issued issued;

    assert_int_equal(ca_issue(fixture->ca, &request, &issued), CA_OK);
    assert_int_equal(ca_describe(blob_bytes(&issued.certificate), &description), CA_OK);
    assert_non_null(strstr(description.subject, request.name));
    assert_int_equal(ca_describe(bytes_text("no certificate"), &description), CA_BAD_ARGUMENT);
    ca_issued_free(&issued);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cas_of_one_pool_draw_the_same_rsa_keys_in_order),
        TEST(cas_of_one_pool_draw_the_same_p384_keys_in_order),
        TEST(cas_of_one_pool_share_no_certificate),
        TEST(lines_of_one_pool_have_keys_of_their_own),
        TEST(a_damaged_key_of_the_pool_is_drawn_anew),
        TEST(every_result_has_words_of_its_own),
        TEST(a_directory_that_cannot_be_made_is_told),
        TEST(the_longest_name_is_described_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
