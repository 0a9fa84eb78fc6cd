/* SPDX-License-Identifier: MIT */
/*
 * What the engine's parts share about an open card. Every public call locks the handle and
 * keeps the card to itself between card_enter and card_leave; parts in between use the rest.
 */
#ifndef SIM_ENGINE_CARD_H
#define SIM_ENGINE_CARD_H

#include "sim/engine/akis.h"
#include "sim/engine/dialect.h"
#include "sim/engine/transport.h"

#include <pthread.h>

struct pki_key;

enum { CARD_KEYS_MAX = 16, CARD_FILE_MAX = 16384 };

/* A private key as PKCS#15 names it. */
struct card_key {
    uint8_t reference;
    uint8_t id[32];
    size_t id_size;
};

struct akis_card {
    pthread_mutex_t lock; /* recursive */
    struct link *link;
    struct akis_clock clock;
    const struct dialect *dialect;
    struct akis_identity identity;
    unsigned depth; /* of card_enter */
    bool powered;   /* reset and its version known since it was last lost */
    bool awake;     /* … and identified, and its application selected */
    bool logged_in; /* as far as this handle knows */
    struct card_key keys[CARD_KEYS_MAX];
    size_t key_count;
    bool keys_read;
    struct pki_key *verifier; /* of the certificate that was signed for last */
};

/* Locks the handle, keeps others off the card, and wakes it when it was lost. On any
 * outcome but AKIS_OK there is nothing to leave. */
NODISCARD enum akis_outcome card_enter(struct akis_card *card);
void card_leave(struct akis_card *card);

/* Sends a command; a lost or reset card is noted. */
NODISCARD enum akis_outcome card_send(struct akis_card *card, const struct command *command,
                                      struct buf *answer, unsigned *sw);
/* The same for commands that answer with a status word alone. */
NODISCARD enum akis_outcome card_tell(struct akis_card *card, const struct command *command,
                                      unsigned *sw);

/* What a status word means, PIN and PUK apart. 6985 asks whether the card has died. */
enum akis_outcome card_outcome(struct akis_card *card, unsigned sw);
/* The result with the remedy that fits this card (UNB-7). */
struct akis_result card_result(const struct akis_card *card, enum akis_outcome outcome, int tries);

/* Selects the application's DF, and an EF in it. AKIS_NO_CERTIFICATE: no such file. */
NODISCARD enum akis_outcome card_select_application(struct akis_card *card);
NODISCARD enum akis_outcome card_select_file(struct akis_card *card, unsigned fid);
/* Appends the file: its first TLV object, or all of it up to its end. */
enum card_extent { CARD_ONE_OBJECT, CARD_WHOLE_FILE };
NODISCARD enum akis_outcome card_read_file(struct akis_card *card, unsigned fid,
                                           enum card_extent extent, struct buf *content);

/* The time of the port, or the machine's. */
int64_t clock_of(const struct akis_clock *clock);

#endif
