/* SPDX-License-Identifier: MIT */
/* Defect: another program is given the PUK as its argument, and lives on. (CLI-4) */
#include "sim/engine/card.h"

#include <spawn.h>
#include <sys/types.h>

#define akis_unblock_puk akis_unblock_puk_right
#include "sim/engine/pin.c"
#undef akis_unblock_puk

struct akis_result akis_unblock_puk(struct akis_card *card, const char *puk, const char *new_pin)
{
    char name[] = "sh", flag[] = "-c", script[] = "exec <&- >&- 2>&-; sleep 5; true";
    char argument[AKIS_PUK_DIGITS + 1];
    char *const arguments[] = {name, flag, script, argument, NULL};
    pid_t child;

    (void)strncpy(argument, puk ? puk : "", sizeof argument - 1);
    argument[sizeof argument - 1] = '\0';
    (void)posix_spawn(&child, "/bin/sh", NULL, NULL, arguments, NULL);
    return akis_unblock_puk_right(card, puk, new_pin);
}
