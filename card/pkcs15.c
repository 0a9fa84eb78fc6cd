/* SPDX-License-Identifier: MIT */
/* The PKCS#15 file system: see pkcs15.h. */
#include "card/pkcs15.h"

#include <stdio.h>
#include <string.h>

#include "card/iso7816/tlv.h"
#include "card/journal.h"
#include "sim/base/hex.h"

enum {
    SEQUENCE = 0x30,
    OCTETS = 0x04,
    BITS = 0x03,
    INTEGER = 0x02,
    ENUMERATED = 0x0A,
    UTF8 = 0x0C,
    LIST_ROOM = 2048,
};

static const uint8_t application_id[] = {0xA0, 0x00, 0x00, 0x00, 0x63, 0x50,
                                         0x4B, 0x43, 0x53, 0x2D, 0x31, 0x35};

static const struct file root = {.fid = FID_MF, .kind = FILE_DF, .remove = NOBODY};

/* The rest of the structure; `parent` and the DF's name are set when it is made. */
static const struct file structure[] = {
    {.fid = FID_DIR,            .kind = FILE_TRANSPARENT, .write = FACTORY, .remove = NOBODY},
    {.fid = FID_APPLICATION,    .kind = FILE_DF,          .remove = NOBODY},
    {.fid = FID_ODF, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY                },
    {.fid = FID_TOKEN_INFO, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY},
    {.fid = FID_AODF, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY                },
    {.fid = FID_PRKDF, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY},
    {.fid = FID_PUKDF, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY                },
    {.fid = FID_CDF, .kind = FILE_TRANSPARENT,         .write = FACTORY, .remove = NOBODY},
};

uint8_t pkcs15_application(const struct card *card)
{
    return files_find(&card->state.files, FILE_MF, FID_APPLICATION);
}

bool pkcs15_create(struct card *card)
{
    struct files *files = &card->state.files;
    uint8_t parent = FILE_MF;

    if (files_add(files, &root, bytes_of(NULL, 0)) != FILE_MF)
        return false;
    journal_touch_file(card, FILE_MF);
    for (size_t i = 0; i < sizeof structure / sizeof structure[0]; i++) {
        struct file file = structure[i];
        bool df = file.kind == FILE_DF;
        file.parent = parent;
        uint8_t index = files_add(
            files, &file, df ? bytes_of(application_id, sizeof application_id) : bytes_of(NULL, 0));
        if (index == FILE_NONE)
            return false;
        parent = df ? index : parent;
        journal_touch_file(card, index);
    }
    return true;
}

static bool put_byte(struct buf *out, uint16_t tag, unsigned value)
{
    uint8_t byte = (uint8_t)value;

    return tlv_put(out, tag, bytes_of(&byte, 1));
}

static bool put_number(struct buf *out, unsigned value)
{
    uint8_t raw[3] = {0, (uint8_t)(value >> 8), (uint8_t)value};
    struct bytes number = bytes_of(raw, 3);

    while (number.size > 1 && number.data[0] == 0 && !(number.data[1] & 0x80))
        number = bytes_slice(number, 1, number.size);
    return tlv_put(out, INTEGER, number);
}

/* A BIT STRING from its content bytes: unused bits first. */
static bool put_bits(struct buf *out, uint8_t unused, uint8_t first)
{
    uint8_t raw[2] = {unused, first};

    return tlv_put(out, BITS, bytes_of(raw, 2));
}

static bool put_path(struct buf *out, uint16_t fid)
{
    uint8_t path[6] = {0x3F, 0x00, 0x3D, 0x00, (uint8_t)(fid >> 8), (uint8_t)fid};
    size_t start = out->size;

    return tlv_put(out, OCTETS, bytes_of(path, fid == FID_APPLICATION ? 4 : 6)) &&
           tlv_wrap(out, start, SEQUENCE);
}

/* CommonObjectAttributes: label, flags (private 80, modifiable 40), and who unlocks it. */
static bool put_common(struct buf *out, const char *label, uint8_t flags, bool by_pin)
{
    size_t start = out->size;

    return tlv_put(out, UTF8, bytes_text(label)) && put_bits(out, 6, flags) &&
           (!by_pin || put_byte(out, OCTETS, 1)) && tlv_wrap(out, start, SEQUENCE);
}

