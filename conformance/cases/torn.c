/* SPDX-License-Identifier: MIT */
/* Power lost at each single write of a command that counts: the first, and the second if there
 * is one. A try may be lost by it, and none is won. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define ASK     "00 20 00 $PIN"
#define RIGHT   "00 20 00 $PIN 06 31 32 33 34 35 36"
#define WRONG   "00 20 00 $PIN 06 39 39 39 39 39 39"
#define NEW_PIN "00 20 00 $PIN 06 36 35 34 33 32 31"
#define CHANGE  "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }"
#define UNLOCK  "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }"
#define PUK     "00 2C 00 $PIN { 39 39 39 39 39 39 39 39 36 35 34 33 32 31 }"
#define TORN(N, COMMAND)                                                                           \
    {SETUP, "power will go", "! fault card-dies first=" N, "ok"}, {SETUP, "torn", COMMAND, "*"},   \
        {SETUP, "the fault is over", "! fault card-dies count=0", "ok"},                           \
        {SETUP, "out", "! remove", "ok"},                                                          \
    {                                                                                              \
        SETUP, "in", "! insert", "ok"                                                              \
    }

#define WRONG_PIN(N)                                                                               \
    {SETUP, "wrong, once", WRONG, "63 C2"}, TORN(N, WRONG),                                        \
        {PIN_4, "two are left, or one", ASK, "63 C2|63 C1"},                                       \
        {PIN_4, "asked again", ASK, "63 C2|63 C1"},                                                \
    {                                                                                              \
        PIN_4, "the right one works", RIGHT, "90 00"                                               \
    }
CASE(wrong_pin_at_the_first_write, TARGET_CARD, new_card,
     "a wrong PIN, torn at the first write") = {
    WRONG_PIN("1"),
};
CASE(wrong_pin_at_the_second_write, TARGET_CARD, new_card,
     "a wrong PIN, torn at the second write") = {
    WRONG_PIN("2"),
};

/* Two wrong ones before: the torn third leaves one try, or none; never two. */
#define LAST_PIN(N)                                                                                \
    {SETUP, "wrong, once", WRONG, "63 C2"}, {SETUP, "wrong, twice", WRONG, "63 C1"},               \
        TORN(N, WRONG),                                                                            \
    {                                                                                              \
        PIN_4, "one is left, or none", ASK, "63 C1|69 83|63 C0"                                    \
    }
CASE(last_try_at_the_first_write, TARGET_CARD, new_card,
     "the last try, torn at the first write") = {
    LAST_PIN("1"),
};
CASE(last_try_at_the_second_write, TARGET_CARD, new_card,
     "the last try, torn at the second write") = {
    LAST_PIN("2"),
};

#define WRONG_CHANGE(N)                                                                            \
    {SETUP, "wrong, once", WRONG, "63 C2"}, TORN(N, CHANGE),                                       \
        {PIN_4, "two are left, or one", ASK, "63 C2|63 C1"},                                       \
    {                                                                                              \
        PIN_6, "the old PIN holds", RIGHT, "90 00"                                                 \
    }
CASE(change_at_the_first_write, TARGET_CARD, new_card,
     "a change with a wrong old PIN, torn at the first write") = {
    WRONG_CHANGE("1"),
};
CASE(change_at_the_second_write, TARGET_CARD, new_card,
     "a change with a wrong old PIN, torn at the second write") = {
    WRONG_CHANGE("2"),
};

#define WRONG_PUK(N)                                                                               \
    {SETUP, "wrong PUK, once", PUK, "63 C2"}, TORN(N, PUK),                                        \
        {UNB_3, "wrong again: one is left, or none", PUK, "63 C1|63 C0"},                          \
    {                                                                                              \
        UNB_3, "right: unlocked, or dead", UNLOCK, "90 00|69 85"                                   \
    }
CASE(wrong_puk_at_the_first_write, TARGET_CARD, old_card,
     "a wrong PUK, torn at the first write") = {
    WRONG_PUK("1"),
};
CASE(wrong_puk_at_the_second_write, TARGET_CARD, old_card,
     "a wrong PUK, torn at the second write") = {
    WRONG_PUK("2"),
};

/* Two wrong ones before: the torn third leaves one try, or a dead card. */
#define LAST_PUK(N)                                                                                \
    {SETUP, "wrong PUK, once", PUK, "63 C2"}, {SETUP, "wrong PUK, twice", PUK, "63 C1"},           \
        TORN(N, PUK), {UNB_3, "one is left, or none", PUK, "63 C0|69 85"},                         \
    {                                                                                              \
        UNB_3, "dead in any case", UNLOCK, "69 85"                                                 \
    }
