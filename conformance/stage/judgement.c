/* SPDX-License-Identifier: MIT */
/* The verdict on one answer. */
#include "conformance/stage/judgement.h"

#include <stdlib.h>
#include <string.h>

static char *show(struct stage *stage, const struct answer *answer)
{
    char *line = answer->json ? secrets_show(stage->secrets, answer->json) : NULL;
    char *text = NULL;

    if (line) {
        if (asprintf(&text, "%s %s", answer->word, line) < 0)
            text = NULL;
    } else if (asprintf(&text, "%s (%zu bytes)", answer->word, answer->body.size) < 0) {
        text = NULL;
    }
    free(line);
    return text;
}

void judge_answer(struct stage *stage, const struct step *step, const struct answer *answer,
                  struct taken *taken)
{
    char why[EXPECT_WHY];

    taken->got = show(stage, answer);
    switch (expect_match(step->expect, answer, stage->vars, why)) {
    case EXPECT_HOLDS:
        taken->result = STAGE_OK;
        break;
    case EXPECT_DIFFERS:
        taken->result = STAGE_FELL;
        break;
    case EXPECT_MALFORMED:
        taken->result = STAGE_BROKEN;
        break;
    }
    snprintf(taken->why, sizeof taken->why, "%s", why);
}
