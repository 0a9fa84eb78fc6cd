/* SPDX-License-Identifier: MIT */
/* akis-conformance: the judge. */
#include <stdio.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/runner/options.h"

static const struct command commands[] = {
    {"run",     command_run,     "[options]",                              "judge; run --help tells the options",      false},
    {"list",    command_list,    "[--matrix | --requirements | TEXT ...]",
     "cases, the reverse matrix, requirements",                                                                        false},
    {"explain", command_explain, "ID",                                     "a requirement with its cases, or a case",  false},
    {"replay",  command_replay,  "RESULT.json CASE",                       "a case again, verdict and trace compared",
     false                                                                                                                  },
    {"merge",   command_merge,   "DIR RESULT.json ...",                    "one report of several runs",               false},
    {"compare", command_compare, "[--html PAGE] A.json B.json ...",
     "what got worse, or was lost, between two runs",                                                                  false},
    {"prove",   command_prove,   "[--filter RULE] [options]",
     "break every rule, one at a time: each must be noticed",                                                          true },
    {"explore", command_explore, "[--card WORD] [options]",
     "every state of the virtual card, held against a model",                                                          false},
    {"play",    command_play,    "NAME --out DIR",                         "one case in this process",                 true },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static enum exit_code help(FILE *out, enum exit_code code)
{
    fputs(
        "akis-conformance: judges AKİS cards, portals and clients against the holder's guide.\n\n",
        out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  akis-conformance %-8s %-40s %s\n", commands[i].name, commands[i].arguments,
                commands[i].meaning);
    return code;
}

/* For the commands that tell nothing of themselves. */
static enum exit_code help_one(const struct command *command)
{
    printf("akis-conformance %s %s\n\n%s\n\nOptions:\n", command->name, command->arguments,
           command->meaning);
    options_help();
    return EXIT_HELD;
}

static enum exit_code obey(int argc, char **argv)
{
    if (argc < 2)
        return help(stderr, EXIT_COULD_NOT_RUN);
    if (strcmp(argv[1], "--help") == 0)
        return help(stdout, EXIT_HELD);
    if (strcmp(argv[1], "--version") == 0) {
        puts("akis-conformance " AKIS_VERSION);
        return EXIT_HELD;
    }
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return argc > 2 && strcmp(argv[2], "--help") == 0 && commands[i].takes_options
                       ? help_one(&commands[i])
                       : commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "akis-conformance: there is no command %s\n", argv[1]);
    return help(stderr, EXIT_COULD_NOT_RUN);
}

int main(int argc, char **argv)
{
    return (int)obey(argc, argv);
}