CASE(last_puk_at_the_first_write, TARGET_CARD, old_card,
     "the last PUK, torn at the first write") = {
    LAST_PUK("1"),
};
CASE(last_puk_at_the_second_write, TARGET_CARD, old_card,
     "the last PUK, torn at the second write") = {
    LAST_PUK("2"),
};

/* Power lost in a write, of which the first bytes land: the try is spent or it is not. */
#define TORN_IN(BYTES, COMMAND)                                                                    \
    {SETUP, "power will go", "! fault card-dies first=1 amount=" BYTES, "ok"},                     \
        {SETUP, "torn", COMMAND, "*"},                                                             \
        {SETUP, "the fault is over", "! fault card-dies count=0", "ok"},                           \
        {SETUP, "out", "! remove", "ok"},                                                          \
    {                                                                                              \
        SETUP, "in", "! insert", "ok"                                                              \
    }
#define RIGHT_PIN_IN(BYTES)                                                                        \
    {SETUP, "wrong, once", WRONG, "63 C2"}, TORN_IN(BYTES, RIGHT),                                 \
        {PIN_4, "two are left, or one", ASK, "63 C2|63 C1"},                                       \
    {                                                                                              \
        PIN_4, "the right one works", RIGHT, "90 00"                                               \
    }
CASE(
    a_try_is_torn_in_its_write, TARGET_CARD, each_new_family,
    "power lost in the middle of the write that spends a try gains none, and the card comes up") = {
    RIGHT_PIN_IN("1"),
    RIGHT_PIN_IN("20"),
    RIGHT_PIN_IN("60"),
    RIGHT_PIN_IN("100"),
};

/* Many things are written at once when a key is made; PIN, PUK and tries are none of them. */
#define A_KEY "00 46 00 00 { 80 02 04 00 84 01 82 } 00"
#define AFTER_A_KEY(BYTES, LEFT)                                                                   \
    {SETUP, "right", NEW_PIN, "90 00"}, {SETUP, "wrong PUK", PUK, LEFT}, TORN_IN(BYTES, A_KEY),    \
        {UNB_3, "its try is spent", "00 20 00 $PUK", LEFT},                                        \
    {                                                                                              \
        PIN_6, "the changed PIN holds", NEW_PIN, "90 00"                                           \
    }
CASE(a_torn_key_takes_nothing_back, TARGET_CARD, old_card,
     "power lost while a key is made brings neither a spent try nor an old PIN back") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "changed", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    TORN_IN("100", A_KEY),
    {PIN_6, "the changed PIN holds", NEW_PIN, "90 00"},
    AFTER_A_KEY("300", "63 C2"),
    AFTER_A_KEY("900", "63 C1"),
};

/* What was answered stays, whatever death comes later: the card begins anew from its store alone.
 */
#define LATER TORN("1", WRONG)
CASE(a_changed_pin_outlives_sudden_death, TARGET_CARD, every_new_card,
     "a PIN whose change was answered is the PIN after a sudden death too") = {
    {SETUP, "changed", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    LATER,
    {PIN_6, "the new one", NEW_PIN, "90 00"},
    {PIN_6, "the old one", RIGHT, "63 C2"},
};
CASE(a_pin_set_by_puk_outlives_sudden_death, TARGET_CARD, every_old_card,
     "a PIN that the PUK set is the PIN after a sudden death too") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},
    {SETUP, "unlocked", UNLOCK, "90 00"},
    LATER,
    {UNB_1, "two tries at the least", ASK, "63 C3|63 C2"},
    {UNB_1, "the new one", NEW_PIN, "90 00"},
    {UNB_1, "the old one", RIGHT, "63 C2"},
};
CASE(a_changed_puk_outlives_sudden_death, TARGET_CARD, every_old_card,
     "a PUK whose change was answered is the PUK after a sudden death too") = {
    {SETUP, "changed", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L8 38 37 36 35 34 33 32 31 }",
     "90 00"},
    LATER,
    {UNB_11, "the new one", "00 2C 00 $PIN { 38 37 36 35 34 33 32 31 36 35 34 33 32 31 }", "90 00"},
    {UNB_11, "the old one", UNLOCK, "63 C2"},
};

