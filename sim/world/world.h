/* SPDX-License-Identifier: MIT */
/*
 * A world: holders, cards, readers, a portal with its phone, one clock, one trace,
 * behind one handle. Many worlds live in one process; nothing is global. A test in C
 * makes one in memory and has all of it; `akissim up` is a world with a control door.
 *
 * A world may be used from any thread.
 */
#ifndef SIM_WORLD_WORLD_H
#define SIM_WORLD_WORLD_H

#include "sim/base/bytes.h"
#include "sim/link/link.h"

#pragma GCC visibility push(default)

struct world;

struct world_options {
    const char *directory; /* kept; NULL: a private one that world_free removes */
    uint64_t seed;         /* 0: the kernel's randomness; else a repeatable world */
    const char *keys;      /* folder of test keys that worlds of one run share (they are slow to
                            * draw); NULL: keys of its own */
    const char *trace;     /* file for the trace (JSON lines, secrets redacted); NULL: none */
    const char *driver; /* the Debian package that the portal's driver service offers; NULL: none */
};

enum world_result {
    WORLD_OK,
    WORLD_BAD_ARGUMENT, /* malformed, or a name nobody has; world_error tells more */
    WORLD_UNKNOWN,      /* no such card, slot, holder, captcha or message */
    WORLD_REFUSED,      /* against a rule: two cards in a slot, a fee not paid … */
    WORLD_FAILED,       /* the machine: memory, files, sockets */
};

NODISCARD enum world_result world_new(const struct world_options *options, struct world **world);
void world_free(struct world **world);
/* What went wrong last on this thread, for people; valid until its next call. */
const char *world_error(const struct world *world);

/* Where it lives; valid as long as the world. */
const char *world_directory(const struct world *world);

/* The portal; started by the first call that needs it. NULL when it does not start. The
 * strings live as long as the world. */
const char *world_portal_url(struct world *world);
const char *world_plain_url(struct world *world);
const char *world_tls_root_file(struct world *world);
const char *world_chain_file(struct world *world);

/* The holder that every world has: 11111111110, "Ayşe Yılmaz" (certificates say TEST before the
 * name), phone 05550000001, word "zeytin ağacı". */
struct world_holder {
    const char *id;
    const char *name;
    const char *phone;
    const char *word;
};
const struct world_holder *world_first_holder(void);
NODISCARD enum world_result world_add_holder(struct world *world,
                                             const struct world_holder *holder);

/* Any field NULL or 0 takes its default. */
struct world_card_order {
    const char *holder_id; /* the first holder */
    const char *profile;   /* "v2.2.8" */
    const char *key;       /* "rsa2048"; "p384" on profiles that have it */
    const char *produced;  /* "2015-06-01" */
    const char
        *state;      /* fresh, last-try, locked, dead, suspended, revoked, expired, not-yet-valid */
    const char *pin; /* "123456" */
    const char *puk; /* "12345678" */
    const char *const *settings; /* "pin_tries=4", …, NULL last: the card's policy */
    const char *flavour;         /* of the certificate: "qualified", "wrong-issuer", … */
    const char *subject;         /* the subject's number, check digits or not: the holder's id */
    const char *credentials;     /* "one"; "two": a second key on it, its certificate valid now;
                                  * "strange": its key is not the one of its certificate */
};
enum { WORLD_SERIAL = 25 };
/* Orders, produces and personalises a card; `serial` is its name from then on. */
NODISCARD enum world_result world_card_new(struct world *world,
                                           const struct world_card_order *order,
                                           char serial[WORLD_SERIAL]);
/* The renewal or replacement (fee booked first) of a card, as a new card. */
NODISCARD enum world_result world_card_renew(struct world *world, const char *serial,
                                             char renewed[WORLD_SERIAL]);
NODISCARD enum world_result world_card_replace(struct world *world, const char *serial,
                                               char replacement[WORLD_SERIAL]);
NODISCARD enum world_result world_book_fee(struct world *world, const char *serial);
/* The courier hands the card over now. */
NODISCARD enum world_result world_deliver(struct world *world, const char *serial);
/* An e-mail (RFC 5322) to the CA about a missing reader arrives now; `verdict` is what comes of
 * it: accepted, no_image, too_late, not_delivered, unknown_card or malformed. */
NODISCARD enum world_result world_mail(struct world *world, struct bytes message, char verdict[16]);

/* Puts a card into slot 0 … 1 of the reader; takes the card of that slot out. With a private
 * reader both return when that has seen it (pcscd looks every 400 ms, and a slot stays empty
 * for 500 in between, so that it sees a change of cards too). */
NODISCARD enum world_result world_insert(struct world *world, const char *serial, unsigned slot);
NODISCARD enum world_result world_remove(struct world *world, unsigned slot);

struct world_card {
    char serial[WORLD_SERIAL];
    char profile[16];
    char certificate[41]; /* the newest certificate's serial, hexadecimal */
    int64_t produced;     /* YYYYMMDD */
    int slot;             /* -1: in no reader */
    unsigned pin_tries;
    unsigned puk_tries;
    bool dead;
    bool unlocks_by_puk;
};
NODISCARD enum world_result world_card_status(struct world *world, const char *serial,
                                              struct world_card *card);
/* The cards' serials, in the order they were made. False past the last. */
bool world_card_at(struct world *world, size_t index, char serial[WORLD_SERIAL]);

/* A card as a JSON document (card/json.h), to be given back with world_json_free. With its secrets
 * (keys, digests of PIN and PUK) on request alone: without them it cannot be imported. */
enum world_secrets { WORLD_WITHOUT_SECRETS, WORLD_WITH_SECRETS };
NODISCARD enum world_result world_card_export(struct world *world, const char *serial,
                                              enum world_secrets secrets, char **json);
