/* SPDX-License-Identifier: MIT */
/* Looking for objects and into them. Private keys are seen after login alone. */
#include "sim/pkcs11/module.h"

#include <string.h>

const CK_ATTRIBUTE *attribute_of(const struct object *object, CK_ATTRIBUTE_TYPE type)
{
    for (size_t i = 0; i < object->count; i++) {
        if (object->attributes[i].type == type)
            return &object->attributes[i];
    }
    return NULL;
}

const struct object *object_of(const struct slot *slot, CK_OBJECT_HANDLE handle)
{
    if (handle <= slot->objects_gone || handle - slot->objects_gone > slot->object_count)
        return NULL;
    const struct object *object = &slot->objects[handle - slot->objects_gone - 1];
    const bool hidden = object->class == CKO_PRIVATE_KEY || quirk(QUIRK_login_to_list);
    return hidden && !slot->user ? NULL : object;
}

static bool matches(const struct object *object, const CK_ATTRIBUTE *template, CK_ULONG count)
{
    for (CK_ULONG i = 0; i < count; i++) {
        const CK_ATTRIBUTE *attribute = attribute_of(object, template[i].type);
        if (!attribute || attribute->ulValueLen != template[i].ulValueLen ||
            (template[i].ulValueLen > 0 && !template[i].pValue) ||
            (template[i].ulValueLen > 0 &&
             !bytes_equal(bytes_of(attribute->pValue, attribute->ulValueLen),
                          bytes_of(template[i].pValue, template[i].ulValueLen))))
            return false;
    }
    return true;
}

static CK_RV find_begin(CK_SESSION_HANDLE handle, const CK_ATTRIBUTE *template, CK_ULONG count)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    if (session->finding)
        return CKR_OPERATION_ACTIVE;
    if (count > 0 && !template)
        return CKR_ARGUMENTS_BAD;
    session->found_count = 0;
    session->found_next = 0;
    for (CK_OBJECT_HANDLE i = 1; i <= slot->object_count; i++) {
        const struct object *object = object_of(slot, slot->objects_gone + i);
        if (object && matches(object, template, count))
            session->found[session->found_count++] = slot->objects_gone + i;
    }
    session->finding = true;
    return CKR_OK;
}

CK_RV C_FindObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE *template, CK_ULONG count)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(find_begin(handle, template, count)) : rv;
}

CK_RV C_FindObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE *objects, CK_ULONG most,
                    CK_ULONG *count)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct session *session = session_of(handle);
    if (!session)
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    if (!session->finding)
        return module_leave(CKR_OPERATION_NOT_INITIALIZED);
    if (!objects || !count)
        return module_leave(CKR_ARGUMENTS_BAD);
    for (*count = 0; *count < most && session->found_next < session->found_count; (*count)++)
        objects[*count] = session->found[session->found_next++];
    return module_leave(CKR_OK);
}

CK_RV C_FindObjectsFinal(CK_SESSION_HANDLE handle)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct session *session = session_of(handle);
    if (!session)
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    rv = session->finding ? CKR_OK : CKR_OPERATION_NOT_INITIALIZED;
    session->finding = false;
    return module_leave(rv);
}

static bool is_secret(const struct object *object, CK_ATTRIBUTE_TYPE type)
{
    return object->class == CKO_PRIVATE_KEY && (type == CKA_PRIVATE_EXPONENT || type == CKA_VALUE ||
                                                (type >= CKA_PRIME_1 && type <= CKA_COEFFICIENT));
}

/* One attribute, in the standard's way: its size, its value, or why neither. */
static CK_RV tell(const struct object *object, CK_ATTRIBUTE *wanted)
{
    const CK_ATTRIBUTE *attribute = attribute_of(object, wanted->type);

    if (!attribute) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return is_secret(object, wanted->type) ? CKR_ATTRIBUTE_SENSITIVE
                                               : CKR_ATTRIBUTE_TYPE_INVALID;
    }
    if (wanted->pValue && wanted->ulValueLen < attribute->ulValueLen) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return CKR_BUFFER_TOO_SMALL;
    }
    if (wanted->pValue)
        memcpy(wanted->pValue, attribute->pValue, attribute->ulValueLen);
    wanted->ulValueLen = attribute->ulValueLen;
    return CKR_OK;
}

static CK_RV get_attributes(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object_handle,
                            CK_ATTRIBUTE *template, CK_ULONG count)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    const struct object *object = object_of(slot, object_handle);
    if (!object || !template)
        return object ? CKR_ARGUMENTS_BAD : CKR_OBJECT_HANDLE_INVALID;
    for (CK_ULONG i = 0; i < count; i++) {
        CK_RV each = tell(object, &template[i]);
        if (rv == CKR_OK)
            rv = each;
    }
    return rv;
}

CK_RV C_GetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                          CK_ULONG count)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(get_attributes(handle, object, template, count)) : rv;
}

/* What the values of its attributes take. */
static CK_RV measure(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object_handle, CK_ULONG *size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    const struct object *object = object_of(slot, object_handle);
    if (!object || !size)
        return object ? CKR_ARGUMENTS_BAD : CKR_OBJECT_HANDLE_INVALID;
    *size = 0;
    for (size_t i = 0; i < object->count; i++)
        *size += object->attributes[i].ulValueLen;
    return CKR_OK;
}

CK_RV C_GetObjectSize(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(measure(session, object, size)) : rv;
}
