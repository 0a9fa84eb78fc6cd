/* SPDX-License-Identifier: MIT */
/* A CA and a vault, used by many threads at once. */
#include "tests/unit/ca/fixture.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "portal-mock/vault.h"

enum { THREADS = 8, ROUNDS = 4 };

struct worker {
    pthread_t thread;
    struct fixture *fixture;
    struct vault *vault;
    unsigned number;
    struct blob certificate; /* the first it was given */
    unsigned failures;
};

static void issue_one(struct worker *worker)
{
    const struct ca_request request = {"11111111110", "Deneme",    NOW,
                                       LATER,         CA_KEY_P384, CA_FLAVOUR_RSA_CA};
    struct ca_issued issued;

    if (ca_issue(worker->fixture->ca, &request, &issued) != CA_OK) {
        worker->failures++;
        return;
    }
    if (!worker->certificate.data) {
        worker->certificate = issued.certificate;
        issued.certificate = (struct blob){0};
    }
    ca_issued_free(&issued);
}

static void *issue_and_publish(void *context)
{
    struct worker *worker = context;
    struct ca_publication publication = fixture_publication(worker->fixture, NOW, CA_FAULT_NONE);
    const char *type;
    struct blob file;
    struct ca_tls tls;

    for (int i = 0; i < ROUNDS; i++) {
        issue_one(worker);
        if (ca_published_file(worker->fixture->ca, "/crl/issuing-rsa.crl", &publication, &type,
                              &file) != CA_OK ||
            ca_tls_identity(worker->fixture->ca, CA_TLS_RIGHT, &tls) != CA_OK) {
            worker->failures++;
            continue;
        }
        blob_free(&file);
        ca_tls_free(&tls);
    }
    return NULL;
}

static void *seal_and_destroy(void *context)
{
    struct worker *worker = context;
    char record[16];
    struct blob sealed;
    struct blob plain;

    (void)snprintf(record, sizeof record, "card-%u", worker->number);
    for (int i = 0; i < ROUNDS; i++) {
        if (vault_seal(worker->vault, record, bytes_text(record), &sealed) != VAULT_OK) {
            worker->failures++;
            continue;
        }
        if (vault_unseal(worker->vault, record, blob_bytes(&sealed), &plain) != VAULT_OK)
            worker->failures++;
        else
            worker->failures += !bytes_equal(blob_bytes(&plain), bytes_text(record));
        blob_free(&plain);
        worker->failures += vault_destroy(worker->vault, record) != VAULT_OK;
        worker->failures +=
            vault_unseal(worker->vault, record, blob_bytes(&sealed), &plain) != VAULT_DESTROYED;
        blob_free(&sealed);
    }
    return NULL;
}

static void run(struct worker workers[THREADS], struct fixture *fixture, struct vault *vault,
                void *(*work)(void *))
{
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){.fixture = fixture, .vault = vault, .number = i};
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_int_equal(workers[i].failures, 0);
    }
}

static void a_line_that_many_ask_for_first_is_made_once(void **state)
{
    struct worker workers[THREADS];
    X509 *issuing;

    run(workers, *state, NULL, issue_and_publish);
    issuing = fixture_certificate(*state, "/ca/issuing-rsa.cer");
    for (unsigned i = 0; i < THREADS; i++) {
        X509 *certificate = parse_certificate(blob_bytes(&workers[i].certificate));
        assert_int_equal(X509_verify(certificate, X509_get0_pubkey(issuing)), 1);
        X509_free(certificate);
        blob_free(&workers[i].certificate);
    }
    X509_free(issuing);
}

static void records_of_many_threads_do_not_meet(void **state)
{
    struct random_port random = random_kernel();
    struct worker workers[THREADS];
    struct vault *vault = NULL;

    assert_int_equal(vault_open(fixture_path(*state, "keys"), &random, &vault), VAULT_OK);
    run(workers, *state, vault, seal_and_destroy);
    vault_close(&vault);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_line_that_many_ask_for_first_is_made_once),
        TEST(records_of_many_threads_do_not_meet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
