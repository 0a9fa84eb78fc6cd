/* SPDX-License-Identifier: MIT */
/* A program of somebody else's: one header, and it has a card, a portal, a phone and a clock. */
#include "sim/world/world.h"

#include <stdio.h>
#include <string.h>

static int fail(const char *what, const struct world *world)
{
    (void)fprintf(stderr, "%s: %s\n", what, world_error(world));
    return 1;
}

int main(void)
{
    static const uint8_t wrong_pin[] = {0x00, 0x20, 0x00, 0x01, 0x04, '0', '0', '0', '0'};
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    struct world *world = NULL;
    struct link *link = NULL;
    char serial[WORLD_SERIAL];

    if (world_new(NULL, &world) != WORLD_OK)
        return fail("world", world);
    if (world_card_new(world, NULL, serial) != WORLD_OK ||
        world_insert(world, serial, 0) != WORLD_OK || world_link(world, 0, &link) != WORLD_OK)
        return fail("card", world);
    if (link_reset(link, &answer) != LINK_OK)
        return fail("reset", world);
    buf_clear(&answer);
    if (link_transmit(link, bytes_of(wrong_pin, sizeof wrong_pin), &answer) != LINK_OK ||
        answer.size != 2 || memcmp(room, "\x63\xC2", 2) != 0)
        return fail("wrong PIN", world);
    if (world_clock_set(world, "frozen", "2027-01-01") != WORLD_OK || !world_portal_url(world))
        return fail("portal", world);
    (void)printf("%s %s\n", serial, world_portal_url(world));
    link_free(&link);
    world_free(&world);
    return 0;
}
