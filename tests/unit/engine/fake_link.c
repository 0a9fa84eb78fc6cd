/* SPDX-License-Identifier: MIT */
/* The scripted link: see fake_link.h. */
#include "tests/unit/engine/fake_link.h"

#include "sim/base/hex.h"

#include <string.h>

static enum link_result fake_reset(void *self, struct buf *atr)
{
    struct fake_link *fake = self;

    fake->resets++;
    return fake->atr && hex_decode(fake->atr, atr) ? LINK_OK : LINK_NO_CARD;
}

static enum link_result fake_power_off(void *self)
{
    (void)self;
    return LINK_OK;
}

static enum link_result fake_transmit(void *self, struct bytes command, struct buf *response)
{
    struct fake_link *fake = self;
    const char *answer = *fake->answers;

    fake->sent++;
    memcpy(fake->last, command.data, command.size);
    fake->last_size = command.size;
    fake->pins += command.size > 5 && command.data[1] == 0x20;
    if (fake->answers[1])
        fake->answers++;
    if (strcmp(answer, "!R") == 0)
        return LINK_REMOVED;
    if (strcmp(answer, "!T") == 0)
        return LINK_TIMEOUT;
    if (strcmp(answer, "!B") == 0)
        return LINK_BUSY;
    return hex_decode(answer, response) ? LINK_OK : LINK_GARBLED;
}

static void fake_free(void *self)
{
    (void)self;
}

static const struct link_ops ops = {
    .reset = fake_reset,
    .power_off = fake_power_off,
    .transmit = fake_transmit,
    .free = fake_free,
};

struct link *fake_link_start(struct fake_link *fake, const char *atr, const char *const *answers)
{
    *fake = (struct fake_link){
        .link = {&ops, fake},
          .answers = answers, .atr = atr
    };
    return &fake->link;
}
