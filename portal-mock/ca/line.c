/* SPDX-License-Identifier: MIT */
/* The CA's lines: see line.h. */
#include "portal-mock/ca/line.h"

#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#include "portal-mock/ca/pemfile.h"
#include "portal-mock/ca/pool.h"
#include "portal-mock/ca/qualified.h"

/* The foreign line bears the P-384 line's names: only its keys are others. */
static const struct profile {
    const char *file;
    const char *suffix;
    char mark; /* first digit of its serials */
    enum ca_key_kind key;
    const EVP_MD *(*digest)(void);
    const char *names[LINE_MEMBERS];
} profiles[] = {
    [LINE_P384] = {"line-p384.pem",
                   "",         '4',
                   CA_KEY_P384,    EVP_sha384,
                   {"TEST Kök Elektronik Sertifika Hizmet Sağlayıcısı - P384",
                    "TEST Nitelikli Elektronik Sertifika Hizmet Sağlayıcısı - P384",
                    "TEST OCSP Yanıtlayıcısı - P384"}   },
    [LINE_RSA] = {"line-rsa.pem",
                   "-rsa",     '5',
                   CA_KEY_RSA2048, EVP_sha256,
                   {"TEST Kök Elektronik Sertifika Hizmet Sağlayıcısı - RSA",
                   "TEST Nitelikli Elektronik Sertifika Hizmet Sağlayıcısı - RSA",
                   "TEST OCSP Yanıtlayıcısı - RSA"}     },
    [LINE_FOREIGN] = {"line-foreign.pem",
                   "-foreign", '6',
                   CA_KEY_P384,    EVP_sha384,
                   {"TEST Kök Elektronik Sertifika Hizmet Sağlayıcısı - P384",
                       "TEST Nitelikli Elektronik Sertifika Hizmet Sağlayıcısı - P384",
                       "TEST OCSP Yanıtlayıcısı - P384"}},
};

const char *line_suffix(enum line_kind kind)
{
    return profiles[kind].suffix;
}

const EVP_MD *line_digest(enum line_kind kind)
{
    return profiles[kind].digest();
}

bool line_serial(const struct ca *ca, enum line_kind kind, uint8_t serial[CERTIFICATE_SERIAL])
{
    if (!random_fill(&ca->random, serial, CERTIFICATE_SERIAL))
        return false;
    serial[0] = (uint8_t)((profiles[kind].mark - '0') << 4 | (serial[0] & 0x0F));
    return true;
}

bool line_issued(enum line_kind kind, const char *serial)
{
    return strlen(serial) == CA_SERIAL_TEXT - 1 && serial[0] == profiles[kind].mark;
}

static X509_EXTENSION *root_list_address(const struct draft *draft)
{
    char text[256];

    (void)snprintf(text, sizeof text, "URI:%s/crl/root%s.crl", draft->plain_url, draft->suffix);
    return extension_from_text(draft, NID_crl_distribution_points, text);
}

static X509_EXTENSION *root_access(const struct draft *draft)
{
    char text[256];

    (void)snprintf(text, sizeof text, "caIssuers;URI:%s/ca/root%s.cer", draft->plain_url,
                   draft->suffix);
    return extension_from_text(draft, NID_info_access, text);
}

static const struct extension root_extensions[] = {
    {NID_subject_key_identifier, "hash",                         NULL, NULL},
    {NID_key_usage,              "critical,keyCertSign,cRLSign", NULL, NULL},
    {NID_basic_constraints,      "critical,CA:TRUE",             NULL, NULL},
};

static const struct extension issuing_extensions[] = {
    {NID_authority_key_identifier, "keyid:always",                 NULL,               NULL},
    {NID_subject_key_identifier,   "hash",                         NULL,               NULL},
    {NID_key_usage,                "critical,keyCertSign,cRLSign", NULL,               NULL},
    {NID_certificate_policies,     NULL,                           qualified_policies, NULL},
    {NID_basic_constraints,        "critical,CA:TRUE,pathlen:0",   NULL,               NULL},
    {NID_crl_distribution_points,  NULL,                           root_list_address,  NULL},
    {NID_info_access,              NULL,                           root_access,        NULL},
};

