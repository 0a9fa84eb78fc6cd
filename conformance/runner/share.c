/* SPDX-License-Identifier: MIT */
/* Shares of a run. */
#include "conformance/runner/share.h"

#include <stdio.h>
#include <stdlib.h>

bool share_read(const char *text, struct share *share)
{
    struct share read;
    char rest;

    if (sscanf(text, "%u/%u%c", &read.index, &read.total, &rest) != 2 || read.total < 1 ||
        read.index < 1 || read.index > read.total)
        return false;
    *share = read;
    return true;
}

struct share share_of_environment(void)
{
    static const struct {
        const char *index;
        const char *total;
        unsigned first;
    } engines[] = {
        {"CI_NODE_INDEX",          "CI_NODE_TOTAL",                1},
        {"CIRCLE_NODE_INDEX",      "CIRCLE_NODE_TOTAL",            0},
        {"BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0},
    };

    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        const char *index = getenv(engines[i].index);
        const char *total = getenv(engines[i].total);
        struct share share;
        char text[64];

        if (!index || !total)
            continue;
        snprintf(text, sizeof text, "%lu/%.20s", strtoul(index, NULL, 10) + 1 - engines[i].first,
                 total);
        if (share_read(text, &share))
            return share;
    }
    return (struct share){1, 1};
}

void share_take(const struct share *share, struct instances *instances)
{
    size_t kept = 0;

    for (size_t i = 0; i < instances->count; i++)
        if (i % share->total == share->index - 1)
            instances->items[kept++] = instances->items[i];
    instances->count = kept;
}
