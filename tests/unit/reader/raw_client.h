/* SPDX-License-Identifier: MIT */
/* A client of the pcsc-lite server that writes the wire itself, well or badly. */
#ifndef TESTS_UNIT_READER_RAW_CLIENT_H
#define TESTS_UNIT_READER_RAW_CLIENT_H

#include "sim/base/bytes.h"
#include "sim/reader/pcsclite_wire.h"

/* A connection to the server at `path`; fails the test when there is none. */
int raw_open(const char *path);
/* Sends a header and a body, in two pieces as libpcsclite does. */
void raw_say(int fd, uint32_t command, const void *body, size_t size);
/* Receives exactly `size` bytes; false when the server hangs up first. */
NODISCARD bool raw_hear(int fd, void *answer, size_t size);
/* Says and hears: the answer takes the body's place. */
NODISCARD bool raw_ask(int fd, uint32_t command, void *body, size_t size);
/* True when the server hangs up within two seconds and says nothing more. */
NODISCARD bool raw_hung_up(int fd);

/* A connection with version and context; the context's number. */
uint32_t raw_establish(int fd, int32_t minor);
/* Connects; the result, and the handle. */
uint32_t raw_connect(int fd, uint32_t context, const char *reader, uint32_t share, int32_t *handle);
/* BEGIN_TRANSACTION's result. */
uint32_t raw_begin(int fd, int32_t handle);
/* One command; the result. The response's size goes to `size`. */
uint32_t raw_transmit(int fd, int32_t handle, struct bytes command, uint8_t *response,
                      size_t *size);

#endif
