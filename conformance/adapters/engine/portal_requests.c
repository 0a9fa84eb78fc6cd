/* SPDX-License-Identifier: MIT */
/* Requests to the portal, which keep one session between them. */
#include "conformance/adapters/engine/adapter.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 32 };

static void wipe(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}

/* A person who gives up is told so in the protocol's own word. */
static struct akis_result given_up(struct adapter *adapter)
{
    tell_flag(adapter, "given_up", true);
    return plain(AKIS_NOTHING_NEW);
}

struct akis_result portal_login(struct adapter *adapter)
{
    char id[AKIS_CAPTCHA_ID], phone[32] = "";
    struct akis_blob picture = {0};
    const char *holder = asked(adapter, "kimlik_no");
    const char *word = asked(adapter, "word");

    akis_portal_free(&adapter->portal);
    struct akis_result result = open_portal(adapter);
    if (!holder || !word)
        return plain(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = akis_portal_captcha(adapter->portal, id, &picture);
    akis_blob_free(&picture);
    if (result.outcome != AKIS_OK)
        return result;
    char *captcha = need(adapter, "captcha", "captcha", id);
    if (!captcha)
        return given_up(adapter);
    result = akis_portal_password(adapter->portal, holder, captcha, word, phone);
    wipe(captcha);
    if (result.outcome == AKIS_OK)
        result = akis_portal_sms(adapter->portal);
    if (result.outcome != AKIS_OK)
        return result;
    char *code = need(adapter, "sms", "phone", phone);
    if (!code)
        return given_up(adapter);
    result = akis_portal_code(adapter->portal, code);
    wipe(code);
    return result;
}

struct akis_result portal_login_signed(struct adapter *adapter)
{
    const struct akis_clock clock = adapter_clock(adapter);
    const char *holder = asked(adapter, "kimlik_no");
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    const struct akis_certificate *chosen = NULL;

    if (!holder)
        return plain(AKIS_BAD_ARGUMENT);
    akis_portal_free(&adapter->portal);
    struct akis_result result = open_portal(adapter);
    if (result.outcome == AKIS_OK)
        result = open_card(adapter, &card);
    if (result.outcome == AKIS_OK)
        result = akis_certificates(card, &all);
    if (result.outcome == AKIS_OK) {
        chosen = choose(adapter, asked(adapter, "certificate"), &all);
        result = chosen ? akis_certificate_time(chosen, &clock) : plain(AKIS_NO_CERTIFICATE);
    }
    if (result.outcome == AKIS_OK)
        result = akis_login(card, asked(adapter, "pin"));
    if (result.outcome == AKIS_OK)
        result = akis_portal_signed(adapter->portal, card, chosen, holder);
    akis_certificates_free(&all);
    leave_card(adapter, &card);
    return result;
}

struct akis_result portal_pins(struct adapter *adapter)
{
    struct akis_portal_card cards[ROWS_MAX];
    size_t count = 0;
    struct akis_result result = open_portal(adapter);

    if (result.outcome == AKIS_OK)
        result = akis_portal_pins(adapter->portal, cards, ROWS_MAX, &count);
    if (result.outcome != AKIS_OK)
        return result;
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *row = json_pack("{s:s, s:s}", "serial", cards[i].serial, "stored", cards[i].stored);
        if (cards[i].pin[0] != '\0')
            json_object_set_new(row, "pin", json_string(cards[i].pin));
        if (cards[i].puk[0] != '\0')
            json_object_set_new(row, "puk", json_string(cards[i].puk));
        json_array_append_new(rows, row);
    }
    explicit_bzero(cards, sizeof cards);
    json_object_set_new(adapter->answer, "cards", rows);
    return result;
}

struct akis_result portal_pdf(struct adapter *adapter)
{
    struct akis_blob pdf = {0};
    struct akis_result result = open_portal(adapter);

