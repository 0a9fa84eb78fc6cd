/* SPDX-License-Identifier: MIT */
/* The switches of quirks.def. */
#include "sim/pkcs11/module.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[QUIRKS] = {
#define QUIRK(name, text) [QUIRK_##name] = #name,
#include "sim/pkcs11/quirks.def"
#undef QUIRK
};

bool quirk(enum quirk which)
{
    return (module.quirks >> which & 1u) != 0;
}

unsigned quirks_read(void)
{
    const char *text = getenv("AKIS_P11_QUIRKS");
    unsigned bits = 0;

    while (text && *text != '\0') {
        size_t size = strcspn(text, ",");
        for (unsigned i = 0; i < QUIRKS; i++) {
            if (strlen(names[i]) == size && strncmp(names[i], text, size) == 0)
                bits |= 1u << i;
        }
        text += size + (text[size] == ',');
    }
    return bits;
}
