/* SPDX-License-Identifier: MIT */
/* The bodies of the journal's records: see record.h. */
#include "card/record.h"

#include <string.h>

/* A body under construction, and one being read: what goes wrong is remembered, and told once
 * at the end. */
struct writer {
    struct buf *out;
    bool full;
};
struct reader {
    struct bytes rest;
    bool short_of; /* the body ended early */
};

static void put(struct writer *writer, const void *data, size_t size)
{
    writer->full = !buf_add(writer->out, bytes_of(data, size)) || writer->full;
}

static void put_number(struct writer *writer, uint64_t value, unsigned bytes)
{
    uint8_t raw[8];

    for (unsigned i = 0; i < bytes; i++)
        raw[i] = (uint8_t)(value >> 8 * (bytes - 1 - i));
    put(writer, raw, bytes);
}

/* What is not there reads as zeros. */
static void take(struct reader *reader, void *out, size_t size)
{
    struct bytes part = bytes_slice(reader->rest, 0, size);

    memset(out, 0, size);
    if (part.size > 0)
        memcpy(out, part.data, part.size);
    reader->short_of = reader->short_of || part.size < size;
    reader->rest = bytes_slice(reader->rest, part.size, reader->rest.size);
}

static uint64_t take_number(struct reader *reader, unsigned bytes)
{
    uint8_t raw[8];
    uint64_t value = 0;

    take(reader, raw, bytes);
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | raw[i];
    return value;
}

/* All was there, and nothing more. */
static bool ended(const struct reader *reader)
{
    return !reader->short_of && reader->rest.size == 0;
}

static void write_identity(const struct card *card, struct writer *writer)
{
    const struct identity *identity = &card->state.identity;
    char profile[PROFILE_NAME_ROOM] = "";

    memcpy(profile, card->profile->name, strlen(card->profile->name));
    put_number(writer, RECORD_VERSION, 1);
    put(writer, profile, sizeof profile);
    put_number(writer, identity->personalised, 1);
    put_number(writer, identity->phase, 1);
    put(writer, identity->serial, SERIAL_SIZE);
    put_number(writer, identity->produced, 4);
    put(writer, identity->holder, HOLDER_MAX);
    put(writer, identity->admin_key, ADMIN_KEY_SIZE);
}

static bool read_identity(struct card *card, struct reader *reader, char *profile)
{
    struct identity *identity = &card->state.identity;
    uint64_t version = take_number(reader, 1);

    take(reader, profile, PROFILE_NAME_ROOM);
    identity->personalised = (uint8_t)take_number(reader, 1);
    identity->phase = (uint8_t)take_number(reader, 1);
    take(reader, identity->serial, SERIAL_SIZE);
    identity->produced = (uint32_t)take_number(reader, 4);
    take(reader, identity->holder, HOLDER_MAX);
    take(reader, identity->admin_key, ADMIN_KEY_SIZE);
    return version == RECORD_VERSION && profile[PROFILE_NAME_ROOM - 1] == '\0' &&
           identity->holder[HOLDER_MAX - 1] == '\0' && ended(reader);
}

static void write_pins(const struct card *card, struct writer *writer)
{
    for (unsigned role = 0; role < ROLES; role++) {
        const struct pin *pin = &card->state.pins[role];
        put_number(writer, pin->tries, 1);
        put_number(writer, pin->length, 1);
        put(writer, pin->salt, PIN_SALT);
        put(writer, pin->digest, PIN_DIGEST);
    }
}

static bool read_pins(struct card *card, struct reader *reader)
{
    for (unsigned role = 0; role < ROLES; role++) {
        struct pin *pin = &card->state.pins[role];
        pin->tries = (uint8_t)take_number(reader, 1);
        pin->length = (uint8_t)take_number(reader, 1);
        take(reader, pin->salt, PIN_SALT);
        take(reader, pin->digest, PIN_DIGEST);
    }
    return ended(reader);
}

/* Rules go by name, so that a later version with more of them reads an earlier card. */
static void write_policy(const struct card *card, struct writer *writer)
{
    struct policy_table table = card_policy_table();

    for (size_t i = 0; i < table.count; i++) {
        struct bytes name = bytes_text(table.fields[i].name);
        put_number(writer, name.size, 1);
        put(writer, name.data, name.size);
        put_number(writer, (uint64_t)policy_get(&table.fields[i], &card->state.policy), 8);
    }
}

static bool read_rule(struct card *card, struct reader *reader)
{
    char name[256] = "";

    take(reader, name, take_number(reader, 1));
    int64_t value = (int64_t)take_number(reader, 8);
    const struct policy_field *field = policy_find(card_policy_table(), name);
    if (!field)
        return true;
    memcpy((char *)&card->state.policy + field->offset, &value, sizeof value);
    return value >= field->least && value <= field->most;
}

static bool read_policy(struct card *card, struct reader *reader)
{
    bool sound = true;

    policy_fill(card_policy_table(), &card->state.policy);
    while (reader->rest.size > 0 && sound)
        sound = read_rule(card, reader);
    card->state.policy_stored = card->state.policy;
    return sound && ended(reader);
}

static void write_file(const struct card *card, uint8_t index, struct writer *writer)
{
    const struct file *file = &card->state.files.table[index];
    struct bytes content = files_content(&card->state.files, index);

    put_number(writer, file->kind, 1);
    put_number(writer, file->fid, 2);
    put_number(writer, file->parent, 1);
    put_number(writer, file->read, 1);
    put_number(writer, file->write, 1);
    put_number(writer, file->remove, 1);
    put_number(writer, file->record_size, 1);
    put(writer, content.data, content.size);
}

static bool read_file(struct card *card, uint8_t index, struct reader *reader)
{
    struct file *file = &card->state.files.table[index];

    file->kind = (uint8_t)take_number(reader, 1);
    file->fid = (uint16_t)take_number(reader, 2);
    file->parent = (uint8_t)take_number(reader, 1);
    file->read = (uint8_t)take_number(reader, 1);
    file->write = (uint8_t)take_number(reader, 1);
    file->remove = (uint8_t)take_number(reader, 1);
    file->record_size = (uint8_t)take_number(reader, 1);
    file->offset = card->state.files.used;
    file->size = 0;
    if (reader->short_of || file->kind > FILE_KEY || file->parent >= FILES_MAX ||
        file->read > NOBODY || file->write > NOBODY || file->remove > NOBODY)
        return false;
    if (file->kind == FILE_FREE)
        return ended(reader);
    return files_put(&card->state.files, index, 0, reader->rest);
}

bool record_write(const struct card *card, unsigned record, struct buf *out)
{
    struct writer writer = {out, false};

    switch (record) {
    case RECORD_IDENTITY:
        write_identity(card, &writer);
        break;
    case RECORD_PINS:
        write_pins(card, &writer);
        break;
    case RECORD_POLICY:
        write_policy(card, &writer);
        break;
    default:
        write_file(card, (uint8_t)(record - RECORD_FILES), &writer);
    }
    return !writer.full;
}

bool record_read(struct card *card, unsigned record, struct bytes body, char *profile)
{
    struct reader reader = {body, false};

    switch (record) {
    case RECORD_IDENTITY:
        return read_identity(card, &reader, profile);
    case RECORD_PINS:
        return read_pins(card, &reader);
    case RECORD_POLICY:
        return read_policy(card, &reader);
    default:
        return read_file(card, (uint8_t)(record - RECORD_FILES), &reader);
    }
}
