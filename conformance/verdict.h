/* SPDX-License-Identifier: MIT */
/* What can be said of a case that was run. */
#ifndef CONFORMANCE_VERDICT_H
#define CONFORMANCE_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

enum verdict {
    VERDICT_PASS,
    VERDICT_FAIL,          /* a requirement fell, or the case died or took too long */
    VERDICT_UNIMPLEMENTED, /* the client under test says that it cannot do this */
    VERDICT_SKIPPED,       /* cannot run here; the reason is told */
    VERDICT_FLAKY,         /* it failed, and then a retry passed */
    VERDICT_EXPECTED,      /* it failed as the file of expected failures says */
    VERDICT_BROKEN,        /* nobody can say: the judge's machinery failed, or the adapter */
};
enum { VERDICT_COUNT = 7 };

const char *verdict_name(enum verdict verdict);
/* The verdict of that name. False: there is none. */
bool verdict_find(const char *name, enum verdict *verdict);

/* The exit codes of the program: of a run, of a replay that went another way, and the adapter's
 * "unimplemented". */
enum exit_code {
    EXIT_HELD = 0,
    EXIT_FELL = 1,
    EXIT_COULD_NOT_RUN = 2,
    EXIT_OTHER_TRACE = 3,
    EXIT_UNIMPLEMENTED = 89,
};

/* What the process of one case leaves with. */
enum exit_code verdict_exit(enum verdict verdict);

/* What a run as a whole comes to. `counts` are by verdict; `missing` is true when something that
 * was required to be here is not; `strict` makes flaky cases fall. */
enum exit_code verdict_of_run(const size_t counts[VERDICT_COUNT], bool missing, bool strict);

#endif
