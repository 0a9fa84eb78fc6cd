/* SPDX-License-Identifier: MIT */
/* PKCS#15 directories: see pkcs15.h. ISO/IEC 7816-15, 8.2 to 8.9. */
#include "sim/engine/pkcs15.h"

#include "sim/engine/tlv.h"

#include <string.h>

enum {
    EF_ODF = 0x5031,
    ODF_PRIVATE_KEYS = 0xA0,
    ODF_CERTIFICATES = 0xA4,
    SEQUENCE = 0x30,
    INTEGER = 0x02,
    OCTETS = 0x04,
    UTF8 = 0x0C,
    TYPE_ATTRIBUTES = 0xA1,
};

/* One entry taken apart: ISO/IEC 7816-15's PKCS15Object. */
struct entry {
    struct bytes common;
    struct bytes classes;
    struct bytes types;
};

typedef void entry_fn(struct bytes entry, void *context);

static bool entry_open(struct bytes bytes, struct entry *entry)
{
    struct tlv common, classes, types;

    if (!tlv_next(&bytes, &common) || !tlv_next(&bytes, &classes) ||
        !tlv_find(bytes, TYPE_ATTRIBUTES, &types))
        return false;
    *entry = (struct entry){common.value, classes.value, types.value};
    return common.tag == SEQUENCE && classes.tag == SEQUENCE;
}

/* The file that a Path ends in: the last two bytes of its first OCTET STRING. */
static bool path_fid(struct bytes path, unsigned *fid)
{
    struct tlv octets;

    if (!tlv_find(path, OCTETS, &octets) || octets.value.size < 2)
        return false;
    const uint8_t *end = octets.value.data + octets.value.size;
    *fid = (unsigned)end[-2] << 8 | end[-1];
    return true;
}

static bool read_id(struct bytes classes, uint8_t id[32], size_t *size)
{
    struct tlv octets;

    if (!tlv_find(classes, OCTETS, &octets) || octets.value.size > 32 || octets.value.size == 0)
        return false;
    memcpy(id, octets.value.data, octets.value.size);
    *size = octets.value.size;
    return true;
}

struct certificate_rows {
    struct pkcs15_certificate *rows;
    size_t room;
    size_t count;
};

static void add_certificate(struct bytes bytes, void *context)
{
    struct certificate_rows *rows = context;
    struct pkcs15_certificate row = {0};
    struct entry entry;
    struct tlv attributes, path, label;

    if (rows->count == rows->room || !entry_open(bytes, &entry) ||
        !tlv_find(entry.types, SEQUENCE, &attributes) ||
        !tlv_find(attributes.value, SEQUENCE, &path) || !path_fid(path.value, &row.fid) ||
        !read_id(entry.classes, row.id, &row.id_size))
        return;
    if (tlv_find(entry.common, UTF8, &label) && label.value.size < sizeof row.label)
        memcpy(row.label, label.value.data, label.value.size);
    rows->rows[rows->count++] = row;
}

static void add_key(struct bytes bytes, void *context)
{
    struct akis_card *card = context;
    struct card_key key = {0};
    struct entry entry;
    struct tlv reference;

    if (card->key_count == CARD_KEYS_MAX || !entry_open(bytes, &entry) ||
        !read_id(entry.classes, key.id, &key.id_size) ||
        !tlv_find(entry.classes, INTEGER, &reference) || reference.value.size == 0)
        return;
    key.reference = reference.value.data[reference.value.size - 1];
    card->keys[card->key_count++] = key;
}

/* Reads one directory file and hands over each of its entries. */
static enum akis_outcome walk_directory(struct akis_card *card, unsigned fid, entry_fn *each,
                                        void *context)
{
    uint8_t room[4096];
    struct buf content = buf_over(room, sizeof room);
    enum akis_outcome outcome = card_read_file(card, fid, CARD_WHOLE_FILE, &content);
    struct bytes rest = buf_bytes(&content);
    struct tlv entry;

    if (outcome == AKIS_NO_CERTIFICATE || outcome == AKIS_CARD_REFUSED)
        return AKIS_OK;
    while (outcome == AKIS_OK && tlv_next(&rest, &entry))
        each(entry.value, context);
    return outcome;
}

/* Walks every directory that the ODF names with `tag`. */
static enum akis_outcome walk_odf(struct akis_card *card, unsigned tag, entry_fn *each,
                                  void *context)
{
    uint8_t room[1024];
    struct buf content = buf_over(room, sizeof room);
    enum akis_outcome outcome = card_read_file(card, EF_ODF, CARD_WHOLE_FILE, &content);
    struct bytes rest = buf_bytes(&content);
    struct tlv named, path;
    unsigned fid = 0;

    if (outcome == AKIS_NO_CERTIFICATE || outcome == AKIS_CARD_REFUSED)
        return AKIS_OK;
    while (outcome == AKIS_OK && tlv_next(&rest, &named)) {
        if (named.tag == tag && tlv_find(named.value, SEQUENCE, &path) &&
            path_fid(path.value, &fid))
            outcome = walk_directory(card, fid, each, context);
    }
    return outcome;
}

enum akis_outcome pkcs15_certificates(struct akis_card *card, struct pkcs15_certificate *rows,
                                      size_t room, size_t *count)
{
    struct certificate_rows all = {rows, room, 0};
    enum akis_outcome outcome = walk_odf(card, ODF_CERTIFICATES, add_certificate, &all);

    *count = all.count;
    return outcome;
}

enum akis_outcome pkcs15_keys(struct akis_card *card)
{
    if (card->keys_read)
        return AKIS_OK;
    card->key_count = 0;
    enum akis_outcome outcome = walk_odf(card, ODF_PRIVATE_KEYS, add_key, card);
    card->keys_read = outcome == AKIS_OK;
    return outcome;
}
