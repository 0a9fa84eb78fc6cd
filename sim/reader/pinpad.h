/* SPDX-License-Identifier: MIT */
/*
 * What a program tells a reader's PIN pad to do (PC/SC part 10, PIN_VERIFY_STRUCTURE), and
 * the command that comes of it. Knows nothing of clients, cards or keys.
 *
 * One form of PIN is understood, the one that the cards take: ASCII digits, from the first byte of
 * the data on, as many as were typed, without padding and without a length in them.
 */
#ifndef SIM_READER_PINPAD_H
#define SIM_READER_PINPAD_H

#include "sim/base/bytes.h"

enum {
    PINPAD_DIGITS_MAX = 16,
    PINPAD_COMMAND_MAX = 5 + PINPAD_DIGITS_MAX,
};

struct pinpad_order {
    uint8_t header[4]; /* of the command; INS is VERIFY */
    unsigned least;    /* digits */
    unsigned most;
    unsigned seconds; /* until the pad gives up */
};

enum pinpad_result {
    PINPAD_OK,
    PINPAD_MALFORMED,   /* its parts do not fit together */
    PINPAD_UNSUPPORTED, /* another form of PIN, another command, or limits that no PIN has */
};

/* Reads a PIN_VERIFY_STRUCTURE: numbers in the machine's byte order, no gaps. */
NODISCARD enum pinpad_result pinpad_read(struct bytes structure, struct pinpad_order *order);

/* Appends the command with those digits to `command`, which has room for PINPAD_COMMAND_MAX. False:
 * they are too few, too many, or no digits; then nothing was appended. */
NODISCARD bool pinpad_build(const struct pinpad_order *order, struct bytes digits,
                            struct buf *command);

#endif
