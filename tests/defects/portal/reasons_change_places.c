/* SPDX-License-Identifier: MIT */
/* Defect: two reasons of a revocation are told for one another. (CRT-3) */
#include "portal-mock/life.h"

#define reason_of reason_of_right
#include "portal-mock/life.c"
#undef reason_of

int reason_of(const char *name)
{
    if (strcmp(name, "superseded") == 0)
        return 3;
    return strcmp(name, "affiliationChanged") == 0 ? 4 : reason_of_right(name);
}
