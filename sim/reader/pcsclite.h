/* SPDX-License-Identifier: MIT */
/*
 * A server of pcsc-lite's own protocol: programs that use PC/SC reach its readers when
 * PCSCLITE_CSOCK_NAME names its socket. No daemon, no root, no driver; any number side by
 * side in one process. The wire is written down in PROTOCOL.md.
 */
#ifndef SIM_READER_PCSCLITE_H
#define SIM_READER_PCSCLITE_H

#include "sim/link/link.h"

struct pcsclite_server;

enum {
    PCSCLITE_READERS_MAX = 16,
    PCSCLITE_NAME_SIZE = 128, /* a reader's name and its end */
    PCSCLITE_PATH_SIZE = 108, /* the socket's path and its end */
};

/* What a person pressed on a PIN pad. */
enum pcsclite_key { PCSCLITE_KEY_NONE, PCSCLITE_KEY_OK, PCSCLITE_KEY_CANCEL };

/* A reader's PIN pad: whoever types. `ask` waits so many milliseconds at most; on OK it has
 * appended the digits that were typed, in ASCII, to room for 32. It is called again until a key
 * comes or the time is up, from clients' threads, by one at a time for each reader, without locks.
 */
struct pcsclite_pad {
    enum pcsclite_key (*ask)(void *context, unsigned milliseconds, struct buf *digits);
    void *context; /* borrowed until the server's end */
};

struct pcsclite_options {
    const char *path;         /* of the socket, made with mode 0600 in place of an old one */
    const char *const *names; /* of the readers, NULL last; NULL: "AKIS Mini Reader 00 00" */
    struct pcsclite_pad pads[PCSCLITE_READERS_MAX]; /* of reader 0 …; `ask` NULL: it has none */
};

enum pcsclite_result {
    PCSCLITE_OK,
    PCSCLITE_BAD_ARGUMENT, /* a name or the path is empty or too long, or too many readers */
    PCSCLITE_NO_SOCKET,    /* errno says why */
    PCSCLITE_NO_MEMORY,    /* or no thread */
};

const char *pcsclite_result_text(enum pcsclite_result result);

/* Starts a server with empty readers. The functions below may be called from any thread, but
 * for one reader by one thread at a time. */
NODISCARD enum pcsclite_result pcsclite_start(const struct pcsclite_options *options,
                                              struct pcsclite_server **server);

/* The socket's path; lives as long as the server. */
const char *pcsclite_socket(const struct pcsclite_server *server);

/* Puts a card into reader 0 …, in place of the one before, and powers it to learn its ATR; one
 * that does not answer is shown as mute. Clients that wait learn of it before this returns. The
 * link is borrowed until remove, the next insert or stop has returned. */
void pcsclite_insert(struct pcsclite_server *server, unsigned reader, struct link *link);
/* Takes the card out, in the middle of a command too. Clients learn of it at once; returns when
 * the link is no longer touched. Accepts an empty reader. */
void pcsclite_remove(struct pcsclite_server *server, unsigned reader);

/* Unplugs a reader, with its card, and plugs it in again, empty. */
void pcsclite_unplug(struct pcsclite_server *server, unsigned reader);
void pcsclite_plug(struct pcsclite_server *server, unsigned reader);

/* Ends all connections and threads, removes the socket, nulls; accepts NULL. */
void pcsclite_stop(struct pcsclite_server **server);

#endif
