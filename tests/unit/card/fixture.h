/* SPDX-License-Identifier: MIT */
/*
 * A card for the tests: one on a RAM store with OpenSSL behind it, and ways to speak to it in
 * hexadecimal. Keys are made once a process.
 */
#ifndef TESTS_UNIT_CARD_FIXTURE_H
#define TESTS_UNIT_CARD_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "card/card.h"
#include "card/crypto_openssl.h"
#include "card/store_ram.h"

enum { REPLY_MAX = 258, REPLY_TEXT = 2 * REPLY_MAX + 1, TRANSCRIPT_MAX = 4096 };

#define FIXTURE_SERIAL "00112233445566778899AABB"
#define FIXTURE_PIN    "123456"
#define FIXTURE_PUK    "12345678"

struct fixture {
    struct store_ram *ram;
    struct crypto_openssl *openssl;
    struct random_seeded seeded;
    struct card_ports ports;
    struct card *card;
    uint8_t reply[REPLY_MAX]; /* of the last exchange, status word last */
    size_t reply_size;
    uint8_t transcript[TRANSCRIPT_MAX]; /* head, then each command behind its length */
    size_t transcript_size;
};

/* The administrator's key of every card here. */
extern const uint8_t fixture_admin_key[32];

/* A card of that profile, produced on that day (YYYYMMDD), with one key, powered on. */
void fixture_open(struct fixture *fixture, const char *profile, const char *kind, int64_t produced);
/* Ports alone: no card yet. */
void fixture_ports(struct fixture *fixture);
/* Makes the card again from what the store holds. */
void fixture_reopen(struct fixture *fixture);
void fixture_close(struct fixture *fixture);

/* A key of that kind, DER; made once and kept. */
struct bytes fixture_key(const char *kind);
/* Some bytes that stand for a certificate. */
struct bytes fixture_certificate(void);
/* What the fixture writes on a card; the caller may change it. */
struct card_personal fixture_personal(const struct card_credential *credential, int64_t produced);

/* Sends hexadecimal, follows nothing; the status word. The answer stands in `reply`. */
unsigned say(struct fixture *fixture, const char *hex);
unsigned say_bytes(struct fixture *fixture, struct bytes command);
/* The answer's data of the last exchange. */
struct bytes said(const struct fixture *fixture);
/* `say` and claim: the whole answer, status word included, in hexadecimal. */
void expect(struct fixture *fixture, const char *hex, const char *answer);
/* Sends with chaining in pieces of 244 and fetches with GET RESPONSE; the last status word.
 * The whole answer is appended to `out`. */
unsigned say_long(struct fixture *fixture, const char *head, struct bytes data, struct buf *out);

/* Takes a challenge and answers it as the portal does; the status word. */
unsigned authenticate(struct fixture *fixture, uint8_t purpose, const char *label);

/* With AKIS_SEEDS in the environment, writes a fuzz seed to that folder's FOLDER: what was said
 * to a card (fixture_close does so by itself), a file, a document. */
void keep_seed(const char *folder, struct bytes seed);

/* What the owner sees. */
struct card_view look(const struct fixture *fixture);

#endif
