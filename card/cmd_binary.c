/* SPDX-License-Identifier: MIT */
/* Transparent files: READ, WRITE and UPDATE BINARY. A file grows as far as it is written. */
#include "card/journal.h"
#include "card/state.h"

/* The current EF, if it is transparent and the access asked for is open. */
static enum sw current(const struct card *card, const struct file **file)
{
    uint8_t ef = card->state.session.ef;

    if (ef == FILE_NONE)
        return SW_NO_FILE_CHOSEN;
    *file = &card->state.files.table[ef];
    return (*file)->kind == FILE_TRANSPARENT ? SW_OK : SW_FILE_KIND;
}

enum sw cmd_read_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct file *file;
    size_t at = capdu_p1p2(in);

    if (in->p1 & 0x80)
        return SW_PARAMETERS;
    enum sw sw = current(card, &file);
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
    return part.size < in->expected && in->expected < 256 ? SW_END_OF_FILE : SW_OK;
}

/* Puts the data into the current EF and stores it. */
static enum sw put(struct card *card, size_t at, struct bytes data)
{
    const struct file *file;

    enum sw sw = current(card, &file);
    if (sw != SW_OK)
        return sw;
    if (!card_may(card, (enum access)file->write))
        return SW_SECURITY;
    if (at > file->size || at + data.size > FILE_SIZE_MAX)
        return SW_OFFSET;
    if (!files_put(&card->state.files, card->state.session.ef, at, data))
        return SW_FULL;
    journal_touch_file(card, card->state.session.ef);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

enum sw cmd_update_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    return in->p1 & 0x80 ? SW_PARAMETERS : put(card, capdu_p1p2(in), in->data);
}

/* WRITE adds bits to what stands there (ISO/IEC 7816-4, 7.2.4: logical OR) [mock]. */
enum sw cmd_write_binary(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t room[256];
    uint8_t ef = card->state.session.ef;
    struct bytes content =
        ef == FILE_NONE ? bytes_of(NULL, 0) : files_content(&card->state.files, ef);
    struct bytes old = bytes_slice(content, capdu_p1p2(in), in->data.size);

    (void)out;
    if (in->p1 & 0x80)
        return SW_PARAMETERS;
    for (size_t i = 0; i < in->data.size; i++)
        room[i] = in->data.data[i] | (i < old.size ? old.data[i] : 0);
    return put(card, capdu_p1p2(in), bytes_of(room, in->data.size));
}
