/* SPDX-License-Identifier: MIT */
/*
 * The virtual card: bytes of a command APDU in, bytes of a response out, exactly as
 * an AKİS card would. Deterministic: no sockets, no clock, no threads; time does not
 * exist for a card. Everything that survives a loss of power goes through the store.
 * One card is used by one thread at a time.
 */
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include "card/crypto.h"
#include "card/policy.h"
#include "sim/base/random.h"
#include "sim/base/store.h"

struct card;
struct card_profile; /* one AKİS version: card/profiles/profile.h */

struct card_ports {
    struct store_port store;
    struct random_port random;
    struct crypto_port crypto;
};

enum card_result {
    CARD_OK,
    CARD_BAD_ARGUMENT, /* a field of the caller's is missing, malformed or too long */
    CARD_NO_MEMORY,
    CARD_STORE_FAILED,  /* the store refused */
    CARD_STORE_DAMAGED, /* the store holds no card that this version can read */
    CARD_CRYPTO_FAILED,
    CARD_FULL, /* no room for another file, key or certificate */
};

const char *card_result_text(enum card_result result);

/* A profile by its name ("v1.0", "v2.2.8", …), or NULL. */
const struct card_profile *card_profile_find(const char *name);
/* The names, in order, NULL last. */
const char *const *card_profile_names(void);

/* One key pair with its certificate, as the factory writes it. */
struct card_credential {
    struct bytes key;         /* DER PrivateKeyInfo: RSA or EC as the profile allows */
    struct bytes certificate; /* DER; empty: none yet */
};

/* What the factory writes on a blank card. All of it is copied. */
struct card_personal {
    const char *serial;    /* 24 hexadecimal digits */
    int64_t produced;      /* YYYYMMDD: decides who may unlock (UNB-6) */
    const char *holder_id; /* Kimlik No: the certificate's label is <Kimlik No>NES0 */
    struct bytes pin;      /* ASCII digits */
    struct bytes puk;      /* 8 ASCII digits */
    uint8_t admin_key[32]; /* the portal's unlock key for this card alone */
    const struct card_credential *credentials;
    size_t credential_count; /* at least 1 */
};

/* Makes a card from the store: the one it holds, or a blank one when it holds none.
 * `policy` is copied; a stored card keeps its own profile and policy and both arguments
 * may be NULL for it. The ports' contexts must outlive the card. No allocation follows. */
NODISCARD enum card_result card_new(const struct card_profile *profile,
                                    const struct card_policy *policy,
                                    const struct card_ports *ports, struct card **card);
/* Wipes, frees, nulls; accepts NULL. */
void card_free(struct card **card);

/* Writes the factory's data in one transaction. Only on a blank card. */
NODISCARD enum card_result card_personalise(struct card *card,
                                            const struct card_personal *personal);
/* Adds a further key and certificate (renewal on the same card). */
NODISCARD enum card_result card_add_credential(struct card *card,
                                               const struct card_credential *credential);

/* Power on and reset both end what was verified. The ATR's bytes live as long as the card. */
struct bytes card_power_on(struct card *card);
void card_power_off(struct card *card);

/* Obeys one command APDU (any bytes, any length) and appends the response APDU, two
 * to LINK_RESPONSE_MAX bytes, to `response`, which must have room for 258. A card without
 * power answers nothing (0 bytes). */
void card_transmit(struct card *card, struct bytes command, struct buf *response);

enum card_life { CARD_BLANK, CARD_IN_USE, CARD_DEAD };

/* What an owner of the simulation may see; never a PIN, PUK or key. */
struct card_view {
    const char *profile;
    char serial[25]; /* hexadecimal */
    int64_t produced;
    enum card_life life;
    unsigned pin_tries;
    unsigned puk_tries;
    bool pin_verified;
    bool unlocks_by_puk;
};
void card_look(const struct card *card, struct card_view *view);

/* The rules this card lives by; change them with policy_set, and they hold from the
 * next command on (they are stored with the next transaction). */
struct card_policy *card_rules(struct card *card);

/* A whole card as plain bytes, for one process and one build: what survives a loss of power,
 * the session, the power, the rules. It holds the card's secrets. */
size_t card_snapshot_size(const struct card *card);
/* Appends it; false when `out` has less room than card_snapshot_size. */
NODISCARD bool card_snapshot(const struct card *card, struct buf *out);
/* Puts a card back to what it was, or makes a fork of another card out of a blank one. What
 * differs from the store is written to it as one transaction. CARD_BAD_ARGUMENT for bytes
 * that are no snapshot; CARD_STORE_FAILED leaves the card broken until its next power-on. */
NODISCARD enum card_result card_restore(struct card *card, struct bytes snapshot);

#endif
