/* SPDX-License-Identifier: MIT */
/* The bodies of the journal's records: see record.h. */
#include "card/record.h"

#include <string.h>

static bool put_number(struct buf *out, uint64_t value, unsigned bytes)
{
    uint8_t raw[8];

    for (unsigned i = 0; i < bytes; i++)
        raw[i] = (uint8_t)(value >> 8 * (bytes - 1 - i));
    return buf_add(out, bytes_of(raw, bytes));
}

static bool take(struct bytes *rest, void *out, size_t size)
{
    if (rest->size < size)
        return false;
    memcpy(out, rest->data, size);
    *rest = bytes_slice(*rest, size, rest->size);
    return true;
}

static bool take_number(struct bytes *rest, unsigned bytes, uint64_t *value)
{
    uint8_t raw[8];

    if (!take(rest, raw, bytes))
        return false;
    *value = 0;
    for (unsigned i = 0; i < bytes; i++)
        *value = *value << 8 | raw[i];
    return true;
}

static bool write_identity(const struct card *card, struct buf *out)
{
    const struct identity *identity = &card->state.identity;
    char profile[PROFILE_NAME_ROOM] = "";

    memcpy(profile, card->profile->name, strlen(card->profile->name));
    return put_number(out, RECORD_VERSION, 1) && buf_add(out, bytes_of(profile, sizeof profile)) &&
           put_number(out, identity->personalised, 1) && put_number(out, identity->phase, 1) &&
           buf_add(out, bytes_of(identity->serial, SERIAL_SIZE)) &&
           put_number(out, identity->produced, 4) &&
           buf_add(out, bytes_of(identity->holder, HOLDER_MAX)) &&
           buf_add(out, bytes_of(identity->admin_key, ADMIN_KEY_SIZE));
}

static bool read_identity(struct card *card, struct bytes body, char *profile)
{
    struct identity *identity = &card->state.identity;
    uint64_t produced;
    uint8_t version;

    if (!take(&body, &version, 1) || version != RECORD_VERSION ||
        !take(&body, profile, PROFILE_NAME_ROOM) || !take(&body, &identity->personalised, 1) ||
        !take(&body, &identity->phase, 1) || !take(&body, identity->serial, SERIAL_SIZE) ||
        !take_number(&body, 4, &produced) || !take(&body, identity->holder, HOLDER_MAX) ||
        !take(&body, identity->admin_key, ADMIN_KEY_SIZE))
        return false;
    identity->produced = (uint32_t)produced;
    return profile[PROFILE_NAME_ROOM - 1] == '\0' && identity->holder[HOLDER_MAX - 1] == '\0' &&
           body.size == 0;
}

static bool write_pins(const struct card *card, struct buf *out)
{
    for (unsigned role = 0; role < ROLES; role++) {
        const struct pin *pin = &card->state.pins[role];
        if (!put_number(out, pin->tries, 1) || !put_number(out, pin->length, 1) ||
            !buf_add(out, bytes_of(pin->salt, PIN_SALT)) ||
            !buf_add(out, bytes_of(pin->digest, PIN_DIGEST)))
            return false;
    }
    return true;
}

static bool read_pins(struct card *card, struct bytes body)
{
    for (unsigned role = 0; role < ROLES; role++) {
        struct pin *pin = &card->state.pins[role];
        if (!take(&body, &pin->tries, 1) || !take(&body, &pin->length, 1) ||
            !take(&body, pin->salt, PIN_SALT) || !take(&body, pin->digest, PIN_DIGEST))
            return false;
    }
    return body.size == 0;
}

/* Rules go by name, so that a later version with more of them reads an earlier card. */
static bool write_policy(const struct card *card, struct buf *out)
{
    struct policy_table table = card_policy_table();

    for (size_t i = 0; i < table.count; i++) {
        struct bytes name = bytes_text(table.fields[i].name);
        if (!put_number(out, name.size, 1) || !buf_add(out, name) ||
            !put_number(out, (uint64_t)policy_get(&table.fields[i], &card->state.policy), 8))
            return false;
    }
    return true;
}

static bool read_policy(struct card *card, struct bytes body)
{
    char name[256] = "";

    policy_fill(card_policy_table(), &card->state.policy);
    while (body.size > 0) {
        uint64_t size;
        uint64_t value;
        if (!take_number(&body, 1, &size) || !take(&body, name, size) ||
            !take_number(&body, 8, &value))
            return false;
        name[size] = '\0';
        const struct policy_field *field = policy_find(card_policy_table(), name);
        if (field && ((int64_t)value < field->least || (int64_t)value > field->most))
            return false;
        if (field)
            memcpy((char *)&card->state.policy + field->offset, &value, sizeof value);
    }
    card->state.policy_stored = card->state.policy;
    return true;
}

static bool write_file(const struct card *card, uint8_t index, struct buf *out)
{
    const struct file *file = &card->state.files.table[index];

    return put_number(out, file->kind, 1) && put_number(out, file->fid, 2) &&
           put_number(out, file->parent, 1) && put_number(out, file->read, 1) &&
           put_number(out, file->write, 1) && put_number(out, file->remove, 1) &&
           put_number(out, file->record_size, 1) &&
           buf_add(out, files_content(&card->state.files, index));
}

static bool read_file(struct card *card, uint8_t index, struct bytes body)
{
    struct file *file = &card->state.files.table[index];
    uint64_t fid;

    if (!take(&body, &file->kind, 1) || !take_number(&body, 2, &fid) ||
        !take(&body, &file->parent, 1) || !take(&body, &file->read, 1) ||
        !take(&body, &file->write, 1) || !take(&body, &file->remove, 1) ||
        !take(&body, &file->record_size, 1))
        return false;
    file->fid = (uint16_t)fid;
    file->offset = card->state.files.used;
    file->size = 0;
    return file->kind <= FILE_KEY && (file->kind != FILE_FREE || body.size == 0) &&
           file->parent < FILES_MAX && file->read <= NOBODY && file->write <= NOBODY &&
           file->remove <= NOBODY && files_put(&card->state.files, index, 0, body);
}

bool record_write(const struct card *card, unsigned record, struct buf *out)
{
    switch (record) {
    case RECORD_IDENTITY:
        return write_identity(card, out);
    case RECORD_PINS:
        return write_pins(card, out);
    case RECORD_POLICY:
        return write_policy(card, out);
    default:
        return write_file(card, (uint8_t)(record - RECORD_FILES), out);
    }
}

bool record_read(struct card *card, unsigned record, struct bytes body, char *profile)
{
    switch (record) {
    case RECORD_IDENTITY:
        return read_identity(card, body, profile);
    case RECORD_PINS:
        return read_pins(card, body);
    case RECORD_POLICY:
        return read_policy(card, body);
    default:
        return read_file(card, (uint8_t)(record - RECORD_FILES), body);
    }
}
