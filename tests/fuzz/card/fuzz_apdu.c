/* SPDX-License-Identifier: MIT */
/*
 * Commands to a card. Input: a byte that chooses the card (1: v2.5 with a P-256 key, else v1.0
 * with RSA-1024; 2: produced before the border), a byte n (the n-th allocation or call of
 * OpenSSL fails; 0: none), then each command behind its length. Length 0 is a reset.
 */
#include "tests/fuzz/card/failures.h"
#include "tests/fuzz/card/home.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>

enum { CARDS = 4, V2 = 1, OLD = 2 };

static struct home homes[CARDS];
static struct card *cards[CARDS];
static struct buf snapshots[CARDS];

static void make(size_t which)
{
    struct card_personal order =
        home_order(which & V2 ? "p256" : "rsa1024", which & OLD ? 20101231 : 20150601);

    home_open(&homes[which]);
    must(card_new(card_profile_find(which & V2 ? "v2.5" : "v1.0"), NULL, &homes[which].ports,
                  &cards[which]) == CARD_OK);
    must(card_personalise(cards[which], &order) == CARD_OK);
    (void)card_power_on(cards[which]);
    size_t size = card_snapshot_size(cards[which]);
    snapshots[which] = buf_over(malloc(size), size);
    must(snapshots[which].data && card_snapshot(cards[which], &snapshots[which]));
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    for (size_t which = 0; which < CARDS; which++)
        make(which);
    return 0;
}

static void talk(struct card *card, struct bytes rest)
{
    while (rest.size > 0) {
        size_t size = rest.data[0];
        struct bytes command = bytes_slice(rest, 1, size);
        rest = bytes_slice(rest, 1 + size, rest.size);
        if (size > 0)
            home_say(card, command);
        else
            must(card_power_on(card).size > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t which = data[0] % CARDS;
    must(card_restore(cards[which], buf_bytes(&snapshots[which])) == CARD_OK);
    failures_arm(data[1]);
    talk(cards[which], bytes_of(data + 2, size - 2));
    failures_arm(0);
    (void)card_power_on(cards[which]);
    return 0;
}
