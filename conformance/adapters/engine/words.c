/* SPDX-License-Identifier: MIT */
/* The engine's outcomes and remedies in the protocol's words. */
#include "conformance/adapters/engine/adapter.h"

/* Those that are not named are "failed". */
static const char *const outcomes[AKIS_OUTCOMES] = {
    [AKIS_OK] = "ok",
    [AKIS_NO_SERVICE] = "no_reader",
    [AKIS_NO_READER] = "no_reader",
    [AKIS_NO_CARD] = "no_card",
    [AKIS_MUTE_CARD] = "mute_card",
    [AKIS_FOREIGN_CARD] = "foreign_card",
    [AKIS_CARD_REMOVED] = "card_removed",
    [AKIS_CARD_BUSY] = "busy",
    [AKIS_CARD_TIMEOUT] = "card_error",
    [AKIS_CARD_GARBLED] = "card_error",
    [AKIS_CARD_REFUSED] = "refused",
    [AKIS_CARD_DEAD] = "card_dead",
    [AKIS_PIN_WRONG] = "wrong_pin",
    [AKIS_PIN_LOCKED] = "pin_locked",
    [AKIS_PIN_MALFORMED] = "bad_new_pin",
    [AKIS_PIN_NEEDED] = "refused",
    [AKIS_PUK_WRONG] = "wrong_puk",
    [AKIS_PUK_MALFORMED] = "bad_new_pin",
    [AKIS_PUK_NOT_USED] = "use_portal",
    [AKIS_USE_PUK_INSTEAD] = "use_puk",
    [AKIS_NO_CERTIFICATE] = "not_found",
    [AKIS_NO_KEY] = "not_found",
    [AKIS_NOT_YET_VALID] = "not_yet_valid",
    [AKIS_EXPIRED] = "expired",
    [AKIS_SUSPENDED] = "held",
    [AKIS_REVOKED] = "revoked",
    [AKIS_CHAIN_BROKEN] = "untrusted",
    [AKIS_SIGNATURE_BAD] = "signature_bad",
    [AKIS_PORTAL_UNREACHABLE] = "unreachable",
    [AKIS_PORTAL_NOT_TRUSTED] = "not_trusted",
    [AKIS_PORTAL_REFUSED] = "refused",
    [AKIS_LOGIN_FAILED] = "login_failed",
    [AKIS_CODE_WRONG] = "code_wrong",
    [AKIS_TOO_SOON] = "refused",
    [AKIS_NOT_LOGGED_IN] = "not_logged_in",
    [AKIS_NOT_FOUND] = "not_found",
    [AKIS_WRONG_STATE] = "refused",
    [AKIS_HELD_BY_CA] = "refused",
    [AKIS_NOT_SAVED] = "refused",
    [AKIS_CONFIRM] = "confirm",
    [AKIS_PAIRING_REFUSED] = "pairing_refused",
    [AKIS_OTHER_CARD] = "refused",
    [AKIS_UNSUPPORTED] = "unimplemented",
};

static const char *const remedies[AKIS_REMEDIES] = {
    [AKIS_DO_TRY_AGAIN] = "try_again",
    [AKIS_DO_TRY_AGAIN_LAST] = "last_try",
    [AKIS_DO_USE_PUK] = "use_puk",
    [AKIS_DO_USE_PORTAL] = "use_portal",
    [AKIS_DO_NEW_CARD] = "new_card",
    [AKIS_DO_WAIT_UNTIL] = "wait",
    [AKIS_DO_RENEW] = "renew",
    [AKIS_DO_LIFT] = "lift",
    [AKIS_DO_INSERT_CARD] = "insert_card",
};

const char *outcome_word(enum akis_outcome outcome)
{
    return outcomes[outcome] ? outcomes[outcome] : "failed";
}

const char *remedy_word(enum akis_remedy remedy)
{
    return remedies[remedy] ? remedies[remedy] : "none";
}
