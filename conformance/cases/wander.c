/* SPDX-License-Identifier: MIT */
/* What no case thought of: hundreds of commands, right, wrong and spoilt, each held against the
 * model's rows. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

static const struct situation earlier = {.produced = "2010-12-31", .profiles = TWO_FAMILIES};
static const struct situation later = {.produced = "2011-01-01", .profiles = TWO_FAMILIES};

/* The first command that is answered or leaves the tries against a row ends it: that row's
 * requirement fell. */
#define KEPT(ID, NAME)                                                                             \
    {                                                                                              \
        ID, "as " NAME " has it", "! kept " NAME, "ok|fell -how"                                   \
    }
#define KEPT_BY_EVERY_CARD                                                                         \
    KEPT(PIN_1, "PIN-1"), KEPT(PIN_2, "PIN-2"), KEPT(PIN_3, "PIN-3"), KEPT(PIN_4, "PIN-4"),        \
        KEPT(PIN_5, "PIN-5"), KEPT(PIN_6, "PIN-6"), KEPT(PIN_7, "PIN-7"), KEPT(UNB_5, "UNB-5"),    \
        KEPT(UNB_8, "UNB-8")

CASE(an_earlier_card_keeps_every_rule, TARGET_CARD, earlier,
     "on a card of 2010 hundreds of commands in an order that nobody chose are answered by the "
     "rules") = {
    {SETUP, "commands", "! wander before steps=600", "done"},
    KEPT_BY_EVERY_CARD,
    KEPT(UNB_1, "UNB-1"),
    KEPT(UNB_2, "UNB-2"),
    KEPT(UNB_3, "UNB-3"),
    KEPT(UNB_11, "UNB-11"),
    {SETUP, "nor in anything else", "! kept set-up", "ok|fell -how"},
};

CASE(a_later_card_keeps_every_rule, TARGET_CARD, later,
     "on a card of 2011 hundreds of commands in an order that nobody chose are answered by the "
     "rules") = {
    {SETUP, "commands", "! wander since steps=600", "done"},
    KEPT_BY_EVERY_CARD,
    KEPT(UNB_9, "UNB-9"),
    {SETUP, "nor in anything else", "! kept set-up", "ok|fell -how"},
};

const struct conf_case *const wander_cases[] = {
    &an_earlier_card_keeps_every_rule,
    &a_later_card_keeps_every_rule,
    NULL,
};
