/* SPDX-License-Identifier: MIT */
/* The options: their table, how each is read, and how each is told. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <getopt.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { TEXT, FLAG, DESCRIPTOR, TIME, LANGUAGE, MAYBE_TEXT };

static const struct row {
    const char *name;
    enum kind kind;
    size_t place; /* in struct cli */
    const char *argument, *text;
} rows[] = {
#define OPTION(name, kind, field, argument, text)                                                  \
    {name, kind, offsetof(struct cli, field), argument, text},
#include "sim/engine/cli/options.def"
#undef OPTION
};
enum { ROWS = sizeof rows / sizeof *rows, FIRST = 256, TEXT_COLUMN = 24 };

static bool read_time(const char *text, int64_t *when)
{
    char *end;

    if (calendar_parse(text, when))
        return *when > 0;
    *when = strtoll(text, &end, 10);
    return end != text && *end == '\0' && *when > 0;
}

static bool read_descriptor(const char *text, int *fd)
{
    char *end;
    long number = strtol(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number > INT_MAX)
        return false;
    *fd = (int)number;
    return true;
}

static bool read_language(const char *text)
{
    if (strncmp(text, "tr", 2) != 0 && strncmp(text, "en", 2) != 0)
        return false;
    language_set(text);
    return true;
}

static bool take(struct cli *cli, const struct row *row, const char *value)
{
    void *place = (char *)cli + row->place;

    switch (row->kind) {
    case TEXT:
        *(const char **)place = value;
        return true;
    case MAYBE_TEXT:
        *(const char **)place = value ? value : "";
        return true;
    case FLAG:
        *(bool *)place = true;
        return true;
    case DESCRIPTOR:
        return read_descriptor(value, place);
    case TIME:
        return read_time(value, place);
    case LANGUAGE:
        return read_language(value);
    }
    return false;
}

static int argument_of(enum kind kind)
{
    return kind == FLAG ? no_argument : kind == MAYBE_TEXT ? optional_argument : required_argument;
}

bool cli_read_options(struct cli *cli, int argc, char **argv)
{
    struct option options[ROWS + 1] = {0};
    int which;

    for (size_t i = 0; i < ROWS; i++)
        options[i] = (struct option){rows[i].name, argument_of(rows[i].kind), NULL, FIRST + (int)i};
    while ((which = getopt_long(argc, argv, "", options, NULL)) != -1) {
        const struct row *row = which >= FIRST ? &rows[which - FIRST] : NULL;
        if (row && take(cli, row, optarg))
            continue;
        if (row)
            fprintf(stderr, say("akis: --%s does not take \"%s\"\n"), row->name, optarg);
        return false;
    }
    for (; optind < argc; optind++) {
        if (cli->argument_count == ARGUMENTS_MAX) {
            fprintf(stderr, say("akis: too many arguments\n"));
            return false;
        }
        cli->arguments[cli->argument_count++] = argv[optind];
    }
    return true;
}

/* Whether `name` is one of `names`, which blanks set off. */
static bool is_listed(const char *name, const char *names)
{
    const size_t size = strlen(name);

    for (const char *at = names; *at; at += strspn(at, " ")) {
        const size_t word = strcspn(at, " ");
        if (word == size && strncmp(at, name, size) == 0)
            return true;
        at += word;
    }
    return false;
}

void cli_help_options(const char *names)
{
    for (size_t i = 0; i < ROWS; i++) {
        const struct row *row = &rows[i];
        const char *format = row->kind == MAYBE_TEXT ? "  --%s[=%s]"
                             : row->argument[0]      ? "  --%s %s"
                                                     : "  --%s%s";
        char head[64];
        if (names && !is_listed(row->name, names))
            continue;
        snprintf(head, sizeof head, format, row->name, row->argument);
        fputs(head, stdout);
        cli_wrap((int)strlen(head), TEXT_COLUMN, say(row->text));
    }
}
