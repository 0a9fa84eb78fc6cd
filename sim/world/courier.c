/* SPDX-License-Identifier: MIT */
/* Delivery of a card, and mail about what was missing: see world.h. */
#include "sim/world/inside.h"

#include <stdio.h>

enum world_result world_deliver(struct world *world, const char *serial)
{
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result != WORLD_OK)
        return result;
    return office_result(portal_deliver(portal, serial), "the delivery");
}

enum world_result world_mail(struct world *world, struct bytes message, char verdict[16])
{
    struct portal_report report;
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result == WORLD_OK)
        result = office_result(portal_take_mail(portal, message.data, message.size, &report),
                               "the mail");
    if (result == WORLD_OK)
        (void)snprintf(verdict, sizeof report.verdict, "%s", report.verdict);
    return result;
}
