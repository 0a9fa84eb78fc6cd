/* SPDX-License-Identifier: MIT */
/* Defect: a value that an unlock made stale is told as one that its holder deleted. (INF-7) */
#include "portal-mock/records.h"

#define stored_name stored_name_right
#include "portal-mock/records.c"
#undef stored_name

const char *stored_name(enum stored stored)
{
    return stored_name_right(stored == STORED_STALE ? STORED_DELETED : stored);
}
