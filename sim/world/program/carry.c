/* SPDX-License-Identifier: MIT */
/* akissim card export and import: a card as a file. */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* On stdout, or into a file that is its owner's alone. */
static int write_out(const json_t *answer, const char *path)
{
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : STDOUT_FILENO;

    bool written =
        fd >= 0 && json_dumpfd(answer, fd, JSON_INDENT(1)) == 0 && write(fd, "\n", 1) == 1;
    if (path && fd >= 0 && close(fd) != 0)
        written = false;
    return written ? EXIT_DONE : (int)session_fail(EXIT_BROKEN, WORD_BAD_FILE, path ? path : "-");
}

int command_export(struct session *session, int argc, char **argv)
{
    const char *out = NULL;
    bool secrets = false;
    const struct flag flags[] = {
        {FLAG_TEXT, "--out",          &out    },
        {FLAG_BOOL, "--with-secrets", &secrets},
        {FLAG_END,  NULL,             NULL    },
    };
    struct arguments arguments;
    char path[128];
    json_t *answer = NULL;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    if (arguments.count != 1)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "card export",
                            "CARD [--with-secrets] [--out FILE]");
    (void)snprintf(path, sizeof path, "/v1/cards/%.40s/export%s", arguments.plain[0],
                   secrets ? "?secrets=true" : "");
    enum exit_code code = remote_once(session, "GET", path, NULL, &answer);
    if (code != EXIT_DONE)
        return code;
    int written = write_out(answer, out);
    json_decref(answer);
    return written;
}

int command_import(struct session *session, int argc, char **argv)
{
    const struct flag flags[] = {
        {FLAG_END, NULL, NULL}
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    if (arguments.count != 1)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "card import", "FILE");
    json_t *body = strcmp(arguments.plain[0], "-") == 0
                       ? json_loadf(stdin, 0, NULL)
                       : json_load_file(arguments.plain[0], 0, NULL);
    if (!body)
        return session_fail(EXIT_BROKEN, WORD_CANNOT_READ, arguments.plain[0]);
    return remote_tell(session, "POST", "/v1/cards/import", body, "serial");
}
