/* SPDX-License-Identifier: MIT */
/* A card as JSON, out and in: see json.h. */
#include "card/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/journal.h"
#include "card/json_field.h"
#include "sim/base/secret.h"

enum { VERSION = 1 };

static const char *const kinds[] = {"free",   "df",       "transparent", "fixed",
                                    "cyclic", "variable", "key",         NULL};
static const char *const accesses[] = {"anyone", "holder", "factory", "nobody", NULL};

static json_t *export_pin(const struct pin *pin, enum card_secrets secrets)
{
    json_t *object = json_pack("{s:i, s:i}", "tries", pin->tries, "length", pin->length);

    if (secrets == WITH_SECRETS) {
        json_object_set_new(object, "salt", json_field_bytes(bytes_of(pin->salt, PIN_SALT)));
        json_object_set_new(object, "digest", json_field_bytes(bytes_of(pin->digest, PIN_DIGEST)));
    }
    return object;
}

static json_t *export_policy(const struct card *card)
{
    struct policy_table table = card_policy_table();
    json_t *object = json_object();
    char text[24];

    for (size_t i = 0; i < table.count; i++) {
        if (policy_get(&table.fields[i], &card->state.policy) == table.fields[i].right)
            continue;
        policy_print(&table.fields[i], &card->state.policy, text, sizeof text);
        json_object_set_new(object, table.fields[i].name, json_string(text));
    }
    return object;
}

static json_t *export_file(const struct card *card, unsigned index, enum card_secrets secrets)
{
    const struct file *file = &card->state.files.table[index];
    char fid[5];

    (void)snprintf(fid, sizeof fid, "%04X", file->fid);
    json_t *object =
        json_pack("{s:s, s:i, s:s, s:s, s:s, s:s, s:i}", "fid", fid, "parent", file->parent, "kind",
                  kinds[file->kind], "read", accesses[file->read], "write", accesses[file->write],
                  "remove", accesses[file->remove], "record_size", file->record_size);
    if (file->kind != FILE_FREE && (file->kind != FILE_KEY || secrets == WITH_SECRETS))
        json_object_set_new(object, "content",
                            json_field_bytes(files_content(&card->state.files, index)));
    return object;
}

/* The rows of the table in their order: a row's number is its parent's name. */
static json_t *export_files(const struct card *card, enum card_secrets secrets)
{
    json_t *array = json_array();
    unsigned last = 0;

    for (unsigned i = 0; i < FILES_MAX; i++)
        if (card->state.files.table[i].kind != FILE_FREE)
            last = i;
    for (unsigned i = 0; i <= last; i++)
        json_array_append_new(array, export_file(card, i, secrets));
    return array;
}

static json_t *export_card(const struct card *card, enum card_secrets secrets)
{
    const struct identity *identity = &card->state.identity;
    char date[11];

    json_field_date(identity->produced, date);
    json_t *object = json_pack(
        "{s:s, s:i, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:o, s:o}", "format", "akis-card", "version",
        VERSION, "profile", card->profile->name, "produced", date, "holder_id", identity->holder,
        "phase", identity->phase == PHASE_OPERATION ? "operation" : "administration", "secrets",
        secrets == WITH_SECRETS, "policy", export_policy(card), "pin",
        export_pin(&card->state.pins[ROLE_PIN], secrets), "puk",
        export_pin(&card->state.pins[ROLE_PUK], secrets), "files", export_files(card, secrets));
    json_object_set_new(object, "serial",
                        json_field_bytes(bytes_of(identity->serial, SERIAL_SIZE)));
    if (secrets == WITH_SECRETS)
        json_object_set_new(object, "admin_key",
                            json_field_bytes(bytes_of(identity->admin_key, ADMIN_KEY_SIZE)));
    return object;
}

enum card_result card_json_export(const struct card *card, enum card_secrets secrets, char **json)
{
    if (!card->state.identity.personalised)
        return CARD_BAD_ARGUMENT;
    json_t *object = export_card(card, secrets);
    char *text = object ? json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
    json_decref(object);
    if (!text)
        return CARD_NO_MEMORY;
    *json = text;
    return CARD_OK;
}

void card_json_free(char **json)
{
    if (!*json)
        return;
    secret_wipe(*json, strlen(*json));
    free(*json);
    *json = NULL;
}

static bool import_pin(const json_t *object, int64_t most, struct pin *pin)
{
    int64_t tries;
    int64_t length;

    if (!json_field_number(object, "tries", 0, most, &tries) ||
        !json_field_number(object, "length", 1, PIN_DIGITS, &length) ||
        !json_field_exact(object, "salt", pin->salt, PIN_SALT) ||
        !json_field_exact(object, "digest", pin->digest, PIN_DIGEST))
        return false;
    pin->tries = (uint8_t)tries;
    pin->length = (uint8_t)length;
    return true;
}

