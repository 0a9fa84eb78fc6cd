/* SPDX-License-Identifier: MIT */
/* A card's surroundings for the fuzz targets: ports, a key, and what must always hold. */
#ifndef TESTS_FUZZ_CARD_HOME_H
#define TESTS_FUZZ_CARD_HOME_H

#include "card/card.h"
#include "card/crypto_openssl.h"
#include "card/store_ram.h"

struct home {
    struct store_ram *ram;
    struct crypto_openssl *openssl;
    struct random_seeded seeded;
    struct card_ports ports;
};

/* Whatever is wrong ends the process. */
void must(bool holds);

void home_open(struct home *home);
void home_close(struct home *home);
/* A factory order with a key of that kind, made once. */
struct card_personal home_order(const char *kind, int64_t produced);

/* Sends one command and checks what holds of every answer and of every state. */
void home_say(struct card *card, struct bytes command);

#endif
