/* SPDX-License-Identifier: MIT */
/*
 * The card's side of vpcd's wire: one slot. Serves a link to a vpcd over TCP, dialled by
 * callback and again after a loss, or over one connected socket (the other end of
 * AKIS_LINK_FD). Knows nothing of cards; a thread of its own does the serving.
 */
#ifndef SIM_READER_VPCD_H
#define SIM_READER_VPCD_H

#include "sim/link/link.h"

struct vpcd_server;

struct vpcd_server_options {
    /* Gives a connected socket, which the server closes, or -1 (tried again every 20 ms).
     * Called from the server's thread. NULL: `fd` is served instead. */
    int (*dial)(void *context);
    void *context;
    /* The one connected socket to serve; taken over, also on failure. Without a card the
     * connection stays and the answers are empty. Ignored when `dial` is given. */
    int fd;
};

/* Starts a server with an empty slot. False: no thread or no memory. */
NODISCARD bool vpcd_server_start(const struct vpcd_server_options *options,
                                 struct vpcd_server **server);

/* Puts a card in, in place of the one before: the reader then sees a removal and an
 * insertion. The link is borrowed until remove, the next insert or stop has returned. A card
 * that does not answer is not shown to a dialled vpcd, which knows no mute cards. Insert,
 * remove and stop are called by one thread at a time. */
void vpcd_server_insert(struct vpcd_server *server, struct link *link);
/* Takes the card out, in the middle of a command too; the connection to a dialled vpcd ends.
 * Returns when the link is no longer touched. Accepts an empty slot. */
void vpcd_server_remove(struct vpcd_server *server);
/* Waits until the reader has noticed the last change: it has powered the card, or had the time
 * to see the slot empty. False when it has not after so long. */
NODISCARD bool vpcd_server_noticed(struct vpcd_server *server, int milliseconds);
/* Ends the thread at once, closes, nulls; accepts NULL. */
void vpcd_server_stop(struct vpcd_server **server);

/* A connection to 127.0.0.1:port, made for a vpcd (no delay). -1 with errno. */
int vpcd_dial_local(unsigned port);

#endif
