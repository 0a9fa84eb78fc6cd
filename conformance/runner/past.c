/* SPDX-License-Identifier: MIT */
/* result.json, the other way round. */
#include "conformance/runner/past.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAST_MAX = 32 << 20, PATH_MAX_SIZE = 256 };

static void keep_place(const char *path, struct past_run *past)
{
    const char *slash = strrchr(path, '/');

    if (slash)
        snprintf(past->beside, sizeof past->beside, "%.*s", (int)(slash - path), path);
    else
        memcpy(past->beside, ".", 2);
}

bool past_read(const char *path, struct past_run *past)
{
    FILE *file = fopen(path, "re");
    char *text = file ? malloc(PAST_MAX) : NULL;
    size_t size = text ? fread(text, 1, PAST_MAX, file) : 0;

    memset(past, 0, sizeof *past);
    keep_place(path, past);
    if (size > 0)
        past->json = json_parse(bytes_of(text, size));
    if (past->json)
        past->count = json_count(past->json, "results");
    else
        fprintf(stderr, "akis-conformance: %s is no result.json of a run\n", path);
    free(text);
    if (file)
        fclose(file);
    return past->json != NULL;
}

void past_free(struct past_run *past)
{
    json_free(&past->json);
    past->count = 0;
}

static char *field_of(const struct past_run *past, const char *name, const char *field)
{
    char path[PATH_MAX_SIZE];

    snprintf(path, sizeof path, "results.[case=%s].%s", name, field);
    return json_text(past->json, path);
}

bool past_verdict(const struct past_run *past, const char *name, enum verdict *verdict)
{
    char *text = field_of(past, name, "verdict");
    bool found = text && verdict_find(text, verdict);

    free(text);
    return found;
}

char *past_name(const struct past_run *past, size_t index)
{
    char path[PATH_MAX_SIZE];

    snprintf(path, sizeof path, "results.%zu.case", index);
    return json_text(past->json, path);
}

static void copy(char *text, char *into, size_t size)
{
    snprintf(into, size, "%s", text ? text : "");
    free(text);
}

bool past_result(const struct past_run *past, const struct instance *instance,
                 struct result *result)
{
    char requirement[16];
    char seconds[32];
    char above[RESULT_PATH - INSTANCE_NAME - 2];

    memset(result, 0, sizeof *result);
    if (!past_verdict(past, instance->name, &result->verdict))
        return false;
    result->instance = instance;
    copy(field_of(past, instance->name, "fell"), requirement, sizeof requirement);
    copy(field_of(past, instance->name, "why"), result->why, sizeof result->why);
    copy(field_of(past, instance->name, "seconds"), seconds, sizeof seconds);
    copy(json_text(past->json, "folder"), above, sizeof above);
    result->fell = requirement_find(requirement);
    result->seconds = strtod(seconds, NULL);
    snprintf(result->folder, sizeof result->folder, "%.800s/%s", past->beside, instance->name);
    if (access(result->folder, R_OK) != 0)
        snprintf(result->folder, sizeof result->folder, "%s/%s", above, instance->name);
    return true;
}
