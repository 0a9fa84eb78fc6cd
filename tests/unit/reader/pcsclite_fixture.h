/* SPDX-License-Identifier: MIT */
/*
 * A pcsc-lite server with two readers, and a card for the first: what its tests begin with.
 * One server a program: libpcsclite reads its socket's name once.
 */
#ifndef TESTS_UNIT_READER_PCSCLITE_FIXTURE_H
#define TESTS_UNIT_READER_PCSCLITE_FIXTURE_H

#include "sim/reader/pcsclite.h"
#include "tests/unit/reader/echo_card.h"
#include "tests/unit/reader/raw_client.h"

extern const char *const pcsclite_names[];
extern const char *pcsclite_path;
extern struct pcsclite_server *pcsclite_server;
extern struct echo_card pcsclite_card;
/* SELECT of the master file. */
extern const struct bytes pcsclite_command;

/* The first reader's PIN pad; without `ask`, as at first, it has none. Set before the start. */
extern struct pcsclite_pad pcsclite_pad;

/* Starts the server and names it in the environment; false when it does not start. */
NODISCARD bool pcsclite_fixture_start(void);

/* A cmocka set-up and tear-down: a fresh card in the first reader. */
int pcsclite_put_card_in(void **state);
int pcsclite_take_card_out(void **state);

/* A client that writes the wire itself, with a handle on the first reader. */
struct raw {
    int fd;
    uint32_t context;
    int32_t handle;
};
struct raw pcsclite_raw(uint32_t share);

int64_t now_us(void);
void pause_ms(unsigned milliseconds);

#endif
