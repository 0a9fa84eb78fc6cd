/* SPDX-License-Identifier: MIT */
/*
 * The link over a connected stream socket, inherited or made by socketpair(2): the
 * reader's side of vpcd's wire (sim/link/vpcd_wire.h). Needs no PC/SC, no root, no
 * port. The card's side is served by sim/reader/vpcd.h.
 */
#ifndef SIM_LINK_SOCKET_H
#define SIM_LINK_SOCKET_H

#include "sim/link/link.h"

enum { LINK_SOCKET_PATIENCE = 30000 }; /* milliseconds for an answer, at first */

/* A link over `fd`, which it owns from then on (also when it fails).
 * LINK_FAILED: `fd` is no stream socket, or no memory. */
NODISCARD enum link_result link_socket_new(int fd, struct link **link);

/* The same over the descriptor whose number stands in AKIS_LINK_FD. LINK_FAILED too when
 * the variable is not set or is no number. */
NODISCARD enum link_result link_socket_inherited(struct link **link);

/* How long one answer may take before LINK_TIMEOUT; the link is broken afterwards, since
 * the late answer would be taken for the next one's. Only for links made here. */
void link_socket_patience(struct link *link, unsigned milliseconds);

#endif
