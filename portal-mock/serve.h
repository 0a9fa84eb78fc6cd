/* SPDX-License-Identifier: MIT */
/* The two listeners of a portal and the identity that the secure one shows. */
#ifndef PORTAL_MOCK_SERVE_H
#define PORTAL_MOCK_SERVE_H

#include "portal-mock/inside.h"

/* Starts both on bound sockets, which are the listeners' from then on. */
NODISCARD enum portal_result serve_start(struct portal *portal, int secure, int plain);
/* Starts the secure one again at its port, with the identity that the faults ask for. Called
 * without the lock, and by one thread at a time. */
NODISCARD enum portal_result serve_again(struct portal *portal);
void serve_stop(struct portal *portal);

/* What the CA's results mean for the portal. */
enum portal_result result_of_ca(enum ca_result result);
enum portal_result result_of_bind(enum bind_result result);
NODISCARD bool serve_write_file(const char *path, struct bytes content);

#endif
