/* SPDX-License-Identifier: MIT */
/* A request to the client under test: "? pin.verify pin=123457". */
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/fields.h"
#include "conformance/stage/judgement.h"
#include "conformance/stage/site.h"

/* The person: reads pictures and the phone, unless the story told them to say otherwise. */
static char *told_to_say(struct stage *stage, const char *need, bool *told)
{
    char name[40];
    const char *text;

    snprintf(name, sizeof name, "give_%s", need);
    text = vars_get(stage->vars, name);
    *told = text && *text;
    return *told && strcmp(text, "null") != 0 ? strdup(text) : NULL;
}

static char *read_picture(struct stage *stage, const struct json *need)
{
    char *id = json_text(need, "captcha");
    char text[16];
    bool read = id && world_captcha(stage->world, id, text) == WORLD_OK;

    free(id);
    return read ? strdup(text) : NULL;
}

static char *give(void *context, const struct json *need)
{
    struct stage *stage = context;
    char *what = json_text(need, "need");
    bool told = false;
    char *text = what ? told_to_say(stage, what, &told) : NULL;
    char code[16];

    if (!told && what && strcmp(what, "captcha") == 0)
        text = read_picture(stage, need);
    else if (!told && what && strcmp(what, "sms") == 0 && site_code(stage, NULL, code))
        text = strdup(code);
    free(what);
    return text;
}

static void judge(struct stage *stage, const struct step *step, const struct json *json,
                  struct taken *taken)
{
    char *outcome = json_text(json, "outcome");
    char *line = json_line(json);
    struct answer answer = {outcome ? outcome : "", json, bytes_text(line)};

    judge_answer(stage, step, &answer, taken);
    if (taken->result == STAGE_FELL &&
        (strcmp(answer.word, "unimplemented") == 0 || strcmp(answer.word, "unknown_request") == 0))
        taken->result = STAGE_UNIMPLEMENTED;
    free(outcome);
    free(line);
}

static void ask(struct stage *stage, const struct step *step, struct json *request,
                struct taken *taken)
{
    struct adapter_person person = {give, stage};
    struct json *answer = NULL;
    struct adapter *adapter;
    enum adapter_result result;

    taken->sent = secrets_show(stage->secrets, request);
    taken->result = stage_adapter(stage, &adapter);
    if (taken->result != STAGE_OK)
        return;
    result = adapter_ask(adapter, request, &person, &answer);
    taken->result = stage_adapter_result(stage, result, adapter);
    if (result == ADAPTER_OK)
        judge(stage, step, answer, taken);
    json_free(&answer);
}

void step_client(struct stage *stage, const struct step *step, struct taken *taken)
{
    const char *at = step->send + 1 + strspn(step->send + 1, " ");
    size_t length = strcspn(at, " ");
    struct json *request = json_new();
    char name[40];

    snprintf(name, sizeof name, "%.*s", (int)length, at);
    if (request && json_set_text(request, "request", name) &&
        json_set_number(request, "now", world_now(stage->world)) &&
        fields_read(at + length, FIELDS_TYPED, stage->vars, request))
        ask(stage, step, request, taken);
    else
        stage_say(stage, "\"%s\" is no request, or names what nobody kept", step->send);
    json_free(&request);
}
