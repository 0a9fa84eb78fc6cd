/* SPDX-License-Identifier: MIT */
/*
 * The cards of a world, in the order they were made, each with its store and its
 * cryptography: in memory, or one file a card under DIRECTORY/cards. Not thread-safe: the
 * world locks.
 */
#ifndef SIM_WORLD_RACK_H
#define SIM_WORLD_RACK_H

#include "card/card.h"
#include "card/crypto_openssl.h"
#include "card/json.h"
#include "card/store_ram.h"
#include "card/store_sqlite.h"
#include "sim/world/brittle.h"

struct rack_card {
    char serial[25];
    char certificate[41]; /* of the newest certificate */
    int slot;             /* -1: in no reader */
    struct card *card;
    struct crypto_openssl *crypto;
    struct store_ram *ram; /* one of the two stores is NULL */
    struct store_sqlite *file;
    struct brittle brittle; /* before it */
};

struct rack {
    char *directory; /* where card files go; NULL: in memory */
    struct rack_card **cards;
    size_t count;
    size_t capacity;
};

enum rack_result {
    RACK_OK,
    RACK_NO_MEMORY,
    RACK_FILE_FAILED, /* a card file, or the list of them, cannot be opened, read or written */
    RACK_CARD_FAILED, /* the card refused its store */
    RACK_NO_CARD,     /* the document is no card with its secrets */
};
const char *rack_result_text(enum rack_result result);

/* `directory` is made when missing; NULL keeps all cards in memory. */
NODISCARD enum rack_result rack_init(struct rack *rack, const char *directory);
void rack_end(struct rack *rack);
/* Takes the cards in that the directory holds from before. `random` must outlive the rack. */
NODISCARD enum rack_result rack_load(struct rack *rack, struct random_port random);

/* A card for that serial, blank, that belongs to the caller until rack_put. */
NODISCARD enum rack_result rack_make(const struct rack *rack, const char *serial,
                                     const struct card_profile *profile,
                                     const struct card_policy *policy, struct random_port random,
                                     struct rack_card **card);
/* The same for a card that a document of card/json.h describes. */
NODISCARD enum rack_result rack_import(const struct rack *rack, const char *serial,
                                       struct bytes json, struct random_port random,
                                       struct rack_card **card);
/* Accepts NULL; nulls. */
void rack_card_free(struct rack_card **card);
/* The same of a new card that never came to the rack: its file goes too, and stands in the way of
 * no other try. */
void rack_discard(const struct rack *rack, struct rack_card **card);
/* Takes the card over when it returns RACK_OK. */
NODISCARD enum rack_result rack_put(struct rack *rack, struct rack_card *card);

/* The card of that serial in either case, or NULL. */
struct rack_card *rack_find(const struct rack *rack, const char *serial);

#endif
