/* SPDX-License-Identifier: MIT */
/* Defect: an answer without a status word counts as 9000. (CLI-3) */
#include "sim/engine/transport.h"

#define transport_send transport_send_right
#include "sim/engine/transport.c"
#undef transport_send

enum akis_outcome transport_send(struct link *link, const struct command *command,
                                 struct buf *answer, unsigned *sw)
{
    enum akis_outcome outcome = transport_send_right(link, command, answer, sw);

    if (outcome != AKIS_CARD_GARBLED && outcome != AKIS_READER_FAILED)
        return outcome;
    *sw = 0x9000;
    return AKIS_OK;
}
