/* SPDX-License-Identifier: MIT */
/* Every AKİS version there is: named by the client, and held to the same rules; every kind of key.
 */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define ALL_VERSIONS "v1.0 v1.2.1 v1.2.1-nxp v1.2.2 v1.2.2-nxp v2.0 v2.2.8 v2.2.8-uktum v2.5 v2.6"
#define RIGHT        "00 20 00 $PIN 06 31 32 33 34 35 36"
#define WRONG        "00 20 00 $PIN 06 39 39 39 39 39 39"
#define NEW          "00 20 00 $PIN 06 36 35 34 33 32 31"

static const struct situation of_each_version = {.produced = "2010-03-15",
                                                 .profiles = ALL_VERSIONS};
static const struct situation factory = {.no_card = true};

CASE(each_version_is_named, TARGET_CLIENT, of_each_version,
     "whatever the version, a client knows it") = {
    {DEL_2, "seen", "? card.see", "ok atr=$ATR version~$AKIS"},
    {DEL_2, "who it is", "? card.identity", "ok serial=$serial unlocks_by=puk"},
};

CASE(each_version_keeps_the_rules, TARGET_CARD, of_each_version,
     "whatever the version, its PIN lives by the same rules") = {
    {PIN_7, "asked for the PUK's tries", "00 20 00 $PUK", "63 C3"},
    {PIN_6, "the PIN is changed", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }",
     "90 00"},
    {PIN_1, "the new PIN", NEW, "90 00"},
    {PIN_1, "wrong, once", WRONG, "63 C2"},
    {PIN_1, "wrong, twice", WRONG, "63 C1"},
    {PIN_1, "wrong, thrice", WRONG, "63 C0"},
    {PIN_1, "right, too late", NEW, "69 83"},
};

CASE(nothing_given_changes_nothing, TARGET_CARD, every_old_card,
     "changing or unlocking without any digits changes nothing and costs nothing") = {
    {PIN_6, "change, no digits", "$CHANGE", "67 00|6A 80"},
    {PIN_6, "no try lost", "00 20 00 $PIN", "63 C3"},
    {UNB_11, "PUK, no digits", "00 2C 00 $PIN", "67 00|6A 80|69 85"},
    {UNB_11, "no PUK try lost", "00 20 00 $PUK", "63 C3"},
    {PIN_6, "the PIN is as it was", RIGHT, "90 00"},
};

CASE(the_certificate_can_be_read, TARGET_SYSTEM, every_old_card,
     "the certificate lies on the card for all to read, before any PIN") = {
    {SETUP, "the certificate", "00 A4 08 00 04 3D 00 2F 10 00", "* 90 00|61 .."},
    {DEL_1, "nobody writes it", "00 D6 00 00 02 00 00", "69 82|69 86"},
    {DEL_1, "nor into it", "00 D0 00 00 02 FF FF", "69 82|69 86"},
    {DEL_1, "nobody deletes it", "80 16 08 00 04 3D 00 2F 10", "69 82|6D 00"},
    {SETUP, "the certificate", "00 A4 08 00 04 3D 00 2F 10 00", "* 90 00|61 .."},
    {DEL_1, "it is there", "! read", "6282|9000|6B00 data~3082"},
};

#define MADE(KEY, PROFILE)                                                                         \
    {                                                                                              \
        DEL_1, KEY " on " PROFILE, "! new profile=" PROFILE " key=" KEY, "ok"                      \
    }
CASE(cards_come_with_the_keys_of_today, TARGET_SYSTEM, factory,
     "the keys that qualified certificates are issued for are there on the cards of their time") = {
    MADE("rsa2048", "v1.0"),
    MADE("rsa2048", "v2.2.8"),
    MADE("rsa2048", "v2.5"),
    MADE("p384", "v2.5"),
};

const struct conf_case *const version_cases[] = {
    &each_version_is_named,
    &each_version_keeps_the_rules,
    &nothing_given_changes_nothing,
    &the_certificate_can_be_read,
    &cards_come_with_the_keys_of_today,
    NULL,
};
