/* SPDX-License-Identifier: MIT */
/* The readers that show the slots: see outlets.h. */
#include "sim/world/outlets.h"

#include <stdlib.h>

struct outlet {
    struct outlet *next;
    unsigned slot;
    struct link *link;
    struct vpcd_server *server;
    unsigned port;             /* of a running vpcd */
    struct pcscd_slot private; /* of the private one */
};

void outlets_init(struct outlets *outlets, struct slot *slots)
{
    *outlets = (struct outlets){.slots = slots};
    for (unsigned slot = 0; slot < WORLD_SLOTS; slot++)
        keypad_init(&outlets->keypads[slot]);
}

static void outlet_free(struct outlet *outlet)
{
    vpcd_server_stop(&outlet->server);
    link_free(&outlet->link);
    free(outlet);
}

void outlets_end(struct outlets *outlets)
{
    while (outlets->first) {
        struct outlet *outlet = outlets->first;
        outlets->first = outlet->next;
        outlet_free(outlet);
    }
    pcscd_stop(&outlets->private);
    pcsclite_stop(&outlets->own);
    for (unsigned slot = 0; slot < WORLD_SLOTS; slot++) {
        link_free(&outlets->own_links[slot]);
        keypad_end(&outlets->keypads[slot]);
    }
}

static bool has_card(struct slot *slot)
{
    pthread_mutex_lock(&slot->lock);
    bool has = slot->card != NULL;
    pthread_mutex_unlock(&slot->lock);
    return has;
}

/* Starts the server of an outlet whose slot is set, and takes it into the list or frees it. */
static bool adopt(struct outlets *outlets, struct outlet *outlet,
                  const struct vpcd_server_options *options)
{
    struct slot *slot = &outlets->slots[outlet->slot];
    bool linked = slot_link(slot, SLOT_READER, &outlet->link) == LINK_OK;

    if (!linked || !vpcd_server_start(options, &outlet->server)) {
        outlet_free(outlet);
        return false;
    }
    outlet->next = outlets->first;
    outlets->first = outlet;
    if (has_card(slot))
        vpcd_server_insert(outlet->server, outlet->link);
    return true;
}

bool outlets_socket(struct outlets *outlets, unsigned slot, int fd)
{
    struct vpcd_server_options options = {.fd = fd};
    struct outlet *outlet = calloc(1, sizeof *outlet);

    if (!outlet)
        return false;
    outlet->slot = slot;
    return adopt(outlets, outlet, &options);
}

static int dial_port(void *context)
{
    const struct outlet *outlet = context;

    return vpcd_dial_local(outlet->port);
}

bool outlets_vpcd(struct outlets *outlets, uint16_t port)
{
    for (unsigned slot = 0; slot < WORLD_SLOTS; slot++) {
        struct outlet *outlet = calloc(1, sizeof *outlet);
        struct vpcd_server_options options = {.dial = dial_port, .context = outlet, .fd = -1};

        if (!outlet)
            return false;
        outlet->slot = slot;
        outlet->port = port + slot;
        if (!adopt(outlets, outlet, &options))
            return false;
    }
    return true;
}

static bool serve_private(struct outlets *outlets)
{
    for (unsigned slot = 0; slot < WORLD_SLOTS; slot++) {
        struct outlet *outlet = calloc(1, sizeof *outlet);

        if (!outlet)
            return false;
        outlet->slot = slot;
        outlet->private = (struct pcscd_slot){outlets->private, slot};
        struct vpcd_server_options options = {
            .dial = pcscd_dial_slot, .context = &outlet->private, .fd = -1};
        if (!adopt(outlets, outlet, &options))
            return false;
    }
    return true;
}

bool outlets_private(struct outlets *outlets, const char *log, enum pcscd_result *why)
{
    struct pcscd_options options = {.log = log};

    *why = PCSCD_OK;
    if (outlets->private)
        return true;
    *why = pcscd_start(&options, &outlets->private);
    if (*why != PCSCD_OK)
        return false;
    *why = serve_private(outlets) ? PCSCD_OK : PCSCD_FAILED;
    return *why == PCSCD_OK;
}

enum pcsclite_result outlets_own(struct outlets *outlets, const char *path)
{
    /* The two kinds of mini reader that the CA hands out. */
    static const char *const names[] = {"AKIS Mini Reader 00 00", "Milko Mini Reader 01 00", NULL};
    struct pcsclite_options options = {.path = path, .names = names};

    if (outlets->own)
        return PCSCLITE_OK;
    for (unsigned slot = 0; slot < WORLD_SLOTS; slot++)
        if (!outlets->own_links[slot] &&
            slot_link(&outlets->slots[slot], SLOT_READER, &outlets->own_links[slot]) != LINK_OK)
            return PCSCLITE_NO_MEMORY;
    for (unsigned slot = 0; outlets->has_keypads && slot < WORLD_SLOTS; slot++)
        options.pads[slot] = keypad_pad(&outlets->keypads[slot]);
    enum pcsclite_result result = pcsclite_start(&options, &outlets->own);
    for (unsigned slot = 0; result == PCSCLITE_OK && slot < WORLD_SLOTS; slot++)
        if (has_card(&outlets->slots[slot]))
            pcsclite_insert(outlets->own, slot, outlets->own_links[slot]);
    return result;
}

void outlets_unplug(struct outlets *outlets, unsigned slot)
{
    outlets_remove(outlets, slot);
    if (outlets->own)
        pcsclite_unplug(outlets->own, slot);
    outlets->unplugged[slot] = true;
}

void outlets_plug(struct outlets *outlets, unsigned slot)
{
    if (!outlets->unplugged[slot])
        return;
    outlets->unplugged[slot] = false;
    if (outlets->own)
        pcsclite_plug(outlets->own, slot);
    if (has_card(&outlets->slots[slot]))
        outlets_insert(outlets, slot);
}

void outlets_insert(struct outlets *outlets, unsigned slot)
{
    if (outlets->unplugged[slot])
        return;
    if (outlets->own)
        pcsclite_insert(outlets->own, slot, outlets->own_links[slot]);
    for (struct outlet *each = outlets->first; each; each = each->next)
        if (each->slot == slot)
            vpcd_server_insert(each->server, each->link);
}

bool outlets_noticed(const struct outlets *outlets, unsigned slot)
{
    enum { PATIENCE_MS = 2000 };
    bool noticed = true;

    for (struct outlet *each = outlets->first; each; each = each->next)
        if (each->slot == slot && each->private.pcscd)
            noticed = vpcd_server_noticed(each->server, PATIENCE_MS) && noticed;
    return noticed;
}

void outlets_remove(struct outlets *outlets, unsigned slot)
{
    keypad_clear(&outlets->keypads[slot]); /* what was typed was meant for this card */
    if (outlets->own)
        pcsclite_remove(outlets->own, slot);
    for (struct outlet *each = outlets->first; each; each = each->next)
        if (each->slot == slot)
            vpcd_server_remove(each->server);
}
