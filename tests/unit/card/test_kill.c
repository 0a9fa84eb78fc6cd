/* SPDX-License-Identifier: MIT */
/*
 * A process with a card on a SQLite file is killed (SIGKILL) at random instants. It says on a
 * pipe what it is about to do and what was answered; the card that comes up again must be
 * where the last answer left it, or where the command under way leads. KILLS in the
 * environment says how often (default 40).
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "card/store_sqlite.h"
#include "tests/unit/card/fixture.h"

enum { STEPS = 9, KILLS_DEFAULT = 40, FILE_SIZE = 200 };

/* The card as the test knows it. */
struct known {
    unsigned tries;
    bool second_pin; /* 4711 instead of 123456 */
    uint8_t fill;    /* every byte of the file 4242 */
};

static const char *const steps[STEPS] = {
    "00 20 00 80 06 39 39 39 39 39 39",
    "00 20 00 80 06 39 39 39 39 39 39",
    "00 20 00 80 06 31 32 33 34 35 36",
    "update A",
    "00 24 02 00 0C 06 31 32 33 34 35 36 04 34 37 31 31",
    "00 20 00 80 06 39 39 39 39 39 39",
    "00 24 02 00 0C 04 34 37 31 31 06 31 32 33 34 35 36",
    "00 20 00 80 06 31 32 33 34 35 36",
    "update B",
};

/* The right PIN on the last try, torn: that locks it, and the PUK helps. */
static const char unlock[] = "00 2C 00 80 0E 31 32 33 34 35 36 37 38 31 32 33 34 35 36";

/* Where a step leads. */
static struct known after(struct known now, unsigned step)
{
    switch (step) {
    case 0:
    case 1:
    case 5:
        now.tries--;
        break;
    case 2:
    case 7:
        now.tries = 3;
        break;
    case 3:
        now.fill = 'A';
        break;
    case 8:
        now.fill = 'B';
        break;
    default:
        now.tries = 3;
        now.second_pin = step == 4;
    }
    return now;
}

static bool open_card(const char *path, struct fixture *fixture, struct store_sqlite **store)
{
    if (store_sqlite_open(path, store) != STORE_SQLITE_OK)
        return false;
    fixture->ports.store = store_sqlite_port(*store);
    if (card_new(card_profile_find("v1.0"), NULL, &fixture->ports, &fixture->card) != CARD_OK)
        return false;
    return card_power_on(fixture->card).size > 0;
}

static unsigned update(struct fixture *fixture, uint8_t fill)
{
    uint8_t command[5 + FILE_SIZE] = {0x00, 0xD6, 0, 0, FILE_SIZE};

    memset(command + 5, fill, FILE_SIZE);
    (void)say(fixture, "00 A4 08 00 02 42 42");
    return say_bytes(fixture, bytes_of(command, sizeof command));
}

static unsigned take(struct fixture *fixture, unsigned step)
{
    if (steps[step][0] == 'u')
        return update(fixture, (uint8_t)steps[step][7]);
    return say(fixture, steps[step]);
}

/* What the deaths met. */
struct toll {
    unsigned long answered;
    unsigned long interrupted; /* kills in the middle of a command */
};

/* The child: round and round, a byte before each step and one after it. */
static _Noreturn void live(const char *path, int pipe_end)
{
    struct fixture fixture;
    struct store_sqlite *store = NULL;

    fixture_ports(&fixture);
    if (!open_card(path, &fixture, &store))
        _exit(1);
    for (unsigned step = 0;; step = (step + 1) % STEPS) {
        uint8_t word = (uint8_t)(step << 1);
        if (step == 2)
            (void)poll(NULL, 0, 5); /* some deaths shall meet an idle card with a try left */
        if (write(pipe_end, &word, 1) != 1)
            _exit(2);
        (void)take(&fixture, step);
        word |= 1;
        if (write(pipe_end, &word, 1) != 1)
            _exit(3);
    }
}

/* Reads what the child said until its death. */
static unsigned follow(int pipe_end, struct known *now, unsigned *step, bool *under_way)
{
    uint8_t word;
    ssize_t got;
    unsigned answered = 0;

    *under_way = false;
    while ((got = read(pipe_end, &word, 1)) == 1 || (got < 0 && errno == EINTR)) {
        *under_way = (word & 1) == 0;
        *step = word >> 1;
        if (*under_way)
            continue;
        *now = after(*now, *step);
        *step = (*step + 1) % STEPS;
        answered++;
    }
    return answered;
}

