/* SPDX-License-Identifier: MIT */
/* Defect: a command whose answer never came is sent again, a PIN too. (CLI-2) */
#include "sim/engine/transport.h"

#define transport_send transport_send_right
#include "sim/engine/transport.c"
#undef transport_send

enum akis_outcome transport_send(struct link *link, const struct command *command,
                                 struct buf *answer, unsigned *sw)
{
    enum akis_outcome outcome = transport_send_right(link, command, answer, sw);

    return outcome == AKIS_OK ? outcome : transport_send_right(link, command, answer, sw);
}
