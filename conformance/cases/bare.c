/* SPDX-License-Identifier: MIT */
/* A client that can no more than say whose card it is and take a PIN: the rules that need neither
 * certificate nor signature nor portal, asked without them. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define GONE      "card_removed|no_card|card_error|busy|failed|mute_card|no_reader"
#define NO_ANSWER GONE "|foreign_card|not_found"
#define IDENTITY  "? card.identity"
#define WHOLE     "ok serial=$serial produced=2015-06-01 unlocks_by=portal"

/* Every answer is bent. Where an answer's end is right the tries left may be, and a wrong PIN. */
#define DECEIVED(FAULT, TRIES)                                                                     \
    {SETUP, "every answer lies", "! fault " FAULT " count=100000", "ok"},                          \
        {CLI_3, "no made-up card", IDENTITY, NO_ANSWER " -serial -produced"},                      \
        {CLI_3, "no made-up tries", "? pin.status", TRIES},                                        \
        {CLI_3, "no made-up way out", "? unblock.advice", NO_ANSWER},                              \
        {CLI_3, "no wrong success", "? pin.verify pin=999999", NO_ANSWER "|wrong_pin"},            \
        {CLI_3, "one try at the most", "! status", "ok pin_tries!=1 pin_tries!=0"},                \
        {SETUP, "it stops", "! fault " FAULT " count=0", "ok"}, {SETUP, "out", "! remove", "ok"},  \
        {SETUP, "in again", "! insert", "ok"},                                                     \
        {CLI_3, "right again, at once or the time after", IDENTITY, "ok|" NO_ANSWER},              \
        {CLI_3, "right", IDENTITY, WHOLE},                                                         \
    {                                                                                              \
        CLI_3, "it works", "? pin.verify pin=123456", "ok"                                         \
    }

CASE(a_longer_identity, TARGET_CLIENT, every_new_card,
     "bytes before an answer make neither another card nor another date of it") = {
    DECEIVED("card-long amount=4", "ok|" NO_ANSWER),
};
CASE(half_an_identity, TARGET_CLIENT, new_card,
     "an answer that ends in its middle tells of no card") = {
    DECEIVED("card-cut amount=20", "ok|" NO_ANSWER),
};
CASE(a_byte_of_an_identity, TARGET_CLIENT, new_card, "an answer of one byte tells of no card") = {
    DECEIVED("card-cut", NO_ANSWER " -tries_left"),
};
CASE(a_garbled_identity, TARGET_CLIENT, new_card, "garbled answers tell of no card") = {
    DECEIVED("card-garbled", NO_ANSWER " -tries_left"),
};

CASE(a_pin_is_presented_once, TARGET_CLIENT, new_card,
     "one wrong PIN is one command to the card, in verification and change") = {
    {SETUP, "wrong", "? pin.verify pin=999999", "wrong_pin"},
    {PIN_8, "one command", "! presented", "ok count=1"},
    {PIN_8, "two are left", "! status", "ok pin_tries=2"},
    {PIN_8, "wrong, in a change: the warning", "? pin.change pin=999999 new_pin=654321",
     "wrong_pin tries_left=1 remedy=last_try"},
    {PIN_8, "one more", "! presented", "ok count=2"},
    {PIN_8, "one is left", "! status", "ok pin_tries=1"},
};

/* The N-th answer is spoilt, wherever in a client's talk the PIN stands: the card has counted it by
 * then, and must not be made to count it twice. The first round wakes the client. */
#define SPOILT(FAULT, N, REQUEST)                                                                  \
    {SETUP, "an answer is spoilt", "! fault " FAULT " first=" N, "ok"},                            \
        {PIN_8, "an error, or told", REQUEST, "wrong_pin|refused|" NO_ANSWER},                     \
        {SETUP, "it stops", "! fault " FAULT " count=0", "ok"},                                    \
        {PIN_8, "one command, and the right PIN before", "! presented", "ok more!=3 more!=4"},     \
        {PIN_8, "one try at the most", "! status", "ok pin_tries!=1 pin_tries!=0"},                \
        {SETUP, "out", "! remove", "*"}, {SETUP, "in", "! insert", "ok"},                          \
        {SETUP, "at once or the time after", "? pin.status", "ok|" GONE},                          \
    {                                                                                              \
        SETUP, "three tries again", "? pin.verify pin=123456", "ok"                                \
    }
#define SPOILT_ANYWHERE(FAULT, REQUEST)                                                            \
    SPOILT(FAULT, "1", REQUEST), SPOILT(FAULT, "1", REQUEST), SPOILT(FAULT, "2", REQUEST),         \
        SPOILT(FAULT, "3", REQUEST), SPOILT(FAULT, "4", REQUEST), SPOILT(FAULT, "5", REQUEST),     \
        SPOILT(FAULT, "6", REQUEST)
#define VERIFY "? pin.verify pin=999999"
#define CHANGE "? pin.change pin=999999 new_pin=654321"

