/* SPDX-License-Identifier: MIT */
/* Defect: a private key is a file like others: whoever asks may select and read it. (PIN-5) */
#include "card/pkcs15.h"
#include "card/state.h"

#define cmd_select      cmd_select_right
#define cmd_read_binary cmd_read_binary_right
#include "card/cmd_binary.c"
#include "card/cmd_select.c"
#undef cmd_select
#undef cmd_read_binary

enum sw cmd_select(struct card *card, const struct capdu *in, struct buf *out)
{
    enum sw sw = cmd_select_right(card, in, out);
    uint8_t index = FILE_NONE;

    if (sw == SW_NOT_FOUND && in->data.size >= 2)
        index = files_find(&card->state.files, pkcs15_application(card),
                           fid_at(in->data, in->data.size - 2));
    if (index == FILE_NONE)
        return sw;
    card->state.session.ef = index;
    return SW_OK;
}

enum sw cmd_read_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t ef = card->state.session.ef;

    if (ef == FILE_NONE || card->state.files.table[ef].kind != FILE_KEY)
        return cmd_read_binary_right(card, in, out);
    struct bytes content = files_content(&card->state.files, ef);
    return buf_add(out, bytes_slice(content, capdu_p1p2(in), in->expected)) ? SW_OK : SW_UNKNOWN;
}
