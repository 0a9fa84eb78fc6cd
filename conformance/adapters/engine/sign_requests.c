/* SPDX-License-Identifier: MIT */
/* Requests that sign, verify, and ask for a certificate's state. */
#include "conformance/adapters/engine/adapter.h"

#include <openssl/evp.h>
#include <string.h>
#include <strings.h>

/* What a signing request works with. */
struct signing {
    struct akis_card *card;
    struct akis_certificates all;
    const struct akis_certificate *chosen; /* of `all` */
};

static void signing_end(struct adapter *adapter, struct signing *signing)
{
    akis_certificates_free(&signing->all);
    leave_card(adapter, &signing->card);
}

const struct akis_certificate *choose(struct adapter *adapter, const char *serial,
                                      const struct akis_certificates *all)
{
    const struct akis_clock clock = adapter_clock(adapter);

    if (!serial)
        return akis_certificate_choose(all, &clock);
    for (size_t i = 0; i < all->count; i++) {
        if (strcasecmp(all->items[i].serial, serial) == 0)
            return &all->items[i];
    }
    return NULL;
}

static struct akis_result signing_begin(struct adapter *adapter, struct signing *signing)
{
    struct akis_result result = open_card(adapter, &signing->card);

    if (result.outcome == AKIS_OK)
        result = akis_certificates(signing->card, &signing->all);
    if (result.outcome != AKIS_OK)
        return result;
    signing->chosen = choose(adapter, asked(adapter, "certificate"), &signing->all);
    return plain(signing->chosen ? AKIS_OK : AKIS_NO_CERTIFICATE);
}

static bool scheme_of(const char *name, enum akis_scheme *scheme)
{
    if (!name)
        return false;
    *scheme = strcmp(name, "pss") == 0     ? AKIS_RSA_PSS
              : strcmp(name, "ecdsa") == 0 ? AKIS_ECDSA_DER
                                           : AKIS_RSA_PKCS1;
    return *scheme != AKIS_RSA_PKCS1 || strcmp(name, "pkcs1") == 0;
}

/* One sequence: PIN, signature, logout. */
static struct akis_result sign_once(struct adapter *adapter, struct signing *signing,
                                    const struct akis_blob *data, struct akis_blob *signature)
{
    const char *hash_name = asked(adapter, "hash");
    const bool sha384 = hash_name && strcmp(hash_name, "sha384") == 0;
    const enum akis_hash hash = sha384 ? AKIS_SHA384 : AKIS_SHA256;
    enum akis_scheme scheme = AKIS_RSA_PKCS1;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    if (!scheme_of(asked(adapter, "scheme"), &scheme))
        return plain(AKIS_UNSUPPORTED);
    if (EVP_Digest(data->data, data->size, digest, &size, sha384 ? EVP_sha384() : EVP_sha256(),
                   NULL) != 1)
        return plain(AKIS_FAILED);
    struct akis_result result = akis_login(signing->card, asked(adapter, "pin"));
    if (result.outcome == AKIS_OK)
        result = akis_sign(signing->card, signing->chosen, scheme, hash, digest, size, signature);
    return result;
}

struct akis_result sign_raw(struct adapter *adapter)
{
    const struct akis_clock clock = adapter_clock(adapter);
    struct signing signing = {0};
    struct akis_blob data = {0}, signature = {0};

    if (!asked_bytes(adapter, "data", &data))
        return plain(AKIS_BAD_ARGUMENT);
    struct akis_result result = signing_begin(adapter, &signing);
    if (result.outcome == AKIS_OK)
        result = akis_certificate_time(signing.chosen, &clock);
    if (result.outcome == AKIS_OK)
        result = akis_card_begin(signing.card);
    if (result.outcome == AKIS_OK) {
        result = sign_once(adapter, &signing, &data, &signature);
        akis_card_end(signing.card);
    }
    if (result.outcome == AKIS_OK) {
        tell_bytes(adapter->answer, "signature", signature.data, signature.size);
        tell_bytes(adapter->answer, "certificate", signing.chosen->der, signing.chosen->size);
    }
    akis_blob_free(&signature);
    akis_blob_free(&data);
    signing_end(adapter, &signing);
    return result;
}

struct akis_result sign_cms(struct adapter *adapter)
{
    const struct akis_cms_options options = {.hash = AKIS_NO_HASH,
                                             .attached = !asked_flag(adapter, "detached")};
    const struct akis_clock clock = adapter_clock(adapter);
    struct signing signing = {0};
    struct akis_blob data = {0}, cms = {0};

    if (!asked_bytes(adapter, "data", &data))
        return plain(AKIS_BAD_ARGUMENT);
    struct akis_result result = signing_begin(adapter, &signing);
    if (result.outcome == AKIS_OK)
        result = akis_certificate_time(signing.chosen, &clock);
    if (result.outcome == AKIS_OK)
        result = akis_login(signing.card, asked(adapter, "pin"));
    if (result.outcome == AKIS_OK)
        result = akis_sign_cms(signing.card, signing.chosen, &options, data.data, data.size, &cms);
    if (result.outcome == AKIS_OK)
        tell_bytes(adapter->answer, "cms", cms.data, cms.size);
    akis_blob_free(&cms);
    akis_blob_free(&data);
    signing_end(adapter, &signing);
    return result;
}

static struct akis_result verify(struct adapter *adapter, unsigned checks)
{
    struct akis_blob cms = {0}, data = {0};
    struct akis_trust *trust = NULL;
    struct akis_certificate signer = {0};

    if (!asked_bytes(adapter, "cms", &cms))
        return plain(AKIS_BAD_ARGUMENT);
    const bool detached = asked_bytes(adapter, "data", &data);
    struct akis_result result = open_trust(adapter, &trust);
    if (result.outcome == AKIS_OK)
        result = akis_verify_cms(trust, cms.data, cms.size, detached ? data.data : NULL, data.size,
                                 checks, &signer);
    tell(adapter, "signer", signer.serial);
    tell(adapter, "subject", signer.name);
    akis_certificate_clear(&signer);
    akis_trust_free(&trust);
    akis_blob_free(&cms);
    akis_blob_free(&data);
    return result;
}

struct akis_result signature_verify(struct adapter *adapter)
{
    return verify(adapter, AKIS_CHECK_OCSP);
}

struct akis_result signature_verify_crl(struct adapter *adapter)
{
    return verify(adapter, AKIS_CHECK_CRL);
}

struct akis_result ocsp_check(struct adapter *adapter)
{
    struct signing signing = {0};
    struct akis_trust *trust = NULL;
    char reason[AKIS_REASON] = "";
    struct akis_result result = signing_begin(adapter, &signing);

    if (result.outcome == AKIS_OK)
        result = open_trust(adapter, &trust);
    if (result.outcome == AKIS_OK) {
        result = akis_ocsp(trust, signing.chosen, reason);
        tell(adapter, "status",
             result.outcome == AKIS_OK          ? "good"
             : result.outcome == AKIS_SUSPENDED ? "held"
             : result.outcome == AKIS_REVOKED   ? "revoked"
                                                : "unknown");
        tell(adapter, "reason", reason);
        result = plain(AKIS_OK);
    }
    akis_trust_free(&trust);
    signing_end(adapter, &signing);
    return result;
}
