/* SPDX-License-Identifier: MIT */
/* The portal's rows: holders, cards, certificates, and how they are read and written. */
#ifndef PORTAL_MOCK_RECORDS_H
#define PORTAL_MOCK_RECORDS_H

#include "portal-mock/blob.h"
#include "portal-mock/database.h"

enum { HOLDER_ID = 12, CARD_SERIAL = 25, CERTIFICATE_SERIAL = 41, WORD_HASH = 48, PHONE = 24 };

struct holder {
    char id[HOLDER_ID];
    char name[160];
    char phone[PHONE];
    char email[128];
    char address[256];
    uint8_t word[WORD_HASH]; /* salt and slow hash of the Güvenlik Sözcüğü */
};

/* What is kept of a card's PIN and PUK. */
enum stored { STORED_ISSUED, STORED_SAVED, STORED_STALE, STORED_DELETED };
const char *stored_name(enum stored stored);

struct card_row {
    char serial[CARD_SERIAL];
    char holder[HOLDER_ID];
    int64_t produced; /* YYYYMMDD */
    enum stored stored;
    bool fee_paid;
    bool asked;              /* the holder asked for a replacement */
    int64_t delivered;       /* by the courier; 0: not yet */
    struct blob sealed_pins; /* PIN, a NUL, PUK, a NUL, sealed by the vault */
    struct blob sealed_key;  /* the card's administrator key */
};

enum state { STATE_GOOD, STATE_HELD, STATE_REVOKED };
const char *state_name(enum state state);

struct certificate {
    char serial[CERTIFICATE_SERIAL];
    char card[CARD_SERIAL];
    char holder[HOLDER_ID];
    char key_kind[16];
    int64_t not_before;
    int64_t not_after; /* the last second of validity */
    enum state state;
    char held_by[8];                      /* "holder", "ca" or "" */
    int reason;                           /* CRLReason */
    int64_t since;                        /* of the state */
    char predecessor[CERTIFICATE_SERIAL]; /* what it renews; "" for none */
    struct blob der;
};
/* Within its validity at `now`, both ends included, and neither held nor revoked. */
bool certificate_is_good(const struct certificate *certificate, int64_t now);

/* What the find functions fill in is given back by these, which wipe. */
void card_row_free(struct card_row *card);
void certificate_free(struct certificate *certificate);

NODISCARD enum database_result holder_find(struct database *database, const char *id,
                                           struct holder *holder);
NODISCARD enum database_result holder_add(struct database *database, const struct holder *holder);
NODISCARD enum database_result holder_update(struct database *database,
                                             const struct holder *holder);

NODISCARD enum database_result card_find(struct database *database, const char *serial,
                                         struct card_row *card);
NODISCARD enum database_result card_add(struct database *database, const struct card_row *card);
NODISCARD enum database_result card_set_stored(struct database *database, const char *serial,
                                               enum stored stored);
/* The card's numbers that change: the fee, a replacement asked for, the delivery. */
enum card_number { CARD_FEE_PAID, CARD_ASKED, CARD_DELIVERED };
NODISCARD enum database_result card_set_number(struct database *database, const char *serial,
                                               enum card_number which, int64_t value);
/* Uses the card's fee up. DATABASE_ABSENT when none is booked. */
NODISCARD enum database_result card_take_fee(struct database *database, const char *serial);
/* Each card of a holder, oldest row first. */
typedef bool card_fn(void *context, const struct card_row *card);
NODISCARD enum database_result card_each(struct database *database, const char *holder,
                                         card_fn *take, void *context);

NODISCARD enum database_result certificate_find(struct database *database, const char *serial,
                                                struct certificate *certificate);
/* The card's newest one. */
NODISCARD enum database_result certificate_of_card(struct database *database, const char *card,
                                                   struct certificate *certificate);
/* What was issued to follow on that one. */
NODISCARD enum database_result certificate_after(struct database *database, const char *serial,
                                                 struct certificate *successor);
NODISCARD enum database_result certificate_add(struct database *database,
                                               const struct certificate *certificate);
/* Writes state, held_by, reason and since. */
NODISCARD enum database_result certificate_set_state(struct database *database,
                                                     const struct certificate *certificate);
/* Each certificate of a holder (NULL: of all), oldest row first. */
typedef bool certificate_fn(void *context, const struct certificate *certificate);
NODISCARD enum database_result certificate_each(struct database *database, const char *holder,
                                                certificate_fn *take, void *context);

/* What was made of a report about a missing reader: "accepted", "no_image" …; "" for none. */
enum { VERDICT = 16 };
NODISCARD enum database_result report_find(struct database *database, const char *card,
                                           char verdict[VERDICT]);
NODISCARD enum database_result report_put(struct database *database, const char *card,
                                          int64_t received, const char *verdict);

/* A kept number by its name (say, a port); DATABASE_ABSENT when never set. */
NODISCARD enum database_result setting_get(struct database *database, const char *name,
                                           int64_t *value);
NODISCARD enum database_result setting_put(struct database *database, const char *name,
                                           int64_t value);

#endif
