/* SPDX-License-Identifier: MIT */
/* The language of the program. gettext translates for an installed locale alone, and a small system
 * has no tr_TR.UTF-8; C.UTF-8, which every glibc carries, then stands in for it, and LANGUAGE names
 * the language. (In the locale "C" gettext never looks at LANGUAGE.) */
#include "sim/engine/cli/cli.h"

#include <locale.h>
#include <stdlib.h>

static const char stand_in[] = "C.UTF-8";

/* The locale's name as POSIX ranks the variables; NULL: none is set. */
static const char *named(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *name = getenv(variables[i]);
        if (name && name[0] != '\0')
            return name;
    }
    return NULL;
}

void language_of_environment(void)
{
    const char *name = named();

    if (!setlocale(LC_CTYPE, ""))
        setlocale(LC_CTYPE, stand_in);
    if (setlocale(LC_MESSAGES, "") || !name)
        return;
    setenv("LANGUAGE", name, 0);
    setlocale(LC_MESSAGES, stand_in);
}

void language_set(const char *name)
{
    setenv("LANGUAGE", name, 1);
    setlocale(LC_MESSAGES, stand_in);
}
