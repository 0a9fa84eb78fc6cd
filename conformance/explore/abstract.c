/* SPDX-License-Identifier: MIT */
/*
 * The one file of the judge that looks inside a card. Everything in card/state.h that is not
 * read here is claimed to be without influence on the alphabet's answers; the walk checks that.
 */
#include "conformance/explore/abstract.h"

#include <string.h>

#include "card/state.h"
#include "conformance/explore/alphabet.h"

enum { UNKNOWN_DIGITS = 2 };

static bool has_digits(const struct pin *pin, const char *digits, const struct crypto_port *crypto)
{
    uint8_t salted[PIN_SALT + PIN_DIGITS];
    uint8_t digest[PIN_DIGEST];
    struct buf in = buf_over(salted, sizeof salted);
    struct buf out = buf_over(digest, sizeof digest);

    return pin->length == strlen(digits) && buf_add(&in, bytes_of(pin->salt, PIN_SALT)) &&
           buf_add(&in, bytes_text(digits)) &&
           crypto->digest(crypto->context, CRYPTO_SHA256, buf_bytes(&in), &out) == CRYPTO_OK &&
           bytes_equal(buf_bytes(&out), bytes_of(pin->digest, PIN_DIGEST));
}

static uint8_t name_of(const struct pin *pin, const char *(*digits)(unsigned which),
                       const struct crypto_port *crypto)
{
    for (uint8_t which = 0; which < UNKNOWN_DIGITS; which++)
        if (has_digits(pin, digits(which), crypto))
            return which;
    return UNKNOWN_DIGITS;
}

struct state abstract_of(const struct card *card, const struct crypto_port *crypto)
{
    const struct card_state *inside = &card->state;
    const struct session *session = &inside->session;

    return (struct state){
        .pin = name_of(&inside->pins[ROLE_PIN], alphabet_pin, crypto),
        .tries = inside->pins[ROLE_PIN].tries,
        .puk = name_of(&inside->pins[ROLE_PUK], alphabet_puk, crypto),
        .puktries = inside->pins[ROLE_PUK].tries,
        .verified = session->verified,
        .key = session->environment.key != 0,
        .challenge = session->challenged,
        .authorised = session->authorised,
        .admin = session->factory,
        .phase = inside->identity.phase == PHASE_ADMINISTRATION,
        .chain = (uint8_t)(session->wire.chaining + (session->wire.chain_size > PIECE_SIZE)),
    };
}

uint64_t abstract_rest(const struct card *card)
{
    const struct session *session = &card->state.session;
    const struct environment *environment = &session->environment;
    const uint64_t rest[] = {session->df,
                             session->ef,
                             session->record,
                             environment->key,
                             environment->algorithm,
                             environment->hash,
                             environment->digest_size,
                             session->wire.answer_size,
                             session->wire.answer_sent,
                             card->state.files.used};
    uint64_t mixed = 0;

    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        mixed = (mixed ^ rest[i]) * 0x100000001B3u;
    return mixed;
}
