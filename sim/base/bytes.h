/* SPDX-License-Identifier: MIT */
/*
 * Runs of bytes: a borrowed view to read, and room to write. No allocation, no
 * meaning: what the bytes say is known elsewhere.
 */
#ifndef SIM_BASE_BYTES_H
#define SIM_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The result must be looked at. */
#define NODISCARD __attribute__((warn_unused_result))

/* A borrowed view: valid as long as what it looks at. {NULL, 0} is empty. */
struct bytes {
    const uint8_t *data;
    size_t size;
};

/* Room to write: `size` bytes of `capacity` are used. The room is borrowed. */
struct buf {
    uint8_t *data;
    size_t size;
    size_t capacity;
};

/* A view of `size` bytes at `data`. */
struct bytes bytes_of(const void *data, size_t size);
/* A view of a C string without its end; NULL gives the empty view. */
struct bytes bytes_text(const char *text);
/* `count` bytes from `from` on, cut at the end of `whole`. */
struct bytes bytes_slice(struct bytes whole, size_t from, size_t count);
/* Same length and same content. Not for secrets: see secret_equal. */
bool bytes_equal(struct bytes one, struct bytes other);

/* Empty room of `capacity` bytes at `data`. */
struct buf buf_over(void *data, size_t capacity);
/* What was written so far; valid until the next write. */
struct bytes buf_bytes(const struct buf *buf);
/* Appends. False when it does not fit: then nothing was appended. */
NODISCARD bool buf_add(struct buf *buf, struct bytes more);
NODISCARD bool buf_add_byte(struct buf *buf, uint8_t byte);
/* Forgets what was written, without wiping. */
void buf_clear(struct buf *buf);

#endif
