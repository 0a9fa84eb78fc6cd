/* SPDX-License-Identifier: MIT */
/* The cards of a world: see rack.h. The file "list" names them: a serial and a certificate a line.
 */
#include "sim/world/rack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1024 };

const char *rack_result_text(enum rack_result result)
{
    switch (result) {
    case RACK_OK:
        return "ok";
    case RACK_NO_MEMORY:
        return "no memory";
    case RACK_FILE_FAILED:
        return "a card file cannot be opened, read or written (or another process holds it)";
    case RACK_CARD_FAILED:
        return "the card cannot use what its store holds";
    case RACK_NO_CARD:
        return "that is no card, or it was exported without its secrets";
    }
    return "unknown";
}

enum rack_result rack_init(struct rack *rack, const char *directory)
{
    *rack = (struct rack){0};
    if (!directory)
        return RACK_OK;
    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return RACK_FILE_FAILED;
    rack->directory = strdup(directory);
    return rack->directory ? RACK_OK : RACK_NO_MEMORY;
}

void rack_end(struct rack *rack)
{
    for (size_t i = 0; i < rack->count; i++)
        rack_card_free(&rack->cards[i]);
    free(rack->cards);
    free(rack->directory);
    *rack = (struct rack){0};
}

void rack_card_free(struct rack_card **card)
{
    if (!*card)
        return;
    card_free(&(*card)->card);
    store_ram_free(&(*card)->ram);
    store_sqlite_close(&(*card)->file);
    crypto_openssl_free(&(*card)->crypto);
    free(*card);
    *card = NULL;
}

/* DIRECTORY/NAME SUFFIX. False when it is too long. */
static bool path_of(const struct rack *rack, const char *name, const char *suffix, char *path)
{
    return snprintf(path, PATH_SIZE, "%s/%s%s", rack->directory, name, suffix) < PATH_SIZE;
}

static enum rack_result open_store(const struct rack *rack, struct rack_card *card,
                                   struct store_port *port)
{
    char path[PATH_SIZE];

    if (!rack->directory) {
        card->ram = store_ram_new();
        if (card->ram)
            *port = store_ram_port(card->ram);
        return card->ram ? RACK_OK : RACK_NO_MEMORY;
    }
    if (!path_of(rack, card->serial, ".card", path) ||
        store_sqlite_open(path, &card->file) != STORE_SQLITE_OK)
        return RACK_FILE_FAILED;
    *port = store_sqlite_port(card->file);
    return RACK_OK;
}

/* The store and the cryptography of a card that is still to be made. */
static enum rack_result prepare(const struct rack *rack, const char *serial,
                                struct random_port random, struct rack_card **card,
                                struct card_ports *ports)
{
    struct rack_card *made = calloc(1, sizeof *made);

    if (!made)
        return RACK_NO_MEMORY;
    made->slot = -1;
    (void)snprintf(made->serial, sizeof made->serial, "%s", serial);
    *ports = (struct card_ports){.random = random};
    enum rack_result result = open_store(rack, made, &ports->store);
    if (result == RACK_OK) {
        ports->store = brittle_port(&made->brittle, ports->store);
        made->crypto = crypto_openssl_new();
        result = made->crypto ? RACK_OK : RACK_NO_MEMORY;
    }
    if (result != RACK_OK) {
        rack_card_free(&made);
        return result;
    }
    ports->crypto = crypto_openssl_port(made->crypto);
    *card = made;
    return RACK_OK;
}

void rack_discard(const struct rack *rack, struct rack_card **card)
{
    static const char *const suffixes[] = {".card", ".card-wal", ".card-shm"};
    char serial[sizeof(*card)->serial];
    char path[PATH_SIZE];

    if (!*card)
        return;
    memcpy(serial, (*card)->serial, sizeof serial);
    rack_card_free(card);
    for (size_t i = 0; rack->directory && i < sizeof suffixes / sizeof *suffixes; i++)
        if (path_of(rack, serial, suffixes[i], path))
            (void)unlink(path);
}

