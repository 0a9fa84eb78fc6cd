/* SPDX-License-Identifier: MIT */
/* Defect: a status word that the client does not know counts as success. (CLI-3) */
#include "sim/engine/transport.h"

#define transport_send transport_send_right
#include "sim/engine/transport.c"
#undef transport_send

enum akis_outcome transport_send(struct link *link, const struct command *command,
                                 struct buf *answer, unsigned *sw)
{
    enum akis_outcome outcome = transport_send_right(link, command, answer, sw);

    if (outcome == AKIS_OK && *sw > 0x6F00)
        *sw = 0x9000;
    return outcome;
}
