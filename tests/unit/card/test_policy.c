/* SPDX-License-Identifier: MIT */
/* Every rule that is a value: broken, it shows in what the card says. */
#include <stdio.h>
#include <string.h>

#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"

enum { TALK_MOST = 16384 };

struct talk {
    char text[TALK_MOST];
    size_t size;
};

static void note(struct talk *talk, const struct fixture *card)
{
    assert_true(talk->size + REPLY_TEXT < TALK_MOST);
    assert_true(hex_encode(bytes_of(card->reply, card->reply_size), talk->text + talk->size,
                           TALK_MOST - talk->size));
    talk->size += 2 * card->reply_size;
}

#define RIGHT "00 20 00 01 06 31 32 33 34 35 36"
#define WRONG "00 20 00 01 06 39 39 39 39 39 39"
#define ASK   "00 20 00 01"
#define SIGN  "00 2A 9E 9A 04 30 02 05 00 00"
#define KEY   "00 22 41 B6 06 80 01 82 84 01 81"
#define PUK   "00 2C 00 01 0C 31 32 33 34 35 36 37 38 34 37 31 31"
#define BAD   "00 2C 00 01 0C 39 39 39 39 39 39 39 39 34 37 31 31"
#define BACK  "00 24 00 01 0A 34 37 31 31 31 32 33 34 35 36"
#define NEW   "00 2C 02 01 04 34 37 31 31"
#define RESET "reset"
#define CUT   "power"
#define PROVE "authenticate"

/* What is said to every card; signatures are noted by their status word alone. */
static const char *const script[] = {
    ASK, ASK, SIGN, KEY, SIGN, WRONG, ASK, RIGHT, ASK, SIGN, WRONG, SIGN, RIGHT, "80 1A 00 00", ASK,
    RIGHT, RESET, ASK, WRONG, RESET, ASK, CUT, ASK, RIGHT, RESET,
    /* change: wrong old, malformed new, right */
    "00 24 00 01 0C 39 39 39 39 39 39 36 35 34 33 32 31", ASK,
    "00 24 00 01 09 31 32 33 34 35 36 31 32 33", ASK,
    "00 24 00 01 0A 31 32 33 34 35 36 31 32 33 41", ASK,
    "00 24 00 01 17 31 32 33 34 35 36 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 37", ASK,
    "00 24 00 01 16 31 32 33 34 35 36 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36",
    "00 24 00 01 16 31 32 33 34 35 36 37 38 39 30 31 32 33 34 35 36 31 32 33 34 35 36", ASK,
    "00 24 00 01 0A 31 32 33 34 35 36 34 37 31 31", BACK,
    /* PUK: on an unlocked PIN, changed, malformed */
    PUK, BACK, "00 24 00 02 10 31 32 33 34 35 36 37 38 38 37 36 35 34 33 32 31",
    "00 24 00 02 10 38 37 36 35 34 33 32 31 31 32 33 34 35 36 37 38", "00 20 00 02",
    "00 24 00 02 12 31 32 33 34 35 36 37 38 38 37 36 35 34 33 32 31 30 30", "00 20 00 02",
    "00 2C 00 01 0A 31 32 33 34 35 36 37 38 34 37", "00 20 00 02", BAD, RESET, "00 20 00 02", PUK,
    BACK, "00 20 00 02",
    /* the portal's way: unasked, asked, twice, after another command, after reset */
    NEW, PROVE, NEW, NEW, BACK, PROVE, ASK, NEW, PROVE, RESET, NEW, "00 84 00 00 10",
    "00 82 00 01 10 00000000000000000000000000000000",
    "00 82 00 01 10 00000000000000000000000000000000", "00 84 00 00 10", ASK,
    "00 82 00 01 10 00000000000000000000000000000000", "00 84 00 00 10", RESET,
    "00 82 00 01 10 00000000000000000000000000000000",
    /* locked: refused, unlocked both ways */
    RIGHT, WRONG, WRONG, WRONG, SIGN, RIGHT, WRONG, ASK, PUK, RIGHT, ASK,
    "00 20 00 01 04 34 37 31 31", BACK, WRONG, WRONG, WRONG, WRONG, PROVE, NEW, ASK,
    "00 20 00 01 04 34 37 31 31", BACK,
    /* files, and what the lists say */
    "00 A4 08 00 04 3D 00 2F 10 00", "00 B0 00 00 F8", "00 A4 08 00 04 3D 00 44 04 00",
    "00 B0 00 00 00", "00 A4 08 00 04 3D 00 44 03 00", "00 B0 00 00 00",
    /* dead */
    BAD, BAD, BAD, BAD, PUK, RIGHT, SIGN, RESET, ASK, CUT, ASK, "00 A4 00 00 02 3F 00"};

