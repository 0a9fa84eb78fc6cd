/* SPDX-License-Identifier: MIT */
/* Holds an answer of words and JSON against what a step expects. */
#ifndef CONFORMANCE_STAGE_JUDGEMENT_H
#define CONFORMANCE_STAGE_JUDGEMENT_H

#include "conformance/expect.h"
#include "conformance/stage/step.h"

/* Sets `result`, `got` and `why` of what was taken. */
void judge_answer(struct stage *stage, const struct step *step, const struct answer *answer,
                  struct taken *taken);

#endif
