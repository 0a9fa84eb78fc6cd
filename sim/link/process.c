/* SPDX-License-Identifier: MIT */
/* A card in the same process, behind the port every link has. */
#include "sim/link/process.h"

#include <stdlib.h>

struct process_link {
    struct link link;
    struct card *card;
};

static enum link_result process_reset(void *context, struct buf *atr)
{
    struct process_link *self = context;
    struct bytes answer = card_power_on(self->card);

    if (!answer.size)
        return LINK_NO_CARD;
    return buf_add(atr, answer) ? LINK_OK : LINK_FAILED;
}

static enum link_result process_power_off(void *context)
{
    struct process_link *self = context;

    card_power_off(self->card);
    return LINK_OK;
}

static enum link_result process_transmit(void *context, struct bytes command, struct buf *response)
{
    struct process_link *self = context;
    size_t before = response->size;

    if (response->capacity - before < LINK_RESPONSE_MAX)
        return LINK_FAILED;
    card_transmit(self->card, command, response);
    return response->size == before ? LINK_NO_CARD : LINK_OK;
}

static const struct link_ops process_ops = {
    .reset = process_reset,
    .power_off = process_power_off,
    .transmit = process_transmit,
    .free = free,
};

enum link_result link_process_new(struct card *card, struct link **link)
{
    struct process_link *self = calloc(1, sizeof *self);

    if (!self)
        return LINK_FAILED;
    self->link = (struct link){.ops = &process_ops, .self = self};
    self->card = card;
    *link = &self->link;
    return LINK_OK;
}
