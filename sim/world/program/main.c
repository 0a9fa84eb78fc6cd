/* SPDX-License-Identifier: MIT */
/* akissim: the world on a command line. This file holds the table of its commands. */
#include "sim/world/program/command.h"

#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    command_function *run;
    enum word summary;
} commands[] = {
    {"up",          command_up,          WORD_DOES_UP         },
    {"portal",      command_portal,      WORD_DOES_PORTAL     },
    {"run",         command_run,         WORD_DOES_RUN        },
    {"env",         command_env,         WORD_DOES_ENV        },
    {"status",      command_status,      WORD_DOES_STATUS     },
    {"readers",     command_readers,     WORD_DOES_READERS    },
    {"card",        command_card,        WORD_DOES_CARD       },
    {"pad",         command_pad,         WORD_DOES_PAD        },
    {"sms",         command_sms,         WORD_DOES_SMS        },
    {"captcha",     command_captcha,     WORD_DOES_CAPTCHA    },
    {"clock",       command_clock,       WORD_DOES_CLOCK      },
    {"certificate", command_certificate, WORD_DOES_CERTIFICATE},
    {"policy",      command_policy,      WORD_DOES_POLICY     },
    {"fault",       command_fault,       WORD_DOES_FAULT      },
    {"desk",        command_desk,        WORD_DOES_DESK       },
    {"renew",       command_renew,       WORD_DOES_RENEW      },
    {"replace",     command_replace,     WORD_DOES_REPLACE    },
    {"fee",         command_fee,         WORD_DOES_FEE        },
    {"demo",        command_demo,        WORD_DOES_DEMO       },
};

int command_help(enum word text)
{
    (void)fputs(word(text), stdout);
    return EXIT_DONE;
}

static int print_version(const struct session *session)
{
    json_t *object = json_pack("{s:s, s:s}", "program", "akissim", "version", AKIS_VERSION);

    if (session->json)
        session_print_json(object);
    else
        (void)printf("akissim %s\n", AKIS_VERSION);
    json_decref(object);
    return EXIT_DONE;
}

static int print_overview(FILE *where, int code)
{
    (void)fputs(word(WORD_HELP_HEAD), where);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        (void)fprintf(where, "  %-12s %s\n", commands[i].name, word(commands[i].summary));
    (void)fputs(word(WORD_HELP_TAIL), where);
    return code;
}

/* Flags before the command's name. */
static bool is_flag(const char *argument, const char *name)
{
    return strcmp(argument, name) == 0;
}

int main(int argc, char **argv)
{
    struct session session = {0};
    int at = 1;

    /* A thread for each connection: with an arena each, memory would creep. */
    (void)mallopt(M_ARENA_MAX, 1);
    (void)setlocale(LC_ALL, "");
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (is_flag(argv[at], "--json"))
            session.json = true;
        else if (is_flag(argv[at], "--world") && at + 1 < argc)
            session.place = argv[++at];
        else if (is_flag(argv[at], "--help") || is_flag(argv[at], "-h"))
            return print_overview(stdout, EXIT_DONE);
        else if (is_flag(argv[at], "--version"))
            return print_version(&session);
        else
            return session_fail(EXIT_USAGE, WORD_BAD_FLAG, argv[at]);
    }
    if (at == argc)
        return print_overview(stderr, EXIT_USAGE);
    if (at + 1 < argc && is_flag(argv[at + 1], "--version"))
        return print_version(&session);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[at], commands[i].name) == 0)
            return commands[i].run(&session, argc - at - 1, argv + at + 1);
    return session_fail(EXIT_USAGE, WORD_BAD_COMMAND, argv[at]);
}
