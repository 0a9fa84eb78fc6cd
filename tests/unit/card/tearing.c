/* SPDX-License-Identifier: MIT */
/* The tearing oracle: see tearing.h. */
#include "tests/unit/card/tearing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/card/tearing_scenarios.h"

enum { STATES = 8, DENSE = 260, BIT_STEP = 13, BYTE_STEP = 5 };

/* What survives, in a form that compares. */
struct durable {
    struct identity identity;
    struct pin pins[ROLES];
    struct card_policy policy;
    struct files files;
};

struct trial {
    const struct scenario *scenario;
    struct bench *bench;
    struct card *saved; /* the card as it was before the command */
    uint64_t seed;
    struct durable *states; /* [0] before, then after each commit */
    size_t count;
    struct tearing *result;
    enum tearing_voice voice;
};

static void note(const struct card *card, struct durable *durable)
{
    memset(durable, 0, offsetof(struct durable, files.heap));
    durable->identity = card->state.identity;
    memcpy(durable->pins, card->state.pins, sizeof durable->pins);
    durable->policy = card->state.policy;
    for (uint8_t i = 0; i < FILES_MAX; i++) {
        const struct file *file = &card->state.files.table[i];
        struct bytes content = files_content(&card->state.files, i);
        durable->files.table[i] = *file;
        durable->files.table[i].offset = 0;
        if (file->kind == FILE_FREE || content.size == 0)
            continue;
        memcpy(durable->files.heap + durable->files.used, content.data, content.size);
        durable->files.used += (uint32_t)content.size;
    }
}

static bool same(const struct durable *one, const struct durable *other)
{
    return memcmp(one, other, offsetof(struct durable, files.heap)) == 0 &&
           memcmp(one->files.heap, other->files.heap, one->files.used) == 0;
}

/* The card as it comes up from the store; NULL when it does not. */
static struct card *come_up(struct bench *bench)
{
    struct card *card = NULL;

    torn_revive(&bench->store);
    if (card_new(bench->profile, NULL, &bench->fixture.ports, &card) != CARD_OK)
        return NULL;
    (void)card_power_on(card);
    return card;
}

static void put_back(const struct trial *trial)
{
    struct card *card = trial->bench->fixture.card;
    uint32_t used = card->state.files.used;

    if (used < trial->saved->state.files.used)
        used = trial->saved->state.files.used;
    torn_rewind(&trial->bench->store);
    memcpy(card, trial->saved, offsetof(struct card, state.files.heap) + used);
    trial->bench->fixture.seeded.state = trial->seed;
    trial->bench->compared = false;
}

static void complain(const struct trial *trial, const char *what)
{
    const struct torn_store *store = &trial->bench->store;

    trial->result->illegal++;
    if (trial->voice == LOUD && trial->result->illegal <= 10)
        (void)fprintf(stderr, "%s: %s (prefix %zu, %s, bit %lld)\n", trial->scenario->name, what,
                      store->prefix, store->mixed ? "mixed" : "cut off", (long long)store->flip);
}

static bool guess_was_free(const struct trial *trial, const struct durable *now)
{
    enum pin_role role = trial->scenario->role;

    return trial->scenario->guess && trial->bench->compared &&
           now->pins[role].tries >= trial->states[0].pins[role].tries;
}

/* The card that came up must go on living: one more try, and up again. */
static bool lives_on(const struct trial *trial, struct card *card)
{
    struct durable *before = malloc(sizeof *before);
    struct durable *after = malloc(sizeof *after);
    struct fixture *fixture = &trial->bench->fixture;
    struct card *mine = fixture->card;

    fixture->card = card;
    (void)say(fixture, trial->bench->wrong_pin);
    note(card, before);
    fixture->card = mine;
    struct card *again = come_up(trial->bench);
    bool alive = again != NULL;
    if (alive) {
        note(again, after);
        alive = same(before, after);
    }
    card_free(&again);
    free(before);
    free(after);
    return alive;
}

