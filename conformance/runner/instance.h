/* SPDX-License-Identifier: MIT */
/*
 * The cases as they are run: one instance for each case and profile, named
 * "suite.case" or "suite.case@profile".
 */
#ifndef CONFORMANCE_RUNNER_INSTANCE_H
#define CONFORMANCE_RUNNER_INSTANCE_H

#include "conformance/case.h"

enum { INSTANCE_NAME = 128, INSTANCE_PROFILE = 16 };

struct instance {
    const struct suite *suite;
    const struct conf_case *conf_case;
    char profile[INSTANCE_PROFILE];
    char name[INSTANCE_NAME];
};

struct instances {
    struct instance *items;
    size_t count;
};

/* All instances that a filter lets through, in the suites' order. `filters` (NULL last) are
 * parts of an instance's name, or a requirement's name, or a target's; none: all.
 * False: no memory. */
NODISCARD bool instances_make(const char *const *filters, struct instances *instances);
void instances_free(struct instances *instances);

/* True when one of the case's steps shows the requirement. */
bool case_shows(const struct conf_case *conf_case, enum requirement requirement);

#endif
