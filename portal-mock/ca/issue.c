/* SPDX-License-Identifier: MIT */
/* Issuing: a key drawn and its certificate made, in the flavour that was asked for. */
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#include "portal-mock/ca/keys.h"
#include "portal-mock/ca/line.h"
#include "portal-mock/ca/pool.h"
#include "portal-mock/ca/qualified.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

enum { NAME_MOST = 64, SUBJECT_ID_MOST = 20 }; /* ub-common-name; of an id, our own */

#define USAGE_SIGNING  "critical,digitalSignature,nonRepudiation"
#define USAGE_EXCHANGE "critical,keyEncipherment"

static const struct {
    enum line_kind line;
    const EVP_MD *(*digest)(void);
    const char *usage;
    bool qualified;
} flavours[] = {
#define FLAVOUR(name, word, line, digest, usage, qc, meaning)                                      \
    {LINE_##line, EVP_##digest, USAGE_##usage, qc},
#include "portal-mock/ca/flavour.def"
#undef FLAVOUR
};

static bool makes_sense(const struct ca_request *request)
{
    size_t id_size = strlen(request->subject_id);

    return id_size > 0 && id_size <= SUBJECT_ID_MOST &&
           strspn(request->subject_id, "0123456789") == id_size && *request->name &&
           request->not_before <= request->not_after &&
           (size_t)request->flavour < sizeof flavours / sizeof *flavours;
}

/* "TEST <name>", whatever the holder is called. False when it is too long for a CN. */
static bool test_name(const char *name, char text[4 * NAME_MOST + 1])
{
    const char *mark = strncmp(name, "TEST ", 5) == 0 ? "" : "TEST ";
    int size = snprintf(text, 4 * NAME_MOST + 1, "%s%s", mark, name);
    size_t characters = 0;

    for (const char *at = text; *at; at++)
        characters += ((unsigned char)*at & 0xC0) != 0x80;
    return size <= 4 * NAME_MOST && characters <= NAME_MOST;
}

static X509 *leaf_make(const struct ca *ca, const struct ca_request *request,
                       const struct line *line, const char *name, EVP_PKEY *key,
                       const uint8_t serial[CERTIFICATE_SERIAL])
{
    const struct name_part subject[] = {
        {NID_countryName,  "TR"               },
        {NID_serialNumber, request->subject_id},
        {NID_commonName,   name               },
    };
    struct draft draft = {
        .subject = subject,
        .subject_parts = sizeof subject / sizeof *subject,
        .key = key,
        .issuer = &line->members[LINE_ISSUING],
        .digest = flavours[request->flavour].digest(),
        .not_before = request->not_before,
        .not_after = request->not_after,
        .extensions = qualified_extensions,
        .extension_count = qualified_extension_count,
        .plain_url = ca->plain_url,
        .suffix = line_suffix(line->kind),
        .key_usage = flavours[request->flavour].usage,
        .qualified = flavours[request->flavour].qualified,
    };

    memcpy(draft.serial, serial, CERTIFICATE_SERIAL);
    return certificate_make(&draft);
}

static enum ca_result give_out(const EVP_PKEY *key, const X509 *certificate,
                               const uint8_t serial[CERTIFICATE_SERIAL], struct ca_issued *issued)
{
    struct ca_issued made = {0};
    enum ca_result result = CA_CRYPTO_FAILED;

    if (key && certificate &&
        hex_encode(bytes_of(serial, CERTIFICATE_SERIAL), made.serial, sizeof made.serial))
        result = key_der(key, &made.key);
    if (result == CA_OK)
        result = certificate_der(certificate, &made.certificate);
    if (result == CA_OK)
        *issued = made;
    else
        ca_issued_free(&made);
    return result;
}

enum ca_result ca_issue(struct ca *ca, const struct ca_request *request, struct ca_issued *issued)
{
    uint8_t serial[CERTIFICATE_SERIAL];
    char name[4 * NAME_MOST + 1];
    const struct line *line;
    enum ca_result result;
    X509 *certificate = NULL;
    EVP_PKEY *key;

    if (!makes_sense(request) || !test_name(request->name, name))
        return CA_BAD_ARGUMENT;
    result = line_use(ca, flavours[request->flavour].line, &line);
    if (result != CA_OK)
        return result;
    if (!line_serial(ca, line->kind, serial))
        return CA_CRYPTO_FAILED;
    key = pool_draw(ca, request->key);
    if (key)
        certificate = leaf_make(ca, request, line, name, key, serial);
    result = give_out(key, certificate, serial, issued);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return result;
}

void ca_issued_free(struct ca_issued *issued)
{
    blob_free(&issued->key);
    blob_free(&issued->certificate);
    secret_wipe(issued, sizeof *issued);
}
