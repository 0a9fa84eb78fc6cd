/* SPDX-License-Identifier: MIT */
/* Owned bytes: see blob.h. */
#include "portal-mock/blob.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/secret.h"

bool blob_copy(struct bytes bytes, struct blob *blob)
{
    uint8_t *data = malloc(bytes.size ? bytes.size : 1);

    if (!data)
        return false;
    if (bytes.size > 0)
        memcpy(data, bytes.data, bytes.size);
    *blob = (struct blob){data, bytes.size};
    return true;
}

/* Not realloc: what it leaves behind would not be wiped. */
bool blob_add(struct blob *blob, struct bytes more)
{
    uint8_t *data;

    if (more.size == 0)
        return true;
    data = malloc(blob->size + more.size);
    if (!data)
        return false;
    if (blob->size > 0)
        memcpy(data, blob->data, blob->size);
    memcpy(data + blob->size, more.data, more.size);
    more.size += blob->size;
    blob_free(blob);
    *blob = (struct blob){data, more.size};
    return true;
}

struct bytes blob_bytes(const struct blob *blob)
{
    return bytes_of(blob->data, blob->size);
}

void blob_free(struct blob *blob)
{
    if (!blob)
        return;
    if (blob->data)
        secret_wipe(blob->data, blob->size);
    free(blob->data);
    *blob = (struct blob){0};
}
