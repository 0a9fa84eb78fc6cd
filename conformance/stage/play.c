/* SPDX-License-Identifier: MIT */
/* A case from curtain to curtain. */
#include "conformance/stage/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "conformance/stage/evidence.h"
#include "conformance/stage/step.h"

/* What a case shows first: it falls with its set-up too. */
static enum requirement first_shown(const struct conf_case *conf_case)
{
    for (const struct step *step = conf_case->steps; step->send; step++)
        if (step->shows != SETUP)
            return step->shows;
    return SETUP;
}

static enum verdict verdict_of(enum stage_result result)
{
    switch (result) {
    case STAGE_OK:
        return VERDICT_PASS;
    case STAGE_SKIP:
        return VERDICT_SKIPPED;
    case STAGE_UNIMPLEMENTED:
        return VERDICT_UNIMPLEMENTED;
    case STAGE_FELL:
    case STAGE_ADAPTER_FELL:
        return VERDICT_FAIL;
    case STAGE_PROTOCOL:
    case STAGE_BROKEN:
        return VERDICT_BROKEN;
    }
    return VERDICT_BROKEN;
}

/* How far the world's trace has come: whole lines, since they are written one by one. */
static int64_t traced(const struct stage *stage)
{
    char path[4096];
    struct stat status;

    snprintf(path, sizeof path, "%s/trace.jsonl", stage->options->evidence);
    return stat(path, &status) == 0 ? status.st_size : 0;
}

/* A step as evidence: all its words without the story's secrets. */
static void tell(struct stage *stage, const struct step *step, const struct taken *taken,
                 struct evidence *evidence)
{
    bool held = taken->result == STAGE_OK;
    char *sent = secrets_blot(stage->secrets, taken->sent ? taken->sent : step->send);
    char *expected = secrets_blot(stage->secrets, step->expect);
    char *got = secrets_blot(stage->secrets, taken->got ? taken->got : "");
    char *why = secrets_blot(stage->secrets, held ? "" : taken->why);
    struct evidence_step line = {
        .step = step,
        .sent = sent ? sent : "",
        .expected = expected ? expected : "",
        .got = got ? got : "",
        .why = why ? why : "",
        .traced = traced(stage),
        .when = stage_now(stage),
        .held = held,
    };

    evidence_add(evidence, &line);
    free(sent);
    free(expected);
    free(got);
    free(why);
}

/* "step 7 of 8, asked" */
static void name_step(const struct conf_case *conf_case, const struct step *step, char text[120])
{
    size_t count = 0;

    while (conf_case->steps[count].send)
        count++;
    snprintf(text, 120, "step %zu of %zu, %s", (size_t)(step - conf_case->steps) + 1, count,
             step->say);
}

static enum stage_result take(struct stage *stage, const struct step *step,
                              struct evidence *evidence, char *why, size_t size)
{
    struct taken taken;
    enum stage_result result;
    char name[120];

    name_step(stage->conf_case, step, name);
    step_take(stage, step, &taken);
    tell(stage, step, &taken, evidence);
    if (taken.result != STAGE_OK)
        snprintf(why, size, "%s: %s", name, taken.why);
    result = taken.result;
    taken_clear(&taken);
    return result;
}

/* All steps, up to the first that does not hold; that one is `*last`. */
static enum stage_result take_all(struct stage *stage, struct evidence *evidence,
                                  const struct step **last, char *why, size_t size)
{
    enum stage_result result = STAGE_OK;

    for (const struct step *step = stage->conf_case->steps; step->send; step++) {
        *last = step;
        result = take(stage, step, evidence, why, size);
        if (result != STAGE_OK)
            break;
    }
    return result;
}

/* How the client was asked to hold its card; "" without one. */
static const char *held_how(const struct stage *stage)
{
    if (!stage->adapter)
        return "";
    return stage_keeps_open(stage->conf_case, stage->profile)
               ? "asked to keep its card open"
               : "asked to open its card anew for each request";
}

static void close_evidence(const struct stage *stage, struct evidence *evidence,
                           enum verdict verdict, enum requirement fell, const char *why)
{
    char *text = stage->secrets ? secrets_blot(stage->secrets, why) : NULL;

    evidence_close(evidence, verdict, fell, text ? text : "no memory", held_how(stage));
    free(text);
}

enum verdict play(const struct conf_case *conf_case, const char *profile,
                  const struct stage_options *options)
{
    struct stage stage;
    struct evidence *evidence;
    const struct step *last = NULL;
    enum stage_result result;
    enum requirement fell = SETUP;
    char path[4096];
    char why[STAGE_WHY + 124] = "";

    snprintf(path, sizeof path, "%s/evidence.jsonl", options->evidence);
    evidence = evidence_new(path);
    if (!evidence)
        return VERDICT_BROKEN;
    result = stage_open(&stage, options, conf_case, profile);
    if (result == STAGE_OK)
        result = take_all(&stage, evidence, &last, why, sizeof why);
    else
        snprintf(why, sizeof why, "%s", stage.why);
    if (result != STAGE_OK && result != STAGE_ADAPTER_FELL && result != STAGE_PROTOCOL)
        fell = last && last->shows != SETUP ? last->shows : first_shown(conf_case);
    close_evidence(&stage, evidence, verdict_of(result), fell, why);
    evidence_free(&evidence);
    stage_close(&stage);
    return verdict_of(result);
}
