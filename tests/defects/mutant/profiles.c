/* SPDX-License-Identifier: MIT */
/* Cells of the card's versions: ATR, family, references, longest answer, keys, algorithms. */
#define card_profile_find card_profile_find_right
#include "card/profiles/profiles.c"
#undef card_profile_find

#include "tests/defects/mutant/cells.h"
#include "tests/defects/mutant/commands.h"

#include "card/profiles/shared.h"

#include <stdio.h>

enum { PROFILES_MOST = 16, KINDS_MOST = 16, ATR_MOST = 80 };

/* A version, writable. */
struct copy {
    struct card_profile profile;
    char atr[ATR_MOST];
};

static struct copy copies[PROFILES_MOST];
static struct algorithm algorithms[V2_ALGORITHMS];

/* The lists of keys that versions share. */
static struct {
    const char *name;
    const char *const *right;
    const char *copy[KINDS_MOST];
} lists[] = {
    {"v1",    v1_kinds,    {NULL}},
    {"v2",    v2_kinds,    {NULL}},
    {"v2_ec", v2_ec_kinds, {NULL}}
};
enum { LISTS = sizeof lists / sizeof *lists };

/* A historical byte, and TCK so that the ATR stays whole. */
static void change_atr(char *atr)
{
    size_t last = strlen(atr) - 1;

    for (size_t i = last - 2; i <= last; i += 2)
        atr[i] = atr[i] == '0' ? '1' : '0';
}

static void walk_algorithms(void)
{
    memcpy(algorithms, v2_algorithms, sizeof algorithms);
    for (size_t i = 0; i < V2_ALGORITHMS; i++) {
        struct algorithm *row = &algorithms[i];
        const unsigned byte = row->byte;

        if (cell("CLI-1", "algorithm %02X byte=%02X", byte, byte ^ 0x70))
            row->byte ^= 0x70;
        if (cell("CLI-1", "algorithm %02X use=next", byte))
            row->use = (enum algorithm_use)((row->use + 1) % (USE_DECIPHER + 1));
        if (cell("CLI-1", "algorithm %02X hash=other", byte))
            row->hash = row->hash == CRYPTO_SHA512 ? CRYPTO_SHA256 : CRYPTO_SHA512;
    }
}

static void walk_kinds(void)
{
    for (size_t i = 0; i < LISTS; i++) {
        for (size_t j = 0; lists[i].right[j]; j++) {
            lists[i].copy[j] = lists[i].right[j];
            if (cell("DEL-1", "keys %s without %s", lists[i].name, lists[i].right[j]))
                lists[i].copy[j] = "none";
        }
    }
}

static void copy_profile(const struct card_profile *right, struct copy *copy)
{
    copy->profile = *right;
    (void)snprintf(copy->atr, sizeof copy->atr, "%s", right->atr);
    copy->profile.atr = copy->atr;
    if (right->algorithm_count > 0)
        copy->profile.algorithms = algorithms;
    for (size_t i = 0; i < LISTS; i++)
        if (right->kinds == lists[i].right)
            copy->profile.kinds = lists[i].copy;
}

static void walk_profile(struct copy *copy)
{
    struct card_profile *profile = &copy->profile;
    const char *name = profile->name;

    if (cell("DEL-2", "profile %s atr", name))
        change_atr(copy->atr);
    if (cell("PIN-1", "profile %s family=V%d", name, profile->family == V1 ? 2 : 1))
        profile->family = profile->family == V1 ? V2 : V1;
    if (cell("PIN-1", "profile %s pin_reference=%02X", name, profile->pin_reference ^ 0x20))
        profile->pin_reference ^= 0x20;
    if (cell("UNB-1", "profile %s puk_reference=%02X", name, profile->puk_reference ^ 0x20))
        profile->puk_reference ^= 0x20;
    if (cell("CLI-1", "profile %s answer_max=%d", name, profile->answer_max - 1))
        profile->answer_max--;
}

void walk_profiles(void)
{
    size_t count = 0;
    const struct command *rows = walk_commands(&count);

    walk_algorithms();
    walk_kinds();
    for (size_t i = 0; profiles[i]; i++) {
        copy_profile(profiles[i], &copies[i]);
        copies[i].profile.commands = rows;
        copies[i].profile.command_count = count;
        walk_profile(&copies[i]);
    }
}

const struct card_profile *card_profile_find(const char *name)
{
    for (size_t i = 0; copies[i].profile.name; i++)
        if (strcmp(copies[i].profile.name, name) == 0)
            return &copies[i].profile;
    return card_profile_find_right(name);
}
