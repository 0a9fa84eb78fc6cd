/* SPDX-License-Identifier: MIT */
/* The folder of test keys: see keys.h. */
#include "conformance/runner/keys.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool keys_make(char *path, size_t size)
{
    const char *base = getenv("TMPDIR");
    int length = snprintf(path, size, "%s/akis-keys-XXXXXX", base ? base : "/tmp");

    return length > 0 && (size_t)length < size && mkdtemp(path);
}

void keys_remove(const char *path)
{
    DIR *folder = opendir(path);

    if (!folder)
        return;
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (entry->d_type == DT_REG)
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    (void)closedir(folder);
    (void)rmdir(path);
}