/* Whoever keeps several cards, and the machine that they are kept on, mixes none of them up. */
CASE(cards_count_for_themselves, TARGET_CARD, new_card,
     "two cards of one holder with the same PIN have tries of their own, a restart in between or "
     "not") = {
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "the first: wrong", WRONG, "63 C2"},
    {SETUP, "the second", "! insert $second", "ok"},
    {PIN_4, "it has all of its tries", ASK, "63 C3"},
    {SETUP, "wrong", WRONG, "63 C2"},
    {SETUP, "wrong", WRONG, "63 C1"},
    {SETUP, "the first again", "! insert $serial", "ok"},
    {PIN_4, "two are left", ASK, "63 C2"},
    {SETUP, "all begins again", "! again", "ok"},
    {SETUP, "the first", "! insert $serial", "ok"},
    {PIN_4, "two are left", ASK, "63 C2"},
    {SETUP, "changed", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    {SETUP, "the second", "! insert $second", "ok"},
    {PIN_4, "one is left", ASK, "63 C1"},
    {PIN_6, "its PIN is the old one", RIGHT, "90 00"},
    {SETUP, "all begins again", "! again", "ok"},
    {SETUP, "the first", "! insert $serial", "ok"},
    {PIN_6, "its PIN is the new one", NEW_PIN, "90 00"},
};

/* What is kept of a card is all of it: who it is, what may be read, what signs, who unlocks it. */
#define BEGUN_AGAIN                                                                                \
    {SETUP, "wrong, once", WRONG, "63 C2"}, {SETUP, "all begins again", "! again", "ok"},          \
        {SETUP, "in", "! insert $serial", "ok"}, {SETUP, "its version", "! reset", "ok atr=$ATR"}, \
        {PIN_4, "two are left", ASK, "63 C2"},                                                     \
        {PIN_4, "its serial number", "00 CA 01 06 4D", "<data:55> $serial * 90 00"},               \
        {SETUP, "its key", "00 A4 08 00 04 3D 00 2F 30 00", "*"},                                  \
        {PIN_5, "is no file", "00 B0 00 00 00", "69 ..|6A ..|6D 00"},                              \
        {SETUP, "the certificate", "00 A4 08 00 04 3D 00 2F 10 00", "* 90 00|61 .."},              \
        {PIN_5, "is read by all", "! read", "6282|9000|6B00 data~3082"},                           \
        {SETUP, "choose the key", "$MSE", "90 00"},                                                \
        {PIN_5, "no PIN, no signature", "00 2A 9E 9A { 30 31 } 00", "69 82"},                      \
        {PIN_2, "right", RIGHT, "90 00"}, {SETUP, "choose the key", "$MSE", "90 00"},              \
    {                                                                                              \
        PIN_5, "it signs", "! send 00 2A 9E 9A { 30 31 } 00", "9000"                               \
    }
CASE(an_old_card_is_the_same_after_a_restart, TARGET_CARD, each_old_family,
     "a card of 2010 that is read from its store alone is the card that it was") = {
    BEGUN_AGAIN,
    {UNB_1, "the PUK unlocks it", UNLOCK, "90 00"},
    {UNB_1, "the new PIN", NEW_PIN, "90 00"},
};
CASE(a_new_card_is_the_same_after_a_restart, TARGET_CARD, each_new_family,
     "a card of 2015 that is read from its store alone is the card that it was") = {
    BEGUN_AGAIN,
    {UNB_5, "the PUK is refused", UNLOCK, "69 85"},
    {UNB_5, "the PIN is as it was", RIGHT, "90 00"},
};

const struct conf_case *const torn_cases[] = {
    &wrong_pin_at_the_first_write,
    &wrong_pin_at_the_second_write,
    &last_try_at_the_first_write,
    &last_try_at_the_second_write,
    &change_at_the_first_write,
    &change_at_the_second_write,
    &wrong_puk_at_the_first_write,
    &wrong_puk_at_the_second_write,
    &last_puk_at_the_first_write,
    &last_puk_at_the_second_write,
    &a_changed_pin_outlives_sudden_death,
    &a_pin_set_by_puk_outlives_sudden_death,
    &a_changed_puk_outlives_sudden_death,
    &a_try_is_torn_in_its_write,
    &a_torn_key_takes_nothing_back,
    &cards_count_for_themselves,
    &an_old_card_is_the_same_after_a_restart,
    &a_new_card_is_the_same_after_a_restart,
    NULL,
};
