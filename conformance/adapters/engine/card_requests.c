/* SPDX-License-Identifier: MIT */
/* Requests about readers, the card, its PIN and PUK. Each opens the card and lets it go. */
#include "conformance/adapters/engine/adapter.h"

#include <stdio.h>
#include <string.h>

enum { READERS_MAX = 16 };

struct akis_result reader_list(struct adapter *adapter)
{
    struct akis_reader readers[READERS_MAX];
    size_t count = 0;
    struct akis_result result = akis_readers(readers, READERS_MAX, &count);
    json_t *rows = json_array();

    for (size_t i = 0; result.outcome == AKIS_OK && i < count && i < READERS_MAX; i++) {
        const char *state = readers[i].mute ? "mute" : readers[i].card ? "card" : "empty";
        json_t *row = json_pack("{s:s, s:s}", "name", readers[i].name, "state", state);
        if (readers[i].atr[0] != '\0')
            json_object_set_new(row, "atr", json_string(readers[i].atr));
        json_array_append_new(rows, row);
    }
    json_object_set_new(adapter->answer, "readers", rows);
    return result;
}

struct akis_result reader_use(struct adapter *adapter)
{
    const char *name = asked(adapter, "reader");
    char *copy = name ? strdup(name) : NULL;

    if (!copy)
        return plain(name ? AKIS_NO_MEMORY : AKIS_BAD_ARGUMENT);
    free(adapter->reader);
    adapter->reader = copy;
    akis_card_close(&adapter->card);
    return plain(AKIS_OK);
}

/* The reader that is in use, or that holds the card, or the only one; its name and ATR go into the
 * answer. */
static void tell_reader(struct adapter *adapter)
{
    struct akis_reader readers[READERS_MAX];
    size_t count = 0, at = 0;

    if (akis_readers(readers, READERS_MAX, &count).outcome != AKIS_OK)
        return;
    for (size_t i = 0; i < count && i < READERS_MAX; i++) {
        if (adapter->reader ? strcmp(adapter->reader, readers[i].name) == 0 : readers[i].card) {
            at = i;
            break;
        }
    }
    tell(adapter, "reader", readers[at].name);
    tell(adapter, "atr", readers[at].atr);
}

/* "2.2.8" of "v2.2.8". */
static const char *version_of(const struct akis_identity *identity)
{
    return identity->version + (identity->version[0] == 'v');
}

struct akis_result card_see(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    struct akis_identity identity;
    struct akis_result result = open_card(adapter, &card);

    if (result.outcome == AKIS_OK) {
        akis_card_identity(card, &identity);
        tell(adapter, "version", version_of(&identity));
        leave_card(adapter, &card);
    }
    tell_reader(adapter);
    return result;
}

struct akis_result card_identity(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    struct akis_identity identity;
    struct akis_result result = open_card(adapter, &card);
    char date[16];

    if (result.outcome != AKIS_OK)
        return result;
    akis_card_identity(card, &identity);
    snprintf(date, sizeof date, "%04d-%02d-%02d", (int)(identity.produced / 10000),
             (int)(identity.produced / 100 % 100), (int)(identity.produced % 100));
    tell(adapter, "serial", identity.serial);
    tell(adapter, "produced", identity.produced ? date : "");
    tell(adapter, "version", version_of(&identity));
    tell(adapter, "unlocks_by", identity.unlocks_by_puk ? "puk" : "portal");
    leave_card(adapter, &card);
    return result;
}

struct akis_result card_certificates(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    struct akis_result result = open_card(adapter, &card);
    json_t *rows = json_array();

    if (result.outcome == AKIS_OK)
        result = akis_certificates(card, &all);
    for (size_t i = 0; i < all.count; i++) {
        const struct akis_certificate *each = &all.items[i];
        json_t *row = json_pack("{s:s, s:s, s:I, s:I}", "serial", each->serial, "subject",
                                each->name, "not_before", (json_int_t)each->not_before, "not_after",
                                (json_int_t)each->not_after);
        tell_bytes(row, "der", each->der, each->size);
        json_array_append_new(rows, row);
    }
    json_object_set_new(adapter->answer, "certificates", rows);
    akis_certificates_free(&all);
    leave_card(adapter, &card);
    return result;
}

struct akis_result pin_status(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    struct akis_result result = open_card(adapter, &card);

    if (result.outcome == AKIS_OK)
        result = akis_pin_status(card);
    leave_card(adapter, &card);
    if (result.outcome != AKIS_OK && result.outcome != AKIS_PIN_LOCKED)
        return result;
    tell_flag(adapter, "locked", result.outcome == AKIS_PIN_LOCKED);
    result.outcome = AKIS_OK;
    return result;
}

/* A request that gives the card one or two secrets. */
typedef struct akis_result secret_fn(struct akis_card *card, const char *first, const char *second);

static struct akis_result with_secrets(struct adapter *adapter, secret_fn *call, const char *first,
                                       const char *second)
{
    struct akis_card *card = NULL;
    struct akis_result result = open_card(adapter, &card);

    if (result.outcome == AKIS_OK)
        result = call(card, asked(adapter, first), second ? asked(adapter, second) : NULL);
    leave_card(adapter, &card);
    return result;
}

static struct akis_result verify(struct akis_card *card, const char *pin, const char *none)
{
    (void)none;
    return akis_login(card, pin);
}

struct akis_result pin_verify(struct adapter *adapter)
{
    return with_secrets(adapter, verify, "pin", NULL);
}

struct akis_result pin_change(struct adapter *adapter)
{
    return with_secrets(adapter, akis_pin_change, "pin", "new_pin");
}

struct akis_result puk_change(struct adapter *adapter)
{
    return with_secrets(adapter, akis_puk_change, "puk", "new_puk");
}

struct akis_result unblock_puk(struct adapter *adapter)
{
    return with_secrets(adapter, akis_unblock_puk, "puk", "new_pin");
}

struct akis_result unblock_portal(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    const char *code = asked(adapter, "pairing_code");
    struct akis_result result = open_portal(adapter);

    if (!code)
        return plain(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = open_card(adapter, &card);
    if (result.outcome == AKIS_OK)
        result = akis_unblock_portal(card, adapter->portal, code, asked(adapter, "new_pin"));
    leave_card(adapter, &card);
    return result;
}

/* Where the holder is sent when the PIN is locked, whether it is or not. */
struct akis_result unblock_advice(struct adapter *adapter)
{
    struct akis_card *card = NULL;
    struct akis_identity identity;
    struct akis_result result = open_card(adapter, &card);

    if (result.outcome != AKIS_OK)
        return result;
    akis_card_identity(card, &identity);
    leave_card(adapter, &card);
    result.remedy = identity.dead             ? AKIS_DO_NEW_CARD
                    : identity.unlocks_by_puk ? AKIS_DO_USE_PUK
                                              : AKIS_DO_USE_PORTAL;
    return result;
}

struct akis_result driver_check(struct adapter *adapter)
{
    const bool installed = akis_driver_installed(NULL);

    tell_flag(adapter, "installed", installed);
    tell_flag(adapter, "skip", installed);
    return plain(AKIS_OK);
}
