/* SPDX-License-Identifier: MIT */
/* Signing and decrypting with the keys of the token. */
#include "sim/pkcs11/module.h"

#include "sim/base/secret.h"

#include <string.h>

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

/* Fills an operation from mechanism and key; `use` is CKF_SIGN or CKF_DECRYPT. */
static CK_RV prepare(const struct slot *slot, const CK_MECHANISM *wanted, CK_OBJECT_HANDLE key,
                     CK_FLAGS use, struct operation *operation)
{
    const struct mechanism *mechanism = mechanism_of(wanted->mechanism);
    const struct object *object = object_of(slot, key);

    if (!slot->user)
        return CKR_USER_NOT_LOGGED_IN;
    if (!mechanism || !(mechanism->flags & use))
        return CKR_MECHANISM_INVALID;
    if (!object)
        return CKR_KEY_HANDLE_INVALID;
    if (object->class != CKO_PRIVATE_KEY)
        return CKR_KEY_FUNCTION_NOT_PERMITTED;
    if (slot->certificates.items[object->certificate].kind != mechanism->kind)
        return CKR_KEY_TYPE_INCONSISTENT;
    *operation = (struct operation){.hashed = mechanism->hash != AKIS_NO_HASH,
                                    .scheme = mechanism->scheme,
                                    .hash = mechanism->hash,
                                    .certificate = object->certificate};
    if (mechanism->scheme == AKIS_RSA_PSS)
        return read_pss(wanted, operation);
    return CKR_OK;
}

static CK_RV begin(CK_SESSION_HANDLE handle, const CK_MECHANISM *wanted, CK_OBJECT_HANDLE key,
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
    struct operation *operation = use == CKF_SIGN ? &session->sign : &session->decrypt;
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

CK_RV C_SignInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(begin(handle, mechanism, key, CKF_SIGN)) : rv;
}

CK_RV C_DecryptInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(begin(handle, mechanism, key, CKF_DECRYPT)) : rv;
}

static CK_RV take(struct operation *operation, const CK_BYTE *data, CK_ULONG size)
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

static size_t signature_size(const struct akis_certificate *certificate)
{
    const size_t bytes = (certificate->bits + 7) / 8;

    return certificate->kind == AKIS_KEY_RSA ? bytes : 2 * bytes;
}

/* CKM_ECDSA and CKM_RSA_PKCS_PSS take a digest, CKM_RSA_PKCS anything that fits. */
static CK_RV check_input(const struct operation *operation,
                         const struct akis_certificate *certificate)
{
    const size_t modulus = (certificate->bits + 7) / 8;

    if (operation->hashed)
        return CKR_OK;
    if (operation->scheme == AKIS_RSA_PKCS1)
        return operation->size + 11 <= modulus ? CKR_OK : CKR_DATA_LEN_RANGE;
    if (operation->scheme == AKIS_RSA_PSS)
        return operation->size == (size_t)EVP_MD_get_size(mechanism_md(operation->hash))
                   ? CKR_OK
                   : CKR_DATA_LEN_RANGE;
    return operation->size > 0 && operation->size <= 64 ? CKR_OK : CKR_DATA_LEN_RANGE;
}

static CK_RV finish(struct slot *slot, struct operation *operation, CK_BYTE *out, CK_ULONG *size)
{
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];
    struct akis_blob signature = {0};
    unsigned length = (unsigned)operation->size;
    CK_RV rv = check_input(operation, certificate);

    if (rv == CKR_OK && operation->hashed &&
        EVP_DigestFinal_ex(operation->digest, operation->input, &length) != 1)
        rv = CKR_FUNCTION_FAILED;
    if (rv != CKR_OK)
        return rv;
    rv = token_rv(slot, akis_sign(slot->card, certificate, operation->scheme, operation->hash,
                                  operation->input, length, &signature));
    if (rv == CKR_OK)
        rv = give(bytes_of(signature.data, signature.size), out, size);
    akis_blob_free(&signature);
    return rv;
}

/* The end of a signature: `data` is the last part of what is signed. */
static CK_RV sign(CK_SESSION_HANDLE handle, const CK_BYTE *data, CK_ULONG data_size, CK_BYTE *out,
                  CK_ULONG *size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    bool done = false;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    struct operation *operation = &session->sign;
    if (!operation->active)
        return CKR_OPERATION_NOT_INITIALIZED;
    if (!size)
        rv = CKR_ARGUMENTS_BAD;
    else if (!out && quirk(QUIRK_no_sign_query))
        rv = CKR_ARGUMENTS_BAD;
    else
        rv = give_size(signature_size(&slot->certificates.items[operation->certificate]), out, size,
                       &done);
    if (done)
        return rv;
    if (rv == CKR_OK)
        rv = take(operation, data, data_size);
    if (rv == CKR_OK)
        rv = finish(slot, operation, out, size);
    operation_end(operation);
    return rv;
}

CK_RV C_Sign(CK_SESSION_HANDLE handle, CK_BYTE *data, CK_ULONG data_size, CK_BYTE *signature,
             CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(sign(handle, data, data_size, signature, size)) : rv;
}

CK_RV C_SignUpdate(CK_SESSION_HANDLE handle, CK_BYTE *part, CK_ULONG size)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct session *session = session_of(handle);
    if (!session)
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    if (!session->sign.active)
        return module_leave(CKR_OPERATION_NOT_INITIALIZED);
    rv = take(&session->sign, part, size);
    if (rv != CKR_OK)
        operation_end(&session->sign);
    return module_leave(rv);
}

CK_RV C_SignFinal(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(sign(handle, NULL, 0, signature, size)) : rv;
}

static CK_RV decrypt(CK_SESSION_HANDLE handle, const CK_BYTE *cipher, CK_ULONG cipher_size,
                     CK_BYTE *out, CK_ULONG *size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    struct akis_blob plain = {0};
    bool done = false;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    struct operation *operation = &session->decrypt;
    if (!operation->active)
        return CKR_OPERATION_NOT_INITIALIZED;
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];
    if (!cipher || !size)
        rv = CKR_ARGUMENTS_BAD;
    else if (cipher_size != (certificate->bits + 7) / 8)
        rv = CKR_ENCRYPTED_DATA_LEN_RANGE;
    else if (!out)
        rv = give_size((certificate->bits + 7) / 8, out, size, &done);
    if (done)
        return rv;
    if (rv == CKR_OK)
        rv = token_rv(slot, akis_decipher(slot->card, certificate, cipher, cipher_size, &plain));
    if (rv == CKR_OK)
        rv = give(bytes_of(plain.data, plain.size), out, size);
    akis_blob_free(&plain);
    if (rv != CKR_BUFFER_TOO_SMALL)
        operation_end(operation);
    return rv;
}

CK_RV C_Decrypt(CK_SESSION_HANDLE handle, CK_BYTE *cipher, CK_ULONG cipher_size, CK_BYTE *plain,
                CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(decrypt(handle, cipher, cipher_size, plain, size)) : rv;
}