    if (result.outcome == AKIS_OK)
        result = akis_portal_pdf(adapter->portal, &pdf);
    if (result.outcome == AKIS_OK)
        tell_bytes(adapter->answer, "pdf", pdf.data, pdf.size);
    akis_blob_free(&pdf);
    return result;
}

struct akis_result portal_delete_pins(struct adapter *adapter)
{
    const bool anyway = asked_flag(adapter, "even_unsaved");
    struct akis_result result = open_portal(adapter);

    if (result.outcome == AKIS_OK)
        result =
            akis_portal_delete(adapter->portal, anyway ? AKIS_DELETE_ANYWAY : AKIS_DELETE_SAVED);
    return result;
}

struct akis_result portal_certificates(struct adapter *adapter)
{
    struct akis_portal_certificate *all = calloc(ROWS_MAX, sizeof *all);
    size_t count = 0;
    struct akis_result result = all ? open_portal(adapter) : plain(AKIS_NO_MEMORY);

    if (result.outcome == AKIS_OK)
        result = akis_portal_list(adapter->portal, all, ROWS_MAX, &count);
    json_t *rows = json_array();
    for (size_t i = 0; result.outcome == AKIS_OK && i < count; i++)
        json_array_append_new(rows,
                              json_pack("{s:s, s:s, s:s, s:s, s:s}", "serial", all[i].serial,
                                        "card", all[i].card, "status", all[i].status, "not_before",
                                        all[i].not_before, "not_after", all[i].not_after));
    json_object_set_new(adapter->answer, "certificates", rows);
    free(all);
    return result;
}

typedef struct akis_result serial_fn(struct akis_portal *portal, const char *serial);

static struct akis_result on_certificate(struct adapter *adapter, serial_fn *call)
{
    const char *serial = asked(adapter, "certificate");
    struct akis_result result = open_portal(adapter);

    if (!serial)
        return plain(AKIS_BAD_ARGUMENT);
    return result.outcome == AKIS_OK ? call(adapter->portal, serial) : result;
}

struct akis_result portal_suspend(struct adapter *adapter)
{
    return on_certificate(adapter, akis_portal_suspend);
}

struct akis_result portal_lift(struct adapter *adapter)
{
    return on_certificate(adapter, akis_portal_lift);
}

/* How sure the request is: `even_so` is about the time without a certificate, and follows
 * `confirm` where it is absent. */
static enum akis_confirm how_sure(struct adapter *adapter)
{
    if (!asked_flag(adapter, "confirm"))
        return AKIS_ASK_FIRST;
    return json_is_false(json_object_get(adapter->request, "even_so")) ? AKIS_CONFIRMED
                                                                       : AKIS_CONFIRMED_GAP;
}

struct akis_result portal_revoke(struct adapter *adapter)
{
    const char *serial = asked(adapter, "certificate");
    const char *reason = asked(adapter, "reason");
    struct akis_result result = open_portal(adapter);

    if (!serial || !reason)
        return plain(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = akis_portal_revoke(adapter->portal, serial, reason, how_sure(adapter));
    return result;
}

struct akis_result portal_unlock(struct adapter *adapter)
{
    char pairing[16] = "";
    const char *card = asked(adapter, "card");
    struct akis_result result = open_portal(adapter);

    if (!card)
        return plain(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = akis_portal_unlock(adapter->portal, card);
    if (result.outcome != AKIS_OK)
        return result;
    char *code = need(adapter, "sms", "phone", "");
    if (!code)
        return given_up(adapter);
    result = akis_portal_unlock_code(adapter->portal, code, pairing);
    wipe(code);
    if (result.outcome == AKIS_OK)
        tell(adapter, "pairing_code", pairing);
    return result;
}

struct akis_result portal_logout(struct adapter *adapter)
{
    struct akis_result result = open_portal(adapter);

    return result.outcome == AKIS_OK ? akis_portal_logout(adapter->portal) : result;
}
