/* SPDX-License-Identifier: MIT */
/* akissim desk: what the CA's staff does. It never shows a stored PIN or PUK. */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAIL_MAX = 1 << 19 };

static int desk_holder(struct session *session, int argc, char **argv)
{
    const char *name = NULL;
    const char *phone = NULL;
    const char *keyword = NULL;
    const struct flag flags[] = {
        {FLAG_TEXT, "--name",  &name   },
        {FLAG_TEXT, "--phone", &phone  },
        {FLAG_TEXT, "--word",  &keyword},
        {FLAG_END,  NULL,      NULL    },
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help || arguments.count != 1 || !name || !phone || !keyword)
        return session->help ? command_help(WORD_HELP_DESK)
                             : session_fail(EXIT_USAGE, WORD_WHICH_VERB, "desk holder",
                                            "ID --name NAME --phone NUMBER --word WORD");
    return remote_tell(session, "POST", "/v1/holders",
                       json_pack("{s:s, s:s, s:s, s:s}", "id", arguments.plain[0], "name", name,
                                 "phone", phone, "word", keyword),
                       NULL);
}

/* A whole file as a string of malloc. NULL when it cannot be read, is too long, or holds a NUL. */
static char *read_text(const char *path)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    char *text = file ? calloc(1, MAIL_MAX) : NULL;
    size_t size = text ? fread(text, 1, MAIL_MAX, file) : 0;
    bool whole = file && size < MAIL_MAX && ferror(file) == 0;

    if (file && file != stdin)
        (void)fclose(file);
    if (text && whole && strlen(text) == size)
        return text;
    free(text);
    return NULL;
}

static int desk_mail(struct session *session, int argc, char **argv)
{
    const struct flag flags[] = {
        {FLAG_END, NULL, NULL}
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_DESK);
    if (arguments.count != 1)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "desk mail", "FILE");
    char *text = read_text(arguments.plain[0]);
    if (!text)
        return session_fail(EXIT_BROKEN, WORD_CANNOT_READ, arguments.plain[0]);
    int code =
        remote_tell(session, "POST", "/v1/mail", json_pack("{s:s}", "message", text), "verdict");
    free(text);
    return code;
}

int command_desk(struct session *session, int argc, char **argv)
{
    static const struct {
        const char *name;
        command_function *run;
    } verbs[] = {
        {"holder",      desk_holder        },
        {"deliver",     command_deliver    },
        {"mail",        desk_mail          },
        {"certificate", command_certificate},
        {"renew",       command_renew      },
        {"fee",         command_fee        },
        {"replace",     command_replace    },
    };

    for (size_t i = 0; argc > 0 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[0], verbs[i].name) == 0)
            return verbs[i].run(session, argc - 1, argv + 1);
    if (argc > 0 && (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0))
        return command_help(WORD_HELP_DESK);
    return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "desk",
                        "holder, deliver, mail, certificate, renew, fee, replace");
}
