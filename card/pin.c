/* SPDX-License-Identifier: MIT */
/* PIN and PUK: see pin.h. */
#include "card/pin.h"

#include <string.h>

#include "card/journal.h"
#include "sim/base/secret.h"

static enum pin_result digest_of(const struct card *card, const struct pin *pin,
                                 struct bytes digits, uint8_t digest[PIN_DIGEST])
{
    const struct crypto_port *crypto = &card->ports.crypto;
    uint8_t room[PIN_SALT + 256];
    struct buf salted = buf_over(room, sizeof room);
    struct buf out = buf_over(digest, PIN_DIGEST);

    bool done =
        buf_add(&salted, bytes_of(pin->salt, PIN_SALT)) && buf_add(&salted, digits) &&
        crypto->digest(crypto->context, CRYPTO_SHA256, buf_bytes(&salted), &out) == CRYPTO_OK &&
        out.size == PIN_DIGEST;
    secret_wipe(room, sizeof room);
    return done ? PIN_RIGHT : PIN_FAILED;
}

enum pin_result pin_compare(struct card *card, enum pin_role role, struct bytes digits)
{
    const struct pin *pin = &card->state.pins[role];
    uint8_t digest[PIN_DIGEST];

    if (digits.size > 255 || digest_of(card, pin, digits, digest) != PIN_RIGHT)
        return PIN_FAILED;
    bool right = secret_equal(digest, pin->digest, PIN_DIGEST);
    secret_wipe(digest, sizeof digest);
    return right ? PIN_RIGHT : PIN_WRONG;
}

void pin_refill(struct card *card, enum pin_role role)
{
    const struct card_policy *rules = &card->state.policy;

    card->state.pins[role].tries =
        (uint8_t)(role == ROLE_PIN ? rules->pin_tries : rules->puk_tries);
    journal_touch(card, RECORD_PINS);
}

enum pin_result pin_set(struct card *card, enum pin_role role, struct bytes digits)
{
    struct pin next = card->state.pins[role];

    if (!random_fill(&card->ports.random, next.salt, sizeof next.salt) ||
        digest_of(card, &next, digits, next.digest) != PIN_RIGHT)
        return PIN_FAILED;
    next.length = (uint8_t)digits.size;
    card->state.pins[role] = next;
    secret_wipe(&next, sizeof next);
    journal_touch(card, RECORD_PINS);
    return PIN_RIGHT;
}

static bool all_digits(struct bytes digits)
{
    bool sound = true;

    for (size_t i = 0; i < digits.size; i++)
        sound = sound && digits.data[i] >= '0' && digits.data[i] <= '9';
    return sound;
}

bool pin_well_formed(const struct card *card, enum pin_role role, struct bytes digits)
{
    const struct card_policy *rules = &card->state.policy;
    size_t least = (size_t)(role == ROLE_PIN ? rules->pin_min : rules->puk_length);
    size_t most = (size_t)(role == ROLE_PIN ? rules->pin_max : rules->puk_length);

    return digits.size >= least && digits.size <= most &&
           (!rules->pin_digits_only || all_digits(digits));
}
