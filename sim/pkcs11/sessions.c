/* SPDX-License-Identifier: MIT */
/*
 * Sessions, login, PIN and PUK. The convention for the PUK (cards produced before 2011):
 * C_Login(CKU_SO) takes it and sends nothing, C_InitPIN sends it with the new PIN, C_SetPIN
 * in that state changes it. A PIN or PUK is sent once for each call, never again.
 */
#include "sim/pkcs11/module.h"

#include "sim/base/secret.h"

#include <string.h>

enum { DIGITS_ROOM = AKIS_PIN_MAX + 1 };

struct session *session_of(CK_SESSION_HANDLE handle)
{
    struct session *session = &module.sessions[handle % SESSIONS_MAX];

    return session->open && session->handle == handle ? session : NULL;
}

CK_RV session_token(CK_SESSION_HANDLE handle, struct session **session, struct slot **slot)
{
    *session = session_of(handle);
    if (!*session)
        return CKR_SESSION_HANDLE_INVALID;
    *slot = slot_of((*session)->slot);
    return (*slot)->card ? CKR_OK : CKR_DEVICE_REMOVED;
}

void session_close(struct session *session)
{
    operation_end(&session->sign);
    operation_end(&session->verify);
    operation_end(&session->encrypt);
    operation_end(&session->decrypt);
    operation_end(&session->digest);
    *session = (struct session){0};
}

CK_RV C_OpenSession(CK_SLOT_ID slot_id, CK_FLAGS flags, void *application, CK_NOTIFY notify,
                    CK_SESSION_HANDLE *session)
{
    (void)application;
    (void)notify;
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct slot *slot = slot_known(slot_id);
    if (!slot || !session)
        return module_leave(slot ? CKR_ARGUMENTS_BAD : CKR_SLOT_ID_INVALID);
    if (!(flags & CKF_SERIAL_SESSION))
        return module_leave(CKR_SESSION_PARALLEL_NOT_SUPPORTED);
    if (slot->officer && !(flags & CKF_RW_SESSION))
        return module_leave(CKR_SESSION_READ_WRITE_SO_EXISTS);
    rv = token_open(slot);
    for (size_t i = 0; rv == CKR_OK; i++) {
        if (i == SESSIONS_MAX)
            return module_leave(CKR_SESSION_COUNT);
        if (module.sessions[i].open)
            continue;
        *session = ++module.sessions_opened * SESSIONS_MAX + i;
        module.sessions[i] =
            (struct session){.open = true, .handle = *session, .slot = slot_id, .flags = flags};
        break;
    }
    return module_leave(rv);
}

/* The last session of a slot takes the login with it. */
static void end_login_without_sessions(CK_SLOT_ID slot_id)
{
    struct slot *slot = slot_of(slot_id);

    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        if (module.sessions[i].open && module.sessions[i].slot == slot_id)
            return;
    }
    if (slot->user)
        (void)!token_rv(slot, akis_logout(slot->card));
    slot->user = false;
    slot->officer = false;
    secret_wipe(slot->puk, sizeof slot->puk);
}

CK_RV C_CloseSession(CK_SESSION_HANDLE handle)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct session *session = session_of(handle);
    if (!session)
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    CK_SLOT_ID slot_id = session->slot;
    session_close(session);
    end_login_without_sessions(slot_id);
    return module_leave(CKR_OK);
}

CK_RV C_CloseAllSessions(CK_SLOT_ID slot_id)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    if (!slot_known(slot_id))
        return module_leave(CKR_SLOT_ID_INVALID);
    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        if (module.sessions[i].open && module.sessions[i].slot == slot_id)
            session_close(&module.sessions[i]);
    }
    end_login_without_sessions(slot_id);
    return module_leave(CKR_OK);
}

static CK_STATE state_of(const struct session *session, const struct slot *slot)
{
    const bool writes = (session->flags & CKF_RW_SESSION) != 0;

    if (slot->officer)
        return CKS_RW_SO_FUNCTIONS;
    if (slot->user)
        return writes ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS;
    return writes ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION;
}

CK_RV C_GetSessionInfo(CK_SESSION_HANDLE handle, struct _CK_SESSION_INFO *info)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    const struct session *session = session_of(handle);
    if (!session || !info)
        return module_leave(session ? CKR_ARGUMENTS_BAD : CKR_SESSION_HANDLE_INVALID);
    info->slotID = session->slot;
    info->state = state_of(session, slot_of(session->slot));
    info->flags = session->flags;
    info->ulDeviceError = 0;
    return module_leave(CKR_OK);
}

/* A PIN or PUK as a text of its own: CKR_PIN_LEN_RANGE, CKR_PIN_INVALID when it cannot be one. */
static CK_RV take_digits(const CK_UTF8CHAR *pin, CK_ULONG size, char digits[DIGITS_ROOM])
{
    if (!pin)
        return CKR_ARGUMENTS_BAD;
    if (size >= DIGITS_ROOM)
        return CKR_PIN_LEN_RANGE;
    for (CK_ULONG i = 0; i < size; i++) {
        if (pin[i] < '0' || pin[i] > '9')
            return CKR_PIN_INVALID;
    }
    memcpy(digits, pin, size);
    digits[size] = '\0';
    return CKR_OK;
}