CASE(a_pin_whose_answer_is_cut_is_not_sent_again, TARGET_CLIENT, new_card,
     "an answer without a status word, at any place, sends no PIN a second time") = {
    SPOILT_ANYWHERE("card-cut", VERIFY),
};
CASE(a_pin_whose_answer_is_garbled_is_not_sent_again, TARGET_CLIENT, new_card,
     "a garbled answer, at any place, sends no PIN a second time") = {
    SPOILT_ANYWHERE("card-garbled", VERIFY),
};
CASE(a_pin_whose_length_is_refused_is_not_sent_again, TARGET_CLIENT, new_card,
     "6C00, at any place, sends no PIN a second time") = {
    SPOILT_ANYWHERE("card-length", VERIFY),
};
CASE(a_pin_whose_answer_never_comes_is_not_sent_again, TARGET_CLIENT, new_card,
     "an answer that never comes, at any place, sends no PIN a second time") = {
    SPOILT_ANYWHERE("card-timeout", VERIFY),
};
CASE(an_old_pin_whose_answer_is_cut_is_not_sent_again, TARGET_CLIENT, new_card,
     "nor does an answer without a status word when the PIN is changed") = {
    SPOILT_ANYWHERE("card-cut", CHANGE),
};
CASE(an_old_pin_whose_answer_never_comes_is_not_sent_again, TARGET_CLIENT, new_card,
     "nor does one that never comes when the PIN is changed") = {
    SPOILT_ANYWHERE("card-timeout", CHANGE),
};

/* The PUK of an old card, once for each request: obeyed, and the answer is lost on its way. */
#define PUK_SPOILT(FAULT, N)                                                                       \
    {SETUP, "an answer is spoilt", "! fault " FAULT " first=" N, "ok"},                            \
        {CLI_2, "an error, or done", "? unblock.puk puk=12345678 new_pin=123456",                  \
         "ok|refused|use_portal|" NO_ANSWER},                                                      \
        {SETUP, "it stops", "! fault " FAULT " count=0", "ok"},                                    \
        {CLI_2, "one command at the most", "! presented", "ok more!=2 more!=3"},                   \
        {SETUP, "out", "! remove", "*"}, {SETUP, "in", "! insert", "ok"},                          \
    {                                                                                              \
        SETUP, "at once or the time after", "? pin.status", "ok|" GONE                             \
    }

CASE(a_puk_whose_answer_is_lost_is_not_sent_again, TARGET_CLIENT, old_card,
     "an answer that never comes, or is cut, at any place, sends no PUK a second time") = {
    {SETUP, "works", "? pin.status", "ok"},
    PUK_SPOILT("card-timeout", "1"),
    PUK_SPOILT("card-timeout", "3"),
    PUK_SPOILT("card-timeout", "4"),
    PUK_SPOILT("card-cut", "1"),
    PUK_SPOILT("card-cut", "4"),
    PUK_SPOILT("card-garbled", "1"),
    {CLI_2, "it works", "? pin.verify pin=123456", "ok"},
};

/* Pulled out before the N-th command of a request, put in again; the request was `SENT`. */
#define PULLED(N, SENT, SAID)                                                                      \
    {SETUP, "pulled out at a command", "! fault card-removed first=" N, "ok"},                     \
        {CLI_2, "an error, or done before", SENT, SAID},                                           \
        {SETUP, "the fault is over", "! fault card-removed count=0", "ok"},                        \
        {SETUP, "a moment", "! wait 300", "ok"}, {SETUP, "out", "! remove", "*"},                  \
        {SETUP, "in again", "! insert", "ok"},                                                     \
    {                                                                                              \
        SETUP, "the client notices", "? pin.status", "ok|" GONE                                    \
    }

CASE(pulled_out_before_a_pin, TARGET_CLIENT, new_card,
     "pulled out before the PIN came through: an error, and the next try works") = {
    PULLED("1", "? pin.verify pin=123456", GONE),
    {CLI_2, "the next try", "? pin.verify pin=123456", "ok"},
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};
CASE(pulled_out_around_a_pin, TARGET_CLIENT, new_card,
     "pulled out at the second command: an error or done, and the next try works") = {
    PULLED("2", "? pin.verify pin=123456", "ok|" GONE),
    {CLI_2, "the next try", "? pin.verify pin=123456", "ok"},
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};
CASE(pulled_out_before_a_change, TARGET_CLIENT, new_card,
     "pulled out before a change came through: an error, and the old PIN holds") = {
    PULLED("1", "? pin.change pin=123456 new_pin=654321", GONE),
    {CLI_2, "the old PIN", "? pin.verify pin=123456", "ok"},
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

CASE(a_pin_stays_inside, TARGET_CLIENT, new_card,
     "a PIN, right, wrong or new, stands in no output, log, argument or environment") = {
    {SETUP, "a wrong one", "? pin.verify pin=84930275", "wrong_pin"},
    {SETUP, "a change", "? pin.change pin=123456 new_pin=73829165", "ok"},
    {SETUP, "the new one", "? pin.verify pin=73829165", "ok"},
    {CLI_4, "what was wrong", "! leaks 84930275", "clean"},
    {CLI_4, "what is new", "! leaks 73829165", "clean"},
};

const struct conf_case *const bare_cases[] = {
    &a_longer_identity,
    &half_an_identity,
    &a_byte_of_an_identity,
    &a_garbled_identity,
    &a_pin_is_presented_once,
    &pulled_out_before_a_pin,
    &pulled_out_around_a_pin,
    &pulled_out_before_a_change,
    &a_pin_stays_inside,
    &a_puk_whose_answer_is_lost_is_not_sent_again,
    &a_pin_whose_answer_is_cut_is_not_sent_again,
    &a_pin_whose_answer_is_garbled_is_not_sent_again,
    &a_pin_whose_length_is_refused_is_not_sent_again,
    &a_pin_whose_answer_never_comes_is_not_sent_again,
    &an_old_pin_whose_answer_is_cut_is_not_sent_again,
    &an_old_pin_whose_answer_never_comes_is_not_sent_again,
    NULL,
};
