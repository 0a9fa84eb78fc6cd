/* SPDX-License-Identifier: MIT */
/* Reads evidence back, and counts. */
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

/* The link of a case: its situation's, or the one that was told. */
static const char *link_of(const struct run *run, size_t i)
{
    const char *link = run->results[i].instance->conf_case->situation->link;

    return link ? link : run->link;
}

void run_links(const struct run *run, char text[RUN_LINKS])
{
    const char *other = NULL;
    size_t as_told = 0;

    for (size_t i = 0; i < run->count; i++) {
        if (strcmp(link_of(run, i), run->link) == 0)
            as_told++;
        else
            other = link_of(run, i);
    }
    if (!other)
        snprintf(text, RUN_LINKS, "%s", run->link);
    else if (as_told == 0)
        snprintf(text, RUN_LINKS, "%s", other);
    else
        snprintf(text, RUN_LINKS, "%.20s (%zu) and %.20s (%zu)", run->link, as_told, other,
                 run->count - as_told);
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

static FILE *open_evidence(const struct result *result)
{
    char path[RESULT_PATH + 32];

    snprintf(path, sizeof path, "%s/evidence.jsonl", result->folder);
    return fopen(path, "re");
}

enum requirement result_reached(const struct result *result)
{
    const struct step *step = result->instance->conf_case->steps;
    FILE *file = open_evidence(result);
    char *line = NULL;
    size_t room = 0;

    if (!file)
        return SETUP;
    while (step->send && getline(&line, &room, file) > 0)
        step++;
    free(line);
    fclose(file);
    return step->shows;
}

bool result_read(struct result *result)
{
    FILE *file = open_evidence(result);
    char *line = NULL;
    size_t room = 0;
    bool read = false;

    if (!file)
        return false;
    while (getline(&line, &room, file) > 0)
        read = read_verdict(line, result);
    free(line);
    fclose(file);
    return read;
}
