/* SPDX-License-Identifier: MIT */
/* Defect: READ BINARY does not stop at a file's end: what lies behind it, private keys too, is
 * read. (PIN-5) */
#define cmd_read_binary cmd_read_binary_right
#include "card/cmd_binary.c"
#undef cmd_read_binary

enum sw cmd_read_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct file *file;
    size_t at;

    if (target(card, in, &file, &at) != SW_OK || at <= file->size ||
        !card_may(card, (enum access)file->read))
        return cmd_read_binary_right(card, in, out);
    const struct files *files = &card->state.files;
    return buf_add(out,
                   bytes_slice(bytes_of(files->heap, files->used), file->offset + at, in->expected))
               ? SW_OK
               : SW_UNKNOWN;
}
