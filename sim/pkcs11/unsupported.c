/* SPDX-License-Identifier: MIT */
/* What this token has no use for: each looks at its session, does nothing, and says so. */
#include "sim/pkcs11/module.h"

static CK_RV unsupported(CK_SESSION_HANDLE session)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    return module_leave(session_of(session) ? CKR_FUNCTION_NOT_SUPPORTED
                                            : CKR_SESSION_HANDLE_INVALID);
}

CK_RV C_InitToken(CK_SLOT_ID slot_id, CK_BYTE *pin, CK_ULONG pin_len, CK_BYTE *label)
{
    (void)pin;
    (void)pin_len;
    (void)label;
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    return module_leave(slot_known(slot_id) ? CKR_FUNCTION_NOT_SUPPORTED : CKR_SLOT_ID_INVALID);
}

CK_RV C_GetOperationState(CK_SESSION_HANDLE session, CK_BYTE *operation_state,
                          CK_ULONG *operation_state_len)
{
    (void)operation_state;
    (void)operation_state_len;
    return unsupported(session);
}

CK_RV C_SetOperationState(CK_SESSION_HANDLE session, CK_BYTE *operation_state,
                          CK_ULONG operation_state_len, CK_OBJECT_HANDLE encryption_key,
                          CK_OBJECT_HANDLE authentiation_key)
{
    (void)operation_state;
    (void)operation_state_len;
    (void)encryption_key;
    (void)authentiation_key;
    return unsupported(session);
}

CK_RV C_CreateObject(CK_SESSION_HANDLE session, CK_ATTRIBUTE *templ, CK_ULONG count,
                     CK_OBJECT_HANDLE *object)
{
    (void)templ;
    (void)count;
    (void)object;
    return unsupported(session);
}

CK_RV C_CopyObject(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *templ,
                   CK_ULONG count, CK_OBJECT_HANDLE *new_object)
{
    (void)object;
    (void)templ;
    (void)count;
    (void)new_object;
    return unsupported(session);
}

CK_RV C_DestroyObject(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object)
{
    (void)object;
    return unsupported(session);
}

CK_RV C_SetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *templ,
                          CK_ULONG count)
{
    (void)object;
    (void)templ;
    (void)count;
    return unsupported(session);
}

CK_RV C_EncryptUpdate(CK_SESSION_HANDLE session, CK_BYTE *part, CK_ULONG part_len,
                      CK_BYTE *encrypted_part, CK_ULONG *encrypted_part_len)
{
    (void)part;
    (void)part_len;
    (void)encrypted_part;
    (void)encrypted_part_len;
    return unsupported(session);
}

CK_RV C_EncryptFinal(CK_SESSION_HANDLE session, CK_BYTE *last_encrypted_part,
                     CK_ULONG *last_encrypted_part_len)
{
    (void)last_encrypted_part;
    (void)last_encrypted_part_len;
    return unsupported(session);
}

CK_RV C_DecryptUpdate(CK_SESSION_HANDLE session, CK_BYTE *encrypted_part,
                      CK_ULONG encrypted_part_len, CK_BYTE *part, CK_ULONG *part_len)
{
    (void)encrypted_part;
    (void)encrypted_part_len;
    (void)part;
    (void)part_len;
    return unsupported(session);
}

CK_RV C_DecryptFinal(CK_SESSION_HANDLE session, CK_BYTE *last_part, CK_ULONG *last_part_len)
{
    (void)last_part;
    (void)last_part_len;
    return unsupported(session);
}

CK_RV C_DigestKey(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key)
{
    (void)key;
    return unsupported(session);
}

CK_RV C_SignRecoverInit(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    (void)mechanism;
    (void)key;
    return unsupported(session);
}

CK_RV C_SignRecover(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_len, CK_BYTE *signature,
                    CK_ULONG *signature_len)
{
    (void)data;
    (void)data_len;
    (void)signature;
    (void)signature_len;
    return unsupported(session);
}

CK_RV C_VerifyRecoverInit(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    (void)mechanism;
    (void)key;
    return unsupported(session);
}

