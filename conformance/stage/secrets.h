/* SPDX-License-Identifier: MIT */
/*
 * The PINs, PUKs, codes and words of one story, so that none of them stands in what the case leaves
 * behind. They are known by the names of the fields that carry them, in what is sent, answered and
 * expected, and by the commands whose body they are; and then they are blotted out by value
 * wherever they stand, also where a client under test should never have put them.
 */
#ifndef CONFORMANCE_STAGE_SECRETS_H
#define CONFORMANCE_STAGE_SECRETS_H

#include "conformance/case.h"
#include "conformance/json.h"

struct secrets; /* wiped at its end */

/* Shared with the processes that are forked while it lives, and so is what they learn. NULL: no
 * memory. */
struct secrets *secrets_new(void);
void secrets_free(struct secrets **secrets);

/* Each of these does nothing with what has less than four characters. */
void secrets_learn(struct secrets *secrets, const char *value);
/* What the rows of a case have in clear. */
void secrets_learn_case(struct secrets *secrets, const struct conf_case *conf_case);
/* The digits in the body of a command that carries a PIN or PUK. */
void secrets_learn_command(struct secrets *secrets, struct bytes command);

/* Learns what `json` carries and gives it as a line for people; the caller frees it. NULL: no
 * memory. */
char *secrets_show(struct secrets *secrets, const struct json *json);
/* A copy of `text` with asterisks for every secret, in clear or in hexadecimal; the caller frees
 * it. NULL: no memory. */
char *secrets_blot(const struct secrets *secrets, const char *text);
/* The same with a file, in its place; nothing when there is none. False: it could not be written,
 * and is removed. */
NODISCARD bool secrets_blot_file(const struct secrets *secrets, const char *path);
/* The same with what others wrote into the folder of a case: a client under test may put secrets
 * where it never should, and there they end. What cannot be written is told on stderr. */
void secrets_blot_folder(const struct secrets *secrets, const char *folder);

#endif
