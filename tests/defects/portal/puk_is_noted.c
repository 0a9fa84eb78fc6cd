/* SPDX-License-Identifier: MIT */
/* Defect: the PUK of each card is noted beside what is sealed. (INF-2) */
#include "portal-mock/production.h"

#include "portal-mock/inside.h"

#include <stdio.h>

#define production_run production_run_right
#include "portal-mock/production.c"
#undef production_run

enum portal_result production_run(struct portal *portal, const struct production *asked,
                                  struct portal_product *product)
{
    char name[RECORD_NAME];
    enum portal_result result = production_run_right(portal, asked, product);

    if (result != PORTAL_OK)
        return result;
    (void)snprintf(name, sizeof name, "puk %s", product->puk);
    (void)pthread_mutex_lock(&portal->lock);
    if (setting_put(portal->database, name, asked->produced) != DATABASE_OK)
        result = PORTAL_STORE_FAILED;
    (void)pthread_mutex_unlock(&portal->lock);
    return result;
}
