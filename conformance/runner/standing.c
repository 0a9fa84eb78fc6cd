/* SPDX-License-Identifier: MIT */
/* Sums a run up by requirement, target and level. */
#include "conformance/runner/standing.h"

#include <string.h>

static const char *const names[STANDING_COUNT] = {
    [STANDING_SHOWN] = "shown",
    [STANDING_FELL] = "fell",
    [STANDING_FLAKY] = "flaky",
    [STANDING_EXCLUDED] = "excluded",
    [STANDING_SKIPPED] = "skipped",
    [STANDING_UNIMPLEMENTED] = "unimplemented",
    [STANDING_NOT_RUN] = "not run",
    [STANDING_NO_CASE] = "no case",
    [STANDING_NOT_REACHED] = "not reached",
};

static enum standing standing_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_PASS:
        return STANDING_SHOWN;
    case VERDICT_FAIL:
        return STANDING_FELL;
    case VERDICT_EXPECTED:
        return STANDING_EXCLUDED;
    case VERDICT_FLAKY:
        return STANDING_FLAKY;
    case VERDICT_UNIMPLEMENTED:
        return STANDING_UNIMPLEMENTED;
    case VERDICT_SKIPPED:
        return STANDING_SKIPPED;
    case VERDICT_BROKEN:
        return STANDING_NOT_REACHED;
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

/* A case that fell says so of the requirement that fell alone. */
enum standing result_standing(const struct result *result, enum requirement requirement)
{
    bool fell = result->verdict == VERDICT_FAIL || result->verdict == VERDICT_FLAKY ||
                result->verdict == VERDICT_EXPECTED;

    if (fell && result->fell != requirement)
        return STANDING_NOT_REACHED;
    return standing_of(result->verdict);
}

void run_cases(const struct run *run, enum requirement requirement, enum target target,
               size_t by[STANDING_COUNT])
{
    memset(by, 0, STANDING_COUNT * sizeof *by);
    for (size_t i = 0; i < run->count; i++) {
        const struct conf_case *conf_case = run->results[i].instance->conf_case;

        if (conf_case->target == target && case_shows(conf_case, requirement))
            by[result_standing(&run->results[i], requirement)]++;
    }
}

enum standing run_standing(const struct run *run, enum requirement requirement, enum target target)
{
    static const enum standing worst_first[] = {
        STANDING_FELL,  STANDING_EXCLUDED,    STANDING_FLAKY,  STANDING_UNIMPLEMENTED,
        STANDING_SHOWN, STANDING_NOT_REACHED, STANDING_SKIPPED};
    size_t by[STANDING_COUNT];

    run_cases(run, requirement, target, by);
    for (size_t i = 0; i < sizeof worst_first / sizeof *worst_first; i++)
        if (by[worst_first[i]] > 0)
            return worst_first[i];
    return any_case(requirement, target) ? STANDING_NOT_RUN : STANDING_NO_CASE;
}

const char *standing_name(enum standing standing)
{
    return names[standing];
}

bool standing_find(const char *name, enum standing *standing)
{
    for (int i = 0; i < STANDING_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            *standing = (enum standing)i;
            return true;
        }
    }
    return false;
}

struct tally run_tally(const struct run *run, enum level level)
{
    struct tally tally = {0};

    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        const struct requirement_row *row = requirement_row((enum requirement)i);

        for (unsigned t = 0; t < TARGET_COUNT; t++) {
            enum target target = (enum target)(1u << t);

            if (row->level != level || !(row->targets & target))
                continue;
            tally.asked++;
            tally.by[run_standing(run, (enum requirement)i, target)]++;
        }
    }
    return tally;
}

double tally_share(const struct tally *tally, enum standing standing)
{
    return tally->asked > 0 ? 100.0 * (double)tally->by[standing] / (double)tally->asked : 0;
}
