/* SPDX-License-Identifier: MIT */
#include "sim/world/program/command.h"
int command_demo(struct session *session, int argc, char **argv)
{
    (void)session;
    (void)argc;
    (void)argv;
    return command_help(WORD_HELP_DEMO);
}