enum rack_result rack_make(const struct rack *rack, const char *serial,
                           const struct card_profile *profile, const struct card_policy *policy,
                           struct random_port random, struct rack_card **card)
{
    struct rack_card *made = NULL;
    struct card_ports ports;
    enum rack_result result = prepare(rack, serial, random, &made, &ports);

    if (result != RACK_OK)
        return result;
    if (card_new(profile, policy, &ports, &made->card) != CARD_OK) {
        rack_card_free(&made); /* and its file stays: it may be a card that was kept */
        return RACK_CARD_FAILED;
    }
    *card = made;
    return RACK_OK;
}

enum rack_result rack_import(const struct rack *rack, const char *serial, struct bytes json,
                             struct random_port random, struct rack_card **card)
{
    struct rack_card *made = NULL;
    struct card_ports ports;
    enum rack_result result = prepare(rack, serial, random, &made, &ports);

    if (result != RACK_OK)
        return result;
    if (card_json_import(json, &ports, &made->card) != CARD_OK) {
        rack_discard(rack, &made);
        return RACK_NO_CARD;
    }
    *card = made;
    return RACK_OK;
}

static bool list_add(const struct rack *rack, const struct rack_card *card)
{
    char path[PATH_SIZE];
    FILE *list = path_of(rack, "list", "", path) ? fopen(path, "ae") : NULL;

    if (!list)
        return false;
    bool written = fprintf(list, "%s %s\n", card->serial, card->certificate) > 0;
    return fclose(list) == 0 && written;
}

static enum rack_result append(struct rack *rack, struct rack_card *card)
{
    if (rack->count == rack->capacity) {
        size_t capacity = rack->capacity ? rack->capacity * 2 : 8;
        struct rack_card **cards = realloc(rack->cards, capacity * sizeof *cards);
        if (!cards)
            return RACK_NO_MEMORY;
        rack->cards = cards;
        rack->capacity = capacity;
    }
    rack->cards[rack->count++] = card;
    return RACK_OK;
}

enum rack_result rack_put(struct rack *rack, struct rack_card *card)
{
    enum rack_result result = append(rack, card);

    if (result == RACK_OK && rack->directory && !list_add(rack, card)) {
        rack->count--;
        result = RACK_FILE_FAILED;
    }
    return result;
}

static enum rack_result load_line(struct rack *rack, const char *line, struct random_port random)
{
    char serial[25];
    char certificate[41];
    struct rack_card *card = NULL;

    if (sscanf(line, "%24[0-9A-Fa-f] %40[0-9A-Fa-f]", serial, certificate) != 2)
        return RACK_FILE_FAILED;
    enum rack_result result = rack_make(rack, serial, NULL, NULL, random, &card);
    if (result != RACK_OK)
        return result;
    (void)snprintf(card->certificate, sizeof card->certificate, "%s", certificate);
    result = append(rack, card);
    if (result != RACK_OK)
        rack_card_free(&card);
    return result;
}

enum rack_result rack_load(struct rack *rack, struct random_port random)
{
    char path[PATH_SIZE];
    char line[128];
    enum rack_result result = RACK_OK;

    if (!rack->directory)
        return RACK_OK;
    if (!path_of(rack, "list", "", path))
        return RACK_FILE_FAILED;
    FILE *list = fopen(path, "re");
    if (!list)
        return errno == ENOENT ? RACK_OK : RACK_FILE_FAILED;
    while (result == RACK_OK && fgets(line, sizeof line, list))
        result = load_line(rack, line, random);
    (void)fclose(list);
    return result;
}

struct rack_card *rack_find(const struct rack *rack, const char *serial)
{
    for (size_t i = 0; i < rack->count; i++)
        if (strcasecmp(rack->cards[i]->serial, serial) == 0)
            return rack->cards[i];
    return NULL;
}
