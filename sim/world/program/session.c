/* SPDX-License-Identifier: MIT */
/* The command line and the voice of akissim: see session.h. */
#include "sim/world/program/session.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum exit_code session_fail(enum exit_code code, enum word format, ...)
{
    va_list arguments;

    (void)fputs("akissim: ", stderr);
    va_start(arguments, format);
    (void)vfprintf(stderr, word(format), arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
    return code;
}

void session_print_json(const json_t *object)
{
    (void)json_dumpf(object, stdout, JSON_COMPACT);
    (void)putchar('\n');
    (void)fflush(stdout);
}

static const struct flag *find(const struct flag *flags, const char *argument, size_t size)
{
    for (; flags->name; flags++)
        if (strlen(flags->name) == size && strncmp(flags->name, argument, size) == 0)
            return flags;
    return NULL;
}

static bool take(const struct flag *flag, const char *value)
{
    struct flag_list *list = flag->target;

    if (flag->kind == FLAG_TEXT) {
        *(const char **)flag->target = value;
        return true;
    }
    if (list->count == FLAG_LIST_MAX)
        return false;
    list->values[list->count++] = value;
    return true;
}

/* Takes one flag, with its value from `next` when it stands alone. The arguments used, or 0. */
static int read_flag(const struct flag *flags, const char *argument, const char *next)
{
    size_t size = strcspn(argument, "=");
    const char *value = argument[size] ? argument + size + 1 : NULL;
    const struct flag *flag = find(flags, argument, size);

    if (!flag)
        return 0;
    if (flag->kind == FLAG_BOOL) {
        *(bool *)flag->target = true;
        return value ? 0 : 1;
    }
    if (value)
        return take(flag, value) ? 1 : 0;
    return next && take(flag, next) ? 2 : 0;
}

/* No flag: not led by '-', or a negative number. */
static bool is_plain(const char *argument)
{
    return argument[0] != '-' || argument[1] == '\0' || (argument[1] >= '0' && argument[1] <= '9');
}

static bool ends_early(const struct flag *flags)
{
    while (flags->name)
        flags++;
    return flags->kind == FLAG_END_EARLY;
}

bool session_arguments(struct session *session, int argc, char **argv, const struct flag *flags,
                       struct arguments *arguments)
{
    const struct flag common[] = {
        {FLAG_BOOL, "--json",  &session->json },
        {FLAG_BOOL, "--help",  &session->help },
        {FLAG_BOOL, "-h",      &session->help },
        {FLAG_TEXT, "--world", &session->place},
        {FLAG_END,  NULL,      NULL           },
    };
    bool early = ends_early(flags);
    bool flags_go_on = true;
    int used;

    *arguments = (struct arguments){.plain = argv};
    for (int i = 0; i < argc; i += used) {
        used = 1;
        if (flags_go_on && strcmp(argv[i], "--") == 0) {
            flags_go_on = false;
            continue;
        }
        if (!flags_go_on || is_plain(argv[i])) {
            flags_go_on = flags_go_on && !early;
            argv[arguments->count++] = argv[i];
            continue;
        }
        used = read_flag(flags, argv[i], argv[i + 1]);
        if (used == 0)
            used = read_flag(common, argv[i], argv[i + 1]);
        if (used == 0) {
            (void)session_fail(EXIT_USAGE, WORD_BAD_FLAG, argv[i]);
            return false;
        }
    }
    argv[arguments->count] = NULL;
    return true;
}
