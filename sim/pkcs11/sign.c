/* SPDX-License-Identifier: MIT */
/* Signing with the keys of the token, and verifying with its public keys, which needs no card. */
#include "sim/pkcs11/module.h"

CK_RV C_SignInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(operation_begin(handle, mechanism, key, CKF_SIGN)) : rv;
}

static CK_RV finish(struct slot *slot, struct operation *operation, CK_BYTE *out, CK_ULONG *size)
{
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];
    struct akis_blob signature = {0};
    struct bytes input;
    CK_RV rv = operation_input(operation, certificate, &input);

    if (rv != CKR_OK)
        return rv;
    rv = token_rv(slot, akis_sign(slot->card, certificate, operation->scheme, operation->hash,
                                  input.data, input.size, &signature));
    if (rv == CKR_OK)
        rv = give(bytes_of(signature.data, signature.size), out, size);
    akis_blob_free(&signature);
    return rv;
}

/* The end of a signature: `data` is the last part of what is signed. */
static CK_RV sign(CK_SESSION_HANDLE handle, enum form form, struct bytes data, CK_BYTE *out,
                  CK_ULONG *size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    bool done = false;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    struct operation *operation = &session->sign;
    rv = operation_resume(operation, form);
    if (rv != CKR_OK)
        return rv;
    if (!size || (!out && quirk(QUIRK_no_sign_query)))
        rv = CKR_ARGUMENTS_BAD;
    else
        rv = give_size(signature_size(&slot->certificates.items[operation->certificate]), out, size,
                       &done);
    if (done)
        return rv;
    if (rv == CKR_OK)
        rv = operation_take(operation, data.data, data.size);
    if (rv == CKR_OK)
        rv = finish(slot, operation, out, size);
    operation_end(operation);
    return rv;
}

CK_RV C_Sign(CK_SESSION_HANDLE handle, CK_BYTE *data, CK_ULONG data_size, CK_BYTE *signature,
             CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK
               ? module_leave(sign(handle, FORM_WHOLE, bytes_of(data, data_size), signature, size))
               : rv;
}

static CK_RV update(CK_SESSION_HANDLE handle, CK_FLAGS use, const CK_BYTE *part, CK_ULONG size)
{
    struct session *session = session_of(handle);

    if (!session)
        return CKR_SESSION_HANDLE_INVALID;
    struct operation *operation = operation_for(session, use);
    CK_RV rv = operation_resume(operation, FORM_PARTS);
    if (rv != CKR_OK)
        return rv;
    rv = operation_take(operation, part, size);
    if (rv != CKR_OK)
        operation_end(operation);
    return rv;
}

CK_RV C_SignUpdate(CK_SESSION_HANDLE handle, CK_BYTE *part, CK_ULONG size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(update(handle, CKF_SIGN, part, size)) : rv;
}

CK_RV C_SignFinal(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(sign(handle, FORM_PARTS, bytes_of(NULL, 0), signature, size))
                        : rv;
}

CK_RV C_VerifyInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(operation_begin(handle, mechanism, key, CKF_VERIFY)) : rv;
}

static CK_RV check(const struct slot *slot, struct operation *operation, struct bytes signature)
{
    const struct akis_certificate *certificate = &slot->certificates.items[operation->certificate];
    struct bytes input;
    CK_RV rv = operation_input(operation, certificate, &input);

    if (rv != CKR_OK)
        return rv;
    if (signature.size != signature_size(certificate))
        return CKR_SIGNATURE_LEN_RANGE;
    const struct akis_result result =
        akis_verify(certificate, operation->scheme, operation->hash, input.data, input.size,
                    signature.data, signature.size);
    if (result.outcome == AKIS_SIGNATURE_BAD)
        return CKR_SIGNATURE_INVALID;
    return result.outcome == AKIS_OK ? CKR_OK : CKR_FUNCTION_FAILED;
}

static CK_RV verify(CK_SESSION_HANDLE handle, enum form form, struct bytes data,
                    struct bytes signature)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    struct operation *operation = &session->verify;
    rv = operation_resume(operation, form);
    if (rv != CKR_OK)
        return rv;
    rv = signature.data ? operation_take(operation, data.data, data.size) : CKR_ARGUMENTS_BAD;
    if (rv == CKR_OK)
        rv = check(slot, operation, signature);
    operation_end(operation);
    return rv;
}

CK_RV C_Verify(CK_SESSION_HANDLE handle, CK_BYTE *data, CK_ULONG data_size, CK_BYTE *signature,
               CK_ULONG size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(verify(handle, FORM_WHOLE, bytes_of(data, data_size),
                                              bytes_of(signature, size)))
                        : rv;
}

CK_RV C_VerifyUpdate(CK_SESSION_HANDLE handle, CK_BYTE *part, CK_ULONG size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(update(handle, CKF_VERIFY, part, size)) : rv;
}

CK_RV C_VerifyFinal(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(verify(handle, FORM_PARTS, bytes_of(NULL, 0),
                                              bytes_of(signature, size)))
                        : rv;
}
