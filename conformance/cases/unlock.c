/* SPDX-License-Identifier: MIT */
/* Kilit Çözme: the portal's unlock, from the page to the card, with every way to cheat it. */
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

static const struct situation last_old_day = {.produced = "2010-12-31", .profiles = EVERY_PROFILE};
static const struct situation first_new_day = {.produced = "2011-01-01", .profiles = EVERY_PROFILE};

CASE(portal_unlocks_a_new_card, TARGET_SYSTEM, every_new_card,
     "a card of 2015 unlocks in Kilit Çözme, without PUK, with a new PIN and three tries") = {
    LOCK,
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(UNB_4),
    ASK(UNB_4),
    {UNB_4, "the card takes the answer", ANSWER,                                           "90 00"         },
    {UNB_4, "and the new PIN",           SET_PIN,                                          "90 00"         },
    {UNB_4, "the program reports",       "POST /kilit/sonuc pairing=$pairing result=done", "200"           },
    {UNB_4, "the page follows",          "GET /nb/kilit-cozme",                            "200 state=done"},
    {UNB_4, "three tries",               "00 20 00 $PIN",                                  "63 C3"         },
    {UNB_4, "the old PIN is wrong",      RIGHT_PIN,                                        "63 C2"         },
    {UNB_4, "the new PIN is right",      NEW_PIN,                                          "90 00"         },
};

CASE(portal_unlocks_a_forgotten_pin, TARGET_SYSTEM, new_card,
     "it works for a forgotten PIN too, which is not locked") = {
    SIGN_IN,
    PAGE(UNB_4),
    PAIR(UNB_4),
    ASK(UNB_4),
    {UNB_4, "the card takes the answer", ANSWER,  "90 00"},
    {UNB_4, "and the new PIN",           SET_PIN, "90 00"},
    {UNB_4, "the new PIN is right",      NEW_PIN, "90 00"},
};

CASE(only_the_holders_own_card, TARGET_SYSTEM, new_card,
     "Kilit Çözme takes no other person's card, and no card that does not exist") = {
    {SETUP, "another person",    "! holder id=22222222220",                            "ok"            },
    {SETUP, "with a card",       "! new holder=22222222220 as=theirs",                 "ok"            },
    SIGN_IN,
    {UNB_4, "the other's card",  "POST /nb/kilit-cozme kart=$theirs",                  "404"           },
    {UNB_4, "no card",           "POST /nb/kilit-cozme kart=000000000000000000000000", "404"           },
    {UNB_4, "no code to be had", "POST /nb/kilit-cozme/kod sms_onay_kodu=000000",      "4.. -onay_kodu"},
};

CASE(nobody_unlocks_without_login, TARGET_SYSTEM, new_card,
     "without a login Kilit Çözme does nothing") = {
    {UNB_4, "not signed in", "POST /nb/kilit-cozme kart=$serial",             "401|403|303"},
    {UNB_4, "no code",       "POST /nb/kilit-cozme/kod sms_onay_kodu=000000", "401|403|303"},
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
    {UNB_6, "the portal refuses", "POST /nb/kilit-cozme kart=$serial",                           "409 error=use_puk"},
    {UNB_6, "the PUK unlocks",    "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }",
      "90 00"                                                                                                        },
    {UNB_6, "the new PIN",        NEW_PIN,                                                       "90 00"            },
    {UNB_6, "it says so",         "! status",                                                    "ok unlocks_by=puk"},
};

CASE(first_day_of_2011_is_new, TARGET_SYSTEM, first_new_day,
     "a card produced on 2011-01-01 unlocks in the portal alone") = {
    LOCK,
    {UNB_6, "the PUK is refused",        "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }",
      "69 85"                                                                                                                  },
    SIGN_IN,
    PAGE(UNB_6),
    PAIR(UNB_6),
    ASK(UNB_6),
    {UNB_6, "the card takes the answer", ANSWER,                                                        "90 00"               },
    {UNB_6, "and the new PIN",           SET_PIN,                                                       "90 00"               },
    {UNB_6, "the new PIN is right",      NEW_PIN,                                                       "90 00"               },
    {UNB_6, "it says so",                "! status",                                                    "ok unlocks_by=portal"},
};

