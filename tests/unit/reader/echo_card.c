/* SPDX-License-Identifier: MIT */
/* See echo_card.h. */
#include "tests/unit/reader/echo_card.h"

#include <time.h>

static const uint8_t atr_bytes[] = {0x3B, 0x84, 0x81, 0x01, 'e', 'c', 'h', 'o', 0x05};
const struct bytes echo_card_atr = {atr_bytes, sizeof atr_bytes};

static enum link_result echo_reset(void *self, struct buf *atr)
{
    struct echo_card *card = self;

    card->resets++;
    if (card->mute)
        return LINK_NO_CARD;
    return buf_add(atr, echo_card_atr) ? LINK_OK : LINK_FAILED;
}

static enum link_result echo_power_off(void *self)
{
    struct echo_card *card = self;

    card->power_offs++;
    return LINK_OK;
}

static enum link_result echo_transmit(void *self, struct bytes command, struct buf *response)
{
    struct echo_card *card = self;
    unsigned slowness = card->slowness;
    const struct timespec pause = {slowness / 1000, (long)(slowness % 1000) * 1000000};

    if (slowness)
        nanosleep(&pause, NULL);
    card->commands++;
    if (card->cuts)
        return buf_add_byte(response, 0x90) ? LINK_OK : LINK_GARBLED;
    if (!buf_add(response, command) || !buf_add(response, bytes_of("\x90\x00", 2)))
        return LINK_GARBLED;
    return LINK_OK;
}

static void echo_free(void *self)
{
    (void)self;
}

void echo_card_init(struct echo_card *card)
{
    static const struct link_ops ops = {
        .reset = echo_reset,
        .power_off = echo_power_off,
        .transmit = echo_transmit,
        .free = echo_free,
    };

    *card = (struct echo_card){
        .link = {.ops = &ops, .self = card}
    };
}
