/* SPDX-License-Identifier: MIT */
/* Secrets: see secret.h. */
#include "sim/base/secret.h"

#include <stdint.h>
#include <string.h>

void secret_wipe(void *data, size_t size)
{
    if (size > 0)
        explicit_bzero(data, size);
}

bool secret_equal(const void *one, const void *other, size_t size)
{
    const volatile uint8_t *a = one;
    const volatile uint8_t *b = other;
    uint8_t difference = 0;

    for (size_t i = 0; i < size; i++)
        difference |= (uint8_t)(a[i] ^ b[i]);
    return difference == 0;
}
