/* SPDX-License-Identifier: MIT */
/*
 * A pcscd of one's own, with vsmartcard's vpcd in it: in user, mount and network
 * namespaces, so that it needs no root, touches no /run/pcscd of the machine, and its
 * ports are open to nobody else. All of it ends with this process.
 */
#ifndef SIM_READER_PCSCD_H
#define SIM_READER_PCSCD_H

#include "sim/base/bytes.h"

struct pcscd;

enum {
    PCSCD_READERS_MAX = 8,
    PCSCD_SLOTS = 2, /* slots of each reader: vpcd always has two */
};

struct pcscd_options {
    const char *const *names; /* friendly names, NULL last; NULL: one "AKIS Mini Reader" */
    const char *log;          /* file for the daemon's own words; NULL: none */
};

enum pcscd_result {
    PCSCD_OK,
    PCSCD_BAD_ARGUMENT,  /* too many names, or one with quotes or control characters */
    PCSCD_NO_DAEMON,     /* pcscd is not installed */
    PCSCD_NO_DRIVER,     /* libifdvpcd.so is not installed */
    PCSCD_NO_NAMESPACES, /* the kernel, or the container, refuses them */
    PCSCD_FAILED,        /* it did not come up */
};

/* What happened, what it means and what to do, in a sentence. */
const char *pcscd_result_text(enum pcscd_result result);

/* PCSCD_OK when one could be started here as far as files tell; starts nothing. */
enum pcscd_result pcscd_possible(void);

/* Starts one and returns when it answers. `options` NULL: all defaults. */
NODISCARD enum pcscd_result pcscd_start(const struct pcscd_options *options, struct pcscd **pcscd);

/* What clients take as PCSCLITE_CSOCK_NAME; lives as long as the daemon. */
const char *pcscd_socket(const struct pcscd *pcscd);

/* The slots of all its readers: PCSCD_SLOTS for each name, in order. */
unsigned pcscd_slot_count(const struct pcscd *pcscd);

/* A connection to the vpcd of slot 0 …, made inside the network namespace, for a
 * vpcd_server; -1 when there is none. Safe from any thread. */
int pcscd_dial(struct pcscd *pcscd, unsigned slot);

/* A slot as context of pcscd_dial_slot, which has the shape of vpcd_server_options.dial. */
struct pcscd_slot {
    struct pcscd *pcscd;
    unsigned slot;
};
int pcscd_dial_slot(void *slot);

/* Ends the daemon and waits for its end; nulls; accepts NULL. Stop its servers first. */
void pcscd_stop(struct pcscd **pcscd);

#endif
