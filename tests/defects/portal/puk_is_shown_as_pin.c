/* SPDX-License-Identifier: MIT */
/* Defect: PIN and PUK change places on the page. (INF-1) */
#include "portal-mock/handlers.h"

#define post_pins post_pins_right
#include "portal-mock/secrets.c"
#undef post_pins

static bool show_swapped(void *context, const struct card_row *card)
{
    struct walk *walk = context;
    struct pins pins = {0};
    struct node *node = card_node(card, card->stored);

    if (open_pins(walk->portal, card, &pins)) {
        node_put_text(node, "pin", pins.puk);
        node_put_text(node, "puk", pins.pin);
    }
    blob_free(&pins.plain);
    node_append(walk->list, node);
    return true;
}

void post_pins(struct portal *portal, struct request *request, struct response *response)
{
    if (!is_warned(portal, request)) {
        post_pins_right(portal, request, response);
        return;
    }
    response_page(response, "shown", "PIN / PUK Bilgisi");
    if (put_cards(portal, request, response, show_swapped) != ERROR_none)
        response_refuse(response, request, ERROR_failed);
}
