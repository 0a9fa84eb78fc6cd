/* SPDX-License-Identifier: MIT */
/* The commands of akissim; main.c has the table. */
#ifndef SIM_WORLD_PROGRAM_COMMAND_H
#define SIM_WORLD_PROGRAM_COMMAND_H

#include "sim/world/program/session.h"

/* Does what the arguments after the command's name say; returns the exit code. */
typedef int command_function(struct session *session, int argc, char **argv);

command_function command_up, command_portal, command_run, command_env, command_status, command_card,
    command_sms, command_captcha, command_clock, command_certificate, command_policy, command_renew,
    command_replace, command_fee, command_deliver, command_export, command_import, command_desk,
    command_fault, command_pad, command_readers, command_demo;

/* Prints one word as a help text on stdout. */
int command_help(enum word text);

#endif
