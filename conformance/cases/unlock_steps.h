/* SPDX-License-Identifier: MIT */
/* The steps of Kilit Çözme that its suites share. */
#ifndef CONFORMANCE_CASES_UNLOCK_STEPS_H
#define CONFORMANCE_CASES_UNLOCK_STEPS_H

#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define RIGHT_PIN "00 20 00 $PIN 06 31 32 33 34 35 36"
#define NEW_PIN   "00 20 00 $PIN 06 36 35 34 33 32 31"
#define WRONG_PIN "00 20 00 $PIN 06 39 39 39 39 39 39"
#define CHALLENGE "00 84 00 00 10"
#define ANSWER    "00 82 00 01 10 $mac"
#define SET_PIN   "00 2C 02 $PIN 06 36 35 34 33 32 31"
#define LOCK                                                                                       \
    {SETUP, "wrong, once", WRONG_PIN, "63 C."}, {SETUP, "wrong, twice", WRONG_PIN, "63 C."},       \
    {                                                                                              \
        SETUP, "wrong, thrice: locked", WRONG_PIN, "63 C."                                         \
    }
/* Kilit Çözme on the page for $serial: ends with the pairing code in $code. */
#define PAGE(SHOWS)                                                                                \
    {SHOWS, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},                            \
        {SETUP, "the phone", "! sms", "ok code=<sms>"},                                            \
    {                                                                                              \
        SHOWS, "the code", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms", "200 onay_kodu=<code>"   \
    }
/* The holder's program takes the code and asks for an answer to the card's challenge. */
#define PAIR(SHOWS)                                                                                \
    {                                                                                              \
        SHOWS, "pairs", "POST /kilit/baslat onay_kodu=$code", "200 pairing=<pairing> card=$serial" \
    }
#define ASK(SHOWS)                                                                                 \
    {SHOWS, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},                            \
    {                                                                                              \
        SHOWS, "the portal's answer",                                                              \
            "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",              \
            "200 cryptogram=<mac>"                                                                 \
    }
#define SIGN_IN                                                                                    \
    {                                                                                              \
        SETUP, "signs in", "! login", "ok"                                                         \
    }

#endif