CASE(an_answer_is_good_once, TARGET_SYSTEM, new_card,
     "the same answer is not taken twice, and one answer sets one PIN") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it",                  ANSWER,                               "90 00"            },
    {SETUP, "and the new PIN",                    SET_PIN,                              "90 00"            },
    {UNB_8, "another PIN without another answer", "00 2C 02 $PIN 06 31 31 31 31 31 31",
             "69 82|69 85"                                                                                         },
    {UNB_8, "the same answer",                    ANSWER,                               "69 82|69 85|63 00"},
    {UNB_8, "and no PIN",                         "00 2C 02 $PIN 06 31 31 31 31 31 31", "69 82|69 85"      },
    {UNB_8, "the first new PIN holds",            NEW_PIN,                              "90 00"            },
};

CASE(a_challenge_gives_one_answer, TARGET_SYSTEM, new_card,
     "after a wrong answer the right one to the same challenge is refused") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {UNB_8, "a wrong answer",          "00 82 00 01 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
             "69 82|69 85|63 00"                                                                                                    },
    {UNB_8, "the right one, too late", ANSWER,                                                           "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set",           SET_PIN,                                                          "69 82|69 85"      },
    {UNB_8, "still locked",            RIGHT_PIN,                                                        "69 83"            },
};

CASE(a_wrong_answer_unlocks_nothing, TARGET_SYSTEM, every_new_card,
     "an answer that the portal did not give sets no PIN") = {
    LOCK,
    {SETUP, "the card's challenge", CHALLENGE,                                                        "<challenge:16> 90 00"},
    {UNB_8, "a made-up answer",     "00 82 00 01 10 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF",
      "69 82|69 85|63 00"                                                                                                    },
    {UNB_8, "no PIN is set",        SET_PIN,                                                          "69 82|69 85"         },
    {UNB_8, "still locked",         RIGHT_PIN,                                                        "69 83"               },
};

CASE(no_answer_without_a_challenge, TARGET_SYSTEM, new_card,
     "a card that gave no challenge takes no answer, and no PIN without an answer") = {
    LOCK,
    {UNB_8, "an answer",    "00 82 00 01 10 00 11 22 33 44 55 66 77 88 99 AA BB CC DD EE FF",
      "69 82|69 85|63 00"                                                                                   },
    {UNB_8, "a new PIN",    SET_PIN,                                                          "69 82|69 85"},
    {UNB_8, "still locked", RIGHT_PIN,                                                        "69 83"      },
};

CASE(another_command_ends_the_challenge, TARGET_SYSTEM, every_new_card,
     "the challenge dies with any other command") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "another command",            "00 20 00 $PIN", "69 83|63 C0"      },
    {UNB_8, "the right answer, too late", ANSWER,          "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set",              SET_PIN,         "69 82|69 85"      },
};

CASE(a_reset_ends_the_challenge, TARGET_SYSTEM, every_new_card,
     "the challenge dies with a reset") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "reset",                      "! reset", "ok"               },
    {UNB_8, "the right answer, too late", ANSWER,    "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set",              SET_PIN,   "69 82|69 85"      },
};

CASE(a_second_challenge_voids_the_first, TARGET_SYSTEM, new_card,
     "an answer to an older challenge is refused") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "another challenge",       CHALLENGE, "* 90 00"          },
    {UNB_8, "the answer to the first", ANSWER,    "69 82|69 85|63 00"},
    {UNB_8, "no PIN is set",           SET_PIN,   "69 82|69 85"      },
};

