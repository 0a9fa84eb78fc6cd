/* SPDX-License-Identifier: MIT */
/*
 * The judge with one cell of a table changed, as AKIS_MUTANT tells; `mutant cells` lists what
 * can be told, a line each: requirement, blank, name.
 */
#define main judge_main
#include "conformance/main.c"
#undef main

#include "tests/defects/mutant/cells.h"

#include <fnmatch.h>
#include <stdarg.h>
#include <stdlib.h>

static const struct {
    const char *requirement;
    const char *pattern; /* of names */
} rows[] = {
#define BREAKS(requirement, pattern) {requirement, pattern},
#include "tests/defects/mutant/breaks.def"
#undef BREAKS
};

static const char *wanted; /* NULL: cells are listed */
static bool found;

static const char *requirement_of(const char *name, const char *otherwise)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fnmatch(rows[i].pattern, name, 0) == 0)
            return rows[i].requirement;
    return otherwise;
}

bool cell(const char *requirement, const char *format, ...)
{
    char name[128];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    if (!wanted)
        printf("%s %s\n", requirement_of(name, requirement), name);
    else if (strcmp(wanted, name) == 0)
        return found = true;
    return false;
}

static void walk(void)
{
    walk_profiles();
    walk_routes();
}

int main(int argc, char **argv)
{
    wanted = getenv("AKIS_MUTANT");
    if (argc == 2 && strcmp(argv[1], "cells") == 0) {
        wanted = NULL;
        walk();
        return 0;
    }
    if (wanted)
        walk();
    if (wanted && !found) {
        fprintf(stderr, "mutant: there is no cell \"%s\"\n", wanted);
        return EXIT_COULD_NOT_RUN;
    }
    return judge_main(argc, argv);
}
