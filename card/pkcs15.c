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

/* A list under construction. What does not fit is remembered, and told once at the end. */
struct list {
    struct buf out;
    bool full;
};

static void put(struct list *list, uint16_t tag, struct bytes value)
{
    list->full = !tlv_put(&list->out, tag, value) || list->full;
}

/* All that was put since `start` becomes the value of one object. */
static void wrap(struct list *list, size_t start, uint16_t tag)
{
    list->full = !tlv_wrap(&list->out, start, tag) || list->full;
}

static void put_byte(struct list *list, uint16_t tag, unsigned value)
{
    uint8_t byte = (uint8_t)value;

    put(list, tag, bytes_of(&byte, 1));
}

static void put_number(struct list *list, unsigned value)
{
    uint8_t raw[3] = {0, (uint8_t)(value >> 8), (uint8_t)value};
    struct bytes number = bytes_of(raw, 3);

    while (number.size > 1 && number.data[0] == 0 && !(number.data[1] & 0x80))
        number = bytes_slice(number, 1, number.size);
    put(list, INTEGER, number);
}

/* A BIT STRING of one byte, or of two; the last `unused` bits do not count. */
static void put_bits(struct list *list, uint8_t unused, uint8_t first)
{
    uint8_t raw[2] = {unused, first};

    put(list, BITS, bytes_of(raw, sizeof raw));
}

static void put_wide_bits(struct list *list, uint8_t unused, uint8_t first, uint8_t second)
{
    uint8_t raw[3] = {unused, first, second};

    put(list, BITS, bytes_of(raw, sizeof raw));
}

static void put_path(struct list *list, uint16_t fid)
{
    uint8_t path[6] = {0x3F, 0x00, 0x3D, 0x00, (uint8_t)(fid >> 8), (uint8_t)fid};
    size_t start = list->out.size;

    put(list, OCTETS, bytes_of(path, fid == FID_APPLICATION ? 4 : 6));
    wrap(list, start, SEQUENCE);
}

/* CommonObjectAttributes: label, flags (private 80, modifiable 40), and who unlocks it. */
enum unlocked { FREELY, BY_PIN };
static void put_common(struct list *list, const char *label, uint8_t flags, enum unlocked by)
{
    size_t start = list->out.size;

    put(list, UTF8, bytes_text(label));
    put_bits(list, 6, flags);
    if (by == BY_PIN)
        put_byte(list, OCTETS, 1);
    wrap(list, start, SEQUENCE);
}

static unsigned key_id(const struct card *card, const struct key *key)
{
    return card->state.policy.same_key_id ? 1u : key->reference;
}

/* The holder's label, "11111111110NES0", as the object's common attributes. */
static void put_label(struct list *list, const struct card *card, const struct key *key,
                      uint8_t flags, enum unlocked by)
{
    char label[32];

    (void)snprintf(label, sizeof label, "%sNES%u", card->state.identity.holder,
                   key->reference - 1u);
    put_common(list, label, flags, by);
}

static void write_dir(const struct card *card, struct list *list)
{
    static const uint8_t path[] = {0x3F, 0x00, 0x3D, 0x00};

    (void)card;
    put(list, 0x4F, bytes_of(application_id, sizeof application_id));
    put(list, 0x50, bytes_text("AKIS"));
    put(list, 0x51, bytes_of(path, sizeof path));
    wrap(list, 0, 0x61);
}

static void write_odf(const struct card *card, struct list *list)
{
    static const struct {
        uint8_t tag;
        uint16_t fid;
    } parts[] = {
        {0xA8, FID_AODF },
        {0xA0, FID_PRKDF},
        {0xA1, FID_PUKDF},
        {0xA4, FID_CDF  }
    };

    (void)card;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t start = list->out.size;
        put_path(list, parts[i].fid);
        wrap(list, start, parts[i].tag);
    }
}

/* Flags: login required, EID compliant. */
static void write_token_info(const struct card *card, struct list *list)
{
    const uint8_t *serial = card->state.identity.serial;
    char label[24] = "AKIS_";

    list->full = !hex_encode(bytes_of(serial + 4, 8), label + 5, sizeof label - 5) || list->full;
    put_number(list, 0);
    put(list, OCTETS, bytes_of(serial, SERIAL_SIZE));
    put(list, UTF8, bytes_text("TUBITAK_UEKAE"));
    put(list, 0x80, bytes_text(label));
    put_bits(list, 4, 0x50);
    wrap(list, 0, SEQUENCE);
}

