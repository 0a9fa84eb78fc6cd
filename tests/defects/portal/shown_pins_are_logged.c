/* SPDX-License-Identifier: MIT */
/* Defect: what is shown goes to a log too. (INF-2) */
#include "portal-mock/handlers.h"

#include <stdio.h>

#define post_pins post_pins_right
#include "portal-mock/secrets.c"
#undef post_pins

static bool log_card(void *context, const struct card_row *card)
{
    const struct walk *walk = context;
    struct pins pins = {0};
    char path[FILE_NAME_MOST + 8];

    (void)snprintf(path, sizeof path, "%s.log", walk->portal->chain_file);
    FILE *log = open_pins(walk->portal, card, &pins) ? fopen(path, "a") : NULL;
    if (log) {
        (void)fprintf(log, "%s: %s\n", card->serial, pins.pin);
        (void)fclose(log);
    }
    blob_free(&pins.plain);
    return true;
}

void post_pins(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {0};

    post_pins_right(portal, request, response);
    (void)walk_cards(portal, request, log_card, &walk);
}
