/* SPDX-License-Identifier: MIT */
/*
 * What the holder does with PIN and PUK: verify, change, unlock, log out. The counters and
 * the compare are pin.h's; here are the shapes on the wire and the status words.
 */
#include <string.h>

#include "card/journal.h"
#include "card/state.h"

/* The tries left, or that there are none, as this card says it. */
static enum sw tries_word(const struct card *card, enum pin_role role)
{
    const struct card_policy *rules = &card->state.policy;

    return (enum sw)((unsigned)rules->wrong_word + card->state.pins[role].tries);
}

static enum sw check_word(struct card *card, enum pin_role role, struct bytes digits)
{
    switch (pin_check(card, role, digits)) {
    case PIN_RIGHT:
        return SW_OK;
    case PIN_WRONG:
        if (role == ROLE_PIN && card->state.policy.wrong_pin_ends_verified)
            card->state.session.verified = false;
        return tries_word(card, role);
    case PIN_BLOCKED:
        return (enum sw)card->state.policy.locked_word;
    case PIN_NOT_STORED:
        return SW_MEMORY;
    case PIN_FAILED:
        return SW_UNKNOWN;
    }
    return SW_UNKNOWN;
}

/* A try lost for what costs none by the rules. */
static enum sw charge(struct card *card, enum pin_role role, enum sw sw)
{
    struct pin *pin = &card->state.pins[role];

    if (pin->tries > 0)
        pin->tries--;
    journal_touch(card, RECORD_PINS);
    return journal_flush(card) ? sw : SW_MEMORY;
}

static enum sw ask(struct card *card, enum pin_role role)
{
    if (card->state.policy.asking_costs)
        return charge(card, role, tries_word(card, role));
    if (role == ROLE_PIN && card->state.session.verified)
        return SW_OK;
    if (card->state.pins[role].tries == 0)
        return (enum sw)card->state.policy.locked_word;
    return tries_word(card, role);
}

enum sw cmd_verify(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    if (in->p1 != 0)
        return SW_PARAMETERS;
    if (in->p2 == card->profile->puk_reference && in->shape == BARE && card_unlocks_by_puk(card))
        return ask(card, ROLE_PUK);
    if (in->p2 != card->profile->pin_reference)
        return SW_NO_REFERENCE;
    if (in->shape == BARE)
        return ask(card, ROLE_PIN);
    enum sw sw = check_word(card, ROLE_PIN, in->data);
    card->state.session.verified = card->state.session.verified || sw == SW_OK;
    return sw;
}

enum sw cmd_logout(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    if (capdu_p1p2(in) != 0)
        return SW_PARAMETERS;
    if (card->state.policy.logout_ends_verified)
        card->state.session.verified = false;
    card->state.session.factory = false;
    return SW_OK;
}

/* v1.0 writes both with their lengths; v2.x one after the other, and the card knows where
 * the old one ends. */
static bool split(const struct card *card, enum pin_role role, struct bytes data, struct bytes *old,
                  struct bytes *fresh)
{
    size_t first = card->state.pins[role].length;

    if (card->profile->family == V2) {
        *old = bytes_slice(data, 0, first);
        *fresh = bytes_slice(data, first, data.size);
        return true;
    }
    first = data.data[0];
    if (first + 2 > data.size || data.data[first + 1] != data.size - first - 2)
        return false;
    *old = bytes_slice(data, 1, first);
    *fresh = bytes_slice(data, first + 2, data.size);
    return true;
}

/* Whose digits CHANGE is to change: false when the card has no such reference. */
static bool role_of(const struct card *card, const struct capdu *in, enum pin_role *role)
{
    const struct card_profile *profile = card->profile;
    uint8_t reference = in->p2;

    if (profile->family == V1)
        reference |= 0x80;
    *role = reference == profile->puk_reference ? ROLE_PUK : ROLE_PIN;
    return in->p1 == (profile->family == V1 ? 2 : 0) &&
           (reference == profile->pin_reference || reference == profile->puk_reference);
}

