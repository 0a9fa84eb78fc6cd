/* SPDX-License-Identifier: MIT */
/* The program `akis`: reads options, finds the command, runs it. */
#include "sim/engine/cli/cli.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    struct cli cli = {.portal_url = getenv("AKIS_PORTAL_URL"),
                      .portal_ca = getenv("AKIS_PORTAL_CA"),
                      .trust_file = getenv("AKIS_TRUST")};

    language_of_environment();
    for (size_t i = 0; i < SECRETS; i++)
        cli.secret_fd[i] = -1;
    if (!cli_read_options(&cli, argc, argv)) {
        fputs(say("akis: see akis --help\n"), stderr);
        return EXIT_USAGE;
    }
    if (cli.help) {
        cli_help(&cli);
        return EXIT_DONE;
    }
    if (cli.version) {
        puts("akis " AKIS_VERSION);
        return EXIT_DONE;
    }
    const struct command *command = cli_find_command(&cli);
    if (!command) {
        fputs(cli.argument_count == 0 ? say("akis: which command? see akis --help\n")
                                      : say("akis: no such command; see akis --help\n"),
              stderr);
        return EXIT_USAGE;
    }
    cli.data = json_object();
    return cli_finish(&cli, command, command->run(&cli));
}
