/* SPDX-License-Identifier: MIT */
/* Defect: any well-formed code pairs with whoever waits. (UNB-8) */
#include "portal-mock/pairing_code.h"

#define pairing_find pairing_find_right
#include "portal-mock/pairing_code.c"
#undef pairing_find

struct session *pairing_find(const struct sessions *sessions, const char *text, size_t size,
                             held_fn *held)
{
    for (size_t i = 0; text && strlen(text) == size && i < sessions->count; i++)
        if (strlen(held(sessions->list[i])) == size)
            return sessions->list[i];
    return NULL;
}