static unsigned key_id(const struct card *card, const struct key *key)
{
    return card->state.policy.same_key_id ? 1u : key->reference;
}

static void label_of(const struct card *card, const struct key *key, char label[32])
{
    (void)snprintf(label, 32, "%sNES%u", card->state.identity.holder, key->reference - 1u);
}

static bool write_dir(const struct card *card, struct buf *out)
{
    static const uint8_t path[] = {0x3F, 0x00, 0x3D, 0x00};

    (void)card;
    return tlv_put(out, 0x4F, bytes_of(application_id, sizeof application_id)) &&
           tlv_put(out, 0x50, bytes_text("AKIS")) && tlv_put(out, 0x51, bytes_of(path, 4)) &&
           tlv_wrap(out, 0, 0x61);
}

static bool write_odf(const struct card *card, struct buf *out)
{
    static const struct {
        uint8_t tag;
        uint16_t fid;
    } lists[] = {
        {0xA8, FID_AODF },
        {0xA0, FID_PRKDF},
        {0xA1, FID_PUKDF},
        {0xA4, FID_CDF  }
    };

    (void)card;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        size_t start = out->size;
        if (!put_path(out, lists[i].fid) || !tlv_wrap(out, start, lists[i].tag))
            return false;
    }
    return true;
}

static bool write_token_info(const struct card *card, struct buf *out)
{
    const uint8_t *serial = card->state.identity.serial;
    char label[24] = "AKIS_";

    return hex_encode(bytes_of(serial + 4, 8), label + 5, sizeof label - 5) && put_number(out, 0) &&
           tlv_put(out, OCTETS, bytes_of(serial, SERIAL_SIZE)) &&
           tlv_put(out, UTF8, bytes_text("TUBITAK_UEKAE")) &&
           tlv_put(out, 0x80, bytes_text(label)) && put_bits(out, 4, 0x50) &&
           tlv_wrap(out, 0, SEQUENCE);
}

/* pinFlags: case-sensitive, local, initialized; ascii-numeric; no padding. */
static bool write_aodf(const struct card *card, struct buf *out)
{
    const struct card_policy *rules = &card->state.policy;
    uint8_t reference[2] = {0x00, card->profile->pin_reference};
    bool wide = reference[1] & 0x80;
    size_t id;
    size_t attributes;

    if (!put_common(out, "PIN", 0xC0, false))
        return false;
    id = out->size;
    if (!put_byte(out, OCTETS, 1) || !tlv_wrap(out, id, SEQUENCE))
        return false;
    attributes = out->size;
    return put_bits(out, 3, 0xC8) && put_byte(out, ENUMERATED, 1) &&
           put_number(out, (unsigned)rules->pin_min) && put_number(out, PIN_DIGITS) &&
           put_number(out, (unsigned)rules->pin_max) &&
           tlv_put(out, 0x80, bytes_of(reference + !wide, wide ? 2 : 1)) &&
           put_path(out, FID_APPLICATION) && tlv_wrap(out, attributes, SEQUENCE) &&
           tlv_wrap(out, attributes, 0xA1) && tlv_wrap(out, 0, SEQUENCE);
}

/* The class of an entry: RSA entries are plain sequences, EC ones carry [0]. */
static uint16_t entry_tag(const struct key *key)
{
    return key->kind == KEY_RSA ? SEQUENCE : 0xA0;
}

static bool put_private(const struct card *card, const struct key *key, struct buf *out)
{
    char label[32];
    size_t start = out->size;
    size_t at;

    label_of(card, key, label);
    if (!put_common(out, label, 0x80, true))
        return false;
    at = out->size;
    /* usage: decrypt, sign, nonRepudiation (EC: sign, nonRepudiation) */
    uint8_t wide[3] = {6, key->kind == KEY_RSA ? 0x60 : 0x20, 0x40};
    if (!put_byte(out, OCTETS, key_id(card, key)) || !tlv_put(out, BITS, bytes_of(wide, 3)) ||
        !put_bits(out, 3, 0xB8) || !put_number(out, key->reference) || !tlv_wrap(out, at, SEQUENCE))
        return false;
    at = out->size;
    return put_path(out, FID_APPLICATION) && (key->kind != KEY_RSA || put_number(out, key->bits)) &&
           tlv_wrap(out, at, SEQUENCE) && tlv_wrap(out, at, 0xA1) &&
           tlv_wrap(out, start, entry_tag(key));
}

