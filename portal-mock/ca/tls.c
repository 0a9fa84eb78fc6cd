/* SPDX-License-Identifier: MIT */
/*
 * The portal's TLS identity: a small root of its own and a P-256 server certificate, kept in one
 * file. The wrong ones (expired, foreign, another host's) are made when asked for and kept nowhere.
 */
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "portal-mock/ca/certificate.h"
#include "portal-mock/ca/keys.h"
#include "portal-mock/ca/line.h"
#include "portal-mock/ca/pemfile.h"

static const char tls_file[] = "tls.pem";

static const struct extension tls_root_extensions[] = {
    {NID_subject_key_identifier, "hash",                         NULL, NULL},
    {NID_key_usage,              "critical,keyCertSign,cRLSign", NULL, NULL},
    {NID_basic_constraints,      "critical,CA:TRUE,pathlen:0",   NULL, NULL},
};

static const struct extension tls_server_extensions[] = {
    {NID_authority_key_identifier, "keyid:always",                      NULL, NULL},
    {NID_subject_key_identifier,   "hash",                              NULL, NULL},
    {NID_key_usage,                "critical,digitalSignature",         NULL, NULL},
    {NID_ext_key_usage,            "serverAuth",                        NULL, NULL},
    {NID_basic_constraints,        "critical,CA:FALSE",                 NULL, NULL},
    {NID_subject_alt_name,         "DNS:localhost,IP:127.0.0.1,IP:::1", NULL, NULL},
};

/* The same for a host that is none of those. */
static const struct extension tls_elsewhere_extensions[] = {
    {NID_authority_key_identifier, "keyid:always",              NULL, NULL},
    {NID_subject_key_identifier,   "hash",                      NULL, NULL},
    {NID_key_usage,                "critical,digitalSignature", NULL, NULL},
    {NID_ext_key_usage,            "serverAuth",                NULL, NULL},
    {NID_basic_constraints,        "critical,CA:FALSE",         NULL, NULL},
    {NID_subject_alt_name,         "DNS:elsewhere.test",        NULL, NULL},
};
enum { TLS_ELSEWHERE = TLS_MEMBERS }; /* not of the kept pair */

static const struct {
    const char *name;
    const struct extension *extensions;
    size_t count;
} members[] = {
    [TLS_ROOT] = {"TEST TLS Kökü", tls_root_extensions,
                  sizeof tls_root_extensions / sizeof *tls_root_extensions          },
    [TLS_SERVER] = {"localhost",       tls_server_extensions,
                  sizeof tls_server_extensions / sizeof *tls_server_extensions      },
    [TLS_ELSEWHERE] = {"elsewhere.test",  tls_elsewhere_extensions,
                  sizeof tls_elsewhere_extensions / sizeof *tls_elsewhere_extensions},
};

static enum ca_result member_make(const struct ca *ca, int member, const struct authority *issuer,
                                  int64_t not_after, struct authority *made)
{
    const struct name_part subject[] = {
        {NID_countryName,      "TR"                },
        {NID_organizationName, "TEST"              },
        {NID_commonName,       members[member].name},
    };
    struct draft draft = {
        .subject = subject,
        .subject_parts = sizeof subject / sizeof *subject,
        .key = key_draw_p256(),
        .issuer = issuer,
        .digest = EVP_sha256(),
        .not_before = authority_not_before,
        .not_after = not_after,
        .extensions = members[member].extensions,
        .extension_count = members[member].count,
    };

    made->key = draft.key;
    if (draft.key && line_serial(ca, LINE_FOREIGN, draft.serial))
        made->certificate = certificate_make(&draft);
    return made->certificate ? CA_OK : CA_CRYPTO_FAILED;
}

static enum ca_result pair_make(const struct ca *ca, struct authority pair[TLS_MEMBERS])
{
    enum ca_result result = member_make(ca, TLS_ROOT, NULL, authority_not_after, &pair[TLS_ROOT]);

    if (result == CA_OK)
        result =
            member_make(ca, TLS_SERVER, &pair[TLS_ROOT], authority_not_after, &pair[TLS_SERVER]);
    return result;
}

