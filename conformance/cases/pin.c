/* SPDX-License-Identifier: MIT */
/* The PIN on the wire: tries, lock, change. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define RIGHT "00 20 00 $PIN 06 31 32 33 34 35 36"
#define WRONG "00 20 00 $PIN 06 39 39 39 39 39 39"
#define ASK   "00 20 00 $PIN"
/* A SHA-256 DigestInfo (RFC 8017, 9.2) of 32 bytes AB. */
#define DIGEST                                                                                     \
    "30 31 30 0D 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20 "                                    \
    "AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB "   \
    "AB "                                                                                          \
    "AB"
#define SIGN "! send 00 2A 9E 9A { " DIGEST " } 00"

CASE(third_wrong_locks, TARGET_CARD, every_new_card,
     "the third wrong PIN in a row locks it, and the answers count down to it") = {
    {PIN_9, "wrong, once", WRONG, "63 C2"},     {PIN_9, "wrong, twice", WRONG, "63 C1"},
    {PIN_9, "wrong, thrice", WRONG, "63 C0"},   {PIN_9, "wrong, a fourth time", WRONG, "69 83"},
    {PIN_1, "right, too late", RIGHT, "69 83"},
};

CASE(after_three_wrong_the_right_one_is_refused, TARGET_CARD, every_new_card,
     "three wrong PINs in a row lock it, whatever the card counts") = {
    {SETUP, "wrong, once", WRONG, "63 C."},
    {SETUP, "wrong, twice", WRONG, "63 C."},
    {SETUP, "wrong, thrice", WRONG, "63 C."},
    {PIN_1, "right, too late", RIGHT, "69 83"},
};

CASE(two_wrong_leave_the_right_one, TARGET_CARD, every_new_card,
     "two wrong PINs in a row do not lock it") = {
    {SETUP, "wrong, once", WRONG, "63 C."},
    {PIN_1, "wrong, twice", WRONG, "63 C."},
    {PIN_1, "right", RIGHT, "90 00"},
};

CASE(two_wrong_do_not_lock, TARGET_CARD, every_new_card,
     "after two wrong PINs the right one still works") = {
    {PIN_9, "wrong, once", WRONG, "63 C2"},
    {PIN_9, "wrong, twice", WRONG, "63 C1"},
    {PIN_1, "right, on the last try", RIGHT, "90 00"},
};

CASE(
    near_misses_are_wrong, TARGET_CARD, every_new_card,
    "a PIN that is right in its first or last digits, one digit longer or one shorter is wrong") = {
    {PIN_1, "the first four are right", "00 20 00 $PIN 06 31 32 33 34 39 39", "63 C."},
    {PIN_1, "the last four are right", "00 20 00 $PIN 06 39 39 33 34 35 36", "63 C."},
    {PIN_1, "right", RIGHT, "90 00"},
    {PIN_1, "one digit more", "00 20 00 $PIN 07 31 32 33 34 35 36 37", "63 C.|67 00|6A 80"},
    {PIN_1, "one digit less", "00 20 00 $PIN 05 31 32 33 34 35", "63 C.|67 00|6A 80"},
    {PIN_1, "right", RIGHT, "90 00"},
};

CASE(right_restores_tries, TARGET_CARD, every_new_card,
     "a right PIN before the third wrong one gives all three tries back") = {
    {SETUP, "wrong, once", WRONG, "63 C."},
    {SETUP, "wrong, twice", WRONG, "63 C."},
    {PIN_2, "right", RIGHT, "90 00"},
    {PIN_2, "wrong again: two left, not none", WRONG, "63 C2"},
    {PIN_2, "and again", WRONG, "63 C1"},
    {PIN_2, "right", RIGHT, "90 00"},
    {PIN_2, "wrong", WRONG, "63 C2"},
};

