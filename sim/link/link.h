/* SPDX-License-Identifier: MIT */
/*
 * One port to reach a card, whatever lies between: PC/SC, an inherited socket, the
 * same process, a tape, a faulty wire. A reader serves a link; a client uses one.
 * A link knows nothing of what the bytes mean: no GET RESPONSE, no chaining.
 */
#ifndef SIM_LINK_LINK_H
#define SIM_LINK_LINK_H

#include "sim/base/bytes.h"

enum {
    LINK_ATR_MAX = 33,       /* ISO/IEC 7816-3: TS and 32 more */
    LINK_COMMAND_MAX = 261,  /* a short APDU: header, Lc, 255 bytes, Le */
    LINK_RESPONSE_MAX = 258, /* 256 bytes and the status word */
};

enum link_result {
    LINK_OK,
    LINK_NO_CARD,   /* nothing in the reader, or the card is mute */
    LINK_REMOVED,   /* the card left; the link may be used again after link_reset */
    LINK_WAS_RESET, /* somebody else reset the card: what was verified is gone */
    LINK_BUSY,      /* another program holds the card */
    LINK_FAILED,    /* the way to the card is broken */
    LINK_TIMEOUT,   /* no answer in time */
    LINK_GARBLED,   /* an answer that is no response APDU (under 2 bytes, or too long) */
};

struct link_ops {
    /* Powers the card up, or resets it, and appends its ATR to `atr`. */
    enum link_result (*reset)(void *self, struct buf *atr);
    /* Takes the power away. */
    enum link_result (*power_off)(void *self);
    /* Sends one command APDU and appends the response, status word last. */
    enum link_result (*transmit)(void *self, struct bytes command, struct buf *response);
    /* Keeps other programs away between begin and end. NULL: there are none. */
    enum link_result (*begin)(void *self);
    enum link_result (*end)(void *self);
    /* Gives everything back. */
    void (*free)(void *self);
};

/* An open way to one card. Not safe for two threads at once unless its maker says so. */
struct link {
    const struct link_ops *ops;
    void *self;
};

NODISCARD enum link_result link_reset(struct link *link, struct buf *atr);
NODISCARD enum link_result link_power_off(struct link *link);
/* On any other result than LINK_OK nothing stands in `response`. */
NODISCARD enum link_result link_transmit(struct link *link, struct bytes command,
                                         struct buf *response);
NODISCARD enum link_result link_begin(struct link *link);
enum link_result link_end(struct link *link);
/* Closes and nulls; accepts NULL and a link that is not open. */
void link_free(struct link **link);

/* A name for people and logs: "no card", "busy", … */
const char *link_result_text(enum link_result result);

#endif