/* What the card that came up says of itself. */
static bool observe(struct fixture *fixture, struct known *seen)
{
    static const char *const pins[] = {"00 20 00 80 06 31 32 33 34 35 36",
                                       "00 20 00 80 04 34 37 31 31"};
    bool expected = seen->second_pin;

    seen->tries = look(fixture).pin_tries;
    if (seen->tries == 0 && say(fixture, unlock) != 0x9000)
        return false;
    /* The expected one first: with a single try left no other can be right. */
    seen->second_pin = say(fixture, pins[expected]) == 0x9000 ? expected : !expected;
    if (seen->second_pin != expected && say(fixture, pins[seen->second_pin]) != 0x9000)
        return false;
    (void)say(fixture, "00 A4 08 00 02 42 42");
    if (say(fixture, "00 B0 00 00 C8") != 0x9000 || said(fixture).size != FILE_SIZE)
        return false;
    seen->fill = said(fixture).data[0];
    for (size_t i = 1; i < FILE_SIZE; i++)
        if (said(fixture).data[i] != seen->fill)
            return false;
    return true;
}

static bool equal(const struct known *one, const struct known *other)
{
    return one->tries == other->tries && one->second_pin == other->second_pin &&
           one->fill == other->fill;
}

/* Legal: as it was; where the step leads; a try lost; or (after a right PIN) the tries back. */
static bool legal(const struct known *seen, const struct known *now, unsigned step, bool under_way)
{
    struct known there = after(*now, step);
    struct known less = *now;

    if (!under_way)
        return equal(seen, now);
    less.tries = now->tries - 1;
    if (equal(seen, now) || equal(seen, &there))
        return true;
    if (step != 3 && step != 8 && equal(seen, &less))
        return true;
    less.tries = 3;
    return (step == 4 || step == 6) && equal(seen, &less);
}

/* From the child's first word on. */
static void wait_a_little(int pipe_end)
{
    struct timespec pause = {0, rand() % 20000000};
    struct pollfd word = {.fd = pipe_end, .events = POLLIN};

    (void)poll(&word, 1, 10000);
    (void)nanosleep(&pause, NULL);
}

/* The card as the next child expects it: the first PIN, all tries. */
static bool settle(struct fixture *fixture, struct known *seen)
{
    unsigned back = seen->second_pin ? say(fixture, steps[6]) : 0x9000;

    seen->second_pin = false;
    seen->tries = 3;
    return back == 0x9000;
}

static pid_t give_birth(const char *path, int *pipe_end)
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        live(path, ends[1]);
    }
    (void)close(ends[1]);
    *pipe_end = ends[0];
    return child;
}

/* One life and death; false when the card came up wrong. */
static bool die_once(const char *path, struct known *now, struct toll *toll)
{
    struct store_sqlite *store = NULL;
    struct fixture fixture;
    struct known seen;
    unsigned step = 0;
    bool under_way;
    int pipe_end;
    pid_t child = give_birth(path, &pipe_end);

    wait_a_little(pipe_end);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    toll->answered += follow(pipe_end, now, &step, &under_way);
    toll->interrupted += under_way;
    (void)close(pipe_end);
    fixture_ports(&fixture);
    seen = *now;
    bool sound = open_card(path, &fixture, &store) && observe(&fixture, &seen) &&
                 legal(&seen, now, step, under_way) && settle(&fixture, &seen);
    *now = seen;
    fixture_close(&fixture);
    store_sqlite_close(&store);
    return sound;
}

static void make(const char *path)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, 20101231);
    struct store_sqlite *store = NULL;
    struct fixture fixture;

    fixture_ports(&fixture);
    assert_int_equal(store_sqlite_open(path, &store), STORE_SQLITE_OK);
    fixture.ports.store = store_sqlite_port(store);
    assert_int_equal(card_new(card_profile_find("v1.0"), NULL, &fixture.ports, &fixture.card),
                     CARD_OK);
    assert_int_equal(card_personalise(fixture.card, &personal), CARD_OK);
    (void)card_power_on(fixture.card);
    assert_int_equal(say(&fixture, steps[2]), 0x9000);
    assert_int_equal(say(&fixture, "80 15 80 B4 02 42 42"), 0x9000);
    assert_int_equal(update(&fixture, 'B'), 0x9000);
    fixture_close(&fixture);
    store_sqlite_close(&store);
}

static void killed_card_is_before_or_after(void **state)
{
    const char *wanted = getenv("KILLS");
    long kills = wanted ? strtol(wanted, NULL, 10) : KILLS_DEFAULT;
    char directory[] = "/tmp/akis-kill-XXXXXX";
    char path[64];
    char more[80];
    struct known now = {3, false, 'B'};
    struct toll toll = {0, 0};
    long illegal = 0;

    (void)state;
    srand(1);
    assert_non_null(mkdtemp(directory));
    (void)snprintf(path, sizeof path, "%s/card.db", directory);
    make(path);
    for (long i = 0; i < kills; i++)
        illegal += die_once(path, &now, &toll) ? 0 : 1;
    (void)printf("kill -9: %ld times (%lu in mid-command), %lu commands, %ld illegal states\n",
                 kills, toll.interrupted, toll.answered, illegal);
    (void)unlink(path);
    (void)snprintf(more, sizeof more, "%s-wal", path);
    (void)unlink(more);
    (void)rmdir(directory);
    assert_int_equal(illegal, 0);
    assert_true(toll.interrupted > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(killed_card_is_before_or_after)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