/* Where the standard has but one word for a PIN that is not right. Nothing was sent. */
static CK_RV as_incorrect(CK_RV rv)
{
    return rv == CKR_PIN_LEN_RANGE || rv == CKR_PIN_INVALID ? CKR_PIN_INCORRECT : rv;
}

static bool has_read_only_session(CK_SLOT_ID slot_id)
{
    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        const struct session *session = &module.sessions[i];
        if (session->open && session->slot == slot_id && !(session->flags & CKF_RW_SESSION))
            return true;
    }
    return false;
}

/* Takes the PUK without sending it: the card wants it together with the new PIN. */
static CK_RV login_officer(CK_SLOT_ID slot_id, struct slot *slot, const char *puk)
{
    if (has_read_only_session(slot_id))
        return CKR_SESSION_READ_ONLY_EXISTS;
    if (!slot->identity.unlocks_by_puk)
        return CKR_FUNCTION_REJECTED; /* the portal unlocks this card (UNB-7) */
    if (strlen(puk) != AKIS_PUK_DIGITS)
        return CKR_PIN_LEN_RANGE;
    memcpy(slot->puk, puk, sizeof slot->puk);
    slot->officer = true;
    return CKR_OK;
}

static CK_RV login(CK_SESSION_HANDLE handle, CK_USER_TYPE type, const char *digits)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = session_token(handle, &session, &slot);

    if (rv != CKR_OK)
        return rv;
    if (type == CKU_CONTEXT_SPECIFIC)
        return slot->user ? token_rv(slot, akis_login(slot->card, digits))
                          : CKR_OPERATION_NOT_INITIALIZED;
    if (type != CKU_USER && type != CKU_SO)
        return CKR_USER_TYPE_INVALID;
    if (slot->user || slot->officer)
        return (type == CKU_USER) == slot->user ? CKR_USER_ALREADY_LOGGED_IN
                                                : CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
    if (type == CKU_SO)
        return login_officer(session->slot, slot, digits);
    rv = token_rv(slot, akis_login(slot->card, digits));
    slot->user = rv == CKR_OK;
    return rv;
}

CK_RV C_Login(CK_SESSION_HANDLE handle, CK_USER_TYPE type, CK_UTF8CHAR *pin, CK_ULONG size)
{
    char digits[DIGITS_ROOM] = "";
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    if (!session_of(handle))
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    rv = take_digits(pin, size, digits);
    if (rv == CKR_OK)
        rv = login(handle, type, digits);
    secret_wipe(digits, sizeof digits);
    return module_leave(as_incorrect(rv));
}

CK_RV C_Logout(CK_SESSION_HANDLE handle)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    rv = session_token(handle, &session, &slot);
    if (rv == CKR_OK && !slot->user && !slot->officer)
        rv = CKR_USER_NOT_LOGGED_IN;
    if (rv == CKR_OK && slot->user)
        rv = token_rv(slot, akis_logout(slot->card));
    if (rv == CKR_OK) {
        slot->user = false;
        slot->officer = false;
        secret_wipe(slot->puk, sizeof slot->puk);
    }
    return module_leave(rv);
}

CK_RV C_InitPIN(CK_SESSION_HANDLE handle, CK_UTF8CHAR *pin, CK_ULONG size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    char digits[DIGITS_ROOM] = "";
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    rv = session_token(handle, &session, &slot);
    if (rv == CKR_OK && !slot->officer)
        rv = CKR_USER_NOT_LOGGED_IN;
    if (rv == CKR_OK)
        rv = take_digits(pin, size, digits);
    if (rv == CKR_OK)
        rv = token_rv(slot, akis_unblock_puk(slot->card, slot->puk, digits));
    if (rv == CKR_PIN_INCORRECT) { /* this PUK is not sent again */
        slot->officer = false;
        secret_wipe(slot->puk, sizeof slot->puk);
    }
    secret_wipe(digits, sizeof digits);
    return module_leave(rv);
}

CK_RV C_SetPIN(CK_SESSION_HANDLE handle, CK_UTF8CHAR *old_pin, CK_ULONG old_size,
               CK_UTF8CHAR *new_pin, CK_ULONG new_size)
{
    struct session *session = NULL;
    struct slot *slot = NULL;
    char before[DIGITS_ROOM] = "", after[DIGITS_ROOM] = "";
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    rv = session_token(handle, &session, &slot);
    if (rv == CKR_OK && !(session->flags & CKF_RW_SESSION))
        rv = CKR_SESSION_READ_ONLY;
    if (rv == CKR_OK)
        rv = as_incorrect(take_digits(old_pin, old_size, before));
    if (rv == CKR_OK)
        rv = take_digits(new_pin, new_size, after);
    if (rv == CKR_OK && slot->officer)
        rv = token_rv(slot, akis_puk_change(slot->card, before, after));
    else if (rv == CKR_OK)
        rv = token_rv(slot, akis_pin_change(slot->card, before, after));
    secret_wipe(before, sizeof before);
    secret_wipe(after, sizeof after);
    return module_leave(rv);
}