static enum sw malformed(struct card *card, enum pin_role role)
{
    const struct card_policy *rules = &card->state.policy;
    bool costs = role == ROLE_PIN ? rules->malformed_costs : rules->malformed_puk_costs;

    return costs ? charge(card, role, SW_WRONG_DATA) : SW_WRONG_DATA;
}

static enum sw store_new(struct card *card, enum pin_role role, struct bytes fresh)
{
    if (pin_set(card, role, fresh) != PIN_RIGHT)
        return SW_UNKNOWN;
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

static enum sw old_word(struct card *card, enum pin_role role, struct bytes old)
{
    const struct card_policy *rules = &card->state.policy;

    if (role == ROLE_PIN && !rules->change_needs_old)
        return SW_OK;
    if (role == ROLE_PIN && !rules->wrong_old_costs && pin_compare(card, role, old) == PIN_WRONG)
        return tries_word(card, role);
    return check_word(card, role, old);
}

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct card_policy *rules = &card->state.policy;
    enum pin_role role;
    struct bytes old;
    struct bytes fresh;

    (void)out;
    if (!role_of(card, in, &role))
        return SW_NO_REFERENCE;
    if (role == ROLE_PUK && (!card_unlocks_by_puk(card) || !rules->puk_changes))
        return (enum sw)rules->puk_refused_word;
    if (!split(card, role, in->data, &old, &fresh) || !pin_well_formed(card, role, fresh) ||
        (role == ROLE_PUK && !pin_well_formed(card, role, old)))
        return malformed(card, role);
    enum sw sw = old_word(card, role, old);
    return sw == SW_OK ? store_new(card, role, fresh) : sw;
}

/* The new PIN and full tries, as one transaction. The tries come last: without a new PIN there are
 * none, in memory neither. */
static enum sw unlock(struct card *card, struct bytes fresh, int64_t restores)
{
    card->state.session.verified = false;
    if (card->state.policy.unlock_sets_pin && pin_set(card, ROLE_PIN, fresh) != PIN_RIGHT)
        return SW_UNKNOWN;
    if (restores)
        pin_refill(card, ROLE_PIN);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

static enum sw unlock_by_puk(struct card *card, struct bytes data)
{
    const struct card_policy *rules = &card->state.policy;
    size_t length = card->state.pins[ROLE_PUK].length;
    struct bytes puk = bytes_slice(data, 0, length);
    struct bytes fresh = bytes_slice(data, length, data.size);

    if (!card_unlocks_by_puk(card) ? !rules->puk_on_new : !rules->puk_unlocks)
        return rules->refused_puk_costs ? charge(card, ROLE_PUK, (enum sw)rules->puk_refused_word)
                                        : (enum sw)rules->puk_refused_word;
    if (!rules->puk_works_unlocked && card->state.pins[ROLE_PIN].tries > 0)
        return SW_CONDITIONS;
    if (!pin_well_formed(card, ROLE_PUK, puk) || !pin_well_formed(card, ROLE_PIN, fresh))
        return malformed(card, ROLE_PUK);
    enum sw sw = check_word(card, ROLE_PUK, puk);
    return sw == SW_OK ? unlock(card, fresh, rules->puk_restores_pin_tries) : sw;
}

static enum sw unlock_by_portal(struct card *card, struct bytes fresh)
{
    const struct card_policy *rules = &card->state.policy;
    struct session *session = &card->state.session;

    if (card_unlocks_by_puk(card) ? !rules->portal_on_old : !rules->portal_unlocks)
        return SW_CONDITIONS;
    if (!session->authorised)
        return SW_SECURITY;
    if (!pin_well_formed(card, ROLE_PIN, fresh))
        return malformed(card, ROLE_PIN);
    enum sw sw = unlock(card, fresh, rules->portal_restores_tries);
    if (rules->authorisation_once)
        session->authorised = false;
    return sw;
}

enum sw cmd_reset_retry(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    if (in->p2 != card->profile->pin_reference)
        return SW_NO_REFERENCE;
    switch (in->p1) {
    case 0:
        return unlock_by_puk(card, in->data);
    case 2:
        return unlock_by_portal(card, in->data);
    default:
        return SW_PARAMETERS;
    }
}
