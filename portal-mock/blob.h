/* SPDX-License-Identifier: MIT */
/* Bytes that are owned: what the CA, the vault and the painters hand out. */
#ifndef PORTAL_MOCK_BLOB_H
#define PORTAL_MOCK_BLOB_H

#include "sim/base/bytes.h"

/* Owned by who holds it; {0} is empty. Give it back with blob_free. */
struct blob {
    uint8_t *data;
    size_t size;
};

/* A copy of `bytes`. False when memory is out; then `blob` is untouched. */
NODISCARD bool blob_copy(struct bytes bytes, struct blob *blob);
/* Appends. False when memory is out; then `blob` is as before. The room it grew out of is wiped. */
NODISCARD bool blob_add(struct blob *blob, struct bytes more);
/* A view of it, valid until it is freed. */
struct bytes blob_bytes(const struct blob *blob);
/* Wipes, gives back and empties; accepts NULL and empty ones. */
void blob_free(struct blob *blob);

#endif