/* pinFlags: case-sensitive, local, initialized; ascii-numeric; no padding. */
static void write_aodf(const struct card *card, struct list *list)
{
    const struct card_policy *rules = &card->state.policy;
    uint8_t reference[2] = {0x00, card->profile->pin_reference};
    bool wide = reference[1] & 0x80;
    size_t start;

    put_common(list, "PIN", 0xC0, FREELY);
    start = list->out.size;
    put_byte(list, OCTETS, 1);
    wrap(list, start, SEQUENCE);
    start = list->out.size;
    put_bits(list, 3, 0xC8);
    put_byte(list, ENUMERATED, 1);
    put_number(list, (unsigned)rules->pin_min);
    put_number(list, PIN_DIGITS);
    put_number(list, (unsigned)rules->pin_max);
    put(list, 0x80, bytes_of(reference + !wide, wide ? 2 : 1));
    put_path(list, FID_APPLICATION);
    wrap(list, start, SEQUENCE);
    wrap(list, start, 0xA1);
    wrap(list, 0, SEQUENCE);
}

/* Where the key or its public half is, and how large; and the entry as a whole, which is a
 * plain sequence for RSA and [0] for EC. */
static void put_place(struct list *list, const struct key *key, uint16_t fid, size_t entry)
{
    size_t start = list->out.size;

    put_path(list, fid);
    if (key->kind == KEY_RSA)
        put_number(list, key->bits);
    wrap(list, start, SEQUENCE);
    wrap(list, start, 0xA1);
    wrap(list, entry, key->kind == KEY_RSA ? SEQUENCE : 0xA0);
}

/* Usage: decrypt (RSA), sign, nonRepudiation. Access: sensitive, never extractable, local. */
static void put_private(const struct card *card, const struct key *key, struct list *list)
{
    size_t entry = list->out.size;
    size_t start;

    put_label(list, card, key, 0x80, BY_PIN);
    start = list->out.size;
    put_byte(list, OCTETS, key_id(card, key));
    put_wide_bits(list, 6, key->kind == KEY_RSA ? 0x60 : 0x20, 0x40);
    put_bits(list, 3, 0xB8);
    put_number(list, key->reference);
    wrap(list, start, SEQUENCE);
    put_place(list, key, FID_APPLICATION, entry);
}

/* Usage: encrypt (RSA), verify, nonRepudiation. */
static void put_public(const struct card *card, const struct key *key, struct list *list)
{
    size_t entry = list->out.size;
    size_t start;

    put_label(list, card, key, 0x00, FREELY);
    start = list->out.size;
    put_byte(list, OCTETS, key_id(card, key));
    put_wide_bits(list, 6, key->kind == KEY_RSA ? 0x82 : 0x02, 0x40);
    put_number(list, key->reference);
    wrap(list, start, SEQUENCE);
    put_place(list, key, (uint16_t)(FID_PUBLIC + key->reference - 1), entry);
}

static void put_certificate(const struct card *card, const struct key *key, struct list *list)
{
    uint16_t fid = (uint16_t)(FID_CERTIFICATE + key->reference - 1);
    unsigned id = key_id(card, key) + (card->state.policy.mismatched_ids ? 0x40u : 0u);
    size_t entry = list->out.size;
    size_t start;

    if (files_find(&card->state.files, pkcs15_application(card), fid) == FILE_NONE)
        return;
    put_label(list, card, key, 0x00, FREELY);
    start = list->out.size;
    put_byte(list, OCTETS, id);
    wrap(list, start, SEQUENCE);
    start = list->out.size;
    put_path(list, fid);
    wrap(list, start, SEQUENCE);
    wrap(list, start, 0xA1);
    wrap(list, entry, SEQUENCE);
}

typedef void entry_fn(const struct card *card, const struct key *key, struct list *list);

static void write_keys(const struct card *card, entry_fn *entry, struct list *list)
{
    struct key key;

    for (unsigned reference = 1; reference <= CREDENTIALS_MAX; reference++)
        if (key_find(card, reference, &key))
            entry(card, &key, list);
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
        void (*write)(const struct card *card, struct list *list);
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
        struct list list = {buf_over(room, sizeof room), false};
        uint8_t df = lists[i].fid == FID_DIR ? (uint8_t)FILE_MF : pkcs15_application(card);
        if (lists[i].write)
            lists[i].write(card, &list);
        else
            write_keys(card, lists[i].entry, &list);
        if (list.full || !renew(card, df, lists[i].fid, buf_bytes(&list.out)))
            return false;
    }
    return true;
}
