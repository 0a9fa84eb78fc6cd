/* SPDX-License-Identifier: MIT */
/* Encrypting with a public key, which needs no card, and decrypting with the token's private key.
 */
#include "sim/pkcs11/module.h"

CK_RV C_DecryptInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(operation_begin(handle, mechanism, key, CKF_DECRYPT)) : rv;
}

/* Raw RSA is the private operation on the whole block, as a signature is. */
static struct akis_result open_up(const struct slot *slot, const struct operation *operation,
                                  struct bytes cipher, struct akis_blob *plain)
{
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];

    if (operation->scheme == AKIS_RSA_RAW)
        return akis_sign(slot->card, certificate, AKIS_RSA_RAW, AKIS_NO_HASH, cipher.data,
                         cipher.size, plain);
    return akis_decipher(slot->card, certificate, cipher.data, cipher.size, plain);
}

static CK_RV decrypt(CK_SESSION_HANDLE handle, struct bytes cipher, CK_BYTE *out, CK_ULONG *size)
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
    const size_t modulus = (slot->certificates.items[operation->certificate].bits + 7) / 8;
    if (!cipher.data || !size)
        rv = CKR_ARGUMENTS_BAD;
    else if (cipher.size != modulus)
        rv = CKR_ENCRYPTED_DATA_LEN_RANGE;
    else if (!out)
        rv = give_size(modulus, out, size, &done);
    if (done)
        return rv;
    if (rv == CKR_OK)
        rv = token_rv(slot, open_up(slot, operation, cipher, &plain));
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

    return rv == CKR_OK ? module_leave(decrypt(handle, bytes_of(cipher, cipher_size), plain, size))
                        : rv;
}

CK_RV C_EncryptInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(operation_begin(handle, mechanism, key, CKF_ENCRYPT)) : rv;
}

static CK_RV seal(const struct akis_certificate *certificate, struct operation *operation,
                  CK_BYTE *out, CK_ULONG *size)
{
    struct akis_blob cipher = {0};
    struct bytes input;
    CK_RV rv = operation_input(operation, certificate, &input);

    if (rv != CKR_OK)
        return rv;
    const struct akis_result result =
        akis_encipher(certificate, operation->scheme, input.data, input.size, &cipher);
    if (result.outcome == AKIS_OK)
        rv = give(bytes_of(cipher.data, cipher.size), out, size);
    else
        rv = result.outcome == AKIS_BAD_ARGUMENT ? CKR_DATA_INVALID : CKR_FUNCTION_FAILED;
    akis_blob_free(&cipher);
    return rv;
}

static CK_RV encrypt(CK_SESSION_HANDLE handle, struct bytes plain, CK_BYTE *out, CK_ULONG *size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    bool done = false;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    struct operation *operation = &session->encrypt;
    if (!operation->active)
        return CKR_OPERATION_NOT_INITIALIZED;
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];
    rv = size ? give_size((certificate->bits + 7) / 8, out, size, &done) : CKR_ARGUMENTS_BAD;
    if (done)
        return rv;
    if (rv == CKR_OK)
        rv = operation_take(operation, plain.data, plain.size);
    if (rv == CKR_OK)
        rv = seal(certificate, operation, out, size);
    operation_end(operation);
    return rv;
}

CK_RV C_Encrypt(CK_SESSION_HANDLE handle, CK_BYTE *plain, CK_ULONG plain_size, CK_BYTE *cipher,
                CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(encrypt(handle, bytes_of(plain, plain_size), cipher, size))
                        : rv;
}
