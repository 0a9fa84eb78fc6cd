/* SPDX-License-Identifier: MIT */
/* Takes one step of a story: sends what it sends, and holds what comes back against it. */
#ifndef CONFORMANCE_STAGE_STEP_H
#define CONFORMANCE_STAGE_STEP_H

#include "conformance/stage/stage.h"

struct taken {
    enum stage_result result; /* STAGE_OK: the step held; STAGE_FELL: it did not */
    char *sent;               /* for people, secrets masked; on the heap */
    char *got;
    char why[STAGE_WHY];
};

/* The outcome is cleared with taken_clear in any case. */
void step_take(struct stage *stage, const struct step *step, struct taken *taken);
void taken_clear(struct taken *taken);

/* Who is asked. */
enum step_kind { STEP_CARD, STEP_PORTAL, STEP_CLIENT, STEP_ACT };
enum step_kind step_kind(const char *send);

/* The kinds, each in a file of its own (step_*.c). */
void step_card(struct stage *stage, const struct step *step, struct taken *taken);
void step_portal(struct stage *stage, const struct step *step, struct taken *taken);
void step_client(struct stage *stage, const struct step *step, struct taken *taken);
void step_act(struct stage *stage, const struct step *step, struct taken *taken);

#endif
