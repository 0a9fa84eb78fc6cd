/* SPDX-License-Identifier: MIT */
/* Slots are readers: the list only grows while the module lives, so that ids stay good. */
#include "sim/pkcs11/module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WAIT_STEP_MS = 500 };

struct slot *slot_of(CK_SLOT_ID id)
{
    return id < module.slot_count ? &module.slots[id] : NULL;
}

struct slot *slot_known(CK_SLOT_ID id)
{
    if (id >= module.slot_count)
        slots_refresh();
    return slot_of(id);
}

static struct slot *slot_for(const char *reader)
{
    for (size_t i = 0; i < module.slot_count; i++) {
        if (strcmp(module.slots[i].reader, reader) == 0)
            return &module.slots[i];
    }
    if (module.slot_count == SLOTS_MAX)
        return NULL;
    struct slot *slot = &module.slots[module.slot_count++];
    snprintf(slot->reader, sizeof slot->reader, "%s", reader);
    return slot;
}

bool slot_hand_link(struct link **link, CK_SLOT_ID *id)
{
    pthread_mutex_lock(&module.lock);
    struct slot *slot = slot_for("handed over");
    const bool taken = slot && !slot->link && !slot->card;
    if (taken) {
        slot->link = *link;
        slot->present = true;
        *link = NULL;
        *id = (CK_SLOT_ID)(slot - module.slots);
    }
    pthread_mutex_unlock(&module.lock);
    return taken;
}

/* An inherited link is one reader for ever; listing it anew would reset its card. */
static bool is_inherited(void)
{
    const char *fd = getenv("AKIS_LINK_FD");

    return fd && fd[0] != '\0';
}

static void refresh_inherited(void)
{
    struct slot *slot = slot_for("link");

    if (slot->card)
        (void)!token_rv(slot, akis_pin_status(slot->card));
    if (!slot->card)
        (void)!token_open(slot);
    slot->present = slot->card != NULL;
}

void slots_refresh(void)
{
    struct akis_reader readers[SLOTS_MAX];
    size_t count = 0;

    if (is_inherited()) {
        refresh_inherited();
        return;
    }
    if (akis_readers(readers, SLOTS_MAX, &count).outcome != AKIS_OK)
        count = 0;
    for (size_t i = 0; i < module.slot_count; i++)
        module.slots[i].present = false;
    for (size_t i = 0; i < count && i < SLOTS_MAX; i++) {
        struct slot *slot = slot_for(readers[i].name);
        if (slot)
            slot->present = readers[i].card && !readers[i].mute;
    }
    for (size_t i = 0; i < module.slot_count; i++) {
        if (!module.slots[i].present)
            token_lose(&module.slots[i]);
    }
}

static CK_RV list_slots(CK_BBOOL token_present, CK_SLOT_ID *list, CK_ULONG *count)
{
    CK_SLOT_ID ids[SLOTS_MAX];
    CK_ULONG found = 0;

    if (!count)
        return CKR_ARGUMENTS_BAD;
    slots_refresh();
    for (CK_SLOT_ID i = 0; i < module.slot_count && !quirk(QUIRK_empty_slot_list); i++) {
        if (!token_present || module.slots[i].present)
            ids[found++] = i;
    }
    const bool fits = *count >= found;
    *count = found;
    if (list && !fits)
        return CKR_BUFFER_TOO_SMALL;
    if (list && found > 0)
        memcpy(list, ids, found * sizeof *ids);
    return CKR_OK;
}

CK_RV C_GetSlotList(CK_BBOOL token_present, CK_SLOT_ID *slot_list, CK_ULONG *count)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(list_slots(token_present, slot_list, count)) : rv;
}

CK_RV C_GetSlotInfo(CK_SLOT_ID slot_id, struct _CK_SLOT_INFO *info)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    slots_refresh();
    const struct slot *slot = slot_of(slot_id);
    if (!slot || !info)
        return module_leave(slot ? CKR_ARGUMENTS_BAD : CKR_SLOT_ID_INVALID);
    memset(info, 0, sizeof *info);
    pad(info->slotDescription, sizeof info->slotDescription, slot->reader);
    pad(info->manufacturerID, sizeof info->manufacturerID, "AKIS simulation");
    info->flags = CKF_REMOVABLE_DEVICE | CKF_HW_SLOT;
    if (slot->present)
        info->flags |= CKF_TOKEN_PRESENT;
    return module_leave(CKR_OK);
}

