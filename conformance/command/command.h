/* SPDX-License-Identifier: MIT */
/* The commands of akis-conformance: each takes the arguments after its name. */
#ifndef CONFORMANCE_COMMAND_COMMAND_H
#define CONFORMANCE_COMMAND_COMMAND_H

#include "conformance/verdict.h"

struct command {
    const char *name;
    enum exit_code (*run)(int argc, char **argv); /* argv[0] is the command's name */
    const char *arguments;
    const char *meaning;
    bool takes_options; /* of run, and --help tells no more than them */
};

enum exit_code command_run(int argc, char **argv);
enum exit_code command_replay(int argc, char **argv);
enum exit_code command_list(int argc, char **argv);
enum exit_code command_explain(int argc, char **argv);
enum exit_code command_prove(int argc, char **argv);
enum exit_code command_merge(int argc, char **argv);
enum exit_code command_compare(int argc, char **argv);
/* Holds every state of our own card against a model. */
enum exit_code command_explore(int argc, char **argv);
/* What `prove` starts of a defect for each case; not for people. */
enum exit_code command_play(int argc, char **argv);

#endif
