/* SPDX-License-Identifier: MIT */
/* Transparent files: READ, WRITE and UPDATE BINARY. A file grows as far as it is written. */
#include "card/journal.h"
#include "card/state.h"

/* The EF and the offset that P1-P2 mean: with P1's highest bit a short identifier and one
 * byte of offset, else two of the current EF (ISO/IEC 7816-4, 7.2.2). */
static enum sw target(struct card *card, const struct capdu *in, const struct file **file,
                      size_t *at)
{
    bool by_short = in->p1 & 0x80;

    if (by_short && (in->p1 & 0x60))
        return SW_PARAMETERS;
    enum sw sw = select_short(card, by_short ? in->p1 & 0x1F : 0);
    if (sw != SW_OK)
        return sw;
    *at = by_short ? in->p2 : capdu_p1p2(in);
    *file = &card->state.files.table[card->state.session.ef];
    return (*file)->kind == FILE_TRANSPARENT ? SW_OK : SW_FILE_KIND;
}

enum sw cmd_read_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct file *file;
    size_t at;

    enum sw sw = target(card, in, &file, &at);
    if (sw != SW_OK)
        return sw;
    if (!card_may(card, (enum access)file->read))
        return SW_SECURITY;
    if (at > file->size)
        return SW_OFFSET;
    struct bytes content = files_content(&card->state.files, card->state.session.ef);
    struct bytes part = bytes_slice(content, at, in->expected);
    if (!buf_add(out, part))
        return SW_UNKNOWN;
    /* Le 00 asks for what there is; but a client that reads on until the end must meet it. */
    bool enough = part.size == in->expected || (in->expected == 256 && part.size > 0);
    return enough ? SW_OK : SW_END_OF_FILE;
}

/* Where the data go, when they may. */
static enum sw writable(struct card *card, const struct capdu *in, size_t *at)
{
    const struct file *file;

    enum sw sw = target(card, in, &file, at);
    if (sw != SW_OK)
        return sw;
    if (!card_may(card, (enum access)file->write))
        return SW_SECURITY;
    return *at > file->size || *at + in->data.size > FILE_SIZE_MAX ? SW_OFFSET : SW_OK;
}

static enum sw put(struct card *card, size_t at, struct bytes data)
{
    if (!files_put(&card->state.files, card->state.session.ef, at, data))
        return SW_FULL;
    journal_touch_file(card, card->state.session.ef);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

enum sw cmd_update_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    size_t at;

    (void)out;
    enum sw sw = writable(card, in, &at);
    return sw == SW_OK ? put(card, at, in->data) : sw;
}

/* WRITE adds bits to what stands there (ISO/IEC 7816-4, 7.2.4: logical OR) [mock]. */
enum sw cmd_write_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t room[256];
    size_t at;

    (void)out;
    enum sw sw = writable(card, in, &at);
    if (sw != SW_OK)
        return sw;
    struct bytes content = files_content(&card->state.files, card->state.session.ef);
    struct bytes old = bytes_slice(content, at, in->data.size);
    for (size_t i = 0; i < in->data.size; i++)
        room[i] = in->data.data[i] | (i < old.size ? old.data[i] : 0);
    return put(card, at, bytes_of(room, in->data.size));
}
