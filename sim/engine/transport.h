/* SPDX-License-Identifier: MIT */
/*
 * Commands over a link: command chaining, GET RESPONSE after 61xx, a second go with the
 * right Le after 6Cxx. Never extended length. What a card answers is bounded: in bytes by
 * the room given, in rounds by a count; no command that carries a body is sent twice.
 */
#ifndef SIM_ENGINE_TRANSPORT_H
#define SIM_ENGINE_TRANSPORT_H

#include "sim/engine/akis.h"
#include "sim/link/link.h"

enum { LE_NONE = -1, LE_ALL = 256 };

struct command {
    uint8_t cla;
    uint8_t ins;
    uint8_t p1;
    uint8_t p2;
    struct bytes data; /* any length; chained past 244 bytes */
    int le;            /* LE_NONE, 1 … 255, LE_ALL */
};

/* Sends it and appends the answer's data to `answer`; `sw` is the last status word. Whatever
 * the status word says, the outcome is AKIS_OK; anything else is the link's or a nonsense. */
NODISCARD enum akis_outcome transport_send(struct link *link, const struct command *command,
                                           struct buf *answer, unsigned *sw);

#endif
