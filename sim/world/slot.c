/* SPDX-License-Identifier: MIT */
/* A slot and its links: see slot.h. */
#include "sim/world/slot.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct slot_link {
    struct link link;
    struct slot *slot;
    enum slot_manner manner;
    unsigned insertion; /* of the card it reset last */
    unsigned resets;    /* of the slot, when it looked last */
};

void slot_init(struct slot *slot, unsigned number, struct trace *trace, struct hand *hand)
{
    *slot = (struct slot){.number = number, .trace = trace, .hand = hand};
    pthread_mutex_init(&slot->lock, NULL);
}

void slot_end(struct slot *slot)
{
    pthread_mutex_destroy(&slot->lock);
}

void slot_insert(struct slot *slot, struct card *card, struct brittle *store, const char *serial)
{
    pthread_mutex_lock(&slot->lock);
    slot->card = card;
    slot->store = store;
    brittle_put(store, &slot->faults);
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
    if (slot->store)
        brittle_put(slot->store, NULL);
    slot->store = NULL;
    slot->card = NULL;
    slot->holder = NULL;
    pthread_mutex_unlock(&slot->lock);
}

bool slot_has_contact(struct slot *slot)
{
    pthread_mutex_lock(&slot->lock);
    bool has_contact = slot->card != NULL;
    pthread_mutex_unlock(&slot->lock);
    return has_contact;
}

void slot_fault(struct slot *slot, enum fault_kind kind, const struct fault *fault)
{
    pthread_mutex_lock(&slot->lock);
    slot->faults.of[kind] = *fault;
    pthread_mutex_unlock(&slot->lock);
}

/* Whether a fault of that kind hits now; it is put down. The slot is locked. */
static bool hit(struct slot *slot, enum fault_kind kind, int64_t *amount)
{
    bool is_hit = faults_hit(&slot->faults, kind, amount);

    if (is_hit)
        trace_event(slot->trace, "fault", fault_line(kind)->word);
    return is_hit;
}

/* The card leaves its contacts now; the hand does the rest. The slot is locked. */
static void pull_out(struct slot *slot)
{
    card_power_off(slot->card);
    slot->card = NULL;
    hand_call(slot->hand, HAND_PULLS_CARD, slot->number);
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

/* Powers the card up; its ATR, or another make's. The slot is locked. */
static struct bytes wake(struct slot *slot)
{
    static const uint8_t other_atr[] = {0x3B, 0x80, 0x80, 0x01, 0x01}; /* no historical bytes */
    int64_t amount;
    struct bytes atr = card_power_on(slot->card);

    slot->is_foreign = hit(slot, FAULT_FOREIGN, &amount);
    return slot->is_foreign ? bytes_of(other_atr, sizeof other_atr) : atr;
}

/* The card's answer, or 6D00 from one of another make, which never sees the command. False: no
 * room. The slot is locked. */
static bool obey(struct slot *slot, struct bytes command, struct buf *response)
{
    if (slot->is_foreign)
        return buf_add(response, bytes_of("\x6D\x00", 2));
    card_transmit(slot->card, command, response);
    return true;
}

static enum link_result reset(void *context, struct buf *atr)
{
    struct slot_link *self = context;
    struct slot *slot = self->slot;

    pthread_mutex_lock(&slot->lock);
    enum link_result result = barrier(self);
    int64_t amount;
    if (result == LINK_OK && hit(slot, FAULT_MUTE, &amount))
        result = LINK_NO_CARD;
    if (result == LINK_OK) {
        struct bytes bytes = wake(slot);
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

/* What a fault makes of a command before it reaches the card. The slot is locked. */
static enum link_result befall(struct slot_link *self)
{
    struct slot *slot = self->slot;
    int64_t amount;

    if (hit(slot, FAULT_REMOVED, &amount)) {
        pull_out(slot);
        return LINK_REMOVED;
    }
    if (hit(slot, FAULT_GONE, &amount)) {
        hand_call(slot->hand, HAND_UNPLUGS_READER, slot->number);
        return LINK_FAILED;
    }
    if (hit(slot, FAULT_BUSY, &amount))
        return LINK_BUSY;
    if (!hit(slot, FAULT_RESET, &amount))
        return LINK_OK;
    (void)card_power_on(slot->card);
    return self->manner == SLOT_CLIENT ? LINK_WAS_RESET : LINK_OK;
}

/* The exchange itself, and what a fault makes of the answer. The slot is locked. */
static enum link_result exchange(struct slot *slot, struct bytes command, struct buf *response)
{
    size_t before = response->size;
    int64_t amount;

    if (!obey(slot, command, response))
        return LINK_GARBLED;
    struct bytes answer = bytes_slice(buf_bytes(response), before, response->size - before);
    trace_exchange(slot->trace, slot->number, slot->serial, command, answer);
    if (answer.size == 0)
        return LINK_REMOVED; /* no power: it must be reset first */
    if (slot->store->died)
        trace_event(slot->trace, "fault", fault_line(FAULT_DIES)->word);
    if (slot->store->died || hit(slot, FAULT_TORN, &amount)) {
        pull_out(slot);
        return LINK_REMOVED;
    }
    if (hit(slot, FAULT_LOST, &amount))
        return LINK_TIMEOUT;
    faults_bend(&slot->faults, response, before);
    return LINK_OK;
}

static enum link_result transmit(void *context, struct bytes command, struct buf *response)
{
    struct slot_link *self = context;
    struct slot *slot = self->slot;
    int64_t delay = 0;

    pthread_mutex_lock(&slot->lock);
    enum link_result result = barrier_in_use(self);
    if (result == LINK_OK)
        result = befall(self);
    if (result == LINK_OK)
        result = exchange(slot, command, response);
    if (result == LINK_OK && !hit(slot, FAULT_SLOW, &delay))
        delay = 0;
    pthread_mutex_unlock(&slot->lock);
    if (delay > 0)
        (void)nanosleep(&(struct timespec){delay / 1000, delay % 1000 * 1000000}, NULL);
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