CASE(challenges_differ, TARGET_SYSTEM, new_card, "no challenge comes twice") = {
    {SETUP, "one",         CHALLENGE,                "<one:16> 90 00"    },
    {SETUP, "reset",       "! reset",                "ok"                },
    {SETUP, "another",     CHALLENGE,                "<another:16> 90 00"},
    {UNB_8, "they differ", "! differ $one $another", "ok"                },
};

CASE(another_command_ends_the_authorisation, TARGET_SYSTEM, every_new_card,
     "once the answer was taken, any command but the new PIN ends the authorisation") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER,           "90 00"      },
    {SETUP, "another command",   "00 CA 01 06 4D", "* 90 00"    },
    {UNB_8, "no PIN is set",     SET_PIN,          "69 82|69 85"},
    {UNB_8, "still locked",      RIGHT_PIN,        "69 83"      },
};

CASE(a_reset_ends_the_authorisation, TARGET_SYSTEM, every_new_card,
     "once the answer was taken, a reset ends the authorisation") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER,    "90 00"      },
    {SETUP, "reset",             "! reset", "ok"         },
    {UNB_8, "no PIN is set",     SET_PIN,   "69 82|69 85"},
    {UNB_8, "still locked",      RIGHT_PIN, "69 83"      },
};

CASE(an_answer_is_for_one_card, TARGET_SYSTEM, new_card,
     "an answer for one card opens no other, and the portal answers for no other") = {
    {SETUP, "a second card of the same holder",               "! new as=second",  "ok"                              },
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "the card's challenge",                           CHALLENGE,          "<challenge:16> 90 00"            },
    {UNB_8, "asked for the other card",
     "POST /kilit/yetki pairing=$pairing serial=$second challenge=$challenge",    "409 error=other_card -cryptogram"},
    {SETUP, "the other card is put in",                       "! insert $second", "ok"                              },
    {SETUP, "its challenge",                                  CHALLENGE,          "<challenge:16> 90 00"            },
    {UNB_8, "asked for the first with the other's challenge",
     "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge",    "200|403|409 cryptogram=<mac>"    },
    {UNB_8, "the other card does not take it",                ANSWER,             "69 82|69 85|63 00"               },
    {UNB_8, "no PIN is set",                                  SET_PIN,            "69 82|69 85"                     },
    {UNB_8, "its PIN is as it was",                           RIGHT_PIN,          "90 00"                           },
};

CASE(the_portal_answers_once, TARGET_SYSTEM, new_card,
     "a pairing gets one answer; a pairing code pairs once") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {UNB_8, "a second answer",
             "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge", "403 error=pairing_refused -cryptogram"},
    {UNB_8, "the code again",  "POST /kilit/baslat onay_kodu=$code",           "403 error=pairing_refused"            },
};

CASE(a_made_up_pairing_code_is_refused, TARGET_SYSTEM, new_card,
     "neither a made-up code nor a made-up pairing gets anything") = {
    {UNB_8, "code",    "POST /kilit/baslat onay_kodu=AAAA-AAAA",                                 "403 error=pairing_refused"},
    {UNB_8, "pairing",
     "POST /kilit/yetki pairing=AAAA serial=$serial challenge=00112233445566778899AABBCCDDEEFF", "403|400 -cryptogram"      },
};

CASE(logout_ends_the_pairing, TARGET_SYSTEM, new_card,
     "a pairing ends with the session in which it was made") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "Çıkış", "POST /nb/cikis",                                                           "200"},
    {UNB_8, "no answer",
             "POST /kilit/yetki pairing=$pairing serial=$serial challenge=00112233445566778899AABBCCDDEEFF",
             "403 error=pairing_refused -cryptogram"                                                              },
};

CASE(logout_ends_the_pairing_code, TARGET_SYSTEM, new_card,
     "a pairing code ends with the session in which it was shown") = {
    SIGN_IN,
    PAGE(SETUP),
    {SETUP, "Çıkış",  "POST /nb/cikis",                     "200"                      },
    {UNB_8, "no pairing", "POST /kilit/baslat onay_kodu=$code", "403 error=pairing_refused"},
};

