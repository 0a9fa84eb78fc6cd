/* SPDX-License-Identifier: MIT */
/* Which readers this machine can offer, and why not the others: see world.h. */
#include "sim/world/inside.h"

#include <stdio.h>
#include <string.h>

enum { VPCD_PORT = 35963, TCP_LISTENS = 0x0A };

static bool offer_own(char why[WORLD_WHY])
{
    (void)snprintf(why, WORLD_WHY, "needs no pcscd, no root");
    return true;
}

static bool offer_vpcd(char why[WORLD_WHY])
{
    enum pcscd_result result = pcscd_possible();

    (void)snprintf(why, WORLD_WHY, "%s",
                   result == PCSCD_OK ? "a pcscd of the world's own" : pcscd_result_text(result));
    return result == PCSCD_OK;
}

/* Looks for vpcd's listener without a connection, which would take the place of a card's. */
static bool vpcd_listens(void)
{
    FILE *table = fopen("/proc/net/tcp", "re");
    char line[256];
    unsigned port;
    unsigned state;
    bool found = false;

    while (table && !found && fgets(line, sizeof line, table))
        found = sscanf(line, " %*u: %*x:%x %*x:%*x %x", &port, &state) == 2 && port == VPCD_PORT &&
                state == TCP_LISTENS;
    if (table)
        (void)fclose(table);
    return found;
}

static bool offer_system(char why[WORLD_WHY])
{
    bool listens = vpcd_listens();

    (void)snprintf(why, WORLD_WHY, "%s",
                   listens ? "the running pcscd, for every program of this machine"
                           : "nobody listens at vpcd's port 35963: install vsmartcard-vpcd and "
                             "start pcscd");
    return listens;
}

bool world_offer_at(size_t index, struct world_offer *offer)
{
    static const struct {
        const char *kind;
        bool (*look)(char why[WORLD_WHY]);
    } offers[] = {
        {"socket", offer_own   },
        {"vpcd",   offer_vpcd  },
        {"system", offer_system},
    };

    if (index >= sizeof offers / sizeof *offers)
        return false;
    offer->kind = offers[index].kind;
    offer->possible = offers[index].look(offer->why);
    return true;
}
