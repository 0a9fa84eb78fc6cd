/* SPDX-License-Identifier: MIT */
/* Reads evidence back, and sums results up by requirement. */
#include "conformance/runner/result.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"

void run_count(const struct run *run, size_t counts[VERDICT_COUNT])
{
    memset(counts, 0, VERDICT_COUNT * sizeof *counts);
    for (size_t i = 0; i < run->count; i++)
        counts[run->results[i].verdict]++;
}

static bool read_verdict(const char *line, struct result *result)
{
    struct json *json = json_parse(bytes_text(line));
    char *verdict = json ? json_text(json, "verdict") : NULL;
    char *requirement = json ? json_text(json, "requirement") : NULL;
    char *why = json ? json_text(json, "why") : NULL;
    bool read = verdict && requirement && why && verdict_find(verdict, &result->verdict);

    if (read) {
        result->fell = requirement_find(requirement);
        snprintf(result->why, sizeof result->why, "%s", why);
    }
    free(verdict);
    free(requirement);
    free(why);
    json_free(&json);
    return read;
}

bool result_read(struct result *result)
{
    char path[RESULT_PATH + 32];
    char *line = NULL;
    size_t room = 0;
    bool read = false;
    FILE *file;

    snprintf(path, sizeof path, "%s/evidence.jsonl", result->folder);
    file = fopen(path, "re");
    if (!file)
        return false;
    while (getline(&line, &room, file) > 0)
        read = read_verdict(line, result);
    free(line);
    fclose(file);
    return read;
}

static enum standing standing_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_PASS:
        return STANDING_SHOWN;
    case VERDICT_FAIL:
    case VERDICT_EXPECTED:
    case VERDICT_FLAKY:
        return STANDING_FELL;
    case VERDICT_UNIMPLEMENTED:
        return STANDING_UNIMPLEMENTED;
    case VERDICT_SKIPPED:
    case VERDICT_BROKEN:
        return STANDING_SKIPPED;
    }
    return STANDING_SKIPPED;
}

static bool any_case(enum requirement requirement, enum target target)
{
    for (const struct suite *const *suite = suites(); *suite; suite++)
        for (const struct conf_case *const *one = (*suite)->cases; *one; one++)
            if ((*one)->target == target && case_shows(*one, requirement))
                return true;
    return false;
}

/* What one result says; a case that fell says so of the requirement that fell alone. */
static enum standing of_result(const struct result *result, enum requirement requirement)
{
    bool fell = result->verdict == VERDICT_FAIL || result->verdict == VERDICT_FLAKY ||
                result->verdict == VERDICT_EXPECTED;

    if (fell && result->fell != requirement)
        return STANDING_SKIPPED;
    return standing_of(result->verdict);
}

enum standing run_standing(const struct run *run, enum requirement requirement, enum target target)
{
    static const int weight[] = {
        [STANDING_NOT_RUN] = 0, [STANDING_NO_CASE] = 0,       [STANDING_SKIPPED] = 1,
        [STANDING_SHOWN] = 2,   [STANDING_UNIMPLEMENTED] = 3, [STANDING_FELL] = 4,
    };
    enum standing worst = any_case(requirement, target) ? STANDING_NOT_RUN : STANDING_NO_CASE;

    for (size_t i = 0; i < run->count; i++) {
        const struct conf_case *conf_case = run->results[i].instance->conf_case;
        enum standing one;

        if (conf_case->target != target || !case_shows(conf_case, requirement))
            continue;
        one = of_result(&run->results[i], requirement);
        if (weight[one] > weight[worst])
            worst = one;
    }
    return worst;
}

const char *standing_name(enum standing standing)
{
    switch (standing) {
    case STANDING_SHOWN:
        return "shown";
    case STANDING_FELL:
        return "fell";
    case STANDING_UNIMPLEMENTED:
        return "unimplemented";
    case STANDING_SKIPPED:
        return "skipped";
    case STANDING_NOT_RUN:
        return "not run";
    case STANDING_NO_CASE:
        return "no case";
    }
    return "?";
}
