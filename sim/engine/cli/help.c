/* SPDX-License-Identifier: MIT */
/* The table of commands, and help made from it. */
#include "sim/engine/cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
#define COMMAND(first, second, most, run, arguments, text, done, options, example)                 \
    {first, second, most, run, arguments, text, done, options, example},
#include "sim/engine/cli/commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands, COLUMNS = 80, COMMAND_COLUMN = 28 };

static const char general[] = "at lang json quiet help";

static const char *const environment[] = {
    "AKIS_LINK_FD",   "PCSCLITE_CSOCK_NAME", "AKIS_PORTAL_URL",
    "AKIS_PORTAL_CA", "AKIS_TRUST",          "AKIS_CLOCK",
};

static const char exit_codes[] =
    MARK("Exit codes: 0 done, 1 failed, 2 usage, 3 wrong PIN, PUK or code, 4 locked or dead, 5 no "
         "reader or card, 6 certificate or signature does not hold, 7 portal not reached or not "
         "trusted, 8 the portal refused.");

/* A PIN, PUK or code is never an argument. */
static const char secrets[] =
    MARK("PIN, PUK and codes are asked for at the terminal without echo, or read as a line from "
         "a descriptor (--pin-fd 3 3<file), or asked for by a pinentry. They are never arguments.");

static bool is_word(const struct cli *cli, size_t at, const char *word)
{
    return at < cli->argument_count && strcmp(cli->arguments[at], word) == 0;
}

const struct command *cli_find_command(struct cli *cli)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *command = &commands[i];
        const size_t words = command->second[0] ? 2 : 1;
        if (!is_word(cli, 0, command->first) || (words == 2 && !is_word(cli, 1, command->second)))
            continue;
        cli->argument_count -= words;
        memmove(cli->arguments, cli->arguments + words,
                cli->argument_count * sizeof *cli->arguments);
        return cli->argument_count <= command->most ? command : NULL;
    }
    return NULL;
}

/* Columns that UTF-8 takes: one for each character of ours. */
static int columns_of(const char *text, size_t size)
{
    int columns = 0;

    for (size_t i = 0; i < size; i++)
        columns += (text[i] & 0xC0) != 0x80;
    return columns;
}

void cli_wrap(int column, int indent, const char *text)
{
    bool fresh = true; /* no word on this line yet */

    while (*text) {
        const size_t size = strcspn(text, " ");
        const int columns = columns_of(text, size);
        if ((!fresh && column + 1 + columns > COLUMNS) || (fresh && column > indent)) {
            putchar('\n');
            column = 0;
            fresh = true;
        }
        const int blanks = fresh ? indent - column : 1;
        printf("%*s%.*s", blanks, "", (int)size, text);
        column += blanks + columns;
        fresh = false;
        text += size + strspn(text + size, " ");
    }
    putchar('\n');
}

static void print_row(const struct command *command)
{
    char head[64];

    snprintf(head, sizeof head, "  %-7s %-8s %-8s", command->first, command->second,
             command->arguments);
    fputs(head, stdout);
    cli_wrap((int)strlen(head), COMMAND_COLUMN, say(command->text));
}

static void help_of_command(const struct command *command)
{
    printf(say("Usage: akis %s%s%s%s%s [OPTIONS]\n\n"), command->first,
           command->second[0] ? " " : "", command->second, command->arguments[0] ? " " : "",
           command->arguments);
    cli_wrap(0, 0, say(command->text));
    printf(say("\nOptions:\n"));
    cli_help_options(command->options);
    cli_help_options(general);
    if (strstr(command->options, "-fd")) {
        putchar('\n');
        cli_wrap(0, 0, say(secrets));
    }
    printf(say("\nExample:\n  %s\n\nakis --help tells all commands, the environment and the exit "
               "codes.\n"),
           command->example);
}

static void help_of_all(const struct cli *cli)
{
    const char *first = cli->argument_count > 0 ? cli->arguments[0] : NULL;

    printf(say("Usage: akis COMMAND [OPTIONS]\n\nCommands:\n"));
    for (size_t i = 0; i < COMMANDS; i++) {
        if (!first || strcmp(commands[i].first, first) == 0)
            print_row(&commands[i]);
    }
    printf(say("\nakis COMMAND --help tells more of one.\n"));
    if (first)
        return;
    printf(say("\nOptions:\n"));
    cli_help_options(NULL);
    putchar('\n');
    cli_wrap(0, 0, say(secrets));
    printf(say("\nEnvironment:"));
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        printf("%s %s", i == 3 ? "\n            " : "", environment[i]);
    printf("\n\n");
    cli_wrap(0, 0, say(exit_codes));
}

void cli_help(struct cli *cli)
{
    const char *first = cli->argument_count > 0 ? cli->arguments[0] : NULL;
    const struct command *command = cli_find_command(cli);
    bool known = false;

    if (command) {
        help_of_command(command);
        return;
    }
    for (size_t i = 0; first && i < COMMANDS; i++)
        known = known || strcmp(commands[i].first, first) == 0;
    if (!known)
        cli->argument_count = 0;
    help_of_all(cli);
}