static const struct extension ocsp_extensions[] = {
    {NID_authority_key_identifier, "keyid:always",              NULL, NULL},
    {NID_subject_key_identifier,   "hash",                      NULL, NULL},
    {NID_key_usage,                "critical,digitalSignature", NULL, NULL},
    {NID_ext_key_usage,            "OCSPSigning",               NULL, NULL},
    {NID_id_pkix_OCSP_noCheck,     "NULL",                      NULL, NULL},
    {NID_basic_constraints,        "critical,CA:FALSE",         NULL, NULL},
};

static const struct {
    const struct extension *extensions;
    size_t count;
} members[] = {
    [LINE_ROOT] = {root_extensions,    sizeof root_extensions / sizeof *root_extensions      },
    [LINE_ISSUING] = {issuing_extensions, sizeof issuing_extensions / sizeof *issuing_extensions},
    [LINE_OCSP] = {ocsp_extensions,    sizeof ocsp_extensions / sizeof *ocsp_extensions      },
};

/* Root and OCSP signer are named by their issuer: the root by itself, the other two by the member
 * before them, since members stand in the order of the chain. */
static bool member_make(const struct ca *ca, struct line *line, enum line_member member)
{
    const struct profile *profile = &profiles[line->kind];
    char name[32];
    const struct name_part subject[] = {
        {NID_countryName,      "TR"                  },
        {NID_organizationName, "TEST"                },
        {NID_commonName,       profile->names[member]},
    };
    struct draft draft = {
        .subject = subject,
        .subject_parts = sizeof subject / sizeof *subject,
        .issuer = member == LINE_ROOT ? NULL : &line->members[member - 1],
        .digest = profile->digest(),
        .not_before = authority_not_before,
        .not_after = authority_not_after,
        .extensions = members[member].extensions,
        .extension_count = members[member].count,
        .plain_url = ca->plain_url,
        .suffix = profile->suffix,
    };
    struct authority *made = &line->members[member];

    (void)snprintf(name, sizeof name, "%s-%d", profile->file, (int)member);
    draft.key = made->key = pool_named(ca, profile->key, name);
    if (draft.key && line_serial(ca, line->kind, draft.serial))
        made->certificate = certificate_make(&draft);
    return made->certificate != NULL;
}

static enum ca_result line_make(const struct ca *ca, struct line *line)
{
    enum ca_result result = CA_OK;

    for (enum line_member member = LINE_ROOT; member < LINE_MEMBERS && result == CA_OK; member++)
        result = member_make(ca, line, member) ? CA_OK : CA_CRYPTO_FAILED;
    if (result == CA_OK)
        result =
            pemfile_save(ca->directory, profiles[line->kind].file, line->members, LINE_MEMBERS);
    for (size_t i = 0; i < LINE_MEMBERS && result != CA_OK; i++)
        authority_clear(&line->members[i]);
    return result;
}

static enum ca_result line_load(const struct ca *ca, struct line *line)
{
    return pemfile_load(ca->directory, profiles[line->kind].file, line->members, LINE_MEMBERS);
}

static enum ca_result line_get(struct ca *ca, enum line_kind kind, bool make,
                               const struct line **line)
{
    struct line *slot = &ca->lines[kind];
    enum ca_result result = CA_OK;

    (void)pthread_mutex_lock(&ca->lock);
    if (!slot->ready) {
        slot->kind = kind;
        result = line_load(ca, slot);
        if (result == CA_UNKNOWN && make)
            result = line_make(ca, slot);
        slot->ready = result == CA_OK;
    }
    (void)pthread_mutex_unlock(&ca->lock);
    if (result == CA_OK)
        *line = slot;
    return result;
}

enum ca_result line_use(struct ca *ca, enum line_kind kind, const struct line **line)
{
    return line_get(ca, kind, true, line);
}

enum ca_result line_find(struct ca *ca, enum line_kind kind, const struct line **line)
{
    return line_get(ca, kind, false, line);
}
