/* SPDX-License-Identifier: MIT */
/* Defect: files that all may read all may write: the certificate too. (DEL-1) */
#define cmd_update_binary cmd_update_binary_right
#include "card/cmd_binary.c"
#undef cmd_update_binary

enum sw cmd_update_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct file *file;
    size_t at;

    if (target(card, in, &file, &at) == SW_OK && file->read == ANYONE && at <= file->size)
        return put(card, at, in->data);
    return cmd_update_binary_right(card, in, out);
}
