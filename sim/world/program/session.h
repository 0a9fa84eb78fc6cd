/* SPDX-License-Identifier: MIT */
/*
 * One call of akissim: the flags that every command takes, its exit codes, and how it
 * says things.
 */
#ifndef SIM_WORLD_PROGRAM_SESSION_H
#define SIM_WORLD_PROGRAM_SESSION_H

#include "sim/base/bytes.h"
#include "sim/world/program/words.h"

#include <jansson.h>

enum exit_code {
    EXIT_UNKNOWN = -1, /* never given; makes the type as signed as an exit status */
    EXIT_DONE = 0,
    EXIT_REFUSED = 1,  /* the world said no: unknown, against a rule */
    EXIT_USAGE = 2,    /* the command line is wrong */
    EXIT_NO_WORLD = 3, /* no world runs where one was looked for */
    EXIT_BROKEN = 4,   /* the machine: files, sockets, memory, no reader */
};

struct session {
    bool json;         /* --json: one object on stdout */
    bool help;         /* --help */
    const char *place; /* --world DIR; NULL: the usual places */
};

/* Says a word, as a printf format, on stderr; returns `code`. */
enum exit_code session_fail(enum exit_code code, enum word format, ...);

/* Prints an object on stdout, as one line. */
void session_print_json(const json_t *object);

enum flag_kind {
    FLAG_END,       /* of the table */
    FLAG_END_EARLY, /* of the table; and the first plain argument ends the flags */
    FLAG_BOOL,      /* bool */
    FLAG_TEXT,      /* const char * */
    FLAG_LIST,      /* struct flag_list: may be given again and again */
};

enum { FLAG_LIST_MAX = 32 };
struct flag_list {
    const char *values[FLAG_LIST_MAX + 1]; /* NULL last */
    size_t count;
};

struct flag {
    enum flag_kind kind;
    const char *name; /* "--state" */
    void *target;
};

struct arguments {
    char **plain; /* what is no flag, in order; NULL last */
    int count;
};

/* Sorts argv into flags and plain arguments; it is reordered. "--" ends the flags, and so does the
 * value of a flag stand after "=" or as the next argument. False when a flag is unknown or lacks
 * its value; that has been said then. */
NODISCARD bool session_arguments(struct session *session, int argc, char **argv,
                                 const struct flag *flags, struct arguments *arguments);

#endif
