/* SPDX-License-Identifier: MIT */
/* The tests' CA: see fixture.h. */
#include "tests/unit/ca/fixture.h"

#include <dirent.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void fixture_reload(struct fixture *fixture)
{
    struct ca_options options = {.directory = fixture->directory,
                                 .plain_url = "http://127.0.0.1:8089",
                                 .random = random_kernel()};

    ca_free(&fixture->ca);
    assert_int_equal(ca_new(&options, &fixture->ca), CA_OK);
}

int fixture_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    strcpy(fixture->directory, "/tmp/akis-ca-XXXXXX");
    if (!mkdtemp(fixture->directory))
        return -1;
    fixture_reload(fixture);
    *state = fixture;
    return 0;
}

int fixture_down(void **state)
{
    struct fixture *fixture = *state;
    DIR *directory = opendir(fixture->directory);
    const struct dirent *entry;

    ca_free(&fixture->ca);
    while (directory && (entry = readdir(directory)) != NULL)
        (void)unlink(fixture_path(fixture, entry->d_name));
    if (directory)
        (void)closedir(directory);
    (void)rmdir(fixture->directory);
    free(fixture);
    return 0;
}

const char *fixture_path(const struct fixture *fixture, const char *name)
{
    static char path[512];

    (void)snprintf(path, sizeof path, "%s/%s", fixture->directory, name);
    return path;
}

void fixture_set(struct fixture *fixture, const char *serial, enum ca_state state, int reason,
                 int64_t since)
{
    size_t i = 0;

    while (i < fixture->known_count && strcmp(fixture->known[i].serial, serial) != 0)
        i++;
    assert_in_range(i, 0, sizeof fixture->known / sizeof *fixture->known - 1);
    if (i == fixture->known_count)
        fixture->known_count++;
    strcpy(fixture->known[i].serial, serial);
    fixture->known[i].status = (struct ca_status){state, reason, since};
}

void fixture_issue(struct fixture *fixture, enum ca_key_kind key, enum ca_flavour flavour,
                   struct ca_issued *issued)
{
    struct ca_request request = {"11111111110", "Şükrü Iğdır İÇÖZÜ", NOW, LATER, key, flavour};

    assert_int_equal(ca_issue(fixture->ca, &request, issued), CA_OK);
    fixture_set(fixture, issued->serial, CA_STATE_GOOD, 0, 0);
}

static bool find(void *context, const char *serial, struct ca_status *status)
{
    const struct fixture *fixture = context;

    *status = (struct ca_status){CA_STATE_UNKNOWN, 0, 0};
    for (size_t i = 0; i < fixture->known_count; i++) {
        if (strcmp(fixture->known[i].serial, serial) == 0)
            *status = fixture->known[i].status;
    }
    return !fixture->port_fails;
}

static bool each(void *context, ca_visit_fn *visit, void *visitor)
{
    const struct fixture *fixture = context;

    for (size_t i = 0; i < fixture->known_count; i++) {
        if (!visit(visitor, fixture->known[i].serial, &fixture->known[i].status))
            break;
    }
    return !fixture->port_fails;
}

struct ca_publication fixture_publication(struct fixture *fixture, int64_t now, enum ca_fault fault)
{
    return (struct ca_publication){
        now, {find, each, fixture},
         fault
    };
}

struct blob fixture_file(struct fixture *fixture, const char *path, enum ca_fault fault)
{
    struct ca_publication publication = fixture_publication(fixture, NOW, fault);
    const char *type;
    struct blob file = {0};

    assert_int_equal(ca_published_file(fixture->ca, path, &publication, &type, &file), CA_OK);
    return file;
}

X509 *parse_certificate(struct bytes der)
{
    const unsigned char *at = der.data;
    X509 *certificate = d2i_X509(NULL, &at, (long)der.size);

    assert_non_null(certificate);
    assert_ptr_equal(at, der.data + der.size);
    return certificate;
}

X509 *fixture_certificate(struct fixture *fixture, const char *path)
{
    struct blob file = fixture_file(fixture, path, CA_FAULT_NONE);
    X509 *certificate = parse_certificate(blob_bytes(&file));

    blob_free(&file);
    return certificate;
}

X509_STORE *fixture_trust(struct fixture *fixture, const char *root_path, int64_t now)
{
    X509_STORE *trust = X509_STORE_new();
    X509 *root = fixture_certificate(fixture, root_path);

    assert_int_equal(X509_STORE_add_cert(trust, root), 1);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(trust), now);
    X509_free(root);
    return trust;
}
