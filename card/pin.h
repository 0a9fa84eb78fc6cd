/* SPDX-License-Identifier: MIT */
/*
 * PIN and PUK: the digits' salted digest and the tries left.
 *
 *     READY(n) --right--> READY(max), verified
 *     READY(n) --wrong--> READY(n-1)             READY(0) is BLOCKED
 *     BLOCKED  --unlock--> READY(max)            PIN: by PUK or portal; PUK: never
 *
 * The counter is charged and stored before the digits are compared, and refunded after. A
 * card torn out in between has lost a try, never gained one.
 */
#ifndef CARD_PIN_H
#define CARD_PIN_H

#include "sim/base/bytes.h"

struct card;

enum {
    PIN_DIGITS = 16, /* the longest there is */
    PIN_SALT = 16,
    PIN_DIGEST = 32, /* SHA-256 */
};

/* Which of the two. */
enum pin_role { ROLE_PIN, ROLE_PUK, ROLES };

struct pin {
    uint8_t tries;
    uint8_t length; /* of the digits: CHANGE on v2.x cuts old from new by it */
    uint8_t salt[PIN_SALT];
    uint8_t digest[PIN_DIGEST];
};

enum pin_result {
    PIN_RIGHT,
    PIN_WRONG,
    PIN_BLOCKED,
    PIN_NOT_STORED, /* the store refused: nothing was compared */
    PIN_FAILED,     /* no digest, no randomness */
};

/* Charges a try, stores that, compares, and refunds when right. (pin_check.c) */
NODISCARD enum pin_result pin_check(struct card *card, enum pin_role role, struct bytes digits);

/* Compares alone: no try, no store. */
NODISCARD enum pin_result pin_compare(struct card *card, enum pin_role role, struct bytes digits);
/* Puts the tries back to the policy's number, in memory. */
void pin_refill(struct card *card, enum pin_role role);
/* Sets new digits in memory; the caller stores. The tries stay. */
NODISCARD enum pin_result pin_set(struct card *card, enum pin_role role, struct bytes digits);
/* True when the policy allows these digits as a new PIN or PUK. */
bool pin_well_formed(const struct card *card, enum pin_role role, struct bytes digits);

#endif
