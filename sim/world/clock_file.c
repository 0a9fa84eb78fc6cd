/* SPDX-License-Identifier: MIT */
/* The world's clock as a file, for programs of their own process: AKIS_CLOCK. It is written when
 * somebody is first told of it, and with every change of the clock from then on. */
#include "sim/world/inside.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* As a whole or not at all: a reader never sees half a line. */
static bool write_file(struct world *world)
{
    char line[32], draft[sizeof world->clock_file + 8];

    dial_print(&world->dial, line, sizeof line);
    (void)snprintf(draft, sizeof draft, "%s.new", world->clock_file);
    int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return false;
    const bool written = dprintf(fd, "%s\n", line) > 0;
    return close(fd) == 0 && written && rename(draft, world->clock_file) == 0;
}

const char *clock_file(struct world *world)
{
    pthread_mutex_lock(&world->lock);
    if (!world->clock_file[0]) {
        (void)snprintf(world->clock_file, sizeof world->clock_file, "%s/clock", world->directory);
        if (!write_file(world))
            world->clock_file[0] = '\0';
    }
    pthread_mutex_unlock(&world->lock);
    return world->clock_file;
}

void clock_file_follow(struct world *world)
{
    pthread_mutex_lock(&world->lock);
    if (world->clock_file[0] && !write_file(world))
        (void)unlink(world->clock_file); /* no time is better than a wrong one */
    pthread_mutex_unlock(&world->lock);
}

void clock_file_end(const struct world *world)
{
    if (world->clock_file[0])
        (void)unlink(world->clock_file);
}