static void pair_clear(struct authority pair[TLS_MEMBERS])
{
    for (size_t i = 0; i < TLS_MEMBERS; i++)
        authority_clear(&pair[i]);
}

/* The kept pair, made at first need. */
static enum ca_result pair_use(struct ca *ca)
{
    enum ca_result result = CA_OK;

    (void)pthread_mutex_lock(&ca->lock);
    if (!ca->tls[TLS_SERVER].certificate) {
        result = pemfile_load(ca->directory, tls_file, ca->tls, TLS_MEMBERS);
        if (result == CA_UNKNOWN) {
            result = pair_make(ca, ca->tls);
            if (result == CA_OK)
                result = pemfile_save(ca->directory, tls_file, ca->tls, TLS_MEMBERS);
        }
        if (result != CA_OK)
            pair_clear(ca->tls);
    }
    (void)pthread_mutex_unlock(&ca->lock);
    return result;
}

/* What stands in `text`, with an end that is not counted. */
static enum ca_result take_text(BIO *text, struct blob *pem)
{
    char *data;
    long size;

    if (BIO_write(text, "", 1) != 1)
        return CA_NO_MEMORY;
    size = BIO_get_mem_data(text, &data);
    if (!blob_copy(bytes_of(data, (size_t)size), pem))
        return CA_NO_MEMORY;
    pem->size--;
    return CA_OK;
}

static enum ca_result print_key(const EVP_PKEY *key, struct blob *pem)
{
    BIO *text = BIO_new(BIO_s_mem());
    enum ca_result result = CA_CRYPTO_FAILED;

    if (text && PEM_write_bio_PKCS8PrivateKey(text, key, NULL, NULL, 0, NULL, NULL) == 1)
        result = take_text(text, pem);
    BIO_free(text);
    return result;
}

static enum ca_result print_certificate(X509 *certificate, struct blob *pem)
{
    BIO *text = BIO_new(BIO_s_mem());
    enum ca_result result = CA_CRYPTO_FAILED;

    if (text && PEM_write_bio_X509(text, certificate) == 1)
        result = take_text(text, pem);
    BIO_free(text);
    return result;
}

/* The wrong identities; the right one is the kept pair's. */
static enum ca_result server_make(struct ca *ca, enum ca_tls_kind kind, struct authority *server)
{
    struct authority foreign[TLS_MEMBERS] = {{0}};
    enum ca_result result = CA_BAD_ARGUMENT;

    switch (kind) {
    case CA_TLS_RIGHT:
        break;
    case CA_TLS_EXPIRED: /* for one day, long ago: no clock in use finds it valid */
        result =
            member_make(ca, TLS_SERVER, &ca->tls[TLS_ROOT], authority_not_before + 86399, server);
        break;
    case CA_TLS_ELSEWHERE:
        result = member_make(ca, TLS_ELSEWHERE, &ca->tls[TLS_ROOT], authority_not_after, server);
        break;
    case CA_TLS_FOREIGN:
        result = pair_make(ca, foreign);
        if (result == CA_OK) {
            *server = foreign[TLS_SERVER];
            foreign[TLS_SERVER] = (struct authority){0};
        }
        break;
    }
    pair_clear(foreign);
    return result;
}

enum ca_result ca_tls_identity(struct ca *ca, enum ca_tls_kind kind, struct ca_tls *tls)
{
    struct authority wrong = {0};
    const struct authority *server = &ca->tls[TLS_SERVER];
    enum ca_result result = pair_use(ca);
    struct ca_tls made = {0};

    if (result == CA_OK && kind != CA_TLS_RIGHT) {
        result = server_make(ca, kind, &wrong);
        server = &wrong;
    }
    if (result == CA_OK)
        result = print_key(server->key, &made.key);
    if (result == CA_OK)
        result = print_certificate(server->certificate, &made.certificate);
    if (result == CA_OK)
        result = print_certificate(ca->tls[TLS_ROOT].certificate, &made.root);
    authority_clear(&wrong);
    if (result == CA_OK)
        *tls = made;
    else
        ca_tls_free(&made);
    return result;
}

void ca_tls_free(struct ca_tls *tls)
{
    blob_free(&tls->key);
    blob_free(&tls->certificate);
    blob_free(&tls->root);
}
