/* SPDX-License-Identifier: MIT */
/* Defect: a replacement comes with the PIN that every card has. (UNB-10) */
#include "portal-mock/production.h"

static struct production with_pin(const struct production *asked)
{
    struct production made = *asked;

    made.pin = "123456";
    return made;
}

#define production_run(portal, asked, product)                                                     \
    production_run(portal, &(struct production[]){with_pin(asked)}[0], product)
#include "portal-mock/desk.c"