CASE(a_change_restores_tries, TARGET_CARD, every_new_card,
     "the right old PIN of a change is a right PIN: all three tries come back") = {
    {SETUP, "wrong, once", WRONG, "63 C."},
    {SETUP, "wrong, twice", WRONG, "63 C."},
    {SETUP, "change", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    {PIN_2, "two tries left", WRONG, "63 C2"},
};

CASE(locked_refuses_the_right_pin, TARGET_CARD, every_new_card,
     "a locked PIN refuses the right PIN, every time, over resets too") = {
    {SETUP, "wrong, once", WRONG, "63 C."},          {SETUP, "wrong, twice", WRONG, "63 C."},
    {SETUP, "wrong, thrice", WRONG, "63 C."},        {PIN_3, "right", RIGHT, "69 83"},
    {PIN_3, "right, again", RIGHT, "69 83"},         {SETUP, "reset", "! reset", "ok"},
    {PIN_3, "right, after a reset", RIGHT, "69 83"},
};

CASE(locked_refuses_signing, TARGET_CARD, every_new_card,
     "locking ends what was verified: the card signs no more") = {
    {SETUP, "right", RIGHT, "90 00"},           {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "it signs", SIGN, "9000"},          {SETUP, "wrong, once", WRONG, "63 C."},
    {SETUP, "wrong, twice", WRONG, "63 C."},    {SETUP, "wrong, thrice", WRONG, "63 C."},
    {SETUP, "choose the key", "$MSE", "90 00"}, {PIN_3, "it signs no more", SIGN, "6982|6983"},
};

CASE(locked_by_change_refuses_signing, TARGET_CARD, every_new_card,
     "wrong old PINs of a change lock it just so: what was verified before ends") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "wrong old, once", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C."},
    {SETUP, "wrong old, twice", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C."},
    {SETUP, "wrong old, thrice", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }",
     "63 C."},
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_3, "it signs no more", SIGN, "6982|6983"},
};

CASE(locked_refuses_change, TARGET_CARD, every_new_card,
     "a locked PIN cannot be changed, with the right old one neither") = {
    {SETUP, "wrong, once", WRONG, "63 C."},
    {SETUP, "wrong, twice", WRONG, "63 C."},
    {SETUP, "wrong, thrice", WRONG, "63 C."},
    {PIN_3, "change", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "69 83"},
    {PIN_3, "the new one does not verify", "00 20 00 $PIN 06 36 35 34 33 32 31", "69 83"},
};

CASE(tries_survive_reset, TARGET_CARD, every_new_card, "a reset gives no try back") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},   {SETUP, "reset", "! reset", "ok"},
    {PIN_4, "wrong, twice", WRONG, "63 C1"},  {SETUP, "reset", "! reset", "ok"},
    {PIN_4, "wrong, thrice", WRONG, "63 C0"}, {SETUP, "reset", "! reset", "ok"},
    {PIN_4, "locked", RIGHT, "69 83"},
};

CASE(tries_survive_power_loss, TARGET_CARD, every_new_card,
     "power off and on gives no try back") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},   {SETUP, "power off and on", "! power", "ok"},
    {PIN_4, "wrong, twice", WRONG, "63 C1"},  {SETUP, "power off and on", "! power", "ok"},
    {PIN_4, "wrong, thrice", WRONG, "63 C0"}, {SETUP, "power off and on", "! power", "ok"},
    {PIN_4, "locked", RIGHT, "69 83"},
};

CASE(tries_survive_removal, TARGET_CARD, every_new_card,
     "taking the card out and putting it in again gives no try back") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {PIN_4, "wrong, twice", WRONG, "63 C1"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {PIN_4, "right, on the last try", RIGHT, "90 00"},
};

CASE(a_torn_attempt_costs_its_try, TARGET_CARD, every_new_card,
     "a try is spent before the digits are compared: power lost before it is given back has cost "
     "it") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},
    {SETUP, "power will go", "! fault card-dies first=2", "ok"},
    {PIN_4, "right, torn in the middle", RIGHT, ""},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {PIN_4, "one is left", ASK, "63 C1"},
    {PIN_4, "right, on the last try", RIGHT, "90 00"},
};

CASE(a_torn_attempt_compares_nothing, TARGET_CARD, every_new_card,
     "power lost before a try is spent: no answer, nothing verified, and no try gained") = {
    {SETUP, "wrong, once", WRONG, "63 C2"},    {SETUP, "power will go", "! fault card-dies", "ok"},
    {PIN_4, "right, torn at once", RIGHT, ""}, {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},           {PIN_4, "two are left", ASK, "63 C2"},
};

