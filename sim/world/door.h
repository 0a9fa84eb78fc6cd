/* SPDX-License-Identifier: MIT */
/*
 * The control door of a world: JSON over HTTP on loopback, for whoever holds the token.
 * What it understands is the table in door_routes.c; CONTROL.md describes it.
 */
#ifndef SIM_WORLD_DOOR_H
#define SIM_WORLD_DOOR_H

#include "sim/world/world.h"

struct door;

/* Opens the door on a port of its own (0: any free one). The token is written into the file
 * "control.token" (0600) of the world's directory; it ends with the door. The world must
 * outlive the door. world_error tells what went wrong. */
NODISCARD enum world_result door_new(struct world *world, uint16_t port, struct door **door);
/* Waits for requests under way; nulls; accepts NULL. */
void door_free(struct door **door);

/* "http://127.0.0.1:PORT", and the token file's path. */
const char *door_url(const struct door *door);
const char *door_token_file(const struct door *door);

#endif
