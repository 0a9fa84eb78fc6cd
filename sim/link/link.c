/* SPDX-License-Identifier: MIT */
/* Hands each call to the link's own way, and holds the promises all links share. */
#include "sim/link/link.h"

enum link_result link_reset(struct link *link, struct buf *atr)
{
    size_t before = atr->size;
    enum link_result result = link->ops->reset(link->self, atr);

    if (result != LINK_OK)
        atr->size = before;
    return result;
}

enum link_result link_power_off(struct link *link)
{
    return link->ops->power_off(link->self);
}

enum link_result link_transmit(struct link *link, struct bytes command, struct buf *response)
{
    size_t before = response->size;
    enum link_result result = link->ops->transmit(link->self, command, response);

    if (result == LINK_OK && response->size - before < 2)
        result = LINK_GARBLED;
    if (result != LINK_OK)
        response->size = before;
    return result;
}

enum link_result link_begin(struct link *link)
{
    return link->ops->begin ? link->ops->begin(link->self) : LINK_OK;
}

enum link_result link_end(struct link *link)
{
    return link->ops->end ? link->ops->end(link->self) : LINK_OK;
}

const char *link_result_text(enum link_result result)
{
    switch (result) {
    case LINK_OK:
        return "ok";
    case LINK_NO_CARD:
        return "no card";
    case LINK_REMOVED:
        return "card removed";
    case LINK_WAS_RESET:
        return "card was reset";
    case LINK_BUSY:
        return "busy";
    case LINK_FAILED:
        return "link failed";
    case LINK_TIMEOUT:
        return "no answer in time";
    case LINK_GARBLED:
        return "garbled answer";
    }
    return "unknown";
}

void link_free(struct link **link)
{
    if (*link)
        (*link)->ops->free((*link)->self);
    *link = NULL;
}