/* The PIN's state as flags: 2 left, 1 left, none left. */
static CK_FLAGS pin_flags(struct slot *slot)
{
    struct akis_result result = akis_pin_status(slot->card);

    if (result.outcome == AKIS_PIN_LOCKED || result.outcome == AKIS_CARD_DEAD)
        return CKF_USER_PIN_LOCKED;
    if (result.outcome != AKIS_OK || result.tries < 0 || result.tries >= 3)
        return 0;
    return CKF_USER_PIN_COUNT_LOW | (result.tries == 1 ? CKF_USER_PIN_FINAL_TRY : 0);
}

static void count_sessions(CK_SLOT_ID slot_id, struct _CK_TOKEN_INFO *info)
{
    info->ulSessionCount = 0;
    info->ulRwSessionCount = 0;
    for (size_t i = 0; i < SESSIONS_MAX; i++) {
        const struct session *session = &module.sessions[i];
        const bool ours = session->open && session->slot == slot_id;
        info->ulSessionCount += ours;
        info->ulRwSessionCount += ours && (session->flags & CKF_RW_SESSION);
    }
}

static void describe_token(CK_SLOT_ID slot_id, struct slot *slot, struct _CK_TOKEN_INFO *info)
{
    char label[33];

    memset(info, 0, sizeof *info);
    snprintf(label, sizeof label, "AKIS_%.16s", slot->identity.serial);
    pad(info->label, sizeof info->label, label);
    pad(info->manufacturerID, sizeof info->manufacturerID, "TUBITAK_UEKAE");
    pad(info->model, sizeof info->model, slot->identity.version);
    pad(info->serialNumber, sizeof info->serialNumber, slot->identity.serial + 8);
    info->flags = CKF_RNG | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED | CKF_TOKEN_INITIALIZED |
                  pin_flags(slot);
    info->ulMaxSessionCount = SESSIONS_MAX;
    info->ulMaxRwSessionCount = SESSIONS_MAX;
    count_sessions(slot_id, info);
    info->ulMaxPinLen = AKIS_PIN_MAX;
    info->ulMinPinLen = AKIS_PIN_MIN;
    info->ulTotalPublicMemory = CK_UNAVAILABLE_INFORMATION;
    info->ulFreePublicMemory = CK_UNAVAILABLE_INFORMATION;
    info->ulTotalPrivateMemory = CK_UNAVAILABLE_INFORMATION;
    info->ulFreePrivateMemory = CK_UNAVAILABLE_INFORMATION;
    info->firmwareVersion.major = quirk(QUIRK_text_versions) ? 'v' : 0;
    info->firmwareVersion.minor = quirk(QUIRK_text_versions) ? 'x' : 0;
}

CK_RV C_GetTokenInfo(CK_SLOT_ID slot_id, struct _CK_TOKEN_INFO *info)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct slot *slot = slot_known(slot_id);
    if (!slot || !info)
        return module_leave(slot ? CKR_ARGUMENTS_BAD : CKR_SLOT_ID_INVALID);
    rv = token_open(slot);
    if (rv == CKR_OK)
        describe_token(slot_id, slot, info);
    return module_leave(rv);
}

/* The first slot whose card came or went since this was last asked. */
static bool next_event(CK_SLOT_ID *slot)
{
    slots_refresh();
    for (CK_SLOT_ID i = 0; i < module.slot_count; i++) {
        if (module.slots[i].present != module.slots[i].announced) {
            module.slots[i].announced = module.slots[i].present;
            *slot = i;
            return true;
        }
    }
    return false;
}

/* Waits outside the lock, so that other threads work and C_Finalize ends it. */
static void wait_a_little(void)
{
    const struct timespec pause = {0, WAIT_STEP_MS * 1000000L};

    if (is_inherited() || akis_readers_wait(WAIT_STEP_MS).outcome == AKIS_NO_SERVICE)
        nanosleep(&pause, NULL);
}

CK_RV C_WaitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID *slot, void *reserved)
{
    if (!slot || reserved)
        return CKR_ARGUMENTS_BAD;
    for (;;) {
        CK_RV rv = module_enter();
        if (rv != CKR_OK)
            return rv;
        const bool happened = next_event(slot);
        module_leave(CKR_OK);
        if (happened)
            return CKR_OK;
        if (flags & CKF_DONT_BLOCK)
            return CKR_NO_EVENT;
        wait_a_little();
    }
}
