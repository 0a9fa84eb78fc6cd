/* SPDX-License-Identifier: MIT */
/*
 * Kilit Çözme: the page's half (card, SMS code, pairing code), and the holder's program's
 * half, which carries the card's challenge to the portal and its answer to the card. The new
 * PIN goes to the card alone.
 */
#include "sim/base/hex.h"
#include "sim/base/secret.h"
#include "sim/engine/card.h"
#include "sim/engine/outcome.h"
#include "sim/engine/portal.h"

#include <string.h>

enum { CHALLENGE = 16, CRYPTOGRAM = 16, TOKEN_MAX = 160 };

struct akis_result akis_portal_unlock(struct akis_portal *portal, const char *card_serial)
{
    const struct json_pair pairs[] = {
        {"kart", card_serial},
        {NULL,   NULL       }
    };

    return result_of(portal_ask(portal, "/nb/kilit-cozme", pairs, NULL, NULL));
}

struct akis_result akis_portal_unlock_code(struct akis_portal *portal, const char *code,
                                           char pairing[16])
{
    const struct json_pair pairs[] = {
        {"sms_onay_kodu", code},
        {NULL,            NULL}
    };
    struct json *answer = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nb/kilit-cozme/kod", pairs, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    if (!json_text(answer, "onay_kodu", pairing, 16))
        outcome = AKIS_PORTAL_GARBLED;
    json_free(&answer);
    return result_of(outcome);
}

/* Takes the pairing code to the portal: a token, if the code is for this card. */
static enum akis_outcome start(struct akis_portal *portal, const char *code, const char *serial,
                               char token[TOKEN_MAX])
{
    const struct json_pair pairs[] = {
        {"onay_kodu", code},
        {NULL,        NULL}
    };
    struct json *answer = NULL;
    char other[32] = "";
    enum akis_outcome outcome = portal_ask(portal, "/kilit/baslat", pairs, &answer, NULL);

    if (outcome != AKIS_OK)
        return outcome;
    if (!json_text(answer, "pairing", token, TOKEN_MAX) ||
        !json_text(answer, "card", other, sizeof other))
        outcome = AKIS_PORTAL_GARBLED;
    else if (strcasecmp(other, serial) != 0)
        outcome = AKIS_OTHER_CARD;
    json_free(&answer);
    return outcome;
}

static enum akis_outcome get_challenge(struct akis_card *card, char text[2 * CHALLENGE + 1])
{
    static const struct command get = {.ins = 0x84, .le = CHALLENGE};
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf challenge = buf_over(room, sizeof room);
    unsigned sw = 0;
    enum akis_outcome outcome = card_send(card, &get, &challenge, &sw);

    if (outcome == AKIS_OK && sw != 0x9000)
        outcome = card_outcome(card, sw);
    if (outcome != AKIS_OK)
        return outcome;
    if (challenge.size != CHALLENGE || !hex_encode(buf_bytes(&challenge), text, 2 * CHALLENGE + 1))
        return AKIS_CARD_GARBLED;
    return AKIS_OK;
}

static enum akis_outcome authorise(struct akis_portal *portal, const char *token,
                                   const char *serial, const char *challenge,
                                   struct buf *cryptogram)
{
    const struct json_pair pairs[] = {
        {"pairing",   token    },
        {"serial",    serial   },
        {"challenge", challenge},
        {NULL,        NULL     },
    };
    struct json *answer = NULL;
    char text[2 * CRYPTOGRAM + 1];
    enum akis_outcome outcome = portal_ask(portal, "/kilit/yetki", pairs, &answer, NULL);

    if (outcome != AKIS_OK)
        return outcome;
    if (!json_text(answer, "cryptogram", text, sizeof text) || !hex_decode(text, cryptogram) ||
        cryptogram->size != CRYPTOGRAM)
        outcome = AKIS_PORTAL_GARBLED;
    json_free(&answer);
    return outcome;
}

/* EXTERNAL AUTHENTICATE, then RESET RETRY COUNTER with the new PIN alone. */
static enum akis_outcome set_pin(struct akis_card *card, struct bytes cryptogram,
                                 const char *new_pin)
{
    const struct command authenticate = {
        .ins = 0x82, .p2 = card->dialect->admin_key, .data = cryptogram, .le = LE_NONE};
    const struct command reset = {.ins = 0x2C,
                                  .p1 = 0x02,
                                  .p2 = card->dialect->pin,
                                  .data = bytes_text(new_pin),
                                  .le = LE_NONE};
    unsigned sw = 0;
    enum akis_outcome outcome = card_tell(card, &authenticate, &sw);

    if (outcome == AKIS_OK && sw == 0x9000)
        outcome = card_tell(card, &reset, &sw);
    if (outcome != AKIS_OK)
        return outcome;
    return (sw & 0xFFF0) == 0x63C0 ? AKIS_CARD_REFUSED : card_outcome(card, sw);
}

static void report(struct akis_portal *portal, const char *token, enum akis_outcome outcome)
{
    const struct json_pair pairs[] = {
        {"pairing", token                                 },
        {"result",  outcome == AKIS_OK ? "done" : "failed"},
        {NULL,      NULL                                  },
    };
    enum akis_outcome ignored = portal_ask(portal, "/kilit/sonuc", pairs, NULL, NULL);

    (void)ignored; /* the card has decided; the page only shows it */
}

static enum akis_outcome unlock(struct akis_card *card, struct akis_portal *portal,
                                const char *pairing, const char *new_pin)
{
    char token[TOKEN_MAX];
    char challenge[2 * CHALLENGE + 1];
    uint8_t room[CRYPTOGRAM];
    struct buf cryptogram = buf_over(room, sizeof room);
    enum akis_outcome outcome = start(portal, pairing, card->identity.serial, token);

    if (outcome != AKIS_OK)
        return outcome;
    outcome = get_challenge(card, challenge);
    if (outcome == AKIS_OK)
        outcome = authorise(portal, token, card->identity.serial, challenge, &cryptogram);
    if (outcome == AKIS_OK)
        outcome = set_pin(card, buf_bytes(&cryptogram), new_pin);
    report(portal, token, outcome);
    secret_wipe(room, sizeof room);
    secret_wipe(token, sizeof token);
    return outcome;
}

struct akis_result akis_unblock_portal(struct akis_card *card, struct akis_portal *portal,
                                       const char *pairing, const char *new_pin)
{
    size_t size = new_pin ? strnlen(new_pin, AKIS_PIN_MAX + 1) : 0;

    if (size < AKIS_PIN_MIN || size > AKIS_PIN_MAX || strspn(new_pin, "0123456789") != size)
        return result_of(AKIS_PIN_MALFORMED);
    enum akis_outcome outcome = card_enter(card);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    if (card->identity.dead)
        outcome = AKIS_CARD_DEAD;
    else if (card->identity.unlocks_by_puk)
        outcome = AKIS_USE_PUK_INSTEAD;
    else
        outcome = unlock(card, portal, pairing, new_pin);
    struct akis_result result = card_result(card, outcome, AKIS_TRIES_UNKNOWN);
    card_leave(card);
    return result;
}
