/* SPDX-License-Identifier: MIT */
/* Counts the commands and spoils those that a fault names. */
#include "sim/link/faulty.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

struct faulty_link {
    struct link link;
    struct link *inner;
    struct link_fault faults[LINK_FAULTS_MAX];
    size_t fault_count;
    unsigned commands;
    bool card_out;
    bool broken;
};

static const struct link_fault *fault_of(const struct faulty_link *self, unsigned command)
{
    for (size_t i = 0; i < self->fault_count; i++) {
        const struct link_fault *fault = &self->faults[i];
        unsigned count = fault->count ? fault->count : 1;

        if (command >= fault->at && command - fault->at < count)
            return fault;
    }
    return NULL;
}

static enum link_result barrier(const struct faulty_link *self)
{
    if (self->broken)
        return LINK_FAILED;
    return self->card_out ? LINK_NO_CARD : LINK_OK;
}

static enum link_result faulty_reset(void *context, struct buf *atr)
{
    struct faulty_link *self = context;
    enum link_result result = barrier(self);

    return result == LINK_OK ? link_reset(self->inner, atr) : result;
}

static enum link_result faulty_power_off(void *context)
{
    struct faulty_link *self = context;
    enum link_result result = barrier(self);

    return result == LINK_OK ? link_power_off(self->inner) : result;
}

static enum link_result take_card_out(struct faulty_link *self)
{
    self->card_out = true;
    (void)!link_power_off(self->inner);
    return LINK_REMOVED;
}

static enum link_result foreign_reset(struct faulty_link *self)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)!link_reset(self->inner, &atr);
    return LINK_WAS_RESET;
}

static void pause_for(unsigned milliseconds)
{
    const struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};

    nanosleep(&time, NULL);
}

/* Moves the answer, which begins at `from`, back and puts zeroes before it. */
static enum link_result lengthen(struct buf *response, size_t from, size_t count)
{
    size_t size = response->size - from;

    if (response->capacity - response->size < count)
        return LINK_GARBLED;
    memmove(response->data + from + count, response->data + from, size);
    memset(response->data + from, 0, count);
    response->size += count;
    return LINK_OK;
}

/* Spoils the answer that begins at `from`. */
static enum link_result spoil(const struct link_fault *fault, struct buf *response, size_t from)
{
    switch (fault->kind) {
    case LINK_FAULT_CUT:
        if (response->size - from > fault->number)
            response->size = from + fault->number;
        return LINK_OK;
    case LINK_FAULT_LONG:
        return lengthen(response, from, fault->number);
    case LINK_FAULT_GARBLED:
        for (size_t i = from; i < response->size; i++)
            response->data[i] ^= 0xFF;
        return LINK_OK;
    case LINK_FAULT_MORE:
        response->size = from;
        return buf_add(response, bytes_of("\x61\xFF", 2)) ? LINK_OK : LINK_GARBLED;
    case LINK_FAULT_TIMEOUT:
        return LINK_TIMEOUT;
    case LINK_FAULT_SLOW:
        pause_for(fault->number);
        return LINK_OK;
    case LINK_FAULT_REMOVED:
    case LINK_FAULT_GONE:
    case LINK_FAULT_RESET:
    case LINK_FAULT_BUSY:
        return LINK_OK; /* befell the command before */
    }
    return LINK_OK;
}

/* What befalls the command before the card gets it; LINK_OK: nothing. */
static enum link_result hinder(struct faulty_link *self, const struct link_fault *fault)
{
    switch (fault->kind) {
    case LINK_FAULT_REMOVED:
        return take_card_out(self);
    case LINK_FAULT_GONE:
        self->broken = true;
        return LINK_FAILED;
    case LINK_FAULT_RESET:
        return foreign_reset(self);
    case LINK_FAULT_BUSY:
        return LINK_BUSY;
    case LINK_FAULT_TIMEOUT:
    case LINK_FAULT_SLOW:
    case LINK_FAULT_CUT:
    case LINK_FAULT_LONG:
    case LINK_FAULT_GARBLED:
    case LINK_FAULT_MORE:
        return LINK_OK;
    }
    return LINK_OK;
}

static enum link_result faulty_transmit(void *context, struct bytes command, struct buf *response)
{
    struct faulty_link *self = context;
    const struct link_fault *fault = fault_of(self, ++self->commands);
    enum link_result result = barrier(self);
    size_t from = response->size;

    if (result == LINK_OK && fault)
        result = hinder(self, fault);
    if (result == LINK_OK)
        result = link_transmit(self->inner, command, response);
    if (result == LINK_OK && fault)
        result = spoil(fault, response, from);
    return result;
}

static enum link_result faulty_begin(void *context)
{
    struct faulty_link *self = context;
    enum link_result result = barrier(self);

    return result == LINK_OK ? link_begin(self->inner) : result;
}

static enum link_result faulty_end(void *context)
{
    struct faulty_link *self = context;

    return link_end(self->inner);
}

static void faulty_free(void *context)
{
    struct faulty_link *self = context;

    link_free(&self->inner);
    free(self);
}

enum link_result link_faulty_new(struct link *inner, const struct link_fault *faults, size_t count,
                                 struct link **link)
{
    static const struct link_ops ops = {
        .reset = faulty_reset,
        .power_off = faulty_power_off,
        .transmit = faulty_transmit,
        .begin = faulty_begin,
        .end = faulty_end,
        .free = faulty_free,
    };
    struct faulty_link *self = count <= LINK_FAULTS_MAX ? calloc(1, sizeof *self) : NULL;

    if (!self) {
        link_free(&inner);
        return LINK_FAILED;
    }
    self->link = (struct link){.ops = &ops, .self = self};
    self->inner = inner;
    self->fault_count = count;
    if (count)
        memcpy(self->faults, faults, count * sizeof *faults);
    *link = &self->link;
    return LINK_OK;
}

void link_faulty_return(struct link *link)
{
    struct faulty_link *self = link->self;

    self->card_out = false;
}
