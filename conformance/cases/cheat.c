/* SPDX-License-Identifier: MIT */
/* Every way to cheat Kilit Çözme: replayed, altered, late, for another card. */
#include "conformance/cases/unlock_steps.h"

CASE(an_answer_is_good_once, TARGET_SYSTEM, new_card,
     "the same answer is not taken twice, and one answer sets one PIN") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {SETUP, "and the new PIN", SET_PIN, "90 00"},
    {UNB_8, "another PIN without another answer", "00 2C 02 $PIN 06 31 31 31 31 31 31",
     "69 82|69 85"},
    {UNB_8, "the same answer", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "and no PIN", "00 2C 02 $PIN 06 31 31 31 31 31 31", "69 82|69 85"},
    {UNB_8, "the first new PIN holds", NEW_PIN, "90 00"},
};

CASE(a_challenge_gives_one_answer, TARGET_SYSTEM, new_card,
     "after a wrong answer the right one to the same challenge is refused") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {UNB_8, "a wrong answer", "00 82 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
     "69 82|69 85|63 00"},
    {UNB_8, "the right one, too late", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(a_wrong_answer_unlocks_nothing, TARGET_SYSTEM, every_new_card,
     "an answer that the portal did not give sets no PIN") = {
    LOCK,
    {SETUP, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},
    {UNB_8, "a made-up answer", "00 82 00 01 10 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF",
     "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(nearly_the_right_answer, TARGET_SYSTEM, every_new_card,
     "an answer that is right but for its last byte sets no PIN") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "another last byte", "! other_end $mac", "ok text=<altered>"},
    {UNB_8, "the card does not take it", "00 82 00 01 10 $altered", "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
};

CASE(an_answer_serves_one_purpose, TARGET_SYSTEM, every_new_card,
     "the answer for a new PIN opens neither the factory's commands nor a key") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {UNB_8, "as the administrator's", "00 82 00 02 10 $mac", "69 82|69 85|63 00|6B 00|6A 86"},
    {UNB_8, "no administration", "80 09 00 02", "69 82|69 85|6D 00|6E 00"},
};

CASE(an_answer_opens_no_key, TARGET_CARD, every_new_card,
     "the card signs neither after the portal's answer nor after the new PIN was set: only after "
     "it was verified") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "choose a key", "$MSE", "90 00"},
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {PIN_5, "no signature", "00 2A 9E 9A { 30 31 } 00", "69 82"},
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {SETUP, "and the new PIN", SET_PIN, "90 00"},
    {PIN_5, "no signature", "00 2A 9E 9A { 30 31 } 00", "69 82"},
};

