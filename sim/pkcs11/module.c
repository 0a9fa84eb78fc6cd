/* SPDX-License-Identifier: MIT */
/* The module's beginning and end, and what it says of itself. */
#include "sim/pkcs11/module.h"

#include "sim/base/secret.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct module module = {.lock = PTHREAD_MUTEX_INITIALIZER};

CK_RV module_enter(void)
{
    pthread_mutex_lock(&module.lock);
    if (module.initialised && module.process == getpid())
        return CKR_OK;
    pthread_mutex_unlock(&module.lock);
    return CKR_CRYPTOKI_NOT_INITIALIZED;
}

CK_RV module_leave(CK_RV rv)
{
    pthread_mutex_unlock(&module.lock);
    return rv;
}

void pad(CK_UTF8CHAR *field, size_t size, const char *text)
{
    size_t length = strlen(text);

    memset(field, ' ', size);
    memcpy(field, text, length < size ? length : size);
}

CK_RV give_size(size_t need, const CK_BYTE *out, CK_ULONG *size, bool *done)
{
    const bool fits = *size >= need;

    *done = !out || !fits;
    if (*done)
        *size = need;
    return !out || fits ? CKR_OK : CKR_BUFFER_TOO_SMALL;
}

CK_RV give(struct bytes bytes, CK_BYTE *out, CK_ULONG *size)
{
    bool done = false;
    CK_RV rv = give_size(bytes.size, out, size, &done);

    if (done)
        return rv;
    if (bytes.size > 0)
        memcpy(out, bytes.data, bytes.size);
    *size = bytes.size;
    return CKR_OK;
}

/* The standard's arguments: mutexes of the caller's are taken only if ours will do too. */
static CK_RV check_arguments(const CK_C_INITIALIZE_ARGS *arguments)
{
    if (!arguments)
        return CKR_OK;
    if (quirk(QUIRK_no_init_args) || arguments->pReserved)
        return CKR_ARGUMENTS_BAD;
    const int given = !!arguments->CreateMutex + !!arguments->DestroyMutex +
                      !!arguments->LockMutex + !!arguments->UnlockMutex;
    if (given != 0 && given != 4)
        return CKR_ARGUMENTS_BAD;
    return given == 4 && !(arguments->flags & CKF_OS_LOCKING_OK) ? CKR_CANT_LOCK : CKR_OK;
}

/* Only what was in use is touched: the tables are large, and unused pages of theirs cost nothing.
 */
static void forget_all(void)
{
    secret_wipe(module.slots, module.slot_count * sizeof *module.slots);
    module.slot_count = 0;
    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        if (module.sessions[i].open)
            secret_wipe(&module.sessions[i], sizeof module.sessions[i]);
    }
}

/* A child of fork has this thread alone: who held the lock in the parent is not there. */
static void unlock_in_child(void)
{
    module.lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
}

static void watch_forks(void)
{
    (void)pthread_atfork(NULL, NULL, unlock_in_child);
}

CK_RV C_Initialize(void *init_args)
{
    static pthread_once_t watched = PTHREAD_ONCE_INIT;

    pthread_once(&watched, watch_forks);
    pthread_mutex_lock(&module.lock);
    CK_RV rv = CKR_CRYPTOKI_ALREADY_INITIALIZED;
    if (!module.initialised || module.process != getpid()) {
        /* What a parent process held is its own: handles are left, not closed. */
        forget_all();
        module.quirks = quirks_read();
        module.process = getpid();
        rv = check_arguments(init_args);
        module.initialised = rv == CKR_OK;
    }
    return module_leave(rv);
}

CK_RV C_Finalize(void *reserved)
{
    if (reserved)
        return CKR_ARGUMENTS_BAD;
    CK_RV rv = module_enter();
    if (rv != CKR_OK)
        return rv;
    for (size_t i = 0; i < module.slot_count; i++)
        token_lose(&module.slots[i]);
    forget_all();
    module.initialised = false;
    return module_leave(CKR_OK);
}

CK_RV C_GetInfo(struct _CK_INFO *info)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    if (!info)
        return module_leave(CKR_ARGUMENTS_BAD);
    memset(info, 0, sizeof *info);
    info->cryptokiVersion.major = 2;
    info->cryptokiVersion.minor = 40;
    pad(info->manufacturerID, sizeof info->manufacturerID, "AKIS simulation");
    pad(info->libraryDescription, sizeof info->libraryDescription, "PKCS#11 for AKIS cards");
    info->libraryVersion.major = quirk(QUIRK_text_versions) ? 'v' : 0;
    info->libraryVersion.minor = quirk(QUIRK_text_versions) ? '2' : 1;
    return module_leave(CKR_OK);
}
