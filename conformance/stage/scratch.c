/* SPDX-License-Identifier: MIT */
/* Folders for a while: see scratch.h. */
#include "conformance/stage/scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const char memory[] = "/dev/shm";

enum {
    ROOM_MIB = 256
}; /* a client under test writes into its world's folder too, or starts there */

static bool memory_serves(void)
{
    struct statvfs about;

    return statvfs(memory, &about) == 0 && (about.f_flag & (ST_RDONLY | ST_NOEXEC)) == 0 &&
           about.f_bavail * about.f_frsize >> 20 >= ROOM_MIB && access(memory, W_OK | X_OK) == 0;
}

bool scratch_make(const char *above, const char *name, char *path, size_t size)
{
    const char *const bases[] = {above, getenv("TMPDIR"), memory_serves() ? memory : NULL, "/tmp"};

    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        int length = bases[i] ? snprintf(path, size, "%s/%s-XXXXXX", bases[i], name) : 0;

        if (length > 0 && (size_t)length < size && mkdtemp(path))
            return true;
    }
    *path = '\0';
    return false;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

void scratch_remove(const char *path)
{
    if (*path)
        (void)nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}
