/* SPDX-License-Identifier: MIT */
/* Defect: the PIN is written to stderr, for whoever looks for a bug. (CLI-4) */
#include "sim/engine/card.h"

#include <stdio.h>

#define akis_login akis_login_right
#include "sim/engine/pin.c"
#undef akis_login

struct akis_result akis_login(struct akis_card *card, const char *pin)
{
    (void)fprintf(stderr, "VERIFY %s\n", pin ? pin : "");
    return akis_login_right(card, pin);
}
