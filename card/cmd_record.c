/* SPDX-License-Identifier: MIT */
/* READ, WRITE, UPDATE and APPEND RECORD (ISO/IEC 7816-4, 7.3). */
#include "card/journal.h"
#include "card/records.h"
#include "card/state.h"

/* The lower three bits of P2. */
enum mode { FIRST = 0, LAST = 1, NEXT = 2, PREVIOUS = 3, BY_NUMBER = 4, FROM_NUMBER_ON = 5 };

/* The EF meant: the current one, or by its short identifier. */
static enum sw chosen(struct card *card, const struct capdu *in, const struct file **file)
{
    enum sw sw = select_short(card, (uint8_t)(in->p2 >> 3));

    if (sw != SW_OK)
        return sw;
    *file = &card->state.files.table[card->state.session.ef];
    return (*file)->kind == FILE_FIXED || (*file)->kind == FILE_CYCLIC ||
                   (*file)->kind == FILE_VARIABLE
               ? SW_OK
               : SW_FILE_KIND;
}

/* The number that P1 and the mode mean; 0 when there is none. */
static unsigned number_of(const struct card *card, const struct capdu *in)
{
    unsigned count = records_count(&card->state.files, card->state.session.ef);
    unsigned record = card->state.session.record;

    switch ((enum mode)(in->p2 & 7)) {
    case FIRST:
        return 1;
    case LAST:
        return count;
    case NEXT:
        return record + 1;
    case PREVIOUS:
        return record > 0 ? record - 1 : count;
    case BY_NUMBER:
    case FROM_NUMBER_ON:
        return in->p1 == 0 ? record : in->p1;
    }
    return 0;
}

enum sw cmd_read_record(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct files *files = &card->state.files;
    const struct file *file;
    struct bytes record;

    enum sw sw = chosen(card, in, &file);
    if (sw != SW_OK)
        return sw;
    if (!card_may(card, (enum access)file->read))
        return SW_SECURITY;
    if ((in->p2 & 7) > FROM_NUMBER_ON)
        return SW_PARAMETERS;
    unsigned number = number_of(card, in);
    if (!records_find(files, card->state.session.ef, number, &record))
        return SW_NO_RECORD;
    card->state.session.record = (uint8_t)number;
    bool added = buf_add(out, record);
    while (added && (in->p2 & 7) == FROM_NUMBER_ON &&
           records_find(files, card->state.session.ef, ++number, &record))
        added = buf_add(out, record);
    return added ? SW_OK : SW_UNKNOWN;
}

static enum sw word_of(enum records_result result)
{
    switch (result) {
    case RECORDS_OK:
        return SW_OK;
    case RECORDS_ABSENT:
        return SW_NO_RECORD;
    case RECORDS_WRONG_SIZE:
        return SW_WRONG_LENGTH;
    case RECORDS_FULL:
        return SW_FULL;
    }
    return SW_UNKNOWN;
}

static enum sw stored(struct card *card, enum records_result result)
{
    if (result != RECORDS_OK)
        return word_of(result);
    journal_touch_file(card, card->state.session.ef);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

static enum sw writable(struct card *card, const struct capdu *in)
{
    const struct file *file;

    enum sw sw = chosen(card, in, &file);
    if (sw == SW_OK && !card_may(card, (enum access)file->write))
        sw = SW_SECURITY;
    return sw;
}

enum sw cmd_update_record(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    enum sw sw = writable(card, in);
    if (sw != SW_OK)
        return sw;
    if ((in->p2 & 7) > BY_NUMBER)
        return SW_PARAMETERS;
    unsigned number = number_of(card, in);
    return stored(card,
                  records_update(&card->state.files, card->state.session.ef, number, in->data));
}

/* WRITE adds bits to what stands there, as WRITE BINARY does [mock]. */
enum sw cmd_write_record(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t room[256];
    struct bytes old = bytes_of(NULL, 0);
    struct capdu merged = *in;

    (void)out;
    enum sw sw = writable(card, in);
    if (sw != SW_OK)
        return sw;
    if (!records_find(&card->state.files, card->state.session.ef, number_of(card, in), &old))
        return SW_NO_RECORD;
    for (size_t i = 0; i < in->data.size; i++)
        room[i] = in->data.data[i] | (i < old.size ? old.data[i] : 0);
    merged.data = bytes_of(room, in->data.size);
    return cmd_update_record(card, &merged, out);
}

enum sw cmd_append_record(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    enum sw sw = writable(card, in);
    if (sw != SW_OK)
        return sw;
    if (in->p1 != 0 || (in->p2 & 7) != 0)
        return SW_PARAMETERS;
    return stored(card, records_append(&card->state.files, card->state.session.ef, in->data));
}
