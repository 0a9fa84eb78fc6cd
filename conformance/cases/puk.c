/* SPDX-License-Identifier: MIT */
/* The PUK on the wire: unlocking old cards, killing them, and new cards that refuse it. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define RIGHT_PIN "00 20 00 $PIN 06 31 32 33 34 35 36"
#define NEW_PIN   "00 20 00 $PIN 06 36 35 34 33 32 31"
#define WRONG_PIN "00 20 00 $PIN 06 39 39 39 39 39 39"
#define ASK       "00 20 00 $PIN"
#define PUK(PIN)  "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 " PIN " }"
#define WRONG_PUK "00 2C 00 $PIN { 39 39 39 39 39 39 39 39 36 35 34 33 32 31 }"
#define UNLOCK    PUK("36 35 34 33 32 31")
#define LOCK                                                                                       \
    {SETUP, "wrong, once", WRONG_PIN, "63 C."}, {SETUP, "wrong, twice", WRONG_PIN, "63 C."},       \
    {                                                                                              \
        SETUP, "wrong, thrice: locked", WRONG_PIN, "63 C."                                         \
    }
#define KILL                                                                                       \
    {SETUP, "wrong PUK, once", WRONG_PUK, "63 C."},                                                \
        {SETUP, "wrong PUK, twice", WRONG_PUK, "63 C."},                                           \
    {                                                                                              \
        SETUP, "wrong PUK, thrice: dead", WRONG_PUK, "63 C."                                       \
    }

CASE(puk_unlocks_an_old_card, TARGET_CARD, every_old_card,
     "on a card of 2010 the PUK unlocks the PIN and sets a new one, with three tries again") = {
    LOCK,
    {UNB_1, "PUK and new PIN", UNLOCK, "90 00"},
    {UNB_1, "the tries are three again", ASK, "63 C3"},
    {UNB_1, "the old PIN is wrong", RIGHT_PIN, "63 C2"},
    {UNB_1, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(a_longer_pin_set_by_puk_is_changed_again, TARGET_CARD, every_old_card,
     "a new PIN of eight digits that the PUK set can be changed like any other") = {
    LOCK,
    {UNB_1, "PUK and a longer PIN", PUK("38 37 36 35 34 33 32 31"), "90 00"},
    {PIN_6, "eight to six", "$CHANGE { $L8 38 37 36 35 34 33 32 31 $L6 36 35 34 33 32 31 }",
     "90 00"},
    {PIN_6, "the six", NEW_PIN, "90 00"},
    {UNB_11, "PUK and three digits", PUK("31 32 33"), "6A 80|67 00"},
    {UNB_1, "PUK and four", PUK("34 33 32 31"), "90 00"},
    {UNB_1, "the four", "00 20 00 $PIN 04 34 33 32 31", "90 00"},
    {UNB_11, "PUK and 17", PUK("31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31"),
     "6A 80|67 00"},
    {UNB_1, "PUK and 16", PUK("31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31"), "90 00"},
    {UNB_1, "the 16", "00 20 00 $PIN 10 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31", "90 00"},
    {UNB_1, "wrong PUK: two left", WRONG_PUK, "63 C2"},
};

CASE(puk_restores_its_own_tries, TARGET_CARD, every_old_card,
     "a right PUK gives the PUK all its tries back") = {
    LOCK,
    {UNB_2, "wrong PUK, once", WRONG_PUK, "63 C2"},
    {UNB_2, "wrong PUK, twice", WRONG_PUK, "63 C1"},
    {UNB_1, "right PUK on its last try", UNLOCK, "90 00"},
    {UNB_1, "wrong PUK: two left", WRONG_PUK, "63 C2"},
    {UNB_1, "wrong PUK: one left", WRONG_PUK, "63 C1"},
    {UNB_1, "right PUK again", UNLOCK, "90 00"},
};

CASE(third_wrong_puk_kills, TARGET_CARD, every_old_card,
     "the third wrong PUK puts the card out of use: nothing is obeyed any more") = {
    LOCK,
    {UNB_2, "wrong PUK, once", WRONG_PUK, "63 C2"},
    {UNB_2, "wrong PUK, twice", WRONG_PUK, "63 C1"},
    {UNB_2, "wrong PUK, thrice", WRONG_PUK, "63 C0"},
    {UNB_2, "right PUK", UNLOCK, "69 85"},
    {UNB_2, "right PIN", RIGHT_PIN, "69 85"},
    {UNB_2, "asked for tries", ASK, "69 85"},
    {UNB_2, "choose a key", "$MSE", "69 85"},
    {UNB_2, "sign", "00 2A 9E 9A { 30 31 } 00", "69 85"},
    {UNB_2, "change", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "69 85"},
    {UNB_2, "challenge for an unlock", "00 84 00 00 10", "69 85"},
    {UNB_2, "unlock without PUK", "00 2C 02 $PIN 06 36 35 34 33 32 31", "69 85"},
    {UNB_2, "external authentication",
     "00 82 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "69 85"},
    {UNB_2, "factory's phase", "80 09 00 02", "69 85|6D 00"},
};

CASE(a_dead_card_stays_dead, TARGET_CARD, every_old_card,
     "neither reset nor power nor another reader revives a dead card") = {
    LOCK,
    KILL,
    {SETUP, "reset", "! reset", "ok"},
    {UNB_2, "right PUK", UNLOCK, "69 85"},
    {SETUP, "power off and on", "! power", "ok"},
    {UNB_2, "right PUK", UNLOCK, "69 85"},
    {UNB_2, "right PIN", RIGHT_PIN, "69 85"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {UNB_2, "right PUK", UNLOCK, "69 85"},
    {UNB_2, "it is dead", "! status", "ok dead=true"},
};

CASE(a_dead_card_still_says_who_it_is, TARGET_CARD, every_old_card,
     "a dead card still tells its serial number, so that it can be replaced") = {
    LOCK,
    KILL,
    {UNB_2, "GET DATA", "00 CA 01 06 4D", "<data:55> $serial * 90 00"},
};

CASE(puk_tries_survive_reset_and_power, TARGET_CARD, every_old_card,
     "neither reset nor loss of power nor removal gives a PUK try back") = {
    LOCK,
    {UNB_3, "wrong PUK, once", WRONG_PUK, "63 C2"},
    {SETUP, "reset", "! reset", "ok"},
    {UNB_3, "wrong PUK, twice", WRONG_PUK, "63 C1"},
    {SETUP, "power off and on", "! power", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {UNB_3, "wrong PUK, thrice", WRONG_PUK, "63 C0"},
    {UNB_3, "dead", UNLOCK, "69 85"},
};

CASE(a_torn_unlock_costs_its_try, TARGET_CARD, every_old_card,
     "the PUK's try too is spent before the digits are compared") = {
    {SETUP, "power will go", "! fault card-dies first=2", "ok"},
    {UNB_3, "PUK, torn in the middle", UNLOCK, ""},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {UNB_3, "wrong PUK: one is left", WRONG_PUK, "63 C1"},
};

CASE(a_right_pin_restores_no_puk_try, TARGET_CARD, every_old_card,
     "the PUK's tries are its own: a right PIN gives none back") = {
    {SETUP, "wrong PUK, once", WRONG_PUK, "63 C2"},
    {SETUP, "right PIN", RIGHT_PIN, "90 00"},
    {UNB_3, "wrong PUK, twice", WRONG_PUK, "63 C1"},
};

CASE(an_unlock_verifies_nothing, TARGET_CARD, every_old_card,
     "who has unlocked the PIN with the PUK has not verified it: the card does not sign yet") = {
    LOCK,
    {SETUP, "PUK and new PIN", UNLOCK, "90 00"},
    {SETUP, "choose a key", "$MSE", "90 00"},
    {PIN_5, "no signature", "00 2A 9E 9A { 30 31 } 00", "69 82"},
};

CASE(dying_ends_what_was_verified, TARGET_CARD, every_old_card,
     "the third wrong PUK ends an earlier verification too: the dead card does not sign") = {
    {SETUP, "right PIN", RIGHT_PIN, "90 00"},
    {SETUP, "choose a key", "$MSE", "90 00"},
    KILL,
    {UNB_2, "sign", "00 2A 9E 9A { 30 31 } 00", "69 85"},
    {UNB_2, "choose a key", "$MSE", "69 85"},
};

CASE(puk_works_on_an_open_pin, TARGET_CARD, every_old_card,
     "the right PUK sets a new PIN on a card that is not locked, too") = {
    {UNB_11, "PUK and new PIN", UNLOCK, "90 00"},
    {UNB_11, "the new PIN", NEW_PIN, "90 00"},
};

CASE(malformed_unlock_costs_nothing, TARGET_CARD, every_old_card,
     "a PUK that is no PUK or a new PIN that is no PIN changes nothing and costs nothing") = {
    LOCK,
    {UNB_11, "new PIN of three digits", PUK("31 32 33"), "6A 80|67 00"},
    {UNB_11, "new PIN with a letter", PUK("31 32 33 34 35 41"), "6A 80"},
    {UNB_11, "PUK with letters, wrong new PIN",
     "00 2C 00 $PIN { 41 41 41 41 41 41 41 41 36 35 34 33 32 31 }", "6A 80"},
    {UNB_11, "no new PIN at all", PUK(""), "6A 80|67 00"},
    {UNB_11, "nothing was lost: all three tries", WRONG_PUK, "63 C2"},
    {UNB_11, "nothing was lost", WRONG_PUK, "63 C1"},
    {UNB_11, "it works", UNLOCK, "90 00"},
};

CASE(puk_is_changed_with_the_old_one, TARGET_CARD, every_old_card,
     "the right old PUK sets a new one, which unlocks from then on") = {
    {UNB_11, "change", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L8 38 37 36 35 34 33 32 31 }",
     "90 00"},
    LOCK,
    {UNB_11, "the old PUK is wrong", UNLOCK, "63 C2"},
    {UNB_11, "the new PUK is right", "00 2C 00 $PIN { 38 37 36 35 34 33 32 31 36 35 34 33 32 31 }",
     "90 00"},
};

CASE(wrong_old_puk_counts, TARGET_CARD, every_old_card,
     "a wrong old PUK counts as a wrong try; the third kills the card") = {
    {UNB_2, "once", "$CHANGEPUK { $L8 39 39 39 39 39 39 39 39 $L8 38 37 36 35 34 33 32 31 }",
     "63 C2"},
    {UNB_2, "twice", "$CHANGEPUK { $L8 39 39 39 39 39 39 39 39 $L8 38 37 36 35 34 33 32 31 }",
     "63 C1"},
    {UNB_2, "thrice", "$CHANGEPUK { $L8 39 39 39 39 39 39 39 39 $L8 38 37 36 35 34 33 32 31 }",
     "63 C0"},
    {UNB_2, "dead", RIGHT_PIN, "69 85"},
};

CASE(malformed_new_puk_changes_nothing, TARGET_CARD, every_old_card,
     "a new PUK of seven or nine digits, or with a letter, changes and costs nothing") = {
    {UNB_11, "seven", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L7 38 37 36 35 34 33 32 }",
     "6A 80|67 00"},
    {UNB_11, "nine", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L9 38 37 36 35 34 33 32 31 30 }",
     "6A 80|67 00"},
    {UNB_11, "a letter", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L8 38 37 36 35 34 33 32 41 }",
     "6A 80"},
    {UNB_11, "all three tries are left", WRONG_PUK, "63 C2"},
    {UNB_11, "the old PUK holds", UNLOCK, "90 00"},
};

CASE(malformed_old_puk_costs_nothing, TARGET_CARD, each_old_family,
     "an old PUK with a letter, of seven or nine digits, or none at all costs nothing") = {
    {UNB_11, "a letter", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 41 $L8 38 37 36 35 34 33 32 31 }",
     "6A 80"},
    {UNB_11, "a letter in front",
     "$CHANGEPUK { $L8 41 32 33 34 35 36 37 38 $L8 38 37 36 35 34 33 32 31 }", "6A 80"},
    {UNB_11, "padded", "$CHANGEPUK { $L8 31 32 33 34 35 36 FF FF $L8 38 37 36 35 34 33 32 31 }",
     "6A 80"},
    {UNB_11, "seven", "$CHANGEPUK { $L7 31 32 33 34 35 36 37 $L8 38 37 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {UNB_11, "nine", "$CHANGEPUK { $L9 31 32 33 34 35 36 37 38 39 $L8 38 37 36 35 34 33 32 31 }",
     "6A 80|67 00"},
    {UNB_11, "none", "$CHANGEPUK { $L8 38 37 36 35 34 33 32 31 }", "6A 80|67 00"},
    {UNB_11, "old and new with a letter",
     "$CHANGEPUK { $L8 41 32 33 34 35 36 37 38 $L8 41 37 36 35 34 33 32 31 }", "6A 80"},
    {UNB_11, "a wrong one, and a new one of seven",
     "$CHANGEPUK { $L8 39 39 39 39 39 39 39 39 $L7 38 37 36 35 34 33 32 }", "6A 80|67 00"},
    {UNB_11, "all three tries are left", WRONG_PUK, "63 C2"},
    {UNB_11, "the old PUK holds", UNLOCK, "90 00"},
};

CASE(new_card_refuses_the_puk, TARGET_CARD, every_new_card,
     "on a card of 2015 the right PUK is refused, on an open PIN and on a locked one") = {
    {UNB_5, "PUK on an open PIN", UNLOCK, "69 85"},
    {UNB_5, "the PIN is unchanged", RIGHT_PIN, "90 00"},
    LOCK,
    {UNB_5, "PUK on a locked PIN", UNLOCK, "69 85"},
    {UNB_5, "it is still locked", RIGHT_PIN, "69 83"},
};

CASE(refused_puk_costs_nothing, TARGET_CARD, every_new_card,
     "on a card of 2015 wrong PUKs cost nothing and kill nothing") = {
    {UNB_5, "wrong PUK", WRONG_PUK, "69 85"},
    {UNB_5, "wrong PUK", WRONG_PUK, "69 85"},
    {UNB_5, "wrong PUK", WRONG_PUK, "69 85"},
    {UNB_5, "wrong PUK", WRONG_PUK, "69 85"},
    {UNB_5, "no try lost, not dead", "! status", "ok puk_tries=3 dead=false"},
    {UNB_5, "the card works", RIGHT_PIN, "90 00"},
};

CASE(new_card_refuses_to_change_the_puk, TARGET_CARD, every_new_card,
     "on a card of 2015 the PUK cannot be changed either") = {
    {UNB_5, "change", "$CHANGEPUK { $L8 31 32 33 34 35 36 37 38 $L8 38 37 36 35 34 33 32 31 }",
     "69 85"},
    {UNB_5, "no try lost", "! status", "ok puk_tries=3"},
};

CASE(old_card_refuses_an_unlock_without_puk, TARGET_CARD, every_old_card,
     "on a card of 2010 RESET RETRY COUNTER without PUK is refused") = {
    LOCK,
    {UNB_5, "new PIN alone", "00 2C 02 $PIN 06 36 35 34 33 32 31", "69 82|69 85"},
    {UNB_5, "still locked", RIGHT_PIN, "69 83"},
};

CASE(old_card_refuses_the_portals_answer, TARGET_CARD, every_old_card,
     "a card of 2010 takes no unlock of the portal, were the portal to give one") = {
    LOCK,
    {SETUP, "a portal that knows no border", "! policy portal.unlock_border 1999-01-01", "ok"},
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},
    {SETUP, "the phone", "! sms", "ok code=<sms>"},
    {SETUP, "the code", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms", "200 onay_kodu=<code>"},
    {SETUP, "pairs", "POST /kilit/baslat onay_kodu=$code", "200 pairing=<pairing>"},
    {SETUP, "the card's challenge", "00 84 00 00 10", "<challenge:16> 90 00"},
    {SETUP, "the portal's answer",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "200 cryptogram=<mac>"},
    {UNB_5, "the card refuses it", "00 82 00 01 10 $mac", "69 85"},
    {UNB_5, "and the new PIN", "00 2C 02 $PIN 06 36 35 34 33 32 31", "69 82|69 85"},
    {UNB_5, "still locked", RIGHT_PIN, "69 83"},
};

/* What a card out of use answers to a command: the one word, or that it has no such command. */
#define OUT "69 85|6D 00|6E 00"
#define DEAF(NAME, SENT)                                                                           \
    {                                                                                              \
        UNB_2, NAME, SENT, OUT                                                                     \
    }
