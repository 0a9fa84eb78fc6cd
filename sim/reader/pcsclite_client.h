/* SPDX-License-Identifier: MIT */
/*
 * A client's connection and the handlers of its messages. Each handler takes a body of its
 * row's size, answers in its place, and returns false to end the connection.
 */
#ifndef SIM_READER_PCSCLITE_CLIENT_H
#define SIM_READER_PCSCLITE_CLIENT_H

#include "sim/reader/pcsclite_inside.h"

/* Waits until all is sent; false: the client has left. Only from the client's own thread. */
NODISCARD bool client_send(struct client *client, struct bytes rest);

/* pcsclite_commands.c */
bool run_version(struct client *client, void *body);
bool run_establish(struct client *client, void *body);
bool run_release(struct client *client, void *body);
bool run_connect(struct client *client, void *body);
bool run_reconnect(struct client *client, void *body);
bool run_disconnect(struct client *client, void *body);
bool run_begin(struct client *client, void *body);
bool run_end(struct client *client, void *body);
bool run_status(struct client *client, void *body);
bool run_transmit(struct client *client, void *body);
bool run_control(struct client *client, void *body);
bool run_get_attribute(struct client *client, void *body);
bool run_set_attribute(struct client *client, void *body);

/* pcsclite_watch.c */
bool run_states(struct client *client, void *body);
bool run_states_size(struct client *client, void *body);
bool run_events(struct client *client, void *body);
bool run_wait(struct client *client, void *body);
bool run_stop_waiting(struct client *client, void *body);
bool run_cancel(struct client *client, void *body);

#endif
