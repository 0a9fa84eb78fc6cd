/* SPDX-License-Identifier: MIT */
/* Names and sentences of outcomes and remedies: tables made from the .def lists. */
#include "sim/engine/outcome.h"
#include "sim/engine/say.h"

struct words {
    const char *name;
    const char *text;
};

static const struct words outcomes[AKIS_OUTCOMES] = {
#define OUTCOME(name, text) [AKIS_##name] = {#name, text},
#include "sim/engine/outcome.def"
#undef OUTCOME
};

static const struct words remedies[AKIS_REMEDIES] = {
#define REMEDY(name, text) [AKIS_DO_##name] = {#name, text},
#include "sim/engine/remedy.def"
#undef REMEDY
};

/* What helps when no more is known than the outcome; the rest is AKIS_DO_NOTHING. */
static const enum akis_remedy plain_remedies[AKIS_OUTCOMES] = {
    [AKIS_NO_SERVICE] = AKIS_DO_START_SERVICE,
    [AKIS_NO_READER] = AKIS_DO_CONNECT_READER,
    [AKIS_NO_CARD] = AKIS_DO_INSERT_CARD,
    [AKIS_MUTE_CARD] = AKIS_DO_TURN_CARD,
    [AKIS_FOREIGN_CARD] = AKIS_DO_OTHER_CARD_IN,
    [AKIS_CARD_REMOVED] = AKIS_DO_INSERT_CARD,
    [AKIS_CARD_BUSY] = AKIS_DO_CLOSE_PROGRAMS,
    [AKIS_CARD_TIMEOUT] = AKIS_DO_TRY_AGAIN,
    [AKIS_READER_FAILED] = AKIS_DO_CONNECT_READER,
    [AKIS_CARD_DEAD] = AKIS_DO_NEW_CARD,
    [AKIS_PIN_WRONG] = AKIS_DO_TRY_AGAIN,
    [AKIS_PIN_LOCKED] = AKIS_DO_USE_PORTAL,
    [AKIS_PIN_MALFORMED] = AKIS_DO_TRY_AGAIN,
    [AKIS_PIN_NEEDED] = AKIS_DO_GIVE_PIN,
    [AKIS_PUK_WRONG] = AKIS_DO_TRY_AGAIN,
    [AKIS_PUK_MALFORMED] = AKIS_DO_TRY_AGAIN,
    [AKIS_PUK_NOT_USED] = AKIS_DO_USE_PORTAL,
    [AKIS_USE_PUK_INSTEAD] = AKIS_DO_USE_PUK,
    [AKIS_NOT_YET_VALID] = AKIS_DO_WAIT_UNTIL,
    [AKIS_EXPIRED] = AKIS_DO_RENEW,
    [AKIS_SUSPENDED] = AKIS_DO_LIFT,
    [AKIS_REVOKED] = AKIS_DO_NEW_CARD,
    [AKIS_PORTAL_UNREACHABLE] = AKIS_DO_CHECK_PORTAL,
    [AKIS_PORTAL_NOT_TRUSTED] = AKIS_DO_CHECK_PORTAL,
    [AKIS_LOGIN_FAILED] = AKIS_DO_TRY_AGAIN,
    [AKIS_CODE_WRONG] = AKIS_DO_NEW_CODE,
    [AKIS_NOT_LOGGED_IN] = AKIS_DO_LOG_IN,
    [AKIS_HELD_BY_CA] = AKIS_DO_ASK_CA,
    [AKIS_NOT_SAVED] = AKIS_DO_SAVE_FIRST,
    [AKIS_CONFIRM] = AKIS_DO_CONFIRM,
    [AKIS_PAIRING_REFUSED] = AKIS_DO_NEW_CODE,
    [AKIS_OTHER_CARD] = AKIS_DO_OTHER_CARD_IN,
};

struct akis_result result_of(enum akis_outcome outcome)
{
    return (struct akis_result){
        .outcome = outcome,
        .remedy = plain_remedies[outcome],
        .tries = AKIS_TRIES_UNKNOWN,
    };
}

enum akis_outcome outcome_of_link(enum link_result result)
{
    switch (result) {
    case LINK_OK:
        return AKIS_OK;
    case LINK_NO_CARD:
        return AKIS_NO_CARD;
    case LINK_REMOVED:
        return AKIS_CARD_REMOVED;
    case LINK_WAS_RESET:
    case LINK_BUSY:
        return AKIS_CARD_BUSY;
    case LINK_FAILED:
        return AKIS_READER_FAILED;
    case LINK_TIMEOUT:
        return AKIS_CARD_TIMEOUT;
    case LINK_GARBLED:
        return AKIS_CARD_GARBLED;
    }
    return AKIS_FAILED;
}

static const struct words *outcome_words(enum akis_outcome outcome)
{
    return &outcomes[(unsigned)outcome < AKIS_OUTCOMES ? outcome : AKIS_FAILED];
}

static const struct words *remedy_words(enum akis_remedy remedy)
{
    return &remedies[(unsigned)remedy < AKIS_REMEDIES ? remedy : AKIS_DO_NOTHING];
}

const char *akis_outcome_name(enum akis_outcome outcome)
{
    return outcome_words(outcome)->name;
}

const char *akis_remedy_name(enum akis_remedy remedy)
{
    return remedy_words(remedy)->name;
}

const char *akis_outcome_text(enum akis_outcome outcome)
{
    return say(outcome_words(outcome)->text);
}

const char *akis_remedy_text(enum akis_remedy remedy)
{
    return say(remedy_words(remedy)->text);
}
