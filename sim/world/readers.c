/* SPDX-License-Identifier: MIT */
/* How programs reach a world's slots and portal: see world.h. */
#include "sim/world/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum world_result world_link(struct world *world, unsigned slot, struct link **link)
{
    enum world_result result = world_check_slot(slot);

    if (result != WORLD_OK)
        return result;
    if (slot_link(&world->slots[slot], SLOT_CLIENT, link) != LINK_OK)
        return world_fail(WORLD_FAILED, "no memory");
    return WORLD_OK;
}

enum world_result world_link_socket(struct world *world, unsigned slot, int *fd)
{
    enum world_result result = world_check_slot(slot);
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
    for (unsigned slot = 0; served && slot < WORLD_SLOTS; slot++)
        if (!outlets_noticed(&world->outlets, slot))
            trace_event(world->trace, "not noticed", "at the reader's start");
    bool fits =
        served && snprintf(path, size, "%s", pcscd_socket(world->outlets.private)) < (int)size;
    pthread_mutex_unlock(&world->lock);
    if (!served)
        return world_fail(WORLD_FAILED, "%s", pcscd_result_text(why));
    return fits ? WORLD_OK : world_fail(WORLD_BAD_ARGUMENT, "the room for the path is too small");
}

/* Where the own server's socket goes: into the world's folder, or, when that path is too long for
 * a socket, into one of its own below the folder for temporary files. The world is locked. */
static bool place_socket(struct world *world, char path[PCSCLITE_PATH_SIZE])
{
    static const char name[] = "pcsc.comm";
    char *folder = world->socket_folder;
    int size = snprintf(path, PCSCLITE_PATH_SIZE, "%s/%s", world->directory, name);

    if (size < PCSCLITE_PATH_SIZE)
        return true;
    (void)snprintf(folder, sizeof world->socket_folder, "/tmp/akis-pcsc-XXXXXX");
    if (!mkdtemp(folder)) {
        folder[0] = '\0';
        return false;
    }
    return snprintf(path, PCSCLITE_PATH_SIZE, "%s/%s", folder, name) < PCSCLITE_PATH_SIZE;
}

/* The world is locked. */
static enum world_result start_own(struct world *world)
{
    char socket[PCSCLITE_PATH_SIZE];

    if (world->outlets.own)
        return WORLD_OK;
    if (!place_socket(world, socket))
        return world_fail(WORLD_FAILED, "no folder for a socket: %s", strerror(errno));
    enum pcsclite_result result = outlets_own(&world->outlets, socket);
    if (result == PCSCLITE_NO_SOCKET)
        return world_fail(WORLD_FAILED, "%s: %s", socket, strerror(errno));
    if (result != PCSCLITE_OK)
        return world_fail(WORLD_FAILED, "%s: %s", socket, pcsclite_result_text(result));
    return WORLD_OK;
}

enum world_result world_reader_own(struct world *world, char *path, size_t size)
{
    pthread_mutex_lock(&world->lock);
    enum world_result result = start_own(world);
    pthread_mutex_unlock(&world->lock);
    if (result != WORLD_OK)
        return result;
    if (snprintf(path, size, "%s", pcsclite_socket(world->outlets.own)) < (int)size)
        return WORLD_OK;
    return world_fail(WORLD_BAD_ARGUMENT, "the room for the path is too small");
}

/* The socket of a PC/SC server that this world started; "" when there is none. */
static const char *pcsc_socket(struct world *world)
{
    pthread_mutex_lock(&world->lock);
    const struct pcsclite_server *own = world->outlets.own;
    const struct pcscd *private = world->outlets.private;
    pthread_mutex_unlock(&world->lock);
    if (own)
        return pcsclite_socket(own);
    return private ? pcscd_socket(private) : "";
}

bool world_variable_at(struct world *world, size_t index, struct world_variable *variable)
{
    static const struct {
        const char *name;
        const char *(*value)(struct world *world);
    } variables[] = {
        {"PCSCLITE_CSOCK_NAME", pcsc_socket        },
        {"AKIS_PORTAL_URL",     world_portal_url   },
        {"AKIS_PORTAL_CA",      world_tls_root_file},
        {"AKIS_TRUST",          world_chain_file   },
        {"AKIS_CLOCK",          clock_file         },
    };

    if (index >= sizeof variables / sizeof *variables)
        return false;
    const char *value = variables[index].value(world);
    variable->name = variables[index].name;
    (void)snprintf(variable->value, sizeof variable->value, "%s", value ? value : "");
    return true;
}
