/* SPDX-License-Identifier: MIT */
/*
 * The ways by which programs outside reach the slots: a PC/SC server of this world's
 * own, a running pcscd with vpcd in it, a private one, inherited sockets. All are servers of
 * sim/reader; this tells each of them when a card comes and goes. Not thread-safe: the world locks.
 */
#ifndef SIM_WORLD_OUTLETS_H
#define SIM_WORLD_OUTLETS_H

#include "sim/reader/pcscd.h"
#include "sim/reader/pcsclite.h"
#include "sim/reader/vpcd.h"
#include "sim/world/keypad.h"
#include "sim/world/slot.h"

enum { WORLD_SLOTS = 2 };

struct outlet; /* one slot in front of one reader */

struct outlets {
    struct slot *slots;          /* WORLD_SLOTS of them, borrowed */
    struct outlet *first;        /* the newest */
    struct pcscd *private;       /* NULL until asked for */
    struct pcsclite_server *own; /* likewise */
    struct link *own_links[WORLD_SLOTS];
    bool unplugged[WORLD_SLOTS];
    bool has_keypads; /* the own readers do; set before they start */
    struct keypad keypads[WORLD_SLOTS];
};

void outlets_init(struct outlets *outlets, struct slot *slots);
/* Ends all servers, then the daemon. */
void outlets_end(struct outlets *outlets);

/* Serves a slot over one connected socket, which it takes over. False: no memory or thread. */
NODISCARD bool outlets_socket(struct outlets *outlets, unsigned slot, int fd);
/* Serves all slots to the vpcd at 127.0.0.1:port, port+1 … */
NODISCARD bool outlets_vpcd(struct outlets *outlets, uint16_t port);
/* Starts the private daemon, once, and serves all slots to it. False with `*why` when servers fail
 * (PCSCD_FAILED) or the daemon does. */
NODISCARD bool outlets_private(struct outlets *outlets, const char *log, enum pcscd_result *why);

/* Starts the world's own PC/SC server at that path, once: a reader for each slot, with PIN pads if
 * has_keypads is set. */
NODISCARD enum pcsclite_result outlets_own(struct outlets *outlets, const char *path);

/* Unplugs a reader of the own server, and plugs it in again with the card that is in the slot.
 * Readers that a pcscd holds only lose the card meanwhile. */
void outlets_unplug(struct outlets *outlets, unsigned slot);
void outlets_plug(struct outlets *outlets, unsigned slot);

/* Tell every reader of that slot. After outlets_remove no reader uses the card. */
void outlets_insert(struct outlets *outlets, unsigned slot);
void outlets_remove(struct outlets *outlets, unsigned slot);
/* Waits until the private daemon has noticed the last change of that slot. False when it is late.
 */
bool outlets_noticed(const struct outlets *outlets, unsigned slot);

#endif
