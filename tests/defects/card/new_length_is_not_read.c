/* SPDX-License-Identifier: MIT */
/* Defect: on v1.0 the new PIN is what is left of the command, whatever its count says. (PIN-6) */
#include <string.h>

#define cmd_change cmd_change_right
#include "card/cmd_pin.c"
#undef cmd_change

enum sw cmd_change(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t room[256];
    struct capdu counted = *in;
    size_t at = in->data.data[0] + 1u;

    if (card->profile->family != V1 || at >= in->data.size)
        return cmd_change_right(card, in, out);
    memcpy(room, in->data.data, in->data.size);
    room[at] = (uint8_t)(in->data.size - at - 1);
    counted.data = bytes_of(room, in->data.size);
    return cmd_change_right(card, &counted, out);
}
