/* SPDX-License-Identifier: MIT */
/* PIN and PUK: asking, showing, changing, unblocking by PUK. Each is sent once for each call. */
#include "sim/base/secret.h"
#include "sim/engine/card.h"
#include "sim/engine/outcome.h"

#include <string.h>

enum { SECRETS_MAX = 2 * AKIS_PIN_MAX + 2 };

static bool is_digits(const char *text, size_t least, size_t most)
{
    size_t size = text ? strnlen(text, most + 1) : 0;

    if (size < least || size > most)
        return false;
    return strspn(text, "0123456789") == size;
}

static bool is_pin(const char *text)
{
    return is_digits(text, AKIS_PIN_MIN, AKIS_PIN_MAX);
}

static bool is_puk(const char *text)
{
    return is_digits(text, AKIS_PUK_DIGITS, AKIS_PUK_DIGITS);
}

/* Sends a command about a PIN or PUK: 63Cx is `wrong`, with the tries left. */
static struct akis_result send_secret(struct akis_card *card, const struct command *command,
                                      enum akis_outcome wrong)
{
    unsigned sw = 0;
    enum akis_outcome outcome = card_tell(card, command, &sw);

    if (outcome != AKIS_OK)
        return card_result(card, outcome, AKIS_TRIES_UNKNOWN);
    if (sw == 0x6A80) /* counts nothing, changes nothing (PIN-6) */
        return result_of(wrong == AKIS_PUK_WRONG ? AKIS_PUK_MALFORMED : AKIS_PIN_MALFORMED);
    if ((sw & 0xFFF0) != 0x63C0) {
        outcome = card_outcome(card, sw);
        return card_result(card, outcome, outcome == AKIS_PIN_LOCKED ? 0 : AKIS_TRIES_UNKNOWN);
    }
    card->logged_in = false;
    if (wrong == AKIS_PUK_WRONG && (sw & 0xF) == 0)
        card->identity.dead = true;
    return card_result(card, wrong, (int)(sw & 0xF));
}

struct akis_result akis_pin_status(struct akis_card *card)
{
    enum akis_outcome outcome = card_enter(card);
    unsigned sw = 0;

    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct command ask = {.ins = 0x20, .p2 = card->dialect->pin, .le = LE_NONE};
    int tries = AKIS_TRIES_UNKNOWN;
    outcome = card->identity.dead ? AKIS_CARD_DEAD : card_tell(card, &ask, &sw);
    if (outcome == AKIS_OK && (sw & 0xFFF0) == 0x63C0) {
        tries = (int)(sw & 0xF);
        outcome = tries == 0 ? AKIS_PIN_LOCKED : AKIS_OK;
    } else if (outcome == AKIS_OK) {
        outcome = card_outcome(card, sw);
        tries = outcome == AKIS_PIN_LOCKED ? 0 : AKIS_TRIES_UNKNOWN;
    }
    struct akis_result result = card_result(card, outcome, tries);
    if (outcome == AKIS_OK && tries == 1)
        result.remedy = AKIS_DO_TRY_AGAIN_LAST;
    card_leave(card);
    return result;
}

