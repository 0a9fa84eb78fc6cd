/* SPDX-License-Identifier: MIT */
/* What a world's cards are asked, and where they are put: see world.h. */
#include "sim/world/inside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static enum world_result no_card(const char *serial)
{
    return world_fail(WORLD_UNKNOWN, "no card %s", serial);
}

static enum world_result check_slot(unsigned slot)
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

enum world_result world_insert(struct world *world, const char *serial, unsigned slot)
{
    enum world_result result = check_slot(slot);

    if (result != WORLD_OK)
        return result;
    pthread_mutex_lock(&world->lock);
    struct rack_card *card = rack_find(&world->rack, serial);
    if (card) {
        if (card->slot >= 0)
            take_out(world, (unsigned)card->slot);
        take_out(world, slot);
        card->slot = (int)slot;
        slot_insert(&world->slots[slot], card->card, card->serial);
        outlets_insert(&world->outlets, slot);
    }
    pthread_mutex_unlock(&world->lock);
    return card ? WORLD_OK : no_card(serial);
}

enum world_result world_remove(struct world *world, unsigned slot)
{
    enum world_result result = check_slot(slot);

    if (result != WORLD_OK)
        return result;
    pthread_mutex_lock(&world->lock);
    take_out(world, slot);
    pthread_mutex_unlock(&world->lock);
    return WORLD_OK;
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

enum world_result world_link(struct world *world, unsigned slot, struct link **link)
{
    enum world_result result = check_slot(slot);

    if (result != WORLD_OK)
        return result;
    if (slot_link(&world->slots[slot], SLOT_CLIENT, link) != LINK_OK)
        return world_fail(WORLD_FAILED, "no memory");
    return WORLD_OK;
}

enum world_result world_link_socket(struct world *world, unsigned slot, int *fd)
{
    enum world_result result = check_slot(slot);
    int ends[2];

    if (result != WORLD_OK)
        return result;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return world_fail(WORLD_FAILED, "no socket: %s", strerror(errno));
    pthread_mutex_lock(&world->lock);
    bool served = outlets_socket(&world->outlets, slot, ends[0]);
    pthread_mutex_unlock(&world->lock);
    if (!served) {
        close(ends[1]);
        return world_fail(WORLD_FAILED, "no memory or thread for a socket's server");
    }
    *fd = ends[1];
    return WORLD_OK;
}

enum world_result world_reader_vpcd(struct world *world, uint16_t port)
{
    pthread_mutex_lock(&world->lock);
    bool served = outlets_vpcd(&world->outlets, port);
    pthread_mutex_unlock(&world->lock);
    return served ? WORLD_OK : world_fail(WORLD_FAILED, "no memory or thread for a reader");
}

enum world_result world_reader_private(struct world *world, char *path, size_t size)
{
    char log[WORLD_PATH + 16];
    enum pcscd_result why;

    (void)snprintf(log, sizeof log, "%s/pcscd.log", world->directory);
    pthread_mutex_lock(&world->lock);
    bool served = outlets_private(&world->outlets, log, &why);
    bool fits =
        served && snprintf(path, size, "%s", pcscd_socket(world->outlets.private)) < (int)size;
    pthread_mutex_unlock(&world->lock);
    if (!served)
        return world_fail(WORLD_FAILED, "%s", pcscd_result_text(why));
    return fits ? WORLD_OK : world_fail(WORLD_BAD_ARGUMENT, "the room for the path is too small");
}
