/* SPDX-License-Identifier: MIT */
/* What signing, verifying, encrypting and decrypting share: mechanism, key, and the data that
 * comes. */
#include "sim/pkcs11/module.h"

#include "sim/base/secret.h"

#include <string.h>

enum { ECDSA_DIGEST_MAX = 64 };

/* RSASSA-PSS as the engine makes it: one hash for all, salt as long as the digest. */
static CK_RV read_pss(const CK_MECHANISM *mechanism, struct operation *operation)
{
    static const struct {
        CK_MECHANISM_TYPE type;
        CK_RSA_PKCS_MGF_TYPE mgf;
        enum akis_hash hash;
        CK_ULONG size;
    } known[] = {
        {CKM_SHA_1,  CKG_MGF1_SHA1,   AKIS_SHA1,   20},
        {CKM_SHA256, CKG_MGF1_SHA256, AKIS_SHA256, 32},
        {CKM_SHA384, CKG_MGF1_SHA384, AKIS_SHA384, 48},
        {CKM_SHA512, CKG_MGF1_SHA512, AKIS_SHA512, 64},
    };
    const CK_RSA_PKCS_PSS_PARAMS *given = mechanism->pParameter;

    if (!given || mechanism->ulParameterLen != sizeof *given)
        return CKR_MECHANISM_PARAM_INVALID;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].type != given->hashAlg)
            continue;
        if (given->mgf != known[i].mgf || given->sLen != known[i].size ||
            (operation->hashed && operation->hash != known[i].hash))
            return CKR_MECHANISM_PARAM_INVALID;
        operation->hash = known[i].hash;
        return CKR_OK;
    }
    return CKR_MECHANISM_PARAM_INVALID;
}

struct operation *operation_for(struct session *session, CK_FLAGS use)
{
    switch (use) {
    case CKF_SIGN:
        return &session->sign;
    case CKF_VERIFY:
        return &session->verify;
    case CKF_ENCRYPT:
        return &session->encrypt;
    default:
        return &session->decrypt;
    }
}

/* The key's object: a private one, which needs the login, or a public one, which does not. */
static CK_RV find_key(const struct slot *slot, CK_OBJECT_HANDLE key, CK_FLAGS use,
                      const struct object **object)
{
    const bool private_key = use == CKF_SIGN || use == CKF_DECRYPT;

    if (private_key && !slot->user)
        return CKR_USER_NOT_LOGGED_IN;
    *object = object_of(slot, key);
    if (!*object)
        return CKR_KEY_HANDLE_INVALID;
    if ((*object)->class != (private_key ? CKO_PRIVATE_KEY : CKO_PUBLIC_KEY))
        return (*object)->class == CKO_CERTIFICATE ? CKR_KEY_HANDLE_INVALID
                                                   : CKR_KEY_FUNCTION_NOT_PERMITTED;
    return CKR_OK;
}

/* Fills an operation from mechanism and key. */
static CK_RV prepare(const struct slot *slot, const CK_MECHANISM *wanted, CK_OBJECT_HANDLE key,
                     CK_FLAGS use, struct operation *operation)
{
    const struct mechanism *mechanism = mechanism_of(wanted->mechanism);
    const struct object *object = NULL;

    if (!mechanism || !(mechanism->flags & use))
        return CKR_MECHANISM_INVALID;
    CK_RV rv = find_key(slot, key, use, &object);
    if (rv != CKR_OK)
        return rv;
    if (slot->certificates.items[object->certificate].kind != mechanism->kind)
        return CKR_KEY_TYPE_INCONSISTENT;
    *operation = (struct operation){.hashed = mechanism->hash != AKIS_NO_HASH,
                                    .scheme = mechanism->scheme,
                                    .hash = mechanism->hash,
                                    .certificate = object->certificate};
    return mechanism->scheme == AKIS_RSA_PSS ? read_pss(wanted, operation) : CKR_OK;
}

CK_RV operation_begin(CK_SESSION_HANDLE handle, const CK_MECHANISM *wanted, CK_OBJECT_HANDLE key,
                      CK_FLAGS use)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    struct operation made = {0};
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    if (!wanted)
        return CKR_ARGUMENTS_BAD;
    struct operation *operation = operation_for(session, use);
    if (operation->active)
        return CKR_OPERATION_ACTIVE;
    rv = prepare(slot, wanted, key, use, &made);
    if (rv == CKR_OK && made.hashed) {
        made.digest = EVP_MD_CTX_new();
        if (!made.digest || EVP_DigestInit_ex(made.digest, mechanism_md(made.hash), NULL) != 1)
            rv = CKR_HOST_MEMORY;
    }
    if (rv != CKR_OK) {
        operation_end(&made);
        return rv;
    }
    *operation = made;
    operation->active = true;
    return CKR_OK;
}

CK_RV operation_resume(struct operation *operation, enum form form)
{
    if (!operation->active)
        return CKR_OPERATION_NOT_INITIALIZED;
    if (operation->form != FORM_OPEN && operation->form != form) {
        operation_end(operation);
        return CKR_OPERATION_ACTIVE;
    }
    operation->form = form;
    return CKR_OK;
}

CK_RV operation_take(struct operation *operation, const CK_BYTE *data, CK_ULONG size)
{
    if (size > 0 && !data)
        return CKR_ARGUMENTS_BAD;
    if (operation->hashed)
        return EVP_DigestUpdate(operation->digest, data, size) == 1 ? CKR_OK : CKR_FUNCTION_FAILED;
    if (size > INPUT_MAX - operation->size)
        return CKR_DATA_LEN_RANGE;
    if (size > 0)
        memcpy(operation->input + operation->size, data, size);
    operation->size += size;
    return CKR_OK;
}

void operation_end(struct operation *operation)
{
    EVP_MD_CTX_free(operation->digest);
    secret_wipe(operation, sizeof *operation);
}

size_t signature_size(const struct akis_certificate *certificate)
{
    const size_t bytes = (certificate->bits + 7) / 8;

    return certificate->kind == AKIS_KEY_RSA ? bytes : 2 * bytes;
}

/* Raw RSA takes a number: zeros before it (PKCS #11 Current Mechanisms 2.40, 2.1.5). */
static void widen(struct operation *operation, size_t modulus)
{
    const size_t more = modulus - operation->size;

    memmove(operation->input + more, operation->input, operation->size);
    memset(operation->input, 0, more);
    operation->size = modulus;
}

CK_RV operation_input(struct operation *operation, const struct akis_certificate *certificate,
                      struct bytes *input)
{
    const size_t modulus = (certificate->bits + 7) / 8;
    unsigned length = 0;
    bool fits = true;

    if (operation->hashed) {
        if (EVP_DigestFinal_ex(operation->digest, operation->input, &length) != 1)
            return CKR_FUNCTION_FAILED;
        operation->size = length;
    } else if (operation->scheme == AKIS_RSA_PKCS1) {
        fits = operation->size + 11 <= modulus;
    } else if (operation->scheme == AKIS_RSA_RAW) {
        fits = operation->size <= modulus && modulus <= INPUT_MAX;
    } else if (operation->scheme == AKIS_RSA_PSS) {
        fits = operation->size == (size_t)EVP_MD_get_size(mechanism_md(operation->hash));
    } else {
        fits = operation->size > 0 && operation->size <= ECDSA_DIGEST_MAX;
    }
    if (!fits)
        return CKR_DATA_LEN_RANGE;
    if (operation->scheme == AKIS_RSA_RAW)
        widen(operation, modulus);
    *input = bytes_of(operation->input, operation->size);
    return CKR_OK;
}
