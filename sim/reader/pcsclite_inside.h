/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the pcsc-lite server share. Two kinds of locks, taken in this order:
 *
 *   reader->card   held while the reader's link is used, and to change it
 *   server->lock   all else; held for moments, never while a link works
 *
 * Functions whose comment says "locked" want server->lock held.
 */
#ifndef SIM_READER_PCSCLITE_INSIDE_H
#define SIM_READER_PCSCLITE_INSIDE_H

#include "sim/link/link.h"
#include "sim/reader/pcsclite.h"
#include "sim/reader/pcsclite_wire.h"
#include "sim/reader/scard.h"

#include <pthread.h>

enum { SHARING_EXCLUSIVE = -1, SHARING_NONE = 0 };

/* A client's connection to a card. */
struct handle {
    int32_t id;
    struct reader *reader;
    enum scard befallen;  /* SCARD_RESET_CARD or SCARD_REMOVED_CARD, until reconnected */
    struct handle *next;  /* of the same reader */
    struct handle *other; /* of the same client */
};

struct reader {
    struct wire_reader shown; /* what clients see; no name: unplugged */
    char name[PCSCLITE_NAME_SIZE];
    struct handle *handles;
    int32_t owner;      /* the handle whose transaction runs; 0: none */
    unsigned depth;     /* of that transaction */
    unsigned insertion; /* number of the present card */
    bool powered;
    int64_t idle_since; /* milliseconds; when the last handle went, or the card came */

    struct pcsclite_pad pad; /* `ask` NULL: none; never changes */
    bool pad_in_use;

    pthread_mutex_t card;
    struct link *link;
    unsigned link_insertion; /* the card that `link` leads to */
};

struct client {
    struct pcsclite_server *server;
    int fd;
    int32_t minor;    /* protocol 4.minor */
    uint32_t context; /* 0: none */
    bool waits;       /* to be told of the next change */
    struct handle *handles;
    struct client *next;

    size_t have; /* bytes in `in`, which begins with a message */
    _Alignas(8) uint8_t in[sizeof(struct wire_header) + sizeof(struct wire_attribute) + WIRE_DATA];
    uint8_t out[sizeof(struct wire_attribute) + WIRE_DATA];
};

struct pcsclite_server {
    char path[PCSCLITE_PATH_SIZE];
    int listener;
    int wake; /* eventfd: look at the clock again, or stop */

    pthread_mutex_t lock;
    pthread_cond_t changed; /* a transaction ended, a reader changed, a client left, stop */
    bool stopping;
    uint32_t last_id; /* of handles and contexts */
    uint32_t events;  /* readers that came or went */
    struct client *clients;
    unsigned client_count;
    bool server_runs; /* the thread that takes clients */
    unsigned reader_count;
    struct reader readers[PCSCLITE_READERS_MAX];
};

/* pcsclite_reader.c: the card in a reader */

/* Milliseconds on a clock that only goes on. */
int64_t reader_now(void);
/* The reader of that name, or NULL. Locked. */
struct reader *reader_find(struct pcsclite_server *server, const char *name);
/* A plugged reader without a card. Locked. */
void reader_show_empty(struct reader *reader);
/* What stands in a handle's way: another's transaction, then what befell the card. Locked. */
enum scard reader_barrier(const struct handle *handle);
/* Tells all handles what befell the card. Locked. */
void reader_befall(struct reader *reader, enum scard what);
/* Powers the card up if it is not; false: it does not answer, or is gone. Not locked. */
bool reader_power_up(struct pcsclite_server *server, struct reader *reader);
/* Resets the card, or takes its power first. Not locked. */
enum scard reader_reset(struct pcsclite_server *server, struct reader *reader,
                        enum scard_disposition how);
/* Takes the card's power. Not locked. */
void reader_power_down(struct pcsclite_server *server, struct reader *reader);
/* Takes the power of a card that no handle has used for a while. Milliseconds until that falls
 * due, -1: it does not. Not locked. */
int reader_rest(struct pcsclite_server *server, struct reader *reader);
/* One command. Not locked. */
enum scard reader_transmit(struct pcsclite_server *server, const struct handle *handle,
                           uint32_t protocol, struct bytes command, struct buf *response);

/* pcsclite_handle.c, pcsclite_transaction.c: the rules of connections and transactions */

struct connect_order {
    const char *reader;
    uint32_t share;
    uint32_t protocols;
};
enum scard handle_connect(struct client *client, const struct connect_order *order,
                          struct handle **handle, uint32_t *protocol);
enum scard handle_reconnect(struct client *client, struct handle *handle,
                            const struct wire_reconnect *order, uint32_t *protocol);
/* The handle is gone afterwards when the result is SCARD_OK. */
enum scard handle_disconnect(struct client *client, struct handle *handle, uint32_t disposition);
enum scard handle_begin(struct client *client, struct handle *handle);
enum scard handle_end(struct client *client, struct handle *handle, uint32_t disposition);
/* Waits for the end of another's transaction than `own`, as long as the client lives. Locked. */
bool transaction_wait(struct client *client, const struct reader *reader, int32_t own);
/* Whether nobody will read an answer, however much there is yet to be read from the client.
 * Locked. */
bool client_has_left(const struct client *client);
/* All of a client's handles, as its death or the end of its context takes them. */
void handle_leave_all(struct client *client);

/* pcsclite_client.c */

/* Obeys a client until it leaves, sends what makes no sense, or the server stops. */
void client_serve(struct client *client);
/* A client at `fd`, which it owns; NULL without memory. */
struct client *client_new(struct pcsclite_server *server, int fd);
void client_free(struct client **client);
/* (pcsclite_watch.c) Tells all who wait, and whoever sleeps on `changed`, that something did.
 * Locked. */
void client_tell_all(struct pcsclite_server *server);

/* pcsclite_pinpad.c */

enum { CONTROL_VERIFY_PIN = 0x42330006 };
/* Asks the reader's pad for the digits that a PIN_VERIFY_STRUCTURE wants and sends the command to
 * the card; the answer is the card's, or the pad's own status word. Not locked. */
enum scard pinpad_verify(struct client *client, const struct handle *handle, struct bytes structure,
                         struct buf *answer);

/* pcsclite_answers.c: what a reader says of itself */

enum scard answer_control(const struct reader *reader, uint32_t code, struct buf *answer);
/* On SCARD_INSUFFICIENT_BUFFER nothing was written, and `size` tells what it takes. */
enum scard answer_attribute(const struct wire_reader *reader, uint32_t id, struct buf *answer,
                            uint32_t *size);

#endif