CASE(a_wrong_sms_code_gives_no_pairing_code, TARGET_SYSTEM, new_card,
     "Kilit Çözme needs the right SMS code") = {
    SIGN_IN,
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial",             "200"                 },
    {SETUP, "the phone",     "! sms",                                         "ok code=<sms>"       },
    {SETUP, "another code",  "! other_digits $sms",                           "ok text=<wrong>"     },
    {UNB_8, "wrong",         "POST /nb/kilit-cozme/kod sms_onay_kodu=$wrong", "401 -onay_kodu"      },
    {UNB_8, "right",         "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms",   "200 onay_kodu=<code>"},
};

CASE(broken_off_before_the_answer, TARGET_SYSTEM, new_card,
     "an unlock broken off before the answer leaves a locked card, and can be begun again") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    {SETUP, "the card's challenge",      CHALLENGE, "<challenge:16> 90 00"},
    {SETUP, "power off and on",          "! power", "ok"                  },
    {UNB_9, "locked",                    RIGHT_PIN, "69 83"               },
    PAGE(UNB_9),
    PAIR(UNB_9),
    ASK(UNB_9),
    {UNB_9, "the card takes the answer", ANSWER,    "90 00"               },
    {UNB_9, "and the new PIN",           SET_PIN,   "90 00"               },
    {UNB_9, "the new PIN is right",      NEW_PIN,   "90 00"               },
};

CASE(broken_off_after_the_answer, TARGET_SYSTEM, new_card,
     "an unlock broken off before the new PIN leaves a locked card, and can be begun again") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER,     "90 00"},
    {SETUP, "out",                       "! remove", "ok"   },
    {SETUP, "in",                        "! insert", "ok"   },
    {UNB_9, "locked",                    RIGHT_PIN,  "69 83"},
    {UNB_9, "no new PIN",                NEW_PIN,    "69 83"},
    PAGE(UNB_9),
    PAIR(UNB_9),
    ASK(UNB_9),
    {UNB_9, "the card takes the answer", ANSWER,     "90 00"},
    {UNB_9, "and the new PIN",           SET_PIN,    "90 00"},
    {UNB_9, "the new PIN is right",      NEW_PIN,    "90 00"},
};

CASE(broken_off_after_the_new_pin, TARGET_SYSTEM, new_card,
     "an unlock that was never reported leaves the new PIN") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER,    "90 00"},
    {SETUP, "and the new PIN",           SET_PIN,   "90 00"},
    {SETUP, "power off and on",          "! power", "ok"   },
    {UNB_9, "the new PIN is right",      NEW_PIN,   "90 00"},
};

CASE(a_badly_formed_new_pin_can_be_repeated, TARGET_SYSTEM, new_card,
     "a new PIN of three digits is refused and sets nothing") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER,                      "90 00"            },
    {UNB_9, "three digits",              "00 2C 02 $PIN 03 31 32 33", "6A 80|67 00"      },
    {UNB_9, "still locked",              RIGHT_PIN,                   "69 83"            },
    {UNB_9, "not that one",              "00 20 00 $PIN 03 31 32 33", "69 83|67 00|6A 80"},
};

const struct conf_case *const unlock_cases[] = {
    &portal_unlocks_a_new_card,
    &portal_unlocks_a_forgotten_pin,
    &only_the_holders_own_card,
    &nobody_unlocks_without_login,
    &portal_refuses_an_old_card,
    &last_day_of_2010_is_old,
    &first_day_of_2011_is_new,
    &an_answer_is_good_once,
    &a_challenge_gives_one_answer,
    &a_wrong_answer_unlocks_nothing,
    &no_answer_without_a_challenge,
    &another_command_ends_the_challenge,
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
    &a_wrong_sms_code_gives_no_pairing_code,
    &broken_off_before_the_answer,
    &broken_off_after_the_answer,
    &broken_off_after_the_new_pin,
    &a_badly_formed_new_pin_can_be_repeated,
    NULL,
};
