/* SPDX-License-Identifier: MIT */
/*
 * OCSP requests. In the corpus 20 times N and 20 times K stand for the SHA-1 of the issuer's name
 * and key, which differ with each CA; a serial's last byte chooses its state.
 */
#include <openssl/ocsp.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/ca/ca.h"
#include "tests/fuzz/target.h"

static uint8_t name_hash[SHA_DIGEST_LENGTH];
static uint8_t key_hash[SHA_DIGEST_LENGTH];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct bytes der = fuzz_issuing();
    const unsigned char *at = der.data;
    X509 *issuing = d2i_X509(NULL, &at, (long)der.size);

    (void)argc;
    (void)argv;
    if (!issuing ||
        X509_NAME_digest(X509_get_subject_name(issuing), EVP_sha1(), name_hash, NULL) != 1 ||
        X509_pubkey_digest(issuing, EVP_sha1(), key_hash, NULL) != 1)
        abort();
    X509_free(issuing);
    return 0;
}

static bool find(void *context, const char *serial, struct ca_status *status)
{
    int last = serial[CA_SERIAL_TEXT - 2] - '0';

    (void)context;
    *status = (struct ca_status){(enum ca_state)(last & 3), last & 7, 1795305600};
    return last != 9;
}

static bool each(void *context, ca_visit_fn *visit, void *visitor)
{
    (void)context;
    (void)visit;
    (void)visitor;
    return true;
}

static void replace(uint8_t *data, size_t size, char placeholder, const uint8_t *hash)
{
    char pattern[SHA_DIGEST_LENGTH];
    uint8_t *at;

    memset(pattern, placeholder, sizeof pattern);
    while ((at = memmem(data, size, pattern, sizeof pattern)) != NULL)
        memcpy(at, hash, SHA_DIGEST_LENGTH);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ca_publication publication = {
        1795305600, {find, each, NULL},
         CA_FAULT_NONE
    };
    uint8_t *request = malloc(size ? size : 1);
    struct blob response = {0};
    const unsigned char *at;
    OCSP_RESPONSE *parsed;

    if (!request)
        return 0;
    memcpy(request, data, size);
    replace(request, size, 'N', name_hash);
    replace(request, size, 'K', key_hash);
    if (ca_ocsp_answer(fuzz_ca(), bytes_of(request, size), &publication, &response) != CA_OK)
        abort(); /* there is an answer to everything */
    at = response.data;
    parsed = d2i_OCSP_RESPONSE(NULL, &at, (long)response.size);
    if (!parsed || at != response.data + response.size)
        abort();
    OCSP_RESPONSE_free(parsed);
    blob_free(&response);
    free(request);
    return 0;
}
