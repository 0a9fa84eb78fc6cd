/* SPDX-License-Identifier: MIT */
/* Defect: why a named reader gives no card is judged by the mute cards of all readers. (DEL-2) */
#include "sim/link/pcsc.h"

/* Once a card is mute, every reader's is. */
static enum link_result list_with_all_mute(struct link_pcsc_readers *all)
{
    enum link_result result = link_pcsc_list(all);
    bool mute = false;

    for (size_t i = 0; result == LINK_OK && i < all->count; i++)
        mute = mute || all->reader[i].mute;
    for (size_t i = 0; result == LINK_OK && i < all->count; i++)
        all->reader[i].mute = mute;
    return result;
}

#define link_pcsc_list list_with_all_mute
#include "sim/engine/reader.c"