static bool import_policy(json_t *object, struct card_policy *policy)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        const char *text = json_string_value(value);
        if (!text || policy_set(card_policy_table(), policy, name, text) != POLICY_OK)
            return false;
    }
    return true;
}

static bool import_identity(struct card *card, const json_t *document)
{
    struct identity *identity = &card->state.identity;
    const char *holder = json_string_value(json_object_get(document, "holder_id"));
    const char *phase = json_string_value(json_object_get(document, "phase"));
    int64_t produced;

    if (!holder || strlen(holder) >= HOLDER_MAX || !phase ||
        !json_field_read_date(document, "produced", &produced) ||
        !json_field_exact(document, "serial", identity->serial, SERIAL_SIZE) ||
        !json_field_exact(document, "admin_key", identity->admin_key, ADMIN_KEY_SIZE))
        return false;
    memcpy(identity->holder, holder, strlen(holder) + 1);
    identity->produced = (uint32_t)produced;
    identity->phase = strcmp(phase, "operation") == 0 ? PHASE_OPERATION : PHASE_ADMINISTRATION;
    identity->personalised = 1;
    journal_touch(card, RECORD_IDENTITY);
    journal_touch(card, RECORD_PINS);
    journal_touch(card, RECORD_POLICY);
    return true;
}

static bool import_file(struct card *card, uint8_t index, const json_t *object)
{
    uint8_t room[FILE_SIZE_MAX];
    struct buf content = buf_over(room, sizeof room);
    struct file *file = &card->state.files.table[index];
    struct file read = {.offset = card->state.files.used};
    int64_t parent;
    int64_t record_size;

    if (!json_field_word(object, "kind", kinds, &read.kind) ||
        !json_field_word(object, "read", accesses, &read.read) ||
        !json_field_word(object, "write", accesses, &read.write) ||
        !json_field_word(object, "remove", accesses, &read.remove) ||
        !json_field_number(object, "parent", 0, FILES_MAX - 1, &parent) ||
        !json_field_number(object, "record_size", 0, 255, &record_size) ||
        !json_field_fid(object, "fid", &read.fid))
        return false;
    if (read.kind == FILE_FREE)
        return true;
    if (!json_field_read_bytes(object, "content", &content))
        return false;
    read.parent = (uint8_t)parent;
    read.record_size = (uint8_t)record_size;
    *file = read;
    bool put = files_put(&card->state.files, index, 0, buf_bytes(&content));
    secret_wipe(room, content.size);
    journal_touch_file(card, index);
    return put;
}

static bool import_state(struct card *card, const json_t *document)
{
    const json_t *files = json_object_get(document, "files");
    const struct card_policy *rules = &card->state.policy;
    struct pin *pins = card->state.pins;

    if (!import_identity(card, document) ||
        !import_pin(json_object_get(document, "pin"), rules->pin_tries, &pins[ROLE_PIN]) ||
        !import_pin(json_object_get(document, "puk"), rules->puk_tries, &pins[ROLE_PUK]) ||
        json_array_size(files) > FILES_MAX)
        return false;
    for (size_t i = 0; i < json_array_size(files); i++)
        if (!import_file(card, (uint8_t)i, json_array_get(files, i)))
            return false;
    return card_tree_is_sound(card);
}

static enum card_result import_card(const json_t *document, const struct card_ports *ports,
                                    struct card **card)
{
    const char *format = json_string_value(json_object_get(document, "format"));
    const char *name = json_string_value(json_object_get(document, "profile"));
    const struct card_profile *profile = name ? card_profile_find(name) : NULL;
    struct card_policy policy;
    struct card *made = NULL;

    policy_fill(card_policy_table(), &policy);
    if (!format || strcmp(format, "akis-card") != 0 || !profile ||
        json_integer_value(json_object_get(document, "version")) != VERSION ||
        !json_is_true(json_object_get(document, "secrets")) ||
        !import_policy(json_object_get(document, "policy"), &policy))
        return CARD_BAD_ARGUMENT;
    enum card_result result = card_new(profile, &policy, ports, &made);
    if (result != CARD_OK)
        return result;
    result = CARD_BAD_ARGUMENT;
    if (!made->state.identity.personalised && import_state(made, document))
        result = journal_flush(made) ? CARD_OK : CARD_STORE_FAILED;
    if (result != CARD_OK) {
        card_free(&made);
        return result;
    }
    *card = made;
    return CARD_OK;
}

enum card_result card_json_import(struct bytes json, const struct card_ports *ports,
                                  struct card **card)
{
    json_t *document = json_loadb((const char *)json.data, json.size, JSON_REJECT_DUPLICATES, NULL);
    enum card_result result = CARD_BAD_ARGUMENT;

    if (json_is_object(document))
        result = import_card(document, ports, card);
    json_decref(document);
    return result;
}