CASE(a_dead_card_hears_nothing, TARGET_CARD, every_old_card,
     "a card out of use obeys no command any more, whatever it is") = {
    KILL,
    DEAF("PHASE", "80 09 00 01"),
    DEAF("CREATE DF", "80 10 00 00 02 3F 01"),
    DEAF("CREATE EF", "80 15 00 00 02 3F 02"),
    DEAF("DELETE", "80 16 00 00 02 3F 02"),
    DEAF("DIRECTORY", "80 18 00 00 00"),
    DEAF("LOGOUT", "80 1A 00 00"),
    DEAF("LIST", "80 1D 00 00 00"),
    DEAF("VERIFY", "00 20 00 $PIN 06 31 32 33 34 35 36"),
    DEAF("MANAGE SECURITY ENVIRONMENT", "$MSE"),
    DEAF("CHANGE REFERENCE DATA", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }"),
    DEAF("PERFORM SECURITY OPERATION", "00 2A 9E 9A 01 00 00"),
    DEAF("RESET RETRY COUNTER", WRONG_PUK),
    DEAF("GENERATE ASYMMETRIC KEY PAIR", "00 46 81 00 03 84 01 81 00"),
    DEAF("EXTERNAL AUTHENTICATE", "00 82 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"),
    DEAF("GET CHALLENGE", "00 84 00 00 10"),
    DEAF("INTERNAL AUTHENTICATE",
         "00 88 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 10"),
    DEAF("SELECT of the application", "00 A4 08 00 04 3F 00 3D 00"),
    DEAF("SELECT of the certificate", "00 A4 08 00 04 3D 00 2F 10"),
    DEAF("READ BINARY", "00 B0 00 00 00"),
    DEAF("READ RECORD", "00 B2 01 04 00"),
    DEAF("GET RESPONSE", "00 C0 00 00 00"),
    DEAF("WRITE BINARY", "00 D0 00 00 01 00"),
    DEAF("WRITE RECORD", "00 D2 01 04 01 00"),
    DEAF("UPDATE BINARY", "00 D6 00 00 01 00"),
    DEAF("UPDATE RECORD", "00 DC 01 04 01 00"),
    DEAF("APPEND RECORD", "00 E2 00 00 01 00"),
};

const struct conf_case *const puk_cases[] = {
    &puk_unlocks_an_old_card,
    &a_longer_pin_set_by_puk_is_changed_again,
    &puk_restores_its_own_tries,
    &third_wrong_puk_kills,
    &a_dead_card_hears_nothing,
    &a_dead_card_stays_dead,
    &a_dead_card_still_says_who_it_is,
    &puk_tries_survive_reset_and_power,
    &a_torn_unlock_costs_its_try,
    &a_right_pin_restores_no_puk_try,
    &an_unlock_verifies_nothing,
    &dying_ends_what_was_verified,
    &puk_works_on_an_open_pin,
    &malformed_unlock_costs_nothing,
    &puk_is_changed_with_the_old_one,
    &wrong_old_puk_counts,
    &malformed_new_puk_changes_nothing,
    &malformed_old_puk_costs_nothing,
    &new_card_refuses_the_puk,
    &refused_puk_costs_nothing,
    &new_card_refuses_to_change_the_puk,
    &old_card_refuses_an_unlock_without_puk,
    &old_card_refuses_the_portals_answer,
    NULL,
};
