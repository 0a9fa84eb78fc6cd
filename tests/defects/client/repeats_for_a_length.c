/* SPDX-License-Identifier: MIT */
/* Defect: whatever a card answers with 6Cxx is sent to it a second time, a PIN too. (PIN-8) */
#include "sim/engine/transport.h"

#define transport_send transport_send_right
#include "sim/engine/transport.c"
#undef transport_send

enum akis_outcome transport_send(struct link *link, const struct command *command,
                                 struct buf *answer, unsigned *sw)
{
    enum akis_outcome outcome = transport_send_right(link, command, answer, sw);

    if (outcome == AKIS_OK && (*sw & 0xFF00) == 0x6C00)
        outcome = transport_send_right(link, command, answer, sw);
    return outcome;
}
