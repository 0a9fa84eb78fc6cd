/* SPDX-License-Identifier: MIT */
/*
 * One slot of the world's reader: empty, or with a card in it; and the links that
 * lead to it. One exchange at a time; each stands in the trace.
 *
 *     EMPTY --insert--> COLD --reset by a link--> WARM --power off--> COLD
 *     COLD, WARM --remove--> EMPTY
 *
 * A link that has not reset the present card is told LINK_REMOVED; one that finds no card,
 * LINK_NO_CARD.
 */
#ifndef SIM_WORLD_SLOT_H
#define SIM_WORLD_SLOT_H

#include "card/card.h"
#include "sim/link/link.h"
#include "sim/world/brittle.h"
#include "sim/world/faults.h"
#include "sim/world/hand.h"
#include "sim/world/trace.h"

#include <pthread.h>

struct slot_link;

/* Safe to use from any thread between slot_init and slot_end. */
struct slot {
    pthread_mutex_t lock;
    unsigned number;
    struct trace *trace;
    struct hand *hand; /* who pulls the card out when a fault says so */
    struct faults faults;
    struct card *card;              /* NULL: empty */
    struct brittle *store;          /* of that card */
    char serial[25];                /* of that card */
    unsigned insertions;            /* counts the cards that were put in */
    unsigned resets;                /* counts resets by links */
    bool is_foreign;                /* the last reset found a card of another make (a fault) */
    const struct slot_link *holder; /* between begin and end; else NULL */
};

/* `hand` must outlive the slot. */
void slot_init(struct slot *slot, unsigned number, struct trace *trace, struct hand *hand);
/* All links must be gone. The card is not the slot's to free. */
void slot_end(struct slot *slot);

/* Card and store stay the caller's and must stay until slot_remove. The slot must be empty. */
void slot_insert(struct slot *slot, struct card *card, struct brittle *store, const char *serial);
/* Cuts the power and takes the card out; waits for the exchange under way. */
void slot_remove(struct slot *slot);

/* True when a card is in it; false also for one that a fault has pulled off its contacts. */
bool slot_has_contact(struct slot *slot);

/* Sets a fault on commands or resets from now on. */
void slot_fault(struct slot *slot, enum fault_kind kind, const struct fault *fault);

enum slot_manner {
    SLOT_CLIENT, /* is told once when another link reset the card (LINK_WAS_RESET) */
    SLOT_READER, /* is the wire under other programs, who are not to notice */
};
/* A link that must not outlive the slot; may be used from any thread. LINK_FAILED: no memory. */
NODISCARD enum link_result slot_link(struct slot *slot, enum slot_manner manner,
                                     struct link **link);

#endif
