/* SPDX-License-Identifier: MIT */
/* Where the catalogue lies, and gettext's door to it. Library and program each hold a copy. */
#include "sim/engine/say.h"

#include "sim/engine/akis.h"

#include <dlfcn.h>
#include <libintl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char domain[] = "akis";

/* Beside the library: as built, as installed below lib, below lib/x86_64-linux-gnu. */
static const char *const beside[] = {"locale", "../share/locale", "../../share/locale"};

static bool holds_catalogue(const char *folder)
{
    char file[PATH_MAX + 64];

    snprintf(file, sizeof file, "%s/tr/LC_MESSAGES/%s.mo", folder, domain);
    return access(file, R_OK) == 0;
}

/* The folder beside the file that holds this library. False: none there. */
static bool find_folder(char folder[PATH_MAX])
{
    Dl_info info;
    char file[PATH_MAX], path[PATH_MAX + 32];
    const char *(*anchor)(enum akis_outcome) = akis_outcome_name;
    const void *address;

    memcpy(&address, &anchor, sizeof address); /* ISO C knows no other way */
    if (dladdr(address, &info) == 0 || !realpath(info.dli_fname, file))
        return false;
    *strrchr(file, '/') = '\0';
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        snprintf(path, sizeof path, "%s/%s", file, beside[i]);
        if (holds_catalogue(path) && realpath(path, folder))
            return true;
    }
    return false;
}

static void bind(void)
{
    char folder[PATH_MAX];

    bindtextdomain(domain, find_folder(folder) ? folder : AKIS_LOCALE_FOLDER);
    bind_textdomain_codeset(domain, "UTF-8");
}

const char *say(const char *english)
{
    static pthread_once_t bound = PTHREAD_ONCE_INIT;

    pthread_once(&bound, bind);
    return english[0] == '\0' ? english : dgettext(domain, english);
}
