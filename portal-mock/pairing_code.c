/* SPDX-License-Identifier: MIT */
/* Pairing codes: see pairing_code.h. */
#include "portal-mock/pairing_code.h"

#include "sim/base/secret.h"

#include <string.h>

bool pairing_code_draw(const struct random_port *random, char code[PAIRING_CODE])
{
    static const char letters[] = "ACDEFGHJKLMNPRTUVWXY";

    for (size_t i = 0; i + 1 < PAIRING_CODE; i++) {
        uint32_t letter;
        if (!random_below(random, sizeof letters - 1, &letter))
            return false;
        code[i] = letters[letter];
    }
    code[4] = '-';
    code[PAIRING_CODE - 1] = '\0';
    return true;
}

struct session *pairing_find(const struct sessions *sessions, const char *text, size_t size,
                             held_fn *held)
{
    if (!text || strlen(text) != size)
        return NULL;
    for (size_t i = 0; i < sessions->count; i++) {
        const char *own = held(sessions->list[i]);
        if (strlen(own) == size && secret_equal(own, text, size))
            return sessions->list[i];
    }
    return NULL;
}
