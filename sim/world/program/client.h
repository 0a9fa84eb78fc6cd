/* SPDX-License-Identifier: MIT */
/* The commands' side of the control door: finds the running world and asks it. */
#ifndef SIM_WORLD_PROGRAM_CLIENT_H
#define SIM_WORLD_PROGRAM_CLIENT_H

#include "sim/world/program/session.h"

struct client;

/* Finds the world. Any other code than EXIT_DONE has been said. */
NODISCARD enum exit_code client_new(const struct session *session, struct client **client);
void client_free(struct client **client);

/* True when a world runs where this session looks for one. */
bool client_finds_world(const struct session *session);

/* Asks the door. `body` may be NULL and is given away. The caller owns `answer` when the code is
 * EXIT_DONE; else what the world said has been said. */
NODISCARD enum exit_code client_ask(struct client *client, const char *method, const char *path,
                                    json_t *body, json_t **answer);
/* The same, for a call that may well fail: says nothing. */
NODISCARD enum exit_code client_try(struct client *client, const char *method, const char *path,
                                    json_t *body, json_t **answer);

/* client_new, one client_ask and client_free. */
NODISCARD enum exit_code client_once(const struct session *session, const char *method,
                                     const char *path, json_t *body, json_t **answer);

#endif
