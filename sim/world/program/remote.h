/* SPDX-License-Identifier: MIT */
/* The commands' side of the control door: finds the running world and asks it. */
#ifndef SIM_WORLD_PROGRAM_REMOTE_H
#define SIM_WORLD_PROGRAM_REMOTE_H

#include "sim/world/program/session.h"

struct remote;

/* Finds the world. Any other code than EXIT_DONE has been said. */
NODISCARD enum exit_code remote_new(const struct session *session, struct remote **remote);
void remote_free(struct remote **remote);

/* True when a world runs where this session looks for one. */
bool remote_is_there(const struct session *session);

/* Asks the door. `body` may be NULL and is given away. The caller owns `answer` when the code is
 * EXIT_DONE; else what the world said has been said. */
NODISCARD enum exit_code remote_ask(struct remote *remote, const char *method, const char *path,
                                    json_t *body, json_t **answer);
/* The same, for a call that may well fail: says nothing. */
NODISCARD enum exit_code remote_try(struct remote *remote, const char *method, const char *path,
                                    json_t *body, json_t **answer);

/* remote_new, one remote_ask and remote_free. */
NODISCARD enum exit_code remote_once(const struct session *session, const char *method,
                                     const char *path, json_t *body, json_t **answer);
/* The same, and its answer is printed: whole as JSON with --json, else one field's text; NULL:
 * none. */
NODISCARD int remote_tell(const struct session *session, const char *method, const char *path,
                          json_t *body, const char *field);

/* GET of a path without arguments or query, of the running world; where none runs, of one that is
 * made for this: what every world answers alike. */
NODISCARD enum exit_code remote_or_any(const struct session *session, const char *path,
                                       json_t **answer);

#endif
