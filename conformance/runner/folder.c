/* SPDX-License-Identifier: MIT */
/* Folders as they are asked for. */
#include "conformance/runner/folder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static bool make_folders(const char *path)
{
    char part[RESULT_PATH];

    for (const char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        snprintf(part, sizeof part, "%.*s", (int)(at - path), path);
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return false;
    }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

bool folder_make(const char *told, const char *what, char folder[RESULT_PATH])
{
    const char *base = getenv("TMPDIR");
    time_t now = time(NULL);
    struct tm parts;
    char stamp[32];
    char above[RESULT_PATH - 64];

    localtime_r(&now, &parts);
    strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    if (told)
        snprintf(above, sizeof above, "%s", told);
    else
        snprintf(above, sizeof above, "%s/akis-conformance", base ? base : "/tmp");
    if (make_folders(above)) {
        snprintf(folder, RESULT_PATH, "%s/%s-%s-XXXXXX", above, what, stamp);
        if (mkdtemp(folder))
            return true;
    }
    fprintf(stderr, "akis-conformance: cannot make a folder in %s: %s\n", above, strerror(errno));
    return false;
}