struct akis_result akis_login(struct akis_card *card, const char *pin)
{
    if (!is_pin(pin))
        return result_of(AKIS_PIN_MALFORMED);
    enum akis_outcome outcome = card_enter(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct command verify = {
        .ins = 0x20, .p2 = card->dialect->pin, .data = bytes_text(pin), .le = LE_NONE};
    struct akis_result result = send_secret(card, &verify, AKIS_PIN_WRONG);
    card->logged_in = result.outcome == AKIS_OK;
    card_leave(card);
    return result;
}

struct akis_result akis_logout(struct akis_card *card)
{
    static const struct command logout = {.cla = 0x80, .ins = 0x1A, .le = LE_NONE};
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    unsigned sw = 0;
    enum akis_outcome outcome = card_enter(card);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    outcome = card_tell(card, &logout, &sw);
    if (outcome == AKIS_OK && sw != 0x9000) { /* a version without that command */
        outcome = outcome_of_link(link_reset(card->link, &atr));
        card->awake = false; /* the application is selected anew by the next call */
    }
    card->logged_in = false;
    card_leave(card);
    return result_of(outcome);
}

/* Two secrets in one body; v1 cards want each with its length (CHANGE alone). */
enum form { PLAIN, WITH_LENGTHS };

static bool join(struct buf *body, enum form form, const char *first, const char *second)
{
    struct bytes one = bytes_text(first);
    struct bytes two = bytes_text(second);

    if (form == PLAIN)
        return buf_add(body, one) && buf_add(body, two);
    return buf_add_byte(body, (uint8_t)one.size) && buf_add(body, one) &&
           buf_add_byte(body, (uint8_t)two.size) && buf_add(body, two);
}

/* CHANGE REFERENCE DATA or RESET RETRY COUNTER with two secrets. */
static struct akis_result send_two(struct akis_card *card, struct command command, enum form form,
                                   const char *first, const char *second, enum akis_outcome wrong)
{
    uint8_t room[SECRETS_MAX];
    struct buf body = buf_over(room, sizeof room);
    struct akis_result result = result_of(AKIS_BAD_ARGUMENT);

    if (join(&body, form, first, second)) {
        command.data = buf_bytes(&body);
        result = send_secret(card, &command, wrong);
    }
    secret_wipe(room, sizeof room);
    return result;
}

static enum form change_form(const struct akis_card *card)
{
    return card->dialect->wire == WIRE_V1 ? WITH_LENGTHS : PLAIN;
}

static struct command change_of(const struct akis_card *card, uint8_t reference)
{
    const uint8_t p1 = card->dialect->wire == WIRE_V1 ? 0x02 : 0x00;

    return (struct command){.ins = 0x24, .p1 = p1, .p2 = reference, .le = LE_NONE};
}

struct akis_result akis_pin_change(struct akis_card *card, const char *old_pin, const char *new_pin)
{
    if (!is_pin(old_pin) || !is_pin(new_pin))
        return result_of(AKIS_PIN_MALFORMED);
    enum akis_outcome outcome = card_enter(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct command change = change_of(card, card->dialect->change);
    struct akis_result result =
        send_two(card, change, change_form(card), old_pin, new_pin, AKIS_PIN_WRONG);
    card_leave(card);
    return result;
}

/* PUK calls: nothing is sent to a card that does not unlock by PUK, or is dead. */
static enum akis_outcome enter_with_puk(struct akis_card *card)
{
    enum akis_outcome outcome = card_enter(card);

    if (outcome != AKIS_OK)
        return outcome;
    if (card->identity.dead)
        outcome = AKIS_CARD_DEAD;
    else if (!card->identity.unlocks_by_puk)
        outcome = AKIS_PUK_NOT_USED;
    if (outcome != AKIS_OK)
        card_leave(card);
    return outcome;
}

struct akis_result akis_unblock_puk(struct akis_card *card, const char *puk, const char *new_pin)
{
    if (!is_puk(puk))
        return result_of(AKIS_PUK_MALFORMED);
    if (!is_pin(new_pin))
        return result_of(AKIS_PIN_MALFORMED);
    enum akis_outcome outcome = enter_with_puk(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct command reset = {.ins = 0x2C, .p2 = card->dialect->pin, .le = LE_NONE};
    struct akis_result result = send_two(card, reset, PLAIN, puk, new_pin, AKIS_PUK_WRONG);
    card_leave(card);
    return result;
}

struct akis_result akis_puk_change(struct akis_card *card, const char *old_puk, const char *new_puk)
{
    if (!is_puk(old_puk) || !is_puk(new_puk))
        return result_of(AKIS_PUK_MALFORMED);
    enum akis_outcome outcome = enter_with_puk(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct command change = change_of(card, card->dialect->puk);
    struct akis_result result =
        send_two(card, change, change_form(card), old_puk, new_puk, AKIS_PUK_WRONG);
    card_leave(card);
    return result;
}
