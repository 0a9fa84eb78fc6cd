/* SPDX-License-Identifier: MIT */
/*
 * A hundred worlds in one process, each with its own thread: a thousand PINs verified in
 * each, while its card is looked at and pulled out and put back. Run under
 * ThreadSanitizer too (preset tsan).
 */
#include "sim/world/world.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORLDS = 100, VERIFIES = 1000, KEYS = 600 };

struct lot {
    struct world *world;
    char serial[WORLD_SERIAL];
    unsigned right;    /* 9000 */
    unsigned restarts; /* after the card had been pulled out */
    bool broken;       /* any other answer */
    pthread_t verifier;
    pthread_t visitor;
};

static char keys[KEYS];

static int make_keys(void **state)
{
    (void)state;
    (void)snprintf(keys, sizeof keys, "/tmp/akis-keys-XXXXXX");
    return mkdtemp(keys) ? 0 : -1;
}

static int remove_keys(void **state)
{
    char command[KEYS + 16];

    (void)state;
    (void)snprintf(command, sizeof command, "rm -r %s", keys);
    return system(command);
}

static bool open_lot(struct lot *lot)
{
    struct world_options options = {.keys = keys};

    return world_new(&options, &lot->world) == WORLD_OK &&
           world_card_new(lot->world, NULL, lot->serial) == WORLD_OK &&
           world_insert(lot->world, lot->serial, 0) == WORLD_OK;
}

/* Resets the card when it has left; true when the next command may be sent. */
static bool restart(struct lot *lot, struct link *link)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum link_result result;

    do {
        buf_clear(&atr);
        result = link_reset(link, &atr);
    } while (result == LINK_NO_CARD);
    lot->restarts++;
    return result == LINK_OK;
}

static void *verify(void *context)
{
    static const uint8_t command[] = {0x00, 0x20, 0x00, 0x01, 0x06, '1', '2', '3', '4', '5', '6'};
    struct lot *lot = context;
    struct link *link;

    lot->broken = world_link(lot->world, 0, &link) != WORLD_OK;
    if (lot->broken)
        return NULL;
    lot->broken = !restart(lot, link);
    while (!lot->broken && lot->right < VERIFIES) {
        uint8_t room[LINK_RESPONSE_MAX];
        struct buf response = buf_over(room, sizeof room);
        enum link_result result = link_transmit(link, bytes_of(command, sizeof command), &response);
        if (result == LINK_OK && response.size == 2 && room[0] == 0x90 && room[1] == 0x00)
            lot->right++;
        else if (result == LINK_NO_CARD || result == LINK_REMOVED)
            lot->broken = !restart(lot, link);
        else
            lot->broken = true;
    }
    link_free(&link);
    return NULL;
}

/* Looks, pulls the card out, puts it back; all from another thread. */
static void *visit(void *context)
{
    struct lot *lot = context;
    struct world_card card;
    struct world_rule rule;

    for (int i = 0; i < 20; i++) {
        bool ok = world_card_status(lot->world, lot->serial, &card) == WORLD_OK &&
                  card.pin_tries >= 2 && world_remove(lot->world, 0) == WORLD_OK &&
                  world_insert(lot->world, lot->serial, 0) == WORLD_OK &&
                  world_clock_add(lot->world, 1) == WORLD_OK &&
                  world_policy_set(lot->world, "card.pin_max", "16") == WORLD_OK &&
                  world_rule_at(lot->world, 0, &rule);
        if (!ok)
            abort();
    }
    return NULL;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void a_hundred_worlds_verify_a_thousand_pins_each_at_once(void **state)
{
    struct lot *lots = calloc(WORLDS, sizeof *lots);
    double start = seconds();

    (void)state;
    assert_non_null(lots);
    for (int i = 0; i < WORLDS; i++)
        if (!open_lot(&lots[i]))
            fail_msg("world %d: %s", i, world_error(lots[i].world));
    double ready = seconds();
    for (int i = 0; i < WORLDS; i++) {
        assert_int_equal(pthread_create(&lots[i].verifier, NULL, verify, &lots[i]), 0);
        assert_int_equal(pthread_create(&lots[i].visitor, NULL, visit, &lots[i]), 0);
    }
    for (int i = 0; i < WORLDS; i++) {
        pthread_join(lots[i].verifier, NULL);
        pthread_join(lots[i].visitor, NULL);
    }
    double done = seconds();
    for (int i = 0; i < WORLDS; i++) {
        assert_false(lots[i].broken);
        assert_int_equal(lots[i].right, VERIFIES);
        world_free(&lots[i].world);
    }
    print_message("%d worlds ready in %.2f s, %d VERIFYs in %.2f s\n", WORLDS, ready - start,
                  WORLDS * VERIFIES, done - ready);
    free(lots);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_hundred_worlds_verify_a_thousand_pins_each_at_once,
                                        make_keys, remove_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
