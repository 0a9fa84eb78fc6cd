/* SPDX-License-Identifier: MIT */
/* What a world's cards are asked, and where they are put: see world.h. */
#include "sim/world/inside.h"

#include <stdio.h>
#include <string.h>

static enum world_result no_card(const char *serial)
{
    return world_fail(WORLD_UNKNOWN, "no card %s", serial);
}

enum world_result world_check_slot(unsigned slot)
{
    return slot < WORLD_SLOTS ? WORLD_OK : world_fail(WORLD_BAD_ARGUMENT, "no slot %u", slot);
}

void world_hold(struct world *world, const struct rack_card *card)
{
    if (card->slot >= 0)
        pthread_mutex_lock(&world->slots[card->slot].lock);
}

void world_let_go(struct world *world, const struct rack_card *card)
{
    if (card->slot >= 0)
        pthread_mutex_unlock(&world->slots[card->slot].lock);
}

/* The world is locked. */
static void take_out(struct world *world, unsigned slot)
{
    for (size_t i = 0; i < world->rack.count; i++) {
        if (world->rack.cards[i]->slot != (int)slot)
            continue;
        outlets_remove(&world->outlets, slot);
        slot_remove(&world->slots[slot]);
        world->rack.cards[i]->slot = -1;
    }
}

static void wait_for_readers(struct world *world, unsigned slot)
{
    if (!outlets_noticed(&world->outlets, slot))
        trace_event(world->trace, "not noticed", "the reader is late");
}

enum world_result world_insert(struct world *world, const char *serial, unsigned slot)
{
    enum world_result result = world_check_slot(slot);

    if (result != WORLD_OK)
        return result;
    pthread_mutex_lock(&world->lock);
    struct rack_card *card = rack_find(&world->rack, serial);
    if (card) {
        if (card->slot >= 0)
            take_out(world, (unsigned)card->slot);
        take_out(world, slot);
        card->slot = (int)slot;
        slot_insert(&world->slots[slot], card->card, &card->brittle, card->serial);
        outlets_insert(&world->outlets, slot);
        wait_for_readers(world, slot);
    }
    pthread_mutex_unlock(&world->lock);
    return card ? WORLD_OK : no_card(serial);
}

enum world_result world_remove(struct world *world, unsigned slot)
{
    enum world_result result = world_check_slot(slot);

    if (result != WORLD_OK)
        return result;
    pthread_mutex_lock(&world->lock);
    take_out(world, slot);
    wait_for_readers(world, slot);
    pthread_mutex_unlock(&world->lock);
    return WORLD_OK;
}

void cards_pull(struct world *world, unsigned slot)
{
    pthread_mutex_lock(&world->lock);
    if (!slot_has_contact(&world->slots[slot])) {
        take_out(world, slot);
        wait_for_readers(world, slot);
    }
    pthread_mutex_unlock(&world->lock);
}

static void describe(struct world *world, const struct rack_card *from, struct world_card *card)
{
    struct card_view view;

    world_hold(world, from);
    card_look(from->card, &view);
    world_let_go(world, from);
    *card = (struct world_card){
        .produced = view.produced,
        .slot = from->slot,
        .pin_tries = view.pin_tries,
        .puk_tries = view.puk_tries,
        .dead = view.life == CARD_DEAD,
        .unlocks_by_puk = view.unlocks_by_puk,
    };
    memcpy(card->serial, from->serial, sizeof card->serial);
    memcpy(card->certificate, from->certificate, sizeof card->certificate);
    (void)snprintf(card->profile, sizeof card->profile, "%s", view.profile);
}

enum world_result world_card_status(struct world *world, const char *serial,
                                    struct world_card *card)
{
    pthread_mutex_lock(&world->lock);
    const struct rack_card *found = rack_find(&world->rack, serial);
    if (found)
        describe(world, found, card);
    pthread_mutex_unlock(&world->lock);
    return found ? WORLD_OK : no_card(serial);
}

bool world_card_at(struct world *world, size_t index, char serial[WORLD_SERIAL])
{
    pthread_mutex_lock(&world->lock);
    bool found = index < world->rack.count;
    if (found)
        memcpy(serial, world->rack.cards[index]->serial, WORLD_SERIAL);
    pthread_mutex_unlock(&world->lock);
    return found;
}
