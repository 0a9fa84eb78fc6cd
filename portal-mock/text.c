/* SPDX-License-Identifier: MIT */
/* Text that grows: see text.h. */
#include "portal-mock/text.h"

#include "sim/base/secret.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 512 };

static bool grow(struct text *text, size_t more)
{
    size_t capacity = text->capacity ? text->capacity : FIRST_ROOM;

    if (more > SIZE_MAX / 4 || text->size > SIZE_MAX / 4)
        return false;
    while (capacity < text->size + more + 1)
        capacity *= 2;
    if (capacity == text->capacity)
        return true;
    uint8_t *room = malloc(capacity);
    if (!room)
        return false;
    if (text->data) {
        memcpy(room, text->data, text->size);
        secret_wipe(text->data, text->size);
        free(text->data);
    }
    text->data = room;
    text->capacity = capacity;
    return true;
}

void text_put_bytes(struct text *text, struct bytes more)
{
    if (text->failed || !grow(text, more.size)) {
        text->failed = true;
        return;
    }
    if (more.size > 0)
        memcpy(text->data + text->size, more.data, more.size);
    text->size += more.size;
    text->data[text->size] = 0;
}

void text_put(struct text *text, const char *more)
{
    text_put_bytes(text, bytes_text(more));
}

static const char *entity(char letter)
{
    switch (letter) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void text_put_html(struct text *text, const char *more)
{
    while (*more) {
        size_t plain = strcspn(more, "&<>\"'");
        text_put_bytes(text, bytes_of(more, plain));
        more += plain;
        if (*more)
            text_put(text, entity(*more++));
    }
}

void text_put_number(struct text *text, int64_t number)
{
    char digits[24];

    (void)snprintf(digits, sizeof digits, "%" PRId64, number);
    text_put(text, digits);
}

struct bytes text_bytes(const struct text *text)
{
    return bytes_of(text->data, text->size);
}

void text_free(struct text *text)
{
    if (text->data)
        secret_wipe(text->data, text->size);
    free(text->data);
    *text = (struct text){0};
}