CASE(no_answer_without_a_challenge, TARGET_SYSTEM, new_card,
     "a card that gave no challenge takes no answer, and no PIN without an answer") = {
    LOCK,
    {UNB_8, "an answer", "00 82 00 01 10 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF",
     "69 82|69 85|63 00"},
    {UNB_8, "a new PIN", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(another_command_ends_the_challenge, TARGET_SYSTEM, every_new_card,
     "the challenge dies with any other command") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "another command", "00 20 00 $PIN", "69 83|63 C0"},
    {UNB_8, "the right answer, too late", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
};

/* "Any other command" is also one that the card refuses. */
#define NEXT_ANSWER PAGE(SETUP), PAIR(SETUP), ASK(SETUP)
#define REFUSED_BEFORE(SAY, COMMAND, WORD)                                                         \
    NEXT_ANSWER, {SETUP, SAY, COMMAND, WORD},                                                      \
    {                                                                                              \
        UNB_8, "the right answer, too late", ANSWER, "69 82|69 85|63 00"                           \
    }
#define REFUSED_AFTER(SAY, COMMAND, WORD)                                                          \
    NEXT_ANSWER, {SETUP, "the card takes it", ANSWER, "90 00"}, {SETUP, SAY, COMMAND, WORD},       \
    {                                                                                              \
        UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"                                             \
    }

CASE(a_refused_command_ends_the_challenge, TARGET_SYSTEM, new_card,
     "the challenge dies with a command too that the card refuses") = {
    LOCK,
    SIGN_IN,
    REFUSED_BEFORE("an unknown command", "00 F2 00 00", "6D 00|6E 00"),
    REFUSED_BEFORE("an unknown class", "B0 20 00 $PIN", "6E 00|6D 00"),
    REFUSED_BEFORE("a wrong parameter", "00 20 7F $PIN", "6A 86|6B 00|6A 88"),
    REFUSED_BEFORE("what needs the PIN", "00 2A 9E 9A { 30 31 } 00", "69 82|69 85|69 83"),
    REFUSED_BEFORE("an unlock that nobody allowed", SET_PIN, "69 82|69 85"),
    REFUSED_BEFORE("a length that is none", "00 20 00 $PIN 06 31 32", "67 00|6A 80"),
    REFUSED_BEFORE("an answer that is too short", "00 82 00 01 08 00 00 00 00 00 00 00 00",
                   "67 00|6A 80|63 00|69 85"),
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(a_refused_command_ends_the_authorisation, TARGET_SYSTEM, new_card,
     "once the answer was taken, a command that the card refuses ends the authorisation too") = {
    LOCK,
    SIGN_IN,
    REFUSED_AFTER("an unknown command", "00 F2 00 00", "6D 00|6E 00"),
    REFUSED_AFTER("an unknown class", "B0 20 00 $PIN", "6E 00|6D 00"),
    REFUSED_AFTER("a wrong parameter", "00 20 7F $PIN", "6A 86|6B 00|6A 88"),
    REFUSED_AFTER("what needs the PIN", "00 2A 9E 9A { 30 31 } 00", "69 82|69 85|69 83"),
    REFUSED_AFTER("a length that is none", "00 20 00 $PIN 06 31 32", "67 00|6A 80"),
    REFUSED_AFTER("another answer",
                  "00 82 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
                  "69 85|69 82|63 00"),
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(a_reset_ends_the_challenge, TARGET_SYSTEM, every_new_card,
     "the challenge dies with a reset") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "reset", "! reset", "ok"},
    {UNB_8, "the right answer, too late", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
};

CASE(a_second_challenge_voids_the_first, TARGET_SYSTEM, new_card,
     "an answer to an older challenge is refused") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "another challenge", CHALLENGE, "* 90 00"},
    {UNB_8, "the answer to the first", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
};

CASE(challenges_differ, TARGET_SYSTEM, new_card, "no challenge comes twice") = {
    {SETUP, "one", CHALLENGE, "<one:16> 90 00"},
    {SETUP, "reset", "! reset", "ok"},
    {SETUP, "another", CHALLENGE, "<another:16> 90 00"},
    {UNB_8, "they differ", "! differ $one $another", "ok"},
};

CASE(another_command_ends_the_authorisation, TARGET_SYSTEM, every_new_card,
     "once the answer was taken, any command but the new PIN ends the authorisation") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {SETUP, "another command", "00 CA 01 06 4D", "* 90 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(a_reset_ends_the_authorisation, TARGET_SYSTEM, every_new_card,
     "once the answer was taken, a reset ends the authorisation") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {SETUP, "reset", "! reset", "ok"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN, "69 83"},
};

CASE(an_answer_is_for_one_card, TARGET_SYSTEM, new_card,
     "an answer for one card opens no other, and the portal answers for no other") = {
    {SETUP, "a second card of the same holder", "! new as=second", "ok"},
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "the card's challenge", CHALLENGE, "<challenge:16> 90 00"},
    {UNB_8, "asked for the other card",
     "POST /kilit/yetki pairing=$pairing serial=$second challenge=$challenge",
     "409 error=other_card -cryptogram"},
    {SETUP, "the other card is put in", "! insert $second", "ok"},
    {SETUP, "its challenge", CHALLENGE, "<challenge:16> 90 00"},
    {UNB_8, "asked for the first with the other's challenge",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "200|403|409 cryptogram=<mac>"},
    {UNB_8, "the other card does not take it", ANSWER, "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_8, "its PIN is as it was", RIGHT_PIN, "90 00"},
};

CASE(the_portal_answers_once, TARGET_SYSTEM, new_card,
     "a pairing gets one answer; a pairing code pairs once") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {UNB_8, "a second answer",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "403 error=pairing_refused -cryptogram"},
    {UNB_8, "the code again", "POST /kilit/baslat onay_kodu=$code", "403 error=pairing_refused"},
};

CASE(a_made_up_pairing_code_is_refused, TARGET_SYSTEM, new_card,
     "while a code waits, neither another code nor a made-up pairing gets anything") = {
    SIGN_IN,
    PAGE(SETUP),
    {UNB_8, "code", "POST /kilit/baslat onay_kodu=AAAA-AAAA", "403 error=pairing_refused"},
    {SETUP, "nearly the right one", "! other_end $code", "ok text=<near>"},
    {UNB_8, "nearly", "POST /kilit/baslat onay_kodu=$near", "403 error=pairing_refused"},
    {UNB_8, "pairing",
     "POST /kilit/yetki pairing=AAAA serial=$serial challenge=00112233445566778899AABBCCDDEEFF",
     "403|400 -cryptogram"},
};

