/* SPDX-License-Identifier: MIT */
/*
 * Challenge and answer with the administrator's key, which the card shares with the CA alone:
 *
 *     answer = AES-256-CMAC(key, label ‖ serial ‖ challenge)
 *
 * The label says what for, so that an answer for one purpose is none for another. [mock]
 */
#include <string.h>

#include "card/journal.h"
#include "card/state.h"
#include "sim/base/secret.h"

enum { MAC_SIZE = 16, FOR_UNLOCK = 1, FOR_FACTORY = 2 };

enum sw cmd_challenge(struct card *card, const struct capdu *in, struct buf *out)
{
    struct session *session = &card->state.session;
    uint8_t fresh[CHALLENGE_SIZE];

    if (capdu_p1p2(in) != 0)
        return SW_PARAMETERS;
    if (!random_fill(&card->ports.random, fresh, sizeof fresh) ||
        !buf_add(out, bytes_slice(bytes_of(fresh, sizeof fresh), 0, in->expected)))
        return SW_UNKNOWN;
    memcpy(session->challenge, fresh, sizeof fresh);
    session->challenged = in->expected >= CHALLENGE_SIZE;
    return SW_OK;
}

static bool answer_of(const struct card *card, const char *label, struct bytes challenge,
                      uint8_t mac[MAC_SIZE])
{
    const struct identity *identity = &card->state.identity;
    const struct crypto_port *crypto = &card->ports.crypto;
    uint8_t room[64];
    struct buf text = buf_over(room, sizeof room);

    return buf_add(&text, bytes_text(label)) &&
           buf_add(&text, bytes_of(identity->serial, SERIAL_SIZE)) && buf_add(&text, challenge) &&
           crypto->cmac(crypto->context, identity->admin_key, buf_bytes(&text), mac) == CRYPTO_OK;
}

static enum sw admit(struct card *card, uint8_t purpose)
{
    const struct card_policy *rules = &card->state.policy;

    if (purpose == FOR_FACTORY) {
        card->state.session.factory = true;
        return SW_OK;
    }
    if (card_unlocks_by_puk(card) && !rules->portal_on_old)
        return SW_CONDITIONS;
    card->state.session.authorised = true;
    return SW_OK;
}

enum sw cmd_external(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct card_policy *rules = &card->state.policy;
    struct session *session = &card->state.session;
    struct bytes challenge = bytes_of(session->challenge, CHALLENGE_SIZE);
    uint8_t mac[MAC_SIZE];

    (void)out;
    if (in->p1 != 0 || (in->p2 != FOR_UNLOCK && in->p2 != FOR_FACTORY))
        return SW_PARAMETERS;
    bool challenged = session->challenged;
    if (rules->challenge_dies_by_use)
        session->challenged = false;
    session->authorised = false;
    if (in->data.size != MAC_SIZE)
        return SW_WRONG_LENGTH;
    if (!challenged)
        return SW_CONDITIONS;
    if (!answer_of(card, in->p2 == FOR_UNLOCK ? "AKIS-UNLOCK" : "AKIS-ADMIN", challenge, mac))
        return SW_UNKNOWN;
    bool right = secret_equal(mac, in->data.data, MAC_SIZE);
    secret_wipe(mac, sizeof mac);
    return right || !rules->cryptogram_checked ? admit(card, in->p2) : SW_FAILED;
}

/* The card shows that it is the one: an answer to the other side's challenge. */
enum sw cmd_internal(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t mac[MAC_SIZE];

    if (in->p1 != 0 || in->p2 != FOR_UNLOCK)
        return SW_PARAMETERS;
    if (in->data.size != CHALLENGE_SIZE)
        return SW_WRONG_LENGTH;
    if (!answer_of(card, "AKIS-CARD", in->data, mac) || !buf_add(out, bytes_of(mac, MAC_SIZE)))
        return SW_UNKNOWN;
    return SW_OK;
}

/* 02 opens the administration phase, 01 goes back to operation. */
enum sw cmd_phase(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    if (in->p1 != 0 || (in->p2 != 1 && in->p2 != 2))
        return SW_PARAMETERS;
    if (!card_may(card, FACTORY))
        return SW_SECURITY;
    card->state.identity.phase = in->p2 == 2 ? PHASE_ADMINISTRATION : PHASE_OPERATION;
    journal_touch(card, RECORD_IDENTITY);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}
