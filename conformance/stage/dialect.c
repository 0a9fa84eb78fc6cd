/* SPDX-License-Identifier: MIT */
/* The words of each version, a row a version. */
#include "conformance/stage/dialect.h"

#include <stdio.h>
#include <string.h>

struct dialect {
    const char *profile;
    const char *version; /* as a client tells it; of one newer than clients may know, its family */
    const char *atr;
    const char *pin;        /* P2 of VERIFY and RESET RETRY COUNTER */
    const char *puk;        /* P2 of VERIFY that asks for the PUK's tries */
    const char *change;     /* CHANGE REFERENCE DATA of the PIN, without its body */
    const char *change_puk; /* … and of the PUK */
    const char *mse;        /* the first key, for PKCS#1 v1.5 over a DigestInfo */
    bool counted;           /* CHANGE writes each PIN after its length */
};

/* clang-format off */
static const struct dialect dialects[] = {
    {"v1.0",         "1.0",    "3BBA11008131FE4D55454B41452056312E30AE",          "80", "81", "00 24 02 00", "00 24 02 01",
     "00 22 C3 01",                            true },
    {"v1.2.1",       "1.2.1",  "3B9F968131FE45806755454B41451252318073B3A180AA",  "80", "81", "00 24 02 00", "00 24 02 01",
     "00 22 C3 01",                            true },
    {"v1.2.1-nxp",   "1.2.1",  "3B9F968131FE45806755454B41451253318073B3A180AB",  "80", "81", "00 24 02 00", "00 24 02 01",
     "00 22 C3 01",                            true },
    {"v1.2.2",       "1.2.2",  "3B9F968131FE45806755454B41451292318073B3A1806A",  "80", "81", "00 24 02 00", "00 24 02 01",
     "00 22 C3 01",                            true },
    {"v1.2.2-nxp",   "1.2.2",  "3B9F968131FE45806755454B41451293318073B3A1806B",  "80", "81", "00 24 02 00", "00 24 02 01",
     "00 22 C3 01",                            true },
    {"v2.0",         "2.0",    "3B9F968131FE458065544320201231C073F621808105B3",  "01", "02", "00 24 00 01", "00 24 00 02",
     "00 22 41 B6 06 80 01 82 84 01 81",       false},
    {"v2.2.8",       "2.2.8",  "3B9F978131FE4580655443D2210831C073F6218081055B",  "01", "02", "00 24 00 01", "00 24 00 02",
     "00 22 41 B6 06 80 01 82 84 01 81",       false},
    {"v2.2.8-uktum", "2.2.8",  "3B9F978131FE4580655443E4210831C073F6218081056D",  "01", "02", "00 24 00 01", "00 24 00 02",
     "00 22 41 B6 06 80 01 82 84 01 81",       false},
    {"v2.5",         "2.5",    "3B9F978131FE4580655443D3228231C073F621808105D3",  "01", "02", "00 24 00 01", "00 24 00 02",
     "00 22 41 B6 06 80 01 82 84 01 81",       false},
    {"v2.6",         "2.",     "3B9F978131FE4580655443D3230231C073F62180810552",  "01", "02", "00 24 00 01", "00 24 00 02",
     "00 22 41 B6 06 80 01 82 84 01 81",       false},
};
/* clang-format on */

/* $L6 is the byte 06 where PINs are counted, and nothing elsewhere. */
static bool speak_lengths(bool counted, struct vars *vars)
{
    for (unsigned length = 1; length <= 20; length++) {
        char name[8];
        char value[8];

        snprintf(name, sizeof name, "L%u", length);
        snprintf(value, sizeof value, "%02X", length);
        if (!vars_set(vars, name, counted ? value : ""))
            return false;
    }
    return true;
}

static bool speak(const struct dialect *dialect, struct vars *vars)
{
    return vars_set(vars, "ATR", dialect->atr) && vars_set(vars, "AKIS", dialect->version) &&
           vars_set(vars, "PIN", dialect->pin) && vars_set(vars, "PUK", dialect->puk) &&
           vars_set(vars, "CHANGE", dialect->change) &&
           vars_set(vars, "CHANGEPUK", dialect->change_puk) &&
           vars_set(vars, "MSE", dialect->mse) && speak_lengths(dialect->counted, vars);
}

bool dialect_speak(const char *profile, struct vars *vars)
{
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i].profile, profile) == 0)
            return speak(&dialects[i], vars);
    return false;
}

const char *dialect_of(const char *atr)
{
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        if (strcmp(dialects[i].atr, atr) == 0)
            return dialects[i].profile;
    return NULL;
}

bool dialect_is_akis(const char *atr)
{
    /* 4D or 45: the tag of pre-issuing data, in compact TLV (ISO/IEC 7816-4, 12.1.1). */
    static const char *const marks[] = {"4D55454B4145", "45806755454B41", "4580655443"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(atr, marks[i]))
            return true;
    return false;
}
