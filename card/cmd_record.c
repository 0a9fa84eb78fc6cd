/* SPDX-License-Identifier: MIT */
/* Files made of records: see ISO/IEC 7816-4, 7.3. */
#include "card/state.h"

enum sw cmd_read_record(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)card;
    (void)in;
    (void)out;
    return SW_FUNCTION;
}

enum sw cmd_write_record(struct card *card, const struct capdu *in, struct buf *out)
{
    return cmd_read_record(card, in, out);
}

enum sw cmd_update_record(struct card *card, const struct capdu *in, struct buf *out)
{
    return cmd_read_record(card, in, out);
}

enum sw cmd_append_record(struct card *card, const struct capdu *in, struct buf *out)
{
    return cmd_read_record(card, in, out);
}
