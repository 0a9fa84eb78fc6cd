/* SPDX-License-Identifier: MIT */
/* Calls that fail on demand: see failures.h. */
#include "tests/fuzz/card/failures.h"

#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>

static unsigned left;

void failures_arm(unsigned nth)
{
    left = nth;
}

static bool now(void)
{
    return left > 0 && --left == 0;
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size)
{
    return now() ? NULL : __real_calloc(count, size);
}

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_malloc(size_t size)
{
    return now() ? NULL : __real_malloc(size);
}

int __real_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest, unsigned *size);
int __wrap_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest, unsigned *size);
int __wrap_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest, unsigned *size)
{
    return now() ? 0 : __real_EVP_DigestFinal_ex(context, digest, size);
}

int __real_EVP_PKEY_sign(EVP_PKEY_CTX *context, unsigned char *out, size_t *size,
                         const unsigned char *in, size_t in_size);
int __wrap_EVP_PKEY_sign(EVP_PKEY_CTX *context, unsigned char *out, size_t *size,
                         const unsigned char *in, size_t in_size);
int __wrap_EVP_PKEY_sign(EVP_PKEY_CTX *context, unsigned char *out, size_t *size,
                         const unsigned char *in, size_t in_size)
{
    return now() ? 0 : __real_EVP_PKEY_sign(context, out, size, in, in_size);
}

EVP_PKEY_CTX *__real_EVP_PKEY_CTX_new_from_pkey(OSSL_LIB_CTX *library, EVP_PKEY *pkey,
                                                const char *query);
EVP_PKEY_CTX *__wrap_EVP_PKEY_CTX_new_from_pkey(OSSL_LIB_CTX *library, EVP_PKEY *pkey,
                                                const char *query);
EVP_PKEY_CTX *__wrap_EVP_PKEY_CTX_new_from_pkey(OSSL_LIB_CTX *library, EVP_PKEY *pkey,
                                                const char *query)
{
    return now() ? NULL : __real_EVP_PKEY_CTX_new_from_pkey(library, pkey, query);
}

EVP_MAC_CTX *__real_EVP_MAC_CTX_new(EVP_MAC *mac);
EVP_MAC_CTX *__wrap_EVP_MAC_CTX_new(EVP_MAC *mac);
EVP_MAC_CTX *__wrap_EVP_MAC_CTX_new(EVP_MAC *mac)
{
    return now() ? NULL : __real_EVP_MAC_CTX_new(mac);
}

int __real_EVP_MAC_final(EVP_MAC_CTX *context, unsigned char *out, size_t *size, size_t room);
int __wrap_EVP_MAC_final(EVP_MAC_CTX *context, unsigned char *out, size_t *size, size_t room);
int __wrap_EVP_MAC_final(EVP_MAC_CTX *context, unsigned char *out, size_t *size, size_t room)
{
    return now() ? 0 : __real_EVP_MAC_final(context, out, size, room);
}
