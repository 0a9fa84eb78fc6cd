/* SPDX-License-Identifier: MIT */
/*
 * A link that goes wrong at the commands it is told to: what a bad reader, a bad card or
 * a careless holder does. Everything else passes to the link inside.
 */
#ifndef SIM_LINK_FAULTY_H
#define SIM_LINK_FAULTY_H

#include "sim/link/link.h"

enum link_fault_kind {
    LINK_FAULT_REMOVED, /* the card leaves: no card until link_faulty_return */
    LINK_FAULT_GONE,    /* the way is broken for good */
    LINK_FAULT_RESET,   /* somebody else resets the card */
    LINK_FAULT_BUSY,    /* another program holds the card */
    LINK_FAULT_TIMEOUT, /* the card gets the command, its answer never comes */
    LINK_FAULT_SLOW,    /* the answer takes `number` milliseconds longer */
    LINK_FAULT_CUT,     /* only the answer's first `number` bytes come */
    LINK_FAULT_LONG,    /* `number` bytes 00 come before the answer */
    LINK_FAULT_GARBLED, /* the answer's bytes, status word too, are turned over */
    LINK_FAULT_MORE,    /* 61 FF, whatever is asked: an endless answer */
};

struct link_fault {
    unsigned at;    /* the command it befalls, counted from 1 since link_faulty_new */
    unsigned count; /* how many commands from there on; 0 counts as 1 */
    enum link_fault_kind kind;
    unsigned number;
};

enum { LINK_FAULTS_MAX = 16 };

/* Wraps `inner`, which it owns from then on (also when it fails). The faults are copied;
 * the first that fits a command befalls it. LINK_FAILED: no memory, or too many faults. */
NODISCARD enum link_result link_faulty_new(struct link *inner, const struct link_fault *faults,
                                           size_t count, struct link **link);
/* Puts the card back in that LINK_FAULT_REMOVED took out. Only for links made here. */
void link_faulty_return(struct link *link);

#endif