CK_RV C_VerifyRecover(CK_SESSION_HANDLE session, CK_BYTE *signature, CK_ULONG signature_len,
                      CK_BYTE *data, CK_ULONG *data_len)
{
    (void)signature;
    (void)signature_len;
    (void)data;
    (void)data_len;
    return unsupported(session);
}

CK_RV C_DigestEncryptUpdate(CK_SESSION_HANDLE session, CK_BYTE *part, CK_ULONG part_len,
                            CK_BYTE *encrypted_part, CK_ULONG *encrypted_part_len)
{
    (void)part;
    (void)part_len;
    (void)encrypted_part;
    (void)encrypted_part_len;
    return unsupported(session);
}

CK_RV C_DecryptDigestUpdate(CK_SESSION_HANDLE session, CK_BYTE *encrypted_part,
                            CK_ULONG encrypted_part_len, CK_BYTE *part, CK_ULONG *part_len)
{
    (void)encrypted_part;
    (void)encrypted_part_len;
    (void)part;
    (void)part_len;
    return unsupported(session);
}

CK_RV C_SignEncryptUpdate(CK_SESSION_HANDLE session, CK_BYTE *part, CK_ULONG part_len,
                          CK_BYTE *encrypted_part, CK_ULONG *encrypted_part_len)
{
    (void)part;
    (void)part_len;
    (void)encrypted_part;
    (void)encrypted_part_len;
    return unsupported(session);
}

CK_RV C_DecryptVerifyUpdate(CK_SESSION_HANDLE session, CK_BYTE *encrypted_part,
                            CK_ULONG encrypted_part_len, CK_BYTE *part, CK_ULONG *part_len)
{
    (void)encrypted_part;
    (void)encrypted_part_len;
    (void)part;
    (void)part_len;
    return unsupported(session);
}

CK_RV C_GenerateKey(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *templ,
                    CK_ULONG count, CK_OBJECT_HANDLE *key)
{
    (void)mechanism;
    (void)templ;
    (void)count;
    (void)key;
    return unsupported(session);
}

CK_RV C_GenerateKeyPair(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism,
                        CK_ATTRIBUTE *public_key_template, CK_ULONG public_key_attribute_count,
                        CK_ATTRIBUTE *private_key_template, CK_ULONG private_key_attribute_count,
                        CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key)
{
    (void)mechanism;
    (void)public_key_template;
    (void)public_key_attribute_count;
    (void)private_key_template;
    (void)private_key_attribute_count;
    (void)public_key;
    (void)private_key;
    return unsupported(session);
}

CK_RV C_WrapKey(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE wrapping_key,
                CK_OBJECT_HANDLE key, CK_BYTE *wrapped_key, CK_ULONG *wrapped_key_len)
{
    (void)mechanism;
    (void)wrapping_key;
    (void)key;
    (void)wrapped_key;
    (void)wrapped_key_len;
    return unsupported(session);
}

CK_RV C_UnwrapKey(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism,
                  CK_OBJECT_HANDLE unwrapping_key, CK_BYTE *wrapped_key, CK_ULONG wrapped_key_len,
                  CK_ATTRIBUTE *templ, CK_ULONG attribute_count, CK_OBJECT_HANDLE *key)
{
    (void)mechanism;
    (void)unwrapping_key;
    (void)wrapped_key;
    (void)wrapped_key_len;
    (void)templ;
    (void)attribute_count;
    (void)key;
    return unsupported(session);
}

CK_RV C_DeriveKey(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE base_key,
                  CK_ATTRIBUTE *templ, CK_ULONG attribute_count, CK_OBJECT_HANDLE *key)
{
    (void)mechanism;
    (void)base_key;
    (void)templ;
    (void)attribute_count;
    (void)key;
    return unsupported(session);
}

/* These two are history, and have one answer (PKCS #11 Base 2.40, 5.16). */
CK_RV C_GetFunctionStatus(CK_SESSION_HANDLE session)
{
    CK_RV rv = unsupported(session);

    return rv == CKR_FUNCTION_NOT_SUPPORTED ? CKR_FUNCTION_NOT_PARALLEL : rv;
}

CK_RV C_CancelFunction(CK_SESSION_HANDLE session)
{
    return C_GetFunctionStatus(session);
}
