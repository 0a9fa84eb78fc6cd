/* SPDX-License-Identifier: MIT */
/* Keys: see keys.h. */
#include "portal-mock/ca/keys.h"

#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <string.h>

static const struct {
    const char *word;
    unsigned rsa_bits; /* 0: not RSA */
    const char *curve;
} kinds[] = {
    [CA_KEY_RSA2048] = {"rsa2048", 2048, NULL   },
    [CA_KEY_P384] = {"p384",    0,    "P-384"},
    [CA_KEY_RSA1024] = {"rsa1024", 1024, NULL   },
};

bool ca_key_kind_parse(const char *word, enum ca_key_kind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(word, kinds[i].word) == 0) {
            *kind = (enum ca_key_kind)i;
            return true;
        }
    }
    return false;
}

EVP_PKEY *key_draw(enum ca_key_kind kind)
{
    return kinds[kind].rsa_bits ? EVP_RSA_gen(kinds[kind].rsa_bits) : EVP_EC_gen(kinds[kind].curve);
}

EVP_PKEY *key_draw_p256(void)
{
    return EVP_EC_gen("P-256");
}

enum ca_result key_der(const EVP_PKEY *key, struct blob *der)
{
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
    enum ca_result result = CA_CRYPTO_FAILED;
    unsigned char *encoded = NULL;
    int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info, &encoded) : -1;

    if (size > 0)
        result = blob_copy(bytes_of(encoded, (size_t)size), der) ? CA_OK : CA_NO_MEMORY;
    if (size > 0)
        OPENSSL_clear_free(encoded, (size_t)size);
    PKCS8_PRIV_KEY_INFO_free(info);
    return result;
}