CASE(change_sets_the_new_pin, TARGET_CARD, every_new_card,
     "the right old PIN sets a new one, and the old one is wrong from then on") = {
    {PIN_6, "change", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    {PIN_6, "the old one", RIGHT, "63 C2"},
    {PIN_6, "the new one", "00 20 00 $PIN 06 36 35 34 33 32 31", "90 00"},
};

CASE(a_pin_of_another_length_is_changed_again, TARGET_CARD, every_new_card,
     "a PIN that grew or shrank is an old PIN like any other: changed again, as often as one "
     "likes") = {
    {PIN_6, "six to eight", "$CHANGE { $L6 31 32 33 34 35 36 $L8 38 37 36 35 34 33 32 31 }",
     "90 00"},
    {PIN_6, "eight to four", "$CHANGE { $L8 38 37 36 35 34 33 32 31 $L4 31 31 32 32 }", "90 00"},
    {PIN_6, "wrong old of four", "$CHANGE { $L4 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C2"},
    {PIN_6, "four to six", "$CHANGE { $L4 31 31 32 32 $L6 36 35 34 33 32 31 }", "90 00"},
    {PIN_6, "the last one", "00 20 00 $PIN 06 36 35 34 33 32 31", "90 00"},
    {PIN_6, "the first one", RIGHT, "63 C2"},
};

CASE(wrong_old_counts, TARGET_CARD, every_new_card,
     "a wrong old PIN counts as a wrong try, up to the lock, and changes nothing") = {
    {PIN_6, "wrong old, once", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C2"},
    {PIN_6, "asked", ASK, "63 C2"},
    {PIN_6, "wrong old, twice", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C1"},
    {PIN_6, "wrong old, thrice", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }",
     "63 C0"},
    {PIN_6, "locked", RIGHT, "69 83"},
};

CASE(a_malformed_old_pin_is_a_wrong_one, TARGET_CARD, each_new_family,
     "an old PIN with a letter, a digit short or padded is a wrong one and counts as such") = {
    {PIN_6, "a letter", "$CHANGE { $L6 31 32 33 34 35 41 $L6 36 35 34 33 32 31 }", "63 C2"},
    {PIN_6, "asked", ASK, "63 C2"},
    {PIN_6, "padded", "$CHANGE { $L8 31 32 33 34 35 36 FF FF $L6 36 35 34 33 32 31 }",
     "63 C1|6A 80"},
    {SETUP, "right", RIGHT, "90 00"},
    {PIN_6, "a digit short", "$CHANGE { $L5 31 32 33 34 35 $L6 39 39 34 33 32 31 }", "63 C2"},
    {PIN_6, "the old one still holds", RIGHT, "90 00"},
};

static const struct situation counted = {.produced = "2010-03-15", .profiles = "v1.0"};

CASE(lengths_that_do_not_fit_change_nothing, TARGET_CARD, counted,
     "on v1.0, where CHANGE counts what it carries, a count that does not fit changes and costs "
     "nothing") = {
    {PIN_6, "new: one too few", "$CHANGE { 06 31 32 33 34 35 36 05 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {PIN_6, "new: one too many", "$CHANGE { 06 31 32 33 34 35 36 07 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {PIN_6, "new: more than fits", "$CHANGE { 06 31 32 33 34 35 36 FF 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {PIN_6, "new: none", "$CHANGE { 06 31 32 33 34 35 36 00 }", "6A 80|67 00"},
    {PIN_6, "no new one", "$CHANGE { 06 31 32 33 34 35 36 }", "6A 80|67 00"},
    {PIN_6, "old: more than comes", "$CHANGE { 0F 31 32 33 34 35 36 06 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {PIN_6, "old: up to the end", "$CHANGE { 0D 31 32 33 34 35 36 06 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {PIN_6, "no try lost", ASK, "63 C3"},
    {UNB_11, "new PUK: one too few",
     "$CHANGEPUK { 08 31 32 33 34 35 36 37 38 07 38 37 36 35 34 33 32 31 }", "6A 80|67 00"},
    {UNB_11, "new PUK: one too many",
     "$CHANGEPUK { 08 31 32 33 34 35 36 37 38 09 38 37 36 35 34 33 32 31 }", "6A 80|67 00"},
    {UNB_11, "no PUK try lost", "00 20 00 $PUK", "63 C3"},
    {PIN_6, "the PIN is as it was", RIGHT, "90 00"},
    {UNB_11, "and the PUK", "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }", "90 00"},
};

CASE(change_needs_the_old_pin, TARGET_CARD, every_new_card,
     "a verified PIN is not enough: the change itself needs the old one") = {
    {SETUP, "right", RIGHT, "90 00"},
    {PIN_6, "wrong old", "$CHANGE { $L6 39 39 39 39 39 39 $L6 36 35 34 33 32 31 }", "63 C2"},
    {PIN_6, "the old one still holds", RIGHT, "90 00"},
};

CASE(short_new_pin_changes_nothing, TARGET_CARD, every_new_card,
     "a new PIN of three digits changes nothing and counts nothing; one of four is taken") = {
    {PIN_6, "three digits", "$CHANGE { $L6 31 32 33 34 35 36 $L3 31 32 33 }", "6A 80|67 00"},
    {PIN_6, "no try lost", ASK, "63 C3"},
    {PIN_6, "four digits", "$CHANGE { $L6 31 32 33 34 35 36 $L4 34 33 32 31 }", "90 00"},
    {PIN_6, "the four digits", "00 20 00 $PIN 04 34 33 32 31", "90 00"},
};

CASE(long_new_pin_changes_nothing, TARGET_CARD, every_new_card,
     "a new PIN of 17 digits changes nothing and counts nothing; one of 16 is taken") = {
    {PIN_6, "17 digits",
     "$CHANGE { $L6 31 32 33 34 35 36 "
     "$L17 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 }",
     "6A 80|67 00"},
    {PIN_6, "no try lost", ASK, "63 C3"},
    {PIN_6, "16 digits",
     "$CHANGE { $L6 31 32 33 34 35 36 "
     "$L16 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 }",
     "90 00"},
    {PIN_6, "the 16 digits", "00 20 00 $PIN 10 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31",
     "90 00"},
};

CASE(letters_are_no_new_pin, TARGET_CARD, every_new_card,
     "a new PIN with anything in it but digits changes nothing and counts nothing") = {
    {PIN_6, "what stands before 0", "$CHANGE { $L6 31 32 33 34 35 36 $L6 31 32 33 34 35 2F }",
     "6A 80"},
    {PIN_6, "what stands behind 9", "$CHANGE { $L6 31 32 33 34 35 36 $L6 31 32 33 34 35 3A }",
     "6A 80"},
    {PIN_6, "padding", "$CHANGE { $L6 31 32 33 34 35 36 $L6 31 32 33 34 FF FF }", "6A 80"},
    {PIN_6, "digits that are none", "$CHANGE { $L6 31 32 33 34 35 36 $L6 01 02 03 04 05 06 }",
     "6A 80"},
    {PIN_6, "a letter in front", "$CHANGE { $L6 31 32 33 34 35 36 $L6 41 32 33 34 35 36 }",
     "6A 80"},
    {PIN_6, "a letter", "$CHANGE { $L6 31 32 33 34 35 36 $L6 31 32 33 34 35 41 }", "6A 80"},
    {PIN_6, "no try lost", ASK, "63 C3"},
    {PIN_6, "the old one holds", RIGHT, "90 00"},
};

CASE(badly_formed_with_wrong_old_costs_nothing, TARGET_CARD, every_new_card,
     "a badly formed new PIN counts nothing even with a wrong old one") = {
    {PIN_6, "short new, wrong old", "$CHANGE { $L6 39 39 39 39 39 39 $L3 31 32 33 }",
     "6A 80|67 00"},
    {PIN_6, "no try lost", ASK, "63 C3"},
};

CASE(asking_costs_nothing, TARGET_CARD, every_new_card, "asking for the tries left costs none") = {
    {PIN_7, "asked", ASK, "63 C3"},         {PIN_7, "asked again", ASK, "63 C3"},
    {SETUP, "wrong, once", WRONG, "63 C2"}, {PIN_7, "asked", ASK, "63 C2"},
    {PIN_7, "asked again", ASK, "63 C2"},   {SETUP, "wrong, twice", WRONG, "63 C1"},
    {PIN_7, "asked", ASK, "63 C1"},         {PIN_7, "asked again", ASK, "63 C1"},
    {PIN_7, "right", RIGHT, "90 00"},
};

const struct conf_case *const pin_cases[] = {
    &third_wrong_locks,
    &after_three_wrong_the_right_one_is_refused,
    &two_wrong_leave_the_right_one,
    &two_wrong_do_not_lock,
    &near_misses_are_wrong,
    &right_restores_tries,
    &a_change_restores_tries,
    &locked_refuses_the_right_pin,
    &locked_refuses_signing,
    &locked_by_change_refuses_signing,
    &locked_refuses_change,
    &tries_survive_reset,
    &tries_survive_power_loss,
    &tries_survive_removal,
    &a_torn_attempt_costs_its_try,
    &a_torn_attempt_compares_nothing,
    &change_sets_the_new_pin,
    &a_pin_of_another_length_is_changed_again,
    &wrong_old_counts,
    &a_malformed_old_pin_is_a_wrong_one,
    &lengths_that_do_not_fit_change_nothing,
    &change_needs_the_old_pin,
    &short_new_pin_changes_nothing,
    &long_new_pin_changes_nothing,
    &letters_are_no_new_pin,
    &badly_formed_with_wrong_old_costs_nothing,
    &asking_costs_nothing,
    NULL,
};