CASE(logout_ends_the_pairing, TARGET_SYSTEM, new_card,
     "a pairing ends with the session in which it was made") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "Çıkış", "POST /nb/cikis", "200"},
    {UNB_8, "no answer",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=00112233445566778899AABBCCDDEEFF",
     "403 error=pairing_refused -cryptogram"},
};

CASE(logout_ends_the_pairing_code, TARGET_SYSTEM, new_card,
     "a pairing code ends with the session in which it was shown") = {
    SIGN_IN,
    PAGE(SETUP),
    {SETUP, "Çıkış", "POST /nb/cikis", "200"},
    {UNB_8, "no pairing", "POST /kilit/baslat onay_kodu=$code", "403 error=pairing_refused"},
};

CASE(an_sms_code_is_for_the_card_it_was_asked_for, TARGET_SYSTEM, new_card,
     "the code that was sent for one card gives no pairing code for another one") = {
    {SETUP, "a second card", "! new as=other", "ok"},
    SIGN_IN,
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},
    {SETUP, "the phone", "! sms", "ok code=<sms>"},
    {SETUP, "the other card at once", "POST /nb/kilit-cozme kart=$other", "429 error=too_soon"},
    {UNB_8, "the first one's code", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms",
     "200 onay_kodu=<code>"},
    {UNB_8, "is for the first one", "GET /nb/kilit-cozme", "200 state=code card=$serial"},
    {UNB_8, "its program is told so", "POST /kilit/baslat onay_kodu=$code",
     "200 card=$serial pairing=<pairing>"},
    {SETUP, "the other card now", "POST /nb/kilit-cozme kart=$other", "200"},
    {SETUP, "its challenge", "! note challenge 00112233445566778899AABBCCDDEEFF", "ok"},
    {UNB_8, "the old pairing gets nothing for it",
     "POST /kilit/yetki pairing=$pairing serial=$other challenge=$challenge",
     "403 error=pairing_refused -cryptogram"},
    {UNB_8, "nor for its own card",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",
     "403 error=pairing_refused -cryptogram"},
};

CASE(a_wrong_sms_code_gives_no_pairing_code, TARGET_SYSTEM, new_card,
     "Kilit Çözme needs the right SMS code") = {
    SIGN_IN,
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},
    {SETUP, "the phone", "! sms", "ok code=<sms>"},
    {SETUP, "another code", "! other_digits $sms", "ok text=<wrong>"},
    {UNB_8, "wrong", "POST /nb/kilit-cozme/kod sms_onay_kodu=$wrong", "401 -onay_kodu"},
    {UNB_8, "wrong, twice", "POST /nb/kilit-cozme/kod sms_onay_kodu=$wrong", "401 -onay_kodu"},
    {LOG_4, "wrong, thrice", "POST /nb/kilit-cozme/kod sms_onay_kodu=$wrong", "401 -onay_kodu"},
    {LOG_4, "right, too late", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms", "4.. -onay_kodu"},
    PAGE(UNB_8),
    {LOG_4, "once", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms", "4.. -onay_kodu"},
};

const struct conf_case *const cheat_cases[] = {
    &an_answer_is_good_once,
    &a_challenge_gives_one_answer,
    &a_wrong_answer_unlocks_nothing,
    &nearly_the_right_answer,
    &an_answer_serves_one_purpose,
    &an_answer_opens_no_key,
    &no_answer_without_a_challenge,
    &another_command_ends_the_challenge,
    &a_refused_command_ends_the_challenge,
    &a_refused_command_ends_the_authorisation,
    &a_reset_ends_the_challenge,
    &a_second_challenge_voids_the_first,
    &challenges_differ,
    &another_command_ends_the_authorisation,
    &a_reset_ends_the_authorisation,
    &an_answer_is_for_one_card,
    &the_portal_answers_once,
    &a_made_up_pairing_code_is_refused,
    &logout_ends_the_pairing,
    &logout_ends_the_pairing_code,
    &an_sms_code_is_for_the_card_it_was_asked_for,
    &a_wrong_sms_code_gives_no_pairing_code,
    NULL,
};
