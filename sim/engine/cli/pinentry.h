/* SPDX-License-Identifier: MIT */
/* A pinentry: a program that asks a person for a secret (Assuan's lines on its stdin and stdout).
 */
#ifndef SIM_ENGINE_CLI_PINENTRY_H
#define SIM_ENGINE_CLI_PINENTRY_H

#include <stdbool.h>
#include <stddef.h>

enum pinentry_result {
    PINENTRY_OK,
    PINENTRY_GIVEN_UP, /* the person pressed Cancel, or let it run out */
    PINENTRY_MISSING,  /* the program cannot be started */
    PINENTRY_FAILED,   /* it says what makes no sense, or ended */
};

/* What is asked, in the person's language; NULL where there is nothing to say. */
struct pinentry_question {
    const char *description, *prompt;
    const char *error;        /* shown as a warning */
    const char *repeat;       /* the prompt for the second entry; NULL: one entry is enough */
    const char *repeat_error; /* when the two differ */
};

/* Starts `program` (found by PATH), asks, ends it. `secret` is an unescaped text without NUL or
 * newline, never longer than `size` - 1; wiped unless PINENTRY_OK. No secret is in arguments or
 * environment. */
enum pinentry_result pinentry_ask(const char *program, const struct pinentry_question *question,
                                  char *secret, size_t size);

#endif
