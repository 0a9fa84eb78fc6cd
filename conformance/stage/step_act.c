/* SPDX-License-Identifier: MIT */
/* An act: "! later 181". */
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/act.h"
#include "conformance/stage/fields.h"
#include "conformance/stage/judgement.h"

static void run(struct stage *stage, const struct step *step, const struct act *act,
                const struct json *fields, struct taken *taken)
{
    struct json *json = json_new();
    char *outcome = NULL;

    if (!json)
        return;
    taken->result = act->run(stage, fields, json);
    if (taken->result == STAGE_OK) {
        outcome = json_text(json, "outcome");
        struct answer answer = {outcome ? outcome : "", json, bytes_of(NULL, 0)};

        judge_answer(stage, step, &answer, taken);
    }
    free(outcome);
    json_free(&json);
}

void step_act(struct stage *stage, const struct step *step, struct taken *taken)
{
    const char *at = step->send + 1 + strspn(step->send + 1, " ");
    size_t length = strcspn(at, " ");
    struct json *fields = json_new();
    const struct act *act;
    char name[32];
    char *shown;

    snprintf(name, sizeof name, "%.*s", (int)length, at);
    act = act_find(name);
    if (act && fields && fields_read(at + length, FIELDS_TEXT, stage->vars, fields)) {
        shown = secrets_show(stage->secrets, fields);
        if (asprintf(&taken->sent, "%s %s", name, shown ? shown : "") < 0)
            taken->sent = NULL;
        free(shown);
        run(stage, step, act, fields, taken);
    } else {
        stage_say(stage, "\"%s\" is no act, or names what nobody kept", step->send);
    }
    json_free(&fields);
}
