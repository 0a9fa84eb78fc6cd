/* SPDX-License-Identifier: MIT */
/* A slot and its links: see slot.h. */
#include "sim/world/slot.h"

#include <stdio.h>
#include <stdlib.h>

struct slot_link {
    struct link link;
    struct slot *slot;
    enum slot_manner manner;
    unsigned insertion; /* of the card it reset last */
    unsigned resets;    /* of the slot, when it looked last */
};

void slot_init(struct slot *slot, unsigned number, struct trace *trace)
{
    *slot = (struct slot){.number = number, .trace = trace};
    pthread_mutex_init(&slot->lock, NULL);
}

void slot_end(struct slot *slot)
{
    pthread_mutex_destroy(&slot->lock);
}

void slot_insert(struct slot *slot, struct card *card, const char *serial)
{
    pthread_mutex_lock(&slot->lock);
    slot->card = card;
    slot->insertions++;
    (void)snprintf(slot->serial, sizeof slot->serial, "%s", serial);
    trace_event(slot->trace, "insert", serial);
    pthread_mutex_unlock(&slot->lock);
}

void slot_remove(struct slot *slot)
{
    pthread_mutex_lock(&slot->lock);
    if (slot->card) {
        card_power_off(slot->card);
        trace_event(slot->trace, "remove", slot->serial);
    }
    slot->card = NULL;
    slot->holder = NULL;
    pthread_mutex_unlock(&slot->lock);
}

/* What stands between this link and the card, whatever it wants. The slot is locked. */
static enum link_result barrier(const struct slot_link *self)
{
    const struct slot *slot = self->slot;

    if (!slot->card)
        return LINK_NO_CARD;
    if (slot->holder && slot->holder != self)
        return LINK_BUSY;
    return LINK_OK;
}

/* The same for one that uses a card which it has reset before. */
static enum link_result barrier_in_use(struct slot_link *self)
{
    enum link_result result = barrier(self);
    bool was_reset = self->resets != self->slot->resets;

    if (result != LINK_OK)
        return result;
    if (self->insertion != self->slot->insertions)
        return LINK_REMOVED;
    self->resets = self->slot->resets;
    return was_reset && self->manner == SLOT_CLIENT ? LINK_WAS_RESET : LINK_OK;
}

static enum link_result reset(void *context, struct buf *atr)
{
    struct slot_link *self = context;
    struct slot *slot = self->slot;

    pthread_mutex_lock(&slot->lock);
    enum link_result result = barrier(self);
    if (result == LINK_OK) {
        struct bytes bytes = card_power_on(slot->card);
        self->insertion = slot->insertions;
        self->resets = ++slot->resets;
        trace_event(slot->trace, "reset", slot->serial);
        result = bytes.size == 0 ? LINK_NO_CARD : buf_add(atr, bytes) ? LINK_OK : LINK_GARBLED;
    }
    pthread_mutex_unlock(&slot->lock);
    return result;
}

static enum link_result power_off(void *context)
{
    struct slot_link *self = context;
    struct slot *slot = self->slot;

    pthread_mutex_lock(&slot->lock);
    enum link_result result = barrier(self);
    if (result == LINK_OK) {
        card_power_off(slot->card);
        trace_event(slot->trace, "power off", slot->serial);
    }
    pthread_mutex_unlock(&slot->lock);
    return result;
}

static enum link_result transmit(void *context, struct bytes command, struct buf *response)
{
    struct slot_link *self = context;
    struct slot *slot = self->slot;
    size_t before = response->size;

    pthread_mutex_lock(&slot->lock);
    enum link_result result = barrier_in_use(self);
    if (result == LINK_OK) {
        card_transmit(slot->card, command, response);
        struct bytes answer = bytes_slice(buf_bytes(response), before, response->size - before);
        trace_exchange(slot->trace, slot->number, slot->serial, command, answer);
        if (answer.size == 0)
            result = LINK_REMOVED; /* no power: it must be reset first */
    }
    pthread_mutex_unlock(&slot->lock);
    return result;
}

static enum link_result begin(void *context)
{
    struct slot_link *self = context;

    pthread_mutex_lock(&self->slot->lock);
    enum link_result result = barrier(self);
    if (result == LINK_OK)
        self->slot->holder = self;
    pthread_mutex_unlock(&self->slot->lock);
    return result;
}

static enum link_result end(void *context)
{
    struct slot_link *self = context;

    pthread_mutex_lock(&self->slot->lock);
    if (self->slot->holder == self)
        self->slot->holder = NULL;
    pthread_mutex_unlock(&self->slot->lock);
    return LINK_OK;
}

static void link_end_of_life(void *context)
{
    (void)end(context);
    free(context);
}

enum link_result slot_link(struct slot *slot, enum slot_manner manner, struct link **link)
{
    static const struct link_ops ops = {reset, power_off, transmit, begin, end, link_end_of_life};
    struct slot_link *made = calloc(1, sizeof *made);

    if (!made)
        return LINK_FAILED;
    *made = (struct slot_link){
        .link = {&ops, made},
          .slot = slot, .manner = manner
    };
    *link = &made->link;
    return LINK_OK;
}