static void one(struct fixture *card, const char *line, struct talk *talk)
{
    if (strcmp(line, RESET) == 0) {
        struct bytes atr = card_power_on(card->card);
        memcpy(card->reply, atr.data, atr.size);
        card->reply_size = atr.size;
    } else if (strcmp(line, CUT) == 0) {
        card_power_off(card->card);
        assert_int_equal(say(card, ASK), 0);
        (void)card_power_on(card->card);
    } else if (strcmp(line, PROVE) == 0) {
        (void)authenticate(card, 1, "AKIS-UNLOCK");
    } else {
        (void)say(card, line);
    }
    bool varies = strncmp(line, "00 84", 5) == 0 || strncmp(line, "00 2A", 5) == 0;
    if (varies && card->reply_size > 2) {
        memmove(card->reply, card->reply + card->reply_size - 2, 2);
        card->reply_size = 2;
    }
    note(talk, card);
}

static void add_key(struct fixture *card)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};

    assert_int_equal(card_add_credential(card->card, &credential), CARD_OK);
}

static void run(int64_t produced, const struct card_policy *policy, struct talk *talk)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, produced);
    struct fixture card;

    fixture_ports(&card);
    assert_int_equal(card_new(card_profile_find("v2.2.8"), policy, &card.ports, &card.card),
                     CARD_OK);
    if (card_personalise(card.card, &personal) == CARD_OK) {
        add_key(&card);
        (void)card_power_on(card.card);
        for (size_t i = 0; i < sizeof script / sizeof script[0]; i++)
            one(&card, script[i], talk);
    }
    fixture_close(&card);
}

/* Both cards' whole talk. */
static void talk_with(const struct card_policy *policy, struct talk *talk)
{
    talk->size = 0;
    run(20101231, policy, talk);
    run(20110101, policy, talk);
}

static int64_t broken(const struct policy_field *field)
{
    switch (field->kind) {
    case POLICY_FLAG:
        return !field->right;
    case POLICY_WORD:
        return 0x6F00;
    case POLICY_DATE:
        return 20101231;
    case POLICY_NUMBER:
        return field->right < field->most ? field->right + 1 : field->right - 1;
    }
    return 0;
}

static void every_broken_rule_shows(void **state)
{
    static struct talk right;
    static struct talk wrong;
    struct policy_table table = card_policy_table();
    struct card_policy policy;
    size_t unseen = 0;

    (void)state;
    policy_fill(table, &policy);
    talk_with(&policy, &right);
    for (size_t i = 0; i < table.count; i++) {
        policy_fill(table, &policy);
        int64_t value = broken(&table.fields[i]);
        memcpy((char *)&policy + table.fields[i].offset, &value, sizeof value);
        talk_with(&policy, &wrong);
        bool seen = wrong.size != right.size || memcmp(wrong.text, right.text, right.size) != 0;
        if (!seen)
            (void)fprintf(stderr, "not seen: %s\n", table.fields[i].name);
        unseen += !seen;
    }
    assert_int_equal(unseen, 0);
}

static void same_rules_give_the_same_talk(void **state)
{
    static struct talk one_talk;
    static struct talk other;

    (void)state;
    talk_with(NULL, &one_talk);
    talk_with(NULL, &other);
    assert_int_equal(one_talk.size, other.size);
    assert_memory_equal(one_talk.text, other.text, other.size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_broken_rule_shows),
        cmocka_unit_test(same_rules_give_the_same_talk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
