/* SPDX-License-Identifier: MIT */
/* Finds out who a step asks. */
#include "conformance/stage/step.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum step_kind step_kind(const char *send)
{
    if (send[0] == '?')
        return STEP_CLIENT;
    if (send[0] == '!')
        return STEP_ACT;
    if (send[0] == '$')
        return STEP_CARD;
    if (isxdigit((unsigned char)send[0]) && isxdigit((unsigned char)send[1]) &&
        (send[2] == ' ' || send[2] == '\0'))
        return STEP_CARD;
    return STEP_PORTAL;
}

void step_take(struct stage *stage, const struct step *step, struct taken *taken)
{
    memset(taken, 0, sizeof *taken);
    taken->result = STAGE_BROKEN;
    stage->why[0] = '\0';
    switch (step_kind(step->send)) {
    case STEP_CARD:
        step_card(stage, step, taken);
        break;
    case STEP_PORTAL:
        step_portal(stage, step, taken);
        break;
    case STEP_CLIENT:
        step_client(stage, step, taken);
        break;
    case STEP_ACT:
        step_act(stage, step, taken);
        break;
    }
    if (taken->result != STAGE_OK && !taken->why[0])
        memcpy(taken->why, stage->why, sizeof taken->why);
}

void taken_clear(struct taken *taken)
{
    free(taken->sent);
    free(taken->got);
    taken->sent = taken->got = NULL;
}
