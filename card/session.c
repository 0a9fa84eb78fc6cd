/* SPDX-License-Identifier: MIT */
/* The session: what a reset ends, and what the next command ends. */
#include "card/state.h"
#include "sim/base/secret.h"

enum { INS_EXTERNAL_AUTHENTICATE = 0x82, INS_RESET_RETRY_COUNTER = 0x2C };

/* What the policy lets live on over a reset, against the rules. */
static void keep(const struct card_policy *rules, const struct session *before,
                 struct session *after)
{
    if (!rules->reset_ends_verified)
        after->verified = before->verified;
    if (!rules->authorisation_dies_by_reset)
        after->authorised = before->authorised;
    if (!rules->challenge_dies_by_reset) {
        after->challenged = before->challenged;
        for (size_t i = 0; i < CHALLENGE_SIZE; i++)
            after->challenge[i] = before->challenge[i];
    }
}

void session_end(struct card *card)
{
    struct session fresh = {.df = FILE_MF, .ef = FILE_NONE};

    keep(&card->state.policy, &card->state.session, &fresh);
    secret_wipe(&card->state.session, sizeof card->state.session);
    card->state.session = fresh;
}

void session_before(struct card *card, uint8_t ins)
{
    struct session *session = &card->state.session;
    const struct card_policy *rules = &card->state.policy;

    if (ins != INS_EXTERNAL_AUTHENTICATE && rules->challenge_dies_by_command)
        session->challenged = false;
    if (ins != INS_RESET_RETRY_COUNTER && rules->authorisation_dies_by_command)
        session->authorised = false;
}
