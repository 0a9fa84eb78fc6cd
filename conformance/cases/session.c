/* SPDX-License-Identifier: MIT */
/* What the PIN opens, and what ends that: signing, deciphering, keys. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define RIGHT  "00 20 00 $PIN 06 31 32 33 34 35 36"
#define WRONG  "00 20 00 $PIN 06 39 39 39 39 39 39"
#define LOGOUT "80 1A 00 00"
/* A SHA-256 DigestInfo (RFC 8017, 9.2) of 32 bytes AB. */
#define DIGEST                                                                                     \
    "30 31 30 0D 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20 "                                    \
    "AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB "   \
    "AB "                                                                                          \
    "AB"
#define SIGN "! send 00 2A 9E 9A { " DIGEST " } 00"

CASE(signing_needs_the_pin, TARGET_CARD, every_new_card,
     "without the PIN the card signs nothing") = {
    {SETUP, "choose the key", "$MSE", "90 00"}, {PIN_5, "no PIN, no signature", SIGN, "6982"},
    {SETUP, "right", RIGHT, "90 00"},           {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "it signs", SIGN, "9000"},
};

CASE(a_wrong_pin_opens_nothing, TARGET_CARD, every_new_card,
     "after a wrong PIN, up to the third, the card signs nothing") = {
    {SETUP, "choose the key", "$MSE", "90 00"}, {SETUP, "wrong, once", WRONG, "63 C."},
    {PIN_5, "no signature", SIGN, "6982"},      {SETUP, "wrong, twice", WRONG, "63 C."},
    {SETUP, "wrong, thrice", WRONG, "63 C."},   {PIN_5, "no signature", SIGN, "6982|6983"},
};

CASE(signing_in_pieces_needs_the_pin, TARGET_CARD, every_new_card,
     "a digest that comes in pieces (command chaining) is not signed without the PIN either") = {
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "the first piece", "10 2A 9E 9A { 30 31 30 0D 06 09 60 86 48 01 65 03 04 }",
     "69 82|90 00|68 .."},
    {PIN_5, "the last one",
     "! send 00 2A 9E 9A { 02 01 05 00 04 20 AB AB AB AB AB AB AB AB AB AB AB AB "
     "AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB AB } 00",
     "6982"},
};

CASE(deciphering_needs_the_pin, TARGET_CARD, every_new_card,
     "deciphering, which with RSA is the same as signing, needs the PIN") = {
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "decipher", "00 2A 80 86 { 00 01 02 } 00", "69 82|6D 00|6A 81|6A 86|6B 00"},
};

CASE(keys_are_not_made_without_the_pin, TARGET_CARD, every_new_card,
     "nobody puts a key of his own on a card whose PIN he does not know") = {
    {PIN_5, "a new key", "00 46 00 00 { 80 02 04 00 84 01 82 } 00", "69 82|6D 00|6E 00"},
};

CASE(private_keys_are_no_files, TARGET_CARD, every_new_card,
     "no command reads a private key, before the PIN or after it") = {
    {SETUP, "select, before the PIN", "00 A4 08 00 04 3D 00 2F 30 00", "*"},
    {PIN_5, "read", "00 B0 00 00 00", "69 ..|6A ..|6D 00"},
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "select, after it", "00 A4 08 00 04 3D 00 2F 30 00", "*"},
    {PIN_5, "read", "00 B0 00 00 00", "69 ..|6A ..|6D 00"},
    {SETUP, "select the certificate", "00 A4 08 00 04 3D 00 2F 10 00", "* 90 00|61 .."},
    {PIN_5, "nothing is read behind its end", "00 B0 0C 00 00", "6B 00|62 82|6A 82|6A 86"},
};

/* Of a signature the first sixteen bytes; the rest waits for GET RESPONSE. */
#define BEGUN(SAY)                                                                                 \
    {SETUP, "right", RIGHT, "90 00"}, {SETUP, "choose the key", "$MSE", "90 00"},                  \
    {                                                                                              \
        SETUP, SAY, "00 2A 9E 9A { " DIGEST " } 10", "* 61 .."                                     \
    }
#define REST(SAY)                                                                                  \
    {                                                                                              \
        PIN_5, SAY, "00 C0 00 00 00", "69 ..|6A ..|6D 00"                                          \
    }
CASE(the_rest_of_a_signature_does_not_wait, TARGET_CARD, each_new_family,
     "what was not fetched of a signature is gone with what was verified") = {
    BEGUN("half a signature"),
    {SETUP, "logout", LOGOUT, "90 00"},
    REST("after the logout"),
    BEGUN("and again"),
    {SETUP, "wrong", WRONG, "63 C2"},
    REST("after a wrong PIN"),
    BEGUN("and again"),
    {SETUP, "reset", "! reset", "ok"},
    REST("after a reset"),
    BEGUN("and again"),
    {SETUP, "power off and on", "! power", "ok"},
    REST("after a loss of power"),
};

static const struct situation over_pcsc = {.produced = "2015-06-01", .link = "pcsc"};

#define NO_MORE                                                                                    \
    {SETUP, "choose the key", "$MSE", "90 00"},                                                    \
    {                                                                                              \
        PIN_5, "no signature", SIGN, "6982"                                                        \
    }
CASE(a_reader_ends_verification_too, TARGET_CARD, over_pcsc,
     "through a PC/SC server too a reset, a loss of power and removal end what was verified") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "it signs", SIGN, "9000"},
    {SETUP, "reset", "! reset", "ok atr=$ATR"},
    NO_MORE,
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "power off and on", "! power", "ok"},
    NO_MORE,
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    NO_MORE,
};

CASE(logout_ends_verification, TARGET_CARD, every_new_card, "logout ends what was verified") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "logout", LOGOUT, "90 00"},
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "no signature", SIGN, "6982"},
};

CASE(reset_ends_verification, TARGET_CARD, every_new_card, "a reset ends what was verified") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "reset", "! reset", "ok atr=$ATR"},
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "no signature", SIGN, "6982"},
};

CASE(power_loss_ends_verification, TARGET_CARD, every_new_card,
     "losing power ends what was verified") = {
    {SETUP, "right", RIGHT, "90 00"},
    {SETUP, "power off and on", "! power", "ok"},
    {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "no signature", SIGN, "6982"},
};

CASE(removal_ends_verification, TARGET_CARD, every_new_card,
     "taking the card out ends what was verified") = {
    {SETUP, "right", RIGHT, "90 00"},      {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},       {SETUP, "choose the key", "$MSE", "90 00"},
    {PIN_5, "no signature", SIGN, "6982"},
};

const struct conf_case *const session_cases[] = {
    &signing_needs_the_pin,
    &a_wrong_pin_opens_nothing,
    &signing_in_pieces_needs_the_pin,
    &deciphering_needs_the_pin,
    &keys_are_not_made_without_the_pin,
    &private_keys_are_no_files,
    &the_rest_of_a_signature_does_not_wait,
    &a_reader_ends_verification_too,
    &logout_ends_verification,
    &reset_ends_verification,
    &power_loss_ends_verification,
    &removal_ends_verification,
    NULL,
};
