/* SPDX-License-Identifier: MIT */
/* Names of verdicts, and what a run of them comes to. */
#include "conformance/verdict.h"

#include <string.h>

static const char *const names[VERDICT_COUNT] = {
    [VERDICT_PASS] = "pass",
    [VERDICT_FAIL] = "fail",
    [VERDICT_UNIMPLEMENTED] = "unimplemented",
    [VERDICT_SKIPPED] = "skipped",
    [VERDICT_FLAKY] = "flaky",
    [VERDICT_EXPECTED] = "expected",
    [VERDICT_BROKEN] = "broken",
};

const char *verdict_name(enum verdict verdict)
{
    return names[verdict];
}

bool verdict_find(const char *name, enum verdict *verdict)
{
    for (int i = 0; i < VERDICT_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *verdict = (enum verdict)i;
            return true;
        }
    }
    return false;
}

enum exit_code verdict_exit(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_PASS:
    case VERDICT_SKIPPED:
        return EXIT_HELD;
    case VERDICT_FAIL:
    case VERDICT_EXPECTED:
    case VERDICT_FLAKY:
        return EXIT_FELL;
    case VERDICT_UNIMPLEMENTED:
        return EXIT_UNIMPLEMENTED;
    case VERDICT_BROKEN:
        return EXIT_COULD_NOT_RUN;
    }
    return EXIT_COULD_NOT_RUN;
}

enum exit_code verdict_of_run(const size_t counts[VERDICT_COUNT], bool missing, bool strict)
{
    if (counts[VERDICT_FAIL] > 0 || (strict && counts[VERDICT_FLAKY] > 0))
        return EXIT_FELL;
    if (counts[VERDICT_BROKEN] > 0 || missing)
        return EXIT_COULD_NOT_RUN;
    return EXIT_HELD;
}
