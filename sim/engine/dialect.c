/* SPDX-License-Identifier: MIT */
/* The table of AKİS versions: see dialect.h. */
#include "sim/engine/dialect.h"

#include "sim/base/hex.h"

#include <string.h>

/* clang-format off */
#define V1 WIRE_V1, 0x80, 0x00, 0x01, 0x00, 0xF4, 0x01, 0x01
#define V2 WIRE_V2, 0x01, 0x01, 0x02, 0x01, 0xD0, 0x81, 0x01

static const struct dialect dialects[] = {
    {"v1.0",   "3BBA11008131FE4D55454B41452056312E30AE",         V1},
    {"v1.2.1", "3B9F968131FE45806755454B4145125.318073B3A180..", V1},
    {"v1.2.2", "3B9F968131FE45806755454B4145129.318073B3A180..", V1},
    {"v1.x",   "3B..............55454B41452056312E....",         V1},
    {"v1.x",   "3B9F968131FE45806755454B414512..318073B3A180..", V1},
    {"v2.0",   "3B9F968131FE458065544320....31C073F6218081....", V2},
    {"v2.2.8", "3B9F978131FE4580655443D2210831C073F6218081....", V2},
    {"v2.2.8", "3B9F978131FE4580655443E4210831C073F6218081....", V2},
    {"v2.5",   "3B9F978131FE4580655443D3228231C073F6218081....", V2},
    {"v2.x",   "3B9F9.8131FE4580655443......31C073F6218081....", V2},
};
/* clang-format on */

static bool fits(const char *pattern, const char *text)
{
    if (strlen(pattern) != strlen(text))
        return false;
    for (; *pattern != '\0'; pattern++, text++) {
        if (*pattern != '.' && *pattern != *text)
            return false;
    }
    return true;
}

const struct dialect *dialect_of(struct bytes atr)
{
    char text[2 * 33 + 1];

    if (!hex_encode(atr, text, sizeof text))
        return NULL;
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++) {
        if (fits(dialects[i].atr, text))
            return &dialects[i];
    }
    return NULL;
}