void world_json_free(char **json);
/* Takes such a card in; the portal knows nothing of it unless it made it. `certificate` is the
 * serial that world_card_status shows; NULL: "0". WORLD_REFUSED when the card is here already. */
NODISCARD enum world_result world_card_import(struct world *world, const char *json,
                                              const char *certificate, char serial[WORLD_SERIAL]);

/* The certificate as staff sets it: "good" (lifts a hold), "held", "held-by-ca", "revoked". */
NODISCARD enum world_result world_certificate_set(struct world *world,
                                                  const char *certificate_serial,
                                                  const char *state);

/* Ways to reach the card in a slot. Each link locks the slot for one exchange at a time,
 * and outlives a removal: it then says LINK_NO_CARD until another card is put in. */
NODISCARD enum world_result world_link(struct world *world, unsigned slot, struct link **link);
/* A socket for AKIS_LINK_FD; the caller closes it. It is close-on-exec: a child that is to
 * inherit it clears that first. */
NODISCARD enum world_result world_link_socket(struct world *world, unsigned slot, int *fd);
/* Serves slots 0 and 1 to a vpcd that listens at 127.0.0.1:port and :port+1 (the running
 * pcscd's), until the world ends; reconnects. */
NODISCARD enum world_result world_reader_vpcd(struct world *world, uint16_t port);
/* Starts a PC/SC server of this world's own, which needs neither pcscd nor root: slot 0 is an
 * "AKIS Mini Reader", slot 1 a "Milko Mini Reader". Writes the socket's path, which clients take
 * as PCSCLITE_CSOCK_NAME. Insertions and removals are seen at once. */
NODISCARD enum world_result world_reader_own(struct world *world, char *path, size_t size);
/* Gives the readers of world_reader_own a PIN pad each, which they have not otherwise: programs
 * find it among the readers' features. WORLD_REFUSED when they run already without. */
NODISCARD enum world_result world_pinpad_fit(struct world *world);
/* Types 1 to 16 digits and OK on the pad of a slot, for the program that asks, or asks next; four
 * such entries may wait, and are forgotten when the card is taken out. Cancel forgets them and ends
 * the typing. WORLD_REFUSED without a pad, or when too many wait. The digits stand in no trace. */
NODISCARD enum world_result world_pinpad_type(struct world *world, unsigned slot,
                                              const char *digits);
NODISCARD enum world_result world_pinpad_cancel(struct world *world, unsigned slot);

/* Starts a pcscd of this world's own with vpcd in it, in namespaces, and serves slots 0 and 1
 * to it. Writes the socket's path, which clients take as PCSCLITE_CSOCK_NAME. WORLD_FAILED
 * where the machine cannot (world_error says why: no pcscd, no vpcd, no namespaces). */
NODISCARD enum world_result world_reader_private(struct world *world, char *path, size_t size);

/* The kinds of readers, and whether this machine can offer them: "socket" (world_reader_own),
 * "vpcd" (world_reader_private), "system" (world_reader_vpcd). Starts none. False past the last. */
enum { WORLD_WHY = 256 };
struct world_offer {
    const char *kind;
    bool possible;
    char why[WORLD_WHY]; /* or why not, and what to do */
};
bool world_offer_at(size_t index, struct world_offer *offer);

/* What a client's environment is given to find all this; an empty value: there is none. False
 * past the last. Starts the portal. */
struct world_variable {
    const char *name;
    char value[600];
};
bool world_variable_at(struct world *world, size_t index, struct world_variable *variable);

/* The clock: "real", "offset" (text: seconds, or a date to jump to) or "frozen" (a date). */
NODISCARD enum world_result world_clock_set(struct world *world, const char *mode,
                                            const char *text);
/* Moves the clock on; a real one becomes one with an offset. */
NODISCARD enum world_result world_clock_add(struct world *world, int64_t seconds);
int64_t world_now(struct world *world);
const char *world_clock_mode(struct world *world);

/* The newest message to a number (NULL: the first holder's), and its code's digits.
 * WORLD_UNKNOWN when none has come. `nth` 0 is the newest, 1 the one before … */
struct world_sms {
    int64_t when;
    char number[24];
    char text[256];
    char code[16];
};
NODISCARD enum world_result world_sms_read(struct world *world, const char *number, size_t nth,
                                           struct world_sms *sms);
NODISCARD enum world_result world_captcha(struct world *world, const char *id, char answer[16]);

/* A fault by its name, on purpose and never by chance: the `first`-th thing from now on (1, or 0,
 * is the next) and the ones after it, `count` in all (0 clears it), are hit. */
struct world_fault {
    const char *name; /* "card-removed", "sms-late" … */
    unsigned slot;    /* for a fault of the card */
    unsigned first;
    unsigned count;
    int64_t amount; /* 0: the kind's own */
};
NODISCARD enum world_result world_fault_set(struct world *world, const struct world_fault *fault);
/* The kinds, one by one. False past the last. */
struct world_fault_kind {
    const char *name;
    const char *counts; /* "commands", "resets", "messages" … */
    int64_t amount;
    const char *meaning;
};
bool world_fault_at(size_t index, struct world_fault_kind *kind);

/* Sets a rule by its full name: "card.pin_tries" (all cards, those to come too) or
 * "portal.sms_life". */
NODISCARD enum world_result world_policy_set(struct world *world, const char *name,
                                             const char *value);

/* The rules, one by one: those of cards to come, then the portal's. False past the last. */
struct world_rule {
    char name[64];
    char value[24]; /* as world_policy_set takes it */
    const char *requirement;
    const char *meaning;
    bool is_right; /* has the value that ships */
};
bool world_rule_at(struct world *world, size_t index, struct world_rule *rule);

#pragma GCC visibility pop

#endif
