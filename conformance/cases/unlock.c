/* SPDX-License-Identifier: MIT */
/* Kilit Çözme from the page to the card, broken off at every step, and its border. */
#include "conformance/cases/unlock_steps.h"

static const struct situation last_old_day = {.produced = "2010-12-31", .profiles = EVERY_PROFILE};
static const struct situation first_new_day = {.produced = "2011-01-01", .profiles = EVERY_PROFILE};

CASE(portal_unlocks_a_new_card, TARGET_SYSTEM, every_new_card,
     "a card of 2015 unlocks in Kilit Çözme, without PUK, with a new PIN and three tries") = {
    LOCK,
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(UNB_4),
    ASK(UNB_4),
    {UNB_4, "the card takes the answer", ANSWER, "90 00"},
    {UNB_4, "and the new PIN", SET_PIN, "90 00"},
    {UNB_4, "the program reports", "POST /kilit/sonuc pairing=$pairing result=done", "200"},
    {UNB_4, "the page follows", "GET /nb/kilit-cozme", "200 state=done"},
    {UNB_4, "three tries", "00 20 00 $PIN", "63 C3"},
    {UNB_4, "the old PIN is wrong", RIGHT_PIN, "63 C2"},
    {UNB_4, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(portal_unlocks_a_forgotten_pin, TARGET_SYSTEM, new_card,
     "it works for a forgotten PIN too, which is not locked") = {
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(UNB_4),
    ASK(UNB_4),
    {UNB_4, "the card takes the answer", ANSWER, "90 00"},
    {UNB_4, "and the new PIN", SET_PIN, "90 00"},
    {UNB_4, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(only_the_holders_own_card, TARGET_SYSTEM, new_card,
     "Kilit Çözme takes no other person's card, and no card that does not exist") = {
    {SETUP, "another person", "! holder id=22222222220", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 as=theirs", "ok"},
    SIGN_IN,
    {UNB_4, "the other's card", "POST /nb/kilit-cozme kart=$theirs", "404"},
    {UNB_4, "no card", "POST /nb/kilit-cozme kart=000000000000000000000000", "404"},
    {UNB_4, "no code to be had", "POST /nb/kilit-cozme/kod sms_onay_kodu=000000", "4.. -onay_kodu"},
};

CASE(nobody_unlocks_without_login, TARGET_SYSTEM, new_card,
     "without a login Kilit Çözme does nothing") = {
    {UNB_4, "not signed in", "POST /nb/kilit-cozme kart=$serial", "401|403|303"},
    {UNB_4, "no code", "POST /nb/kilit-cozme/kod sms_onay_kodu=000000", "401|403|303"},
};

CASE(portal_refuses_an_old_card, TARGET_PORTAL, old_card,
     "on a card of 2010 the portal's unlock is refused and names the PUK") = {
    SIGN_IN,
    {UNB_5, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "409 error=use_puk message~PUK"},
};

CASE(last_day_of_2010_is_old, TARGET_SYSTEM, last_old_day,
     "a card produced on 2010-12-31 unlocks by PUK alone") = {
    LOCK,
    SIGN_IN,
    {UNB_6, "the portal refuses", "POST /nb/kilit-cozme kart=$serial", "409 error=use_puk"},
    {UNB_6, "the PUK unlocks", "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }",
     "90 00"},
    {UNB_6, "the new PIN", NEW_PIN, "90 00"},
    {UNB_6, "it says so", "! status", "ok unlocks_by=puk"},
};

CASE(first_day_of_2011_is_new, TARGET_SYSTEM, first_new_day,
     "a card produced on 2011-01-01 unlocks in the portal alone") = {
    LOCK,
    {UNB_6, "the PUK is refused", "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }",
     "69 85"},
    SIGN_IN,
    PAGE(UNB_6),
    PAIR(UNB_6),
    ASK(UNB_6),
    {UNB_6, "the card takes the answer", ANSWER, "90 00"},
    {UNB_6, "and the new PIN", SET_PIN, "90 00"},
    {UNB_6, "the new PIN is right", NEW_PIN, "90 00"},
    {UNB_6, "it says so", "! status", "ok unlocks_by=portal"},
};

CASE(broken_off_before_the_answer, TARGET_SYSTEM, new_card,
     "an unlock broken off before the answer leaves a locked card, and can be begun again") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},
    {SETUP, "power off and on", "! power", "ok"},
    {UNB_9, "locked", RIGHT_PIN, "69 83"},
    {UNB_9, "whatever its program says", "POST /kilit/sonuc pairing=$pairing result=done", "*"},
    {UNB_9, "it is not done", "GET /nb/kilit-cozme", "200 state!=done"},
    PAGE(UNB_9),
    PAIR(UNB_9),
    ASK(UNB_9),
    {UNB_9, "the card takes the answer", ANSWER, "90 00"},
    {UNB_9, "and the new PIN", SET_PIN, "90 00"},
    {UNB_9, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(broken_off_after_the_answer, TARGET_SYSTEM, new_card,
     "an unlock broken off before the new PIN leaves a locked card, and can be begun again") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER, "90 00"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {UNB_9, "locked", RIGHT_PIN, "69 83"},
    {UNB_9, "no new PIN", NEW_PIN, "69 83"},
    {UNB_9, "its program says so", "POST /kilit/sonuc pairing=$pairing result=failed", "200"},
    {UNB_9, "and the page", "GET /nb/kilit-cozme", "200 state=failed"},
    PAGE(UNB_9),
    PAIR(UNB_9),
    ASK(UNB_9),
    {UNB_9, "the card takes the answer", ANSWER, "90 00"},
    {UNB_9, "and the new PIN", SET_PIN, "90 00"},
    {UNB_9, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(broken_off_after_the_new_pin, TARGET_SYSTEM, new_card,
     "an unlock that was never reported leaves the new PIN") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER, "90 00"},
    {SETUP, "and the new PIN", SET_PIN, "90 00"},
    {SETUP, "power off and on", "! power", "ok"},
    {UNB_9, "the new PIN is right", NEW_PIN, "90 00"},
};

CASE(a_pin_set_by_the_portal_outlives_sudden_death, TARGET_SYSTEM, every_new_card,
     "a PIN that was set with the portal's answer is the PIN after a sudden death too") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER, "90 00"},
    {SETUP, "and the new PIN", SET_PIN, "90 00"},
    {SETUP, "power will go", "! fault card-dies", "ok"},
    {SETUP, "torn", WRONG_PIN, "*"},
    {SETUP, "the fault is over", "! fault card-dies count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {UNB_9, "the new PIN is right", NEW_PIN, "90 00"},
    {UNB_9, "the old PIN is wrong", RIGHT_PIN, "63 C2"},
};

/* Power goes at the N-th write of the command that unlocks, if there are so many. After that the
 * card is the locked one or has the new PIN: the old PIN never opens it, the new one is never
 * wrong. */
#define TORN(N, COMMAND)                                                                           \
    {SETUP, "power will go", "! fault card-dies first=" N, "ok"},                                  \
        {SETUP, "the new PIN, torn", COMMAND, "*"},                                                \
        {SETUP, "the fault is over", "! fault card-dies count=0", "ok"},                           \
        {SETUP, "out", "! remove", "ok"}, {SETUP, "in", "! insert", "ok"},                         \
        {UNB_9, "the old PIN opens nothing", RIGHT_PIN, "69 83|63 C2"},                            \
    {                                                                                              \
        UNB_9, "locked, or the new PIN", NEW_PIN, "69 83|90 00"                                    \
    }
#define TORN_ANSWER(N)                                                                             \
    LOCK, SIGN_IN, PAGE(SETUP), PAIR(SETUP), ASK(SETUP),                                           \
        {SETUP, "the card takes the answer", ANSWER, "90 00"}, TORN(N, SET_PIN)
#define BY_PUK "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }"

CASE(torn_at_the_first_write, TARGET_SYSTEM, new_card,
     "power lost at the unlock's first write leaves a locked card or the new PIN") = {
    TORN_ANSWER("1"),
};

CASE(
    torn_at_the_second_write, TARGET_SYSTEM, new_card,
    "power lost at the unlock's second write, if it has one, leaves a locked card or the new PIN") =
    {
        TORN_ANSWER("2"),
};

CASE(torn_at_the_third_write, TARGET_SYSTEM, new_card,
     "power lost at the unlock's third write, if it has one, leaves a locked card or the new PIN") =
    {
        TORN_ANSWER("3"),
};

CASE(torn_by_puk, TARGET_SYSTEM, old_card,
     "power lost at any write of an unlock by PUK leaves a locked card or the new PIN") = {
    LOCK, TORN("1", BY_PUK), TORN("2", BY_PUK), TORN("3", BY_PUK), TORN("4", BY_PUK),
};

#define NEXT_ANSWER                                                                                \
    PAGE(SETUP), PAIR(SETUP), ASK(SETUP),                                                          \
    {                                                                                              \
        SETUP, "the card takes the answer", ANSWER, "90 00"                                        \
    }
CASE(a_badly_formed_new_pin_can_be_repeated, TARGET_SYSTEM, new_card,
     "a new PIN of three digits or 17, or with a letter, is refused and sets nothing") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER, "90 00"},
    {UNB_9, "three digits", "00 2C 02 $PIN 03 31 32 33", "6A 80|67 00"},
    NEXT_ANSWER,
    {UNB_9, "17 digits", "00 2C 02 $PIN 11 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31 31",
     "6A 80|67 00"},
    NEXT_ANSWER,
    {UNB_9, "a letter", "00 2C 02 $PIN 06 31 32 33 34 35 41", "6A 80"},
    {UNB_9, "still locked", RIGHT_PIN, "69 83"},
    {UNB_9, "not that one", "00 20 00 $PIN 03 31 32 33", "69 83|67 00|6A 80"},
};

static const struct situation timed = {.produced = "2015-06-01", .clock = "2026-03-02 10:00:00"};
static const struct situation expired = {.produced = "2015-06-01", .state = "expired"};
static const struct situation not_yet = {.produced = "2015-06-01", .state = "not-yet-valid"};

CASE(no_unlock_after_the_end, TARGET_SYSTEM, expired,
     "outside its certificate's validity a card is not unlocked: after its end") = {
    SIGN_IN,
    {UNB_8, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "409 error=not_valid"},
};

CASE(no_unlock_before_the_start, TARGET_SYSTEM, not_yet,
     "outside its certificate's validity a card is not unlocked: before its start") = {
    SIGN_IN,
    {UNB_8, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "409 error=not_valid"},
};

CASE(to_the_last_second_of_its_certificate, TARGET_SYSTEM, timed,
     "a card is unlocked from the first to the last second of its certificate, unless that is "
     "suspended; begun in time is not enough") = {
    SIGN_IN,
    {SETUP, "the certificate", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"},
    {SETUP, "its validity", "! certificate certificate=$pem",
     "ok not_before=<start> not_after=<end>"},
    {SETUP, "its first second", "! clock_at $start", "ok"},
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(SETUP),
    {SETUP, "suspended in between", "! staff held", "ok"},
    {SETUP, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},
    {UNB_8, "no answer", "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "409 error=not_valid -cryptogram"},
    {UNB_8, "nor another beginning", "POST /nb/kilit-cozme kart=$serial", "409 error=not_valid"},
    {SETUP, "lifted", "! staff good", "ok"},
    {SETUP, "its last second", "! clock_at $end", "ok"},
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(SETUP),
    ASK(UNB_4),
    PAGE(UNB_4),
    PAIR(SETUP),
    {SETUP, "a second later", "! later 1", "ok"},
    {UNB_8, "no answer", "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "409 error=not_valid -cryptogram"},
};

CASE(a_pairing_code_at_600_seconds, TARGET_SYSTEM, timed,
     "a pairing code is good for 600 seconds, and so is who has paired with it") = {
    SIGN_IN,
    PAGE(SETUP),
    {SETUP, "half of them", "! later 300", "ok"},
    {SETUP, "the session is kept alive", "GET /nb/islemler", "200"},
    {SETUP, "the other half", "! later 300", "ok"},
    {UNB_8, "it is shown", "GET /nb/kilit-cozme", "200 state=code onay_kodu=$code"},
    PAIR(UNB_8),
    {SETUP, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},
    {SETUP, "a second more", "! later 1", "ok"},
    {UNB_8, "who has paired with it gets no answer after that",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge", "403 -cryptogram"},
    {UNB_8, "the page says so", "GET /nb/kilit-cozme", "200 state=failed"},
};

CASE(a_pairing_code_at_601_seconds, TARGET_SYSTEM, timed,
     "a pairing code is void after 601 seconds, in a living session too") = {
    SIGN_IN,
    PAGE(SETUP),
    {SETUP, "half of them", "! later 300", "ok"},
    {SETUP, "the session is kept alive", "GET /nb/islemler", "200"},
    {SETUP, "the other half", "! later 301", "ok"},
    {UNB_8, "pairs", "POST /kilit/baslat onay_kodu=$code", "403 error=pairing_refused"},
    {UNB_8, "the page says so", "GET /nb/kilit-cozme", "200 state=failed -onay_kodu"},
    {UNB_8, "the session lives", "GET /nb/islemler", "200"},
};

const struct conf_case *const unlock_cases[] = {
    &portal_unlocks_a_new_card,
    &portal_unlocks_a_forgotten_pin,
    &only_the_holders_own_card,
    &nobody_unlocks_without_login,
    &portal_refuses_an_old_card,
    &last_day_of_2010_is_old,
    &first_day_of_2011_is_new,
    &broken_off_before_the_answer,
    &broken_off_after_the_answer,
    &broken_off_after_the_new_pin,
    &a_pin_set_by_the_portal_outlives_sudden_death,
    &torn_at_the_first_write,
    &torn_at_the_second_write,
    &torn_at_the_third_write,
    &torn_by_puk,
    &a_badly_formed_new_pin_can_be_repeated,
    &no_unlock_after_the_end,
    &no_unlock_before_the_start,
    &to_the_last_second_of_its_certificate,
    &a_pairing_code_at_600_seconds,
    &a_pairing_code_at_601_seconds,
    NULL,
};
