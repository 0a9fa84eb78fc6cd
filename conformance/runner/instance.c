/* SPDX-License-Identifier: MIT */
/* Multiplies cases by profiles and filters them. */
#include "conformance/runner/instance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { INSTANCES_STEP = 64 };

static const char default_profile[] = "v2.2.8";

bool case_shows(const struct conf_case *conf_case, enum requirement requirement)
{
    for (const struct step *step = conf_case->steps; step->send; step++)
        if (step->shows == requirement)
            return true;
    return false;
}

static bool passes_one(const struct instance *instance, const char *filter)
{
    enum requirement requirement = requirement_find(filter);

    if (requirement != SETUP)
        return case_shows(instance->conf_case, requirement);
    return strcmp(target_name(instance->conf_case->target), filter) == 0 ||
           strstr(instance->name, filter) != NULL;
}

static bool passes(const struct instance *instance, const char *const *filters)
{
    if (!filters || !*filters)
        return true;
    for (; *filters; filters++)
        if (passes_one(instance, *filters))
            return true;
    return false;
}

static bool add(struct instances *instances, const struct instance *instance)
{
    if (instances->count % INSTANCES_STEP == 0) {
        struct instance *more =
            realloc(instances->items, (instances->count + INSTANCES_STEP) * sizeof *more);

        if (!more)
            return false;
        instances->items = more;
    }
    instances->items[instances->count++] = *instance;
    return true;
}

static bool add_case(struct instances *instances, const struct suite *suite,
                     const struct conf_case *conf_case, const char *const *filters)
{
    const char *profiles = conf_case->situation->profiles;
    const char *at = profiles ? profiles : default_profile;
    bool several = strchr(at, ' ') != NULL;

    while (*(at += strspn(at, " "))) {
        struct instance instance = {.suite = suite, .conf_case = conf_case};
        size_t length = strcspn(at, " ");

        snprintf(instance.profile, sizeof instance.profile, "%.*s", (int)length, at);
        snprintf(instance.name, sizeof instance.name, "%s.%s%s%s", suite->name, conf_case->name,
                 several ? "@" : "", several ? instance.profile : "");
        if (passes(&instance, filters) && !add(instances, &instance))
            return false;
        at += length;
    }
    return true;
}

bool instances_make(const char *const *filters, struct instances *instances)
{
    memset(instances, 0, sizeof *instances);
    for (const struct suite *const *suite = suites(); *suite; suite++)
        for (const struct conf_case *const *one = (*suite)->cases; *one; one++)
            if (!add_case(instances, *suite, *one, filters)) {
                instances_free(instances);
                return false;
            }
    return true;
}

void instances_free(struct instances *instances)
{
    free(instances->items);
    memset(instances, 0, sizeof *instances);
}
