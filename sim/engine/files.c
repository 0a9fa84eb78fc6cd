/* SPDX-License-Identifier: MIT */
/* The card's files: selecting and reading them, bounded whatever the card says. */
#include "sim/engine/card.h"
#include "sim/engine/tlv.h"

enum { MF = 0x3F00, APPLICATION = 0x3D00, READ_END = 0x6282, OFFSET_MAX = 0x7FFF };

static enum akis_outcome select_fid(struct akis_card *card, uint8_t p1, unsigned fid, unsigned *sw)
{
    const uint8_t data[] = {(uint8_t)(fid >> 8), (uint8_t)fid};
    const struct command select = {
        .ins = 0xA4, .p1 = p1, .data = {data, sizeof data},
                .le = LE_ALL
    };

    return card_tell(card, &select, sw);
}

enum akis_outcome card_select_application(struct akis_card *card)
{
    unsigned sw = 0;
    enum akis_outcome outcome = select_fid(card, 0x00, MF, &sw);

    if (outcome == AKIS_OK && sw == 0x9000)
        outcome = select_fid(card, card->dialect->df_p1, APPLICATION, &sw);
    if (outcome != AKIS_OK)
        return outcome;
    if (sw == 0x6985)
        return AKIS_CARD_DEAD;
    return sw == 0x9000 ? AKIS_OK : AKIS_FOREIGN_CARD;
}

enum akis_outcome card_select_file(struct akis_card *card, unsigned fid)
{
    unsigned sw = 0;
    enum akis_outcome outcome = select_fid(card, 0x02, fid, &sw);

    if (outcome != AKIS_OK || sw == 0x9000)
        return outcome;
    return sw == 0x6A82 ? AKIS_NO_CERTIFICATE : card_outcome(card, sw);
}

/* True when `content` holds the whole of its first object, which `size` is then given. */
static bool is_whole(struct bytes content, size_t *size)
{
    struct tlv object;

    if (!tlv_next(&content, &object))
        return false;
    *size = object.whole.size;
    return true;
}

static enum akis_outcome read_chunk(struct akis_card *card, size_t offset, struct buf *content,
                                    unsigned *sw)
{
    const struct command read = {.ins = 0xB0,
                                 .p1 = (uint8_t)(offset >> 8),
                                 .p2 = (uint8_t)offset,
                                 .le = card->dialect->chunk};

    return card_send(card, &read, content, sw);
}

enum akis_outcome card_read_file(struct akis_card *card, unsigned fid, enum card_extent extent,
                                 struct buf *content)
{
    size_t start = content->size;
    unsigned sw = 0x9000;
    enum akis_outcome outcome = card_select_file(card, fid);

    while (outcome == AKIS_OK && sw == 0x9000 && content->size - start <= OFFSET_MAX) {
        size_t before = content->size;
        size_t size = 0;
        outcome = read_chunk(card, before - start, content, &sw);
        if (outcome != AKIS_OK)
            break;
        struct bytes so_far = bytes_of(content->data + start, content->size - start);
        if (extent == CARD_ONE_OBJECT && is_whole(so_far, &size)) {
            content->size = start + size;
            break;
        }
        if (content->size - before < card->dialect->chunk)
            break;
    }
    if (outcome == AKIS_OK && content->size == start)
        outcome = sw == 0x9000 || sw == READ_END ? AKIS_NO_CERTIFICATE : card_outcome(card, sw);
    return outcome;
}
