/* SPDX-License-Identifier: MIT */
/* The readers' PIN pads, as a test presses their keys: see world.h. No word of an error or of the
 * trace holds a digit. */
#include "sim/world/inside.h"

#include <string.h>

enum world_result world_pinpad_fit(struct world *world)
{
    pthread_mutex_lock(&world->lock);
    bool fits = world->outlets.has_keypads || !world->outlets.own;
    if (fits)
        world->outlets.has_keypads = true;
    pthread_mutex_unlock(&world->lock);
    return fits ? WORLD_OK
                : world_fail(WORLD_REFUSED, "the readers run already, without a PIN pad; fit it "
                                            "before the first of them is started");
}

static enum world_result check_pad(struct world *world, unsigned slot)
{
    enum world_result result = world_check_slot(slot);

    if (result != WORLD_OK)
        return result;
    pthread_mutex_lock(&world->lock);
    bool has = world->outlets.has_keypads;
    pthread_mutex_unlock(&world->lock);
    return has ? WORLD_OK
               : world_fail(WORLD_REFUSED, "the reader has no PIN pad; start the world with one: "
                                           "akissim up --pin-pad");
}

enum world_result world_pinpad_type(struct world *world, unsigned slot, const char *digits)
{
    enum world_result result = check_pad(world, slot);
    struct bytes typed = bytes_text(digits);

    if (result != WORLD_OK)
        return result;
    if (typed.size == 0 || typed.size > KEYPAD_DIGITS || strspn(digits, "0123456789") != typed.size)
        return world_fail(WORLD_BAD_ARGUMENT, "digits: 1 to %d of them", KEYPAD_DIGITS);
    if (!keypad_type(&world->outlets.keypads[slot], typed))
        return world_fail(WORLD_REFUSED, "what was typed before waits still: no program asks for "
                                         "it; cancel forgets it");
    return WORLD_OK;
}

enum world_result world_pinpad_cancel(struct world *world, unsigned slot)
{
    enum world_result result = check_pad(world, slot);

    if (result == WORLD_OK)
        keypad_cancel(&world->outlets.keypads[slot]);
    return result;
}