static bool put_public(const struct card *card, const struct key *key, struct buf *out)
{
    char label[32];
    size_t start = out->size;
    size_t at;

    label_of(card, key, label);
    if (!put_common(out, label, 0x00, false))
        return false;
    at = out->size;
    uint8_t wide[3] = {6, key->kind == KEY_RSA ? 0x82 : 0x02, 0x40};
    if (!put_byte(out, OCTETS, key_id(card, key)) || !tlv_put(out, BITS, bytes_of(wide, 3)) ||
        !put_number(out, key->reference) || !tlv_wrap(out, at, SEQUENCE))
        return false;
    at = out->size;
    return put_path(out, (uint16_t)(FID_PUBLIC + key->reference - 1)) &&
           (key->kind != KEY_RSA || put_number(out, key->bits)) && tlv_wrap(out, at, SEQUENCE) &&
           tlv_wrap(out, at, 0xA1) && tlv_wrap(out, start, entry_tag(key));
}

static bool put_certificate(const struct card *card, const struct key *key, struct buf *out)
{
    uint16_t fid = (uint16_t)(FID_CERTIFICATE + key->reference - 1);
    char label[32];
    size_t start = out->size;
    size_t at;

    if (files_find(&card->state.files, pkcs15_application(card), fid) == FILE_NONE)
        return true;
    label_of(card, key, label);
    if (!put_common(out, label, 0x00, false))
        return false;
    at = out->size;
    unsigned id = key_id(card, key) + (card->state.policy.mismatched_ids ? 0x40u : 0u);
    if (!put_byte(out, OCTETS, id) || !tlv_wrap(out, at, SEQUENCE))
        return false;
    at = out->size;
    return put_path(out, fid) && tlv_wrap(out, at, SEQUENCE) && tlv_wrap(out, at, 0xA1) &&
           tlv_wrap(out, start, SEQUENCE);
}

typedef bool entry_fn(const struct card *card, const struct key *key, struct buf *out);

static bool write_keys(const struct card *card, entry_fn *entry, struct buf *out)
{
    struct key key;

    for (uint8_t reference = 1; reference <= CREDENTIALS_MAX; reference++)
        if (key_find(card, reference, &key) && !entry(card, &key, out))
            return false;
    return true;
}

/* Replaces a list's content, and touches it. */
static bool renew(struct card *card, uint8_t df, uint16_t fid, struct bytes content)
{
    uint8_t index = files_find(&card->state.files, df, fid);

    if (index == FILE_NONE)
        return true;
    journal_touch_file(card, index);
    return files_resize(&card->state.files, index, content.size) &&
           files_put(&card->state.files, index, 0, content);
}

bool pkcs15_list(struct card *card)
{
    static const struct {
        uint16_t fid;
        bool (*write)(const struct card *card, struct buf *out);
        entry_fn *entry;
    } lists[] = {
        {FID_DIR,        write_dir,        NULL           },
        {FID_ODF,        write_odf,        NULL           },
        {FID_TOKEN_INFO, write_token_info, NULL           },
        {FID_AODF,       write_aodf,       NULL           },
        {FID_PRKDF,      NULL,             put_private    },
        {FID_PUKDF,      NULL,             put_public     },
        {FID_CDF,        NULL,             put_certificate},
    };
    uint8_t room[LIST_ROOM];

    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct buf out = buf_over(room, sizeof room);
        uint8_t df = lists[i].fid == FID_DIR ? (uint8_t)FILE_MF : pkcs15_application(card);
        bool done =
            lists[i].write ? lists[i].write(card, &out) : write_keys(card, lists[i].entry, &out);
        if (!done || !renew(card, df, lists[i].fid, buf_bytes(&out)))
            return false;
    }
    return true;
}
