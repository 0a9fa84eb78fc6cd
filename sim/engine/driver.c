/* SPDX-License-Identifier: MIT */
/* The guide's second step: is a driver, the PKCS#11 module, registered on this machine? */
#include "sim/engine/akis.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const system_files[] = {
    "/etc/pkcs11/modules/akis.module",
    "/usr/share/p11-kit/modules/akis.module",
};

static bool exists(const char *path, char file[AKIS_PATH])
{
    if (access(path, R_OK) != 0)
        return false;
    if (file)
        snprintf(file, AKIS_PATH, "%s", path);
    return true;
}

/* p11-kit looks in the user's configuration too. */
static bool user_file(char path[AKIS_PATH])
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    int size = -1;

    if (config && config[0] == '/')
        size = snprintf(path, AKIS_PATH, "%s/pkcs11/modules/akis.module", config);
    else if (home)
        size = snprintf(path, AKIS_PATH, "%s/.config/pkcs11/modules/akis.module", home);
    return size > 0 && size < AKIS_PATH;
}

bool akis_driver_installed(char file[AKIS_PATH])
{
    char path[AKIS_PATH];

    if (user_file(path) && exists(path, file))
        return true;
    for (size_t i = 0; i < sizeof system_files / sizeof *system_files; i++) {
        if (exists(system_files[i], file))
            return true;
    }
    return false;
}
