/* SPDX-License-Identifier: MIT */
/* Acts of a person before the portal: reading a picture, a phone, and signing in. */
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/act.h"
#include "conformance/stage/site.h"
#include "sim/base/secret.h"

static enum stage_result captcha(struct stage *stage, const struct json *fields,
                                 struct json *answer)
{
    char *id = act_field(fields, "0", "");
    char text[16];
    enum world_result result = world_captcha(stage->world, id, text);

    free(id);
    if (result == WORLD_OK && !json_set_text(answer, "answer", text))
        return STAGE_BROKEN;
    return act_tells(answer, result);
}

static enum stage_result sms(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *number = act_field(fields, "number", NULL);
    char *nth = act_field(fields, "nth", "0");
    struct world_sms read;
    enum world_result result = world_sms_read(stage->world, number, strtoul(nth, NULL, 10), &read);
    bool told =
        result != WORLD_OK ||
        (json_set_text(answer, "code", read.code) && json_set_text(answer, "number", read.number) &&
         json_set_text(answer, "text", read.text) && json_set_number(answer, "when", read.when));

    free(number);
    free(nth);
    secret_wipe(&read, sizeof read);
    return told ? act_tells(answer, result) : STAGE_BROKEN;
}

/* How many messages have come to a number. */
static enum stage_result sms_count(struct stage *stage, const struct json *fields,
                                   struct json *answer)
{
    char *number = act_field(fields, "number", NULL);
    struct world_sms read;
    size_t count = 0;

    while (world_sms_read(stage->world, number, count, &read) == WORLD_OK)
        count++;
    secret_wipe(&read, sizeof read);
    free(number);
    if (!json_set_number(answer, "count", (int64_t)count))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

/* A sign-in, step by step; `step` is the first request that was not answered with 200. */
struct sign_in {
    struct stage *stage;
    unsigned browser;
    const char *id;
    const char *word;
    const char *phone;
    char step[32];
    char status[16];
};

static enum stage_result post(struct sign_in *in, const char *method, const char *path,
                              const struct json *fields, char **captcha_id)
{
    struct site_answer answer;
    enum stage_result result = site_send(in->stage, in->browser, method, path, fields, &answer);

    if (result == STAGE_OK && answer.response.status != 200) {
        snprintf(in->step, sizeof in->step, "%.31s", path);
        memcpy(in->status, answer.word, sizeof in->status);
    }
    if (captcha_id && answer.json)
        *captcha_id = json_text(answer.json, "captcha");
    site_answer_clear(&answer);
    return result;
}

static enum stage_result give_form(struct sign_in *in)
{
    struct json *form = json_new();
    char *id = NULL;
    char text[16] = "";
    enum stage_result result = post(in, "GET", "/nbsifreli.go", NULL, &id);

    if (result == STAGE_OK && id)
        result = world_captcha(in->stage->world, id, text) == WORLD_OK ? STAGE_OK : STAGE_FELL;
    if (result == STAGE_OK && !(form && json_set_text(form, "kimlik_no", in->id) &&
                                json_set_text(form, "resimdeki_yazi", text) &&
                                json_set_text(form, "guvenlik_sozcugu", in->word)))
        result = STAGE_BROKEN;
    if (result == STAGE_OK && !in->step[0])
        result = post(in, "POST", "/nbsifreli.go", form, NULL);
    free(id);
    json_free(&form);
    return result;
}

static enum stage_result give_code(struct sign_in *in)
{
    struct json *empty = json_new();
    struct json *form = json_new();
    char code[16] = "";
    enum stage_result result = post(in, "POST", "/nbsifreli.go/sms", empty, NULL);

    if (result == STAGE_OK && !in->step[0] && !site_code(in->stage, in->phone, code)) {
        stage_say(in->stage, "no SMS came");
        result = STAGE_FELL;
    }
    if (result == STAGE_OK && !(form && json_set_text(form, "sms_onay_kodu", code)))
        result = STAGE_BROKEN;
    if (result == STAGE_OK && !in->step[0])
        result = post(in, "POST", "/nbsifreli.go/kod", form, NULL);
    secret_wipe(code, sizeof code);
    json_free(&empty);
    json_free(&form);
    return result;
}

static enum stage_result login(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *id = act_field(fields, "id", vars_get(stage->vars, "id"));
    char *word = act_field(fields, "word", vars_get(stage->vars, "word"));
    char *phone = act_field(fields, "phone", NULL);
    char *browser = act_field(fields, "browser", "0");
    struct sign_in in = {.stage = stage,
                         .browser = (unsigned)strtoul(browser, NULL, 10),
                         .id = id,
                         .word = word,
                         .phone = phone};
    enum stage_result result = give_form(&in);

    if (result == STAGE_OK && !in.step[0])
        result = give_code(&in);
    free(id);
    free(word);
    free(phone);
    free(browser);
    if (result != STAGE_OK)
        return result;
    if (!json_set_text(answer, "step", in.step) || !json_set_text(answer, "status", in.status))
        return STAGE_BROKEN;
    return act_says(answer, in.step[0] ? "refused" : "ok");
}

/* `! slow MILLISECONDS`: whether the portal's last answer took so long. A loaded machine may make
 * it so by itself: it shows that answers are quick, not that they are slowed down. */
static enum stage_result slow(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *least = act_field(fields, "0", "0");
    bool took = stage->last_took >= strtoll(least, NULL, 10);

    free(least);
    return act_says(answer, took ? "ok" : "quick");
}

const struct act portal_acts[] = {
    {"captcha",   captcha,   "ID; answer"                                         },
    {"sms",       sms,       "number= nth=0; code, number, text, when"            },
    {"slow",      slow,      "MILLISECONDS; ok or quick: the portal's last answer"},
    {"sms_count", sms_count, "number=; count"                                     },
    {"login",     login,     "id= word= phone= browser=0: all of Şifreli Giriş" },
    {NULL,        NULL,      NULL                                                 },
};
