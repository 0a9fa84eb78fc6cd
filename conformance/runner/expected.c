/* SPDX-License-Identifier: MIT */
/* The file of expected failures. */
#include "conformance/runner/expected.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 4 };

static char *trim(char *text)
{
    size_t length;

    text += strspn(text, " \t");
    length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* Cuts a line at its bars. False when it has not four fields with something in each. */
static bool cut(char *line, char *fields[FIELDS])
{
    for (int i = 0; i < FIELDS; i++) {
        char *bar = i + 1 < FIELDS ? strchr(line, '|') : NULL;

        if (i + 1 < FIELDS && !bar)
            return false;
        if (bar)
            *bar = '\0';
        fields[i] = trim(line);
        if (!*fields[i])
            return false;
        line = bar ? bar + 1 : line;
    }
    return true;
}

static struct result *find(struct run *run, const char *name)
{
    for (size_t i = 0; i < run->count; i++)
        if (strcmp(run->results[i].instance->name, name) == 0)
            return &run->results[i];
    return NULL;
}

/* True when the judge has a case of that name. */
static bool exists(const char *name)
{
    struct instances all;
    bool found = false;

    if (!instances_make(NULL, &all))
        return false;
    for (size_t i = 0; !found && i < all.count; i++)
        found = strcmp(all.items[i].name, name) == 0;
    instances_free(&all);
    return found;
}

/* Applies one entry. False: it is stale, with the reason in `why`. */
static bool apply(struct run *run, char *const fields[FIELDS], const char **why)
{
    struct result *result = find(run, fields[0]);
    char reason[RESULT_WHY];

    *why = exists(fields[0]) ? "its case was not in the run" : "there is no such case";
    if (!result)
        return run->partial && exists(fields[0]);
    *why = "its case does not fail";
    if (result->verdict != VERDICT_FAIL)
        return false;
    snprintf(reason, sizeof reason, "%.300s (expected: %.120s, %.40s, %.40s)", result->why,
             fields[3], fields[1], fields[2]);
    memcpy(result->why, reason, sizeof reason);
    result->verdict = VERDICT_EXPECTED;
    return true;
}

bool expected_apply(const char *path, struct run *run, FILE *out)
{
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    bool fresh = true;

    if (!file) {
        fprintf(out, "expected failures: %s: %s\n", path, strerror(errno));
        return false;
    }
    for (unsigned number = 1; getline(&line, &room, file) > 0; number++) {
        char *fields[FIELDS];
        const char *why = "four fields are needed: case | owner | date | reason";
        char *text = trim(line);

        if (*text == '\0' || *text == '#' || (cut(text, fields) && apply(run, fields, &why)))
            continue;
        fprintf(out, "expected failures: %s:%u is stale: %s\n", path, number, why);
        fresh = false;
    }
    free(line);
    fclose(file);
    return fresh;
}
