/* SPDX-License-Identifier: MIT */
/*
 * The wire between vsmartcard's vpcd (the reader) and a card: messages of a two-byte
 * big-endian length and a body. The reader asks, the card answers.
 *
 *   reader sends          card answers
 *   body 00  power off    nothing
 *   body 01  power on     nothing
 *   body 02  reset        nothing
 *   body 04  ATR?         the ATR; an empty body: no card
 *   other    an APDU      the response APDU; an empty body: the card has left
 *
 * So an APDU of the one byte 00, 01, 02 or 04 cannot be said on this wire. vpcd itself
 * drops the connection after an empty answer; our own client does not.
 */
#ifndef SIM_LINK_VPCD_WIRE_H
#define SIM_LINK_VPCD_WIRE_H

#include "sim/base/bytes.h"

enum {
    VPCD_OFF = 0x00,
    VPCD_ON = 0x01,
    VPCD_RESET = 0x02,
    VPCD_ATR = 0x04,

    VPCD_HEADER = 2,
    VPCD_BODY_MAX = 0xFFFF,
};

enum vpcd_kind {
    VPCD_SAYS_OFF,
    VPCD_SAYS_ON,
    VPCD_SAYS_RESET,
    VPCD_ASKS_ATR,
    VPCD_SAYS_APDU,
};

/* What the reader wants with this body. An empty one counts as an APDU. */
enum vpcd_kind vpcd_kind_of(struct bytes body);

/* Writes length and body. False when `message` has no room, or the body is too long; then
 * it is as before. */
NODISCARD bool vpcd_frame(struct bytes body, struct buf *message);

enum vpcd_wire_result {
    VPCD_WIRE_OK,
    VPCD_WIRE_CLOSED,   /* the other side is gone, or errno says why */
    VPCD_WIRE_TIMEOUT,  /* nothing, or not all of it, in time */
    VPCD_WIRE_TOO_LONG, /* a body longer than the room: the stream is out of step */
};

/* Sends one message in one segment. `milliseconds` < 0 waits for ever; `stop` (< 0: none) is
 * a descriptor that ends the wait as VPCD_WIRE_CLOSED when it becomes readable. */
NODISCARD enum vpcd_wire_result vpcd_send(int fd, int stop, struct bytes body, int milliseconds);
/* Receives one message and appends its body to `body`. Nothing is appended on failure. On TCP
 * it re-arms quick acknowledgement before every read: vpcd sends length and body apart. */
NODISCARD enum vpcd_wire_result vpcd_receive(int fd, int stop, struct buf *body, int milliseconds);

#endif
