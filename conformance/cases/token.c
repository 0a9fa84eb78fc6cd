/* SPDX-License-Identifier: MIT */
/* Tokens: anything with a PIN and keys, behind an adapter that can verify a PIN. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

CASE(third_wrong_locks_a_token, TARGET_TOKEN, every_new_card,
     "after three wrong PINs a token refuses the right one") = {
    {SETUP, "wrong, once", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, twice", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, thrice", "? pin.verify pin=999999", "wrong_pin|pin_locked"},
    {PIN_1, "right, too late", "? pin.verify pin=123456", "pin_locked"},
};

CASE(two_wrong_leave_a_token_open, TARGET_TOKEN, every_new_card,
     "after two wrong PINs a token takes the right one, and counts anew") = {
    {SETUP, "wrong, once", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, twice", "? pin.verify pin=999999", "wrong_pin"},
    {PIN_1, "right", "? pin.verify pin=123456", "ok"},
    {SETUP, "wrong, once", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, twice", "? pin.verify pin=999999", "wrong_pin"},
    {PIN_1, "right", "? pin.verify pin=123456", "ok"},
};

CASE(a_locked_token_says_so, TARGET_TOKEN, every_new_card,
     "from the fourth wrong PIN on a token says that it is locked, however often it is asked") = {
    {SETUP, "wrong, once", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, twice", "? pin.verify pin=999999", "wrong_pin"},
    {SETUP, "wrong, thrice", "? pin.verify pin=999999", "wrong_pin|pin_locked"},
    {PIN_1, "wrong, a fourth time", "? pin.verify pin=999999", "pin_locked"},
    {PIN_1, "a fifth time", "? pin.verify pin=999999", "pin_locked"},
    {PIN_1, "a sixth time", "? pin.verify pin=999999", "pin_locked"},
    {PIN_1, "right, too late", "? pin.verify pin=123456", "pin_locked"},
};

const struct conf_case *const token_cases[] = {
    &third_wrong_locks_a_token,
    &a_locked_token_says_so,
    &two_wrong_leave_a_token_open,
    NULL,
};
