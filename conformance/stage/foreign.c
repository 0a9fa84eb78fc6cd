/* SPDX-License-Identifier: MIT */
/* The shared memory, and the way to the card. */
#include "conformance/stage/foreign.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sim/base/secret.h"
#include "sim/link/pcsc.h"
#include "sim/link/socket.h"

enum { PATIENCE = 3000, BORDER = 20110101 };

static struct foreign *map(int fd)
{
    void *memory = mmap(NULL, sizeof(struct foreign), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

struct foreign *foreign_new(void)
{
    int fd = memfd_create("card", 0);
    struct foreign *foreign = fd >= 0 && ftruncate(fd, sizeof *foreign) == 0 ? map(fd) : NULL;

    if (!foreign) {
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    foreign->memory = fd;
    foreign->vpcd = -1;
    return foreign;
}

struct foreign *foreign_attach(int fd)
{
    struct foreign *foreign = fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 ? map(fd) : NULL;

    if (foreign && foreign->vpcd >= 0)
        (void)fcntl(foreign->vpcd, F_SETFD, FD_CLOEXEC);
    return foreign;
}

void foreign_free(struct foreign **foreign)
{
    if (!*foreign)
        return;
    if ((*foreign)->vpcd >= 0)
        close((*foreign)->vpcd);
    close((*foreign)->memory);
    secret_wipe(*foreign, sizeof **foreign);
    munmap(*foreign, sizeof **foreign);
    *foreign = NULL;
}

bool foreign_is_old(const struct foreign *foreign)
{
    return foreign->produced != 0 && foreign->produced < BORDER;
}

enum link_result foreign_link(const struct foreign *foreign, struct link **link, struct buf *atr)
{
    const struct link_pcsc_options options = {
        .reader = foreign->reader, .share = LINK_PCSC_EXCLUSIVE, .patience = PATIENCE};
    enum link_result result = foreign->vpcd >= 0 ? link_socket_new(dup(foreign->vpcd), link)
                                                 : link_pcsc_new(&options, link);

    if (result == LINK_OK)
        result = link_reset(*link, atr);
    return result;
}
