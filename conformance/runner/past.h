/* SPDX-License-Identifier: MIT */
/* Runs that are over, read back from their result.json. */
#ifndef CONFORMANCE_RUNNER_PAST_H
#define CONFORMANCE_RUNNER_PAST_H

#include "conformance/json.h"
#include "conformance/runner/result.h"

struct past_run {
    struct json *json;
    size_t count;
    char beside[RESULT_PATH]; /* the folder in which its result.json stands */
};

/* Reads a result.json. False: told on stderr why not. Give it back with past_free. */
NODISCARD bool past_read(const char *path, struct past_run *past);
void past_free(struct past_run *past);

/* The verdict of a case by its name. False: it was not in that run. */
bool past_verdict(const struct past_run *past, const char *name, enum verdict *verdict);
/* The name of the index-th case; the caller frees it. NULL past the last. */
char *past_name(const struct past_run *past, size_t index);
/* All of one case's result. Its folder is beside the result.json, or where the run left it; false:
 * it was not in that run. */
bool past_result(const struct past_run *past, const struct instance *instance,
                 struct result *result);

#endif
