/* SPDX-License-Identifier: MIT */
/*
 * What a card is made of. `struct card_state` is plain data: a copy of it is the whole card.
 * Its first part survives a loss of power (journal.h), the session does not.
 */
#ifndef CARD_STATE_H
#define CARD_STATE_H

#include "card/card.h"
#include "card/files.h"
#include "card/iso7816/atr.h"
#include "card/pin.h"
#include "card/profiles/profile.h"

enum {
    SERIAL_SIZE = 12,
    ADMIN_KEY_SIZE = 32,
    HOLDER_MAX = 16,
    CHALLENGE_SIZE = 16,
    CHAIN_ROOM = 2048,
    ANSWER_ROOM = 1536,
    DIGEST_ROOM = 64,
};

/* The records of the journal: files follow from RECORD_FILES on. */
enum {
    RECORD_IDENTITY,
    RECORD_PINS,
    RECORD_POLICY,
    RECORD_FILES,
    RECORDS = RECORD_FILES + FILES_MAX
};

enum phase { PHASE_ADMINISTRATION = 0xA0, PHASE_OPERATION = 0xA5 };

struct identity {
    uint8_t personalised;
    uint8_t phase; /* enum phase */
    uint8_t serial[SERIAL_SIZE];
    uint32_t produced; /* YYYYMMDD */
    char holder[HOLDER_MAX];
    uint8_t admin_key[ADMIN_KEY_SIZE];
};

/* What the last MSE said, and what PSO hash left. */
struct environment {
    uint8_t key;       /* reference; 0: none chosen */
    uint8_t algorithm; /* the byte; 0: the profile's own way */
    uint8_t hash;      /* algorithm byte of the on-card digest; 0: none */
    uint8_t digest_size;
    uint8_t digest[DIGEST_ROOM];
};

/* A command that is not whole yet, and an answer that is not fetched yet. */
struct wire {
    uint8_t chain_head[4]; /* CLA without the chain bit, INS, P1, P2 */
    bool chaining;
    uint16_t chain_size;
    uint16_t answer_size;
    uint16_t answer_sent;
    uint8_t chain[CHAIN_ROOM];
    uint8_t answer[ANSWER_ROOM];
};

/* Gone with the power. */
struct session {
    bool verified;
    bool factory;    /* the administrator has authenticated */
    bool authorised; /* the portal's answer was right: one new PIN may be set */
    bool challenged;
    uint8_t challenge[CHALLENGE_SIZE];
    uint8_t df;
    uint8_t ef;
    uint8_t record; /* current record, 0: none */
    struct environment environment;
    struct wire wire;
};

struct journal {
    uint32_t sequence; /* of the newest commit seen */
    uint8_t dirty[RECORDS];
    uint8_t slot[RECORDS]; /* which of its two slots holds a record's present value */
};

struct card_state {
    bool powered;
    bool broken; /* the store refused: mute until the next power-on has read it anew */
    struct card_policy policy;
    struct card_policy policy_stored;
    struct identity identity;
    struct pin pins[ROLES];
    struct session session;
    struct journal journal;
    struct files files; /* last: a copy may end where the heap's use ends */
};

/* Room for records on their way to the store, or for the state before a restore. */
union scratch {
    uint8_t bytes[FILES_HEAP + 8192];
    struct card_state state;
};

struct card {
    const struct card_profile *profile;
    struct card_ports ports;
    uint8_t atr[ATR_MAX];
    size_t atr_size;
    struct card_state state;
    size_t scratch_used; /* what loading has to wipe */
    union scratch scratch;
};

/* The part of a state that is in use; the rest of the heap is zero. (snapshot.c) */
size_t card_state_size(const struct card_state *state);
/* The life as it follows from what is stored. */
enum card_life card_life_of(const struct card *card);
/* True when the PUK, not the portal, unlocks this card. */
bool card_unlocks_by_puk(const struct card *card);
/* Walks a path of FIDs from a DF; FILE_NONE when it leads nowhere. (cmd_select.c) */
uint8_t select_path(const struct card *card, uint8_t from, struct bytes path);
/* Makes the EF of that short identifier (the lower five bits of its FID; v2.x alone) the
 * current one; 0 means the one that is. (cmd_select.c) */
enum sw select_short(struct card *card, uint8_t identifier);
/* Every file's DF is one, up to the MF, which a personalised card has. (card.c) */
bool card_tree_is_sound(const struct card *card);
/* Reads everything anew from the store; what was in memory is forgotten. (card.c) */
NODISCARD enum card_result card_reload(struct card *card);
/* Ends all that does not survive a reset. (session.c) */
void session_end(struct card *card);
/* Ends what no other command may survive: challenge and authorisation. (session.c) */
void session_before(struct card *card, uint8_t ins);

#endif
