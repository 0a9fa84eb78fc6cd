/* SPDX-License-Identifier: MIT */
/* `compare`: two runs on the console, or several clients side by side as a page. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/report/comparison.h"

static const char usage[] =
    "akis-conformance compare BEFORE.json AFTER.json\n"
    "akis-conformance compare --html PAGE.html [NAME=]RESULT.json [NAME=]RESULT.json …\n\n"
    "What got worse, or was lost, between two runs; or a page with a column for each run,\n"
    "what differs first. A column has the client's name when none is given.\n\n"
    "Exit: 0 nothing got worse and no case was lost (of more than two runs: always), 1 some did,\n"
    "2 a file cannot be read or written.\n";

/* Tells one difference; true when it is one that fails the comparison. */
static bool tell_difference(const char *name, bool was, enum verdict before, bool is,
                            enum verdict after)
{
    if (was && is && before == after)
        return false;
    printf("%-60s %s -> %s\n", name, was ? verdict_name(before) : "(not there)",
           is ? verdict_name(after) : "LOST");
    return was && (!is || (before == VERDICT_PASS && after != VERDICT_PASS));
}

static size_t compare(const struct past_run *before, const struct past_run *after)
{
    size_t worse = 0;
    char *name;

    for (size_t i = 0; (name = past_name(before, i)) != NULL; i++) {
        enum verdict was = VERDICT_BROKEN;
        enum verdict is = VERDICT_BROKEN;
        bool there = past_verdict(after, name, &is);

        worse += past_verdict(before, name, &was) && tell_difference(name, true, was, there, is);
        free(name);
    }
    for (size_t i = 0; (name = past_name(after, i)) != NULL; i++) {
        enum verdict was = VERDICT_BROKEN;
        enum verdict is = VERDICT_BROKEN;

        if (!past_verdict(before, name, &was) && past_verdict(after, name, &is))
            (void)tell_difference(name, false, was, true, is);
        free(name);
    }
    return worse;
}

/* The last part of the client's command, which is its name more often than not. */
static void name_client(struct compared *run)
{
    char *client = json_text(run->past.json, "client");
    char *end = client ? client + strlen(client) : NULL;
    const char *name;

    while (end && end > client && end[-1] == '/')
        *--end = '\0';
    name = client ? strrchr(client, '/') : NULL;
    name = name ? name + 1 : client;
    snprintf(run->label, sizeof run->label, "%.60s", name && *name ? name : "no client");
    free(client);
}

/* Columns of the same name get numbers. */
static void number_twins(struct compared *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char name[COMPARISON_LABEL];
        unsigned twins = 1;

        snprintf(name, sizeof name, "%s", runs[i].label);
        for (size_t other = i + 1; other < count; other++)
            if (strcmp(runs[other].label, name) == 0)
                snprintf(runs[other].label, sizeof runs[other].label, "%.50s (%u)", name, ++twins);
    }
}

/* "NAME=FILE", or "FILE" alone; a '=' behind a '/' is a part of the path. */
static bool read_run(const char *argument, struct compared *run)
{
    size_t length = strcspn(argument, "=/");
    bool named = argument[length] == '=';

    if (!past_read(named ? argument + length + 1 : argument, &run->past))
        return false;
    if (named)
        snprintf(run->label, sizeof run->label, "%.*s", (int)length, argument);
    else
        name_client(run);
    return true;
}

static enum exit_code write_page(const char *path, const struct compared *runs, size_t count)
{
    struct comparison_counts counts;
    FILE *out = fopen(path, "we");

    if (!out) {
        fprintf(stderr, "akis-conformance: cannot write %s\n", path);
        return EXIT_COULD_NOT_RUN;
    }
    counts = comparison_write(runs, count, out);
    fclose(out);
    printf("%s: %zu runs, %zu requirements and %zu cases differ\n", path, count,
           counts.requirements, counts.cases);
    return EXIT_HELD;
}

/* The plain comparison, of two runs alone. */
static enum exit_code tell_two(const struct compared runs[2])
{
    size_t worse = compare(&runs[0].past, &runs[1].past);

    printf("%zu cases before, %zu after; %zu lost or worse\n", runs[0].past.count,
           runs[1].past.count, worse);
    return worse > 0 ? EXIT_FELL : EXIT_HELD;
}

static enum exit_code compare_all(const char *page, char **files, size_t count)
{
    struct compared runs[COMPARISON_MAX];
    enum exit_code code = EXIT_HELD;
    size_t read = 0;

    memset(runs, 0, sizeof runs);
    while (read < count && read_run(files[read], &runs[read]))
        read++;
    number_twins(runs, read);
    if (read < count)
        code = EXIT_COULD_NOT_RUN;
    else if (page)
        code = write_page(page, runs, count);
    if (code == EXIT_HELD && count == 2)
        code = tell_two(runs);
    while (read > 0)
        past_free(&runs[--read].past);
    return code;
}

enum exit_code command_compare(int argc, char **argv)
{
    bool paged = argc > 2 && strcmp(argv[1], "--html") == 0;
    int first = paged ? 3 : 1;
    int count = argc - first;

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        return EXIT_HELD;
    }
    if (count < 2 || count > COMPARISON_MAX || (!paged && count > 2) || argv[first][0] == '-') {
        fputs(usage, stderr);
        return EXIT_COULD_NOT_RUN;
    }
    return compare_all(paged ? argv[2] : NULL, argv + first, (size_t)count);
}