static void judge(const struct trial *trial)
{
    struct durable *now = malloc(sizeof *now);
    struct card *card = come_up(trial->bench);
    bool legal = false;

    trial->result->cuts++;
    if (!card) {
        complain(trial, "the card does not come up");
        free(now);
        return;
    }
    note(card, now);
    for (size_t i = 0; i < trial->count; i++)
        legal = legal || same(now, &trial->states[i]);
    if (!legal)
        complain(trial, "neither before nor after");
    else if (guess_was_free(trial, now)) {
        trial->result->free_guesses++;
        complain(trial, "digits compared, no try lost");
    } else if (!lives_on(trial, card))
        complain(trial, "does not live on");
    card_free(&card);
    free(now);
}

static void cut(const struct trial *trial, unsigned write, size_t prefix, bool mixed, int64_t flip)
{
    struct torn_store *store = &trial->bench->store;

    put_back(trial);
    store->cut_at = write;
    store->prefix = prefix;
    store->mixed = mixed;
    store->flip = flip;
    trial->scenario->act(trial->bench);
    judge(trial);
}

/* Before, inside, after, and with each bit wrong. */
static void tear_write(const struct trial *trial, unsigned write, size_t size)
{
    size_t step = size <= DENSE ? 1 : BYTE_STEP;
    size_t bits = size <= DENSE ? 1 : BIT_STEP;

    if (trial->voice == QUIET && trial->result->illegal > 0)
        return;
    for (size_t prefix = 0; prefix < size; prefix += step) {
        cut(trial, write, prefix, false, -1);
        if (prefix > 0)
            cut(trial, write, prefix, true, -1);
    }
    cut(trial, write, size, false, -1);
    for (size_t bit = 0; bit < size * 8; bit += bits)
        cut(trial, write, size, false, (int64_t)bit);
}

/* The whole command without a cut, and the state after each commit of it. */
static void rehearse(struct trial *trial)
{
    struct torn_store *store = &trial->bench->store;

    note(trial->bench->fixture.card, &trial->states[0]);
    trial->count = 1;
    torn_keep(store);
    trial->scenario->act(trial->bench);
    unsigned writes = store->writes;
    unsigned commits = store->commits;
    size_t sizes[TORN_WRITES];
    memcpy(sizes, store->sizes, sizeof sizes);
    for (unsigned whole = 1; whole <= commits && trial->count < STATES; whole++) {
        put_back(trial);
        for (store->cut_at = 1; store->cut_at <= writes; store->cut_at++) {
            /* the first write of the commit after the wanted one: nothing of it lands */
            unsigned at = store->cut_at;
            put_back(trial);
            store->cut_at = at;
            trial->scenario->act(trial->bench);
            if (store->commits == whole && store->dead)
                break;
            store->cut_at = at;
        }
        if (whole == commits) {
            put_back(trial);
            trial->scenario->act(trial->bench);
        }
        struct card *card = come_up(trial->bench);
        if (card)
            note(card, &trial->states[trial->count++]);
        card_free(&card);
    }
    trial->result->writes += writes;
    for (unsigned write = 1; write <= writes; write++)
        tear_write(trial, write, sizes[write - 1]);
}

static void run_scenario(const struct scenario *scenario, enum tearing_voice voice,
                         struct tearing *result)
{
    struct bench *bench = bench_new(scenario);
    struct trial trial = {.scenario = scenario, .bench = bench, .result = result, .voice = voice};

    trial.states = calloc(STATES, sizeof *trial.states);
    trial.saved = malloc(sizeof *trial.saved);
    assert_true(trial.states && trial.saved);
    memcpy(trial.saved, bench->fixture.card, sizeof *trial.saved);
    trial.seed = bench->fixture.seeded.state;
    rehearse(&trial);
    result->scenarios++;
    free(trial.states);
    free(trial.saved);
    bench_free(&bench);
}

void tearing_run(enum tearing_voice voice, struct tearing *result)
{
    memset(result, 0, sizeof *result);
    for (size_t i = 0; i < scenario_count; i++)
        run_scenario(&scenarios[i], voice, result);
}
