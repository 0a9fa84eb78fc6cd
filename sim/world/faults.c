/* SPDX-License-Identifier: MIT */
/* Faults, counted: see faults.h. */
#include "sim/world/faults.h"

#include <string.h>

static const struct fault_line lines[] = {
#define FAULT(name, word, counts, amount, meaning) {word, FAULT_##counts, amount, meaning},
#include "sim/world/faults.def"
#undef FAULT
};

const struct fault_line *fault_line(enum fault_kind kind)
{
    return &lines[kind];
}

enum fault_kind fault_find(const char *word)
{
    int kind = 0;

    while (kind < FAULT_KINDS && strcmp(lines[kind].word, word) != 0)
        kind++;
    return (enum fault_kind)kind;
}

bool faults_hit(struct faults *faults, enum fault_kind kind, int64_t *amount)
{
    struct fault *fault = &faults->of[kind];

    if (fault->count == 0 || fault->first == 0)
        return false;
    if (fault->first > 1) {
        fault->first--;
        return false;
    }
    fault->count--;
    *amount = fault->amount;
    return true;
}

static void cut(struct buf *response, size_t before, int64_t amount)
{
    size_t size = response->size - before;

    if (amount >= 0 && (size_t)amount < size)
        response->size = before + (size_t)amount;
}

/* Other bytes, the same in each run; the status word stays. */
static void scramble(struct buf *response, size_t before)
{
    uint32_t state = 1;

    for (size_t i = before; i + 2 < response->size; i++) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes' generator */
        response->data[i] = (uint8_t)(response->data[i] + (state >> 24 | 1));
    }
}

/* As much as there is room for. */
static void lengthen(struct buf *response, size_t before, int64_t amount)
{
    size_t size = response->size - before;
    size_t room = response->capacity - response->size;
    size_t more = amount < 0 ? 0 : (size_t)amount < room ? (size_t)amount : room;
    uint8_t *answer = response->data + before;

    memmove(answer + more, answer, size);
    memset(answer, 0, more);
    response->size += more;
}

static void say_instead(struct buf *response, size_t before, const char word[3])
{
    response->size = before;
    (void)!buf_add(response, bytes_of(word, 2));
}

void faults_bend(struct faults *faults, struct buf *response, size_t before)
{
    int64_t amount = 0;

    if (faults_hit(faults, FAULT_MORE, &amount))
        say_instead(response, before, "\x61\xFF");
    if (faults_hit(faults, FAULT_LENGTH, &amount))
        say_instead(response, before, "\x6C\0");
    if (faults_hit(faults, FAULT_GARBLED, &amount))
        for (size_t i = before; i < response->size; i++)
            response->data[i] = (uint8_t)~response->data[i];
    if (faults_hit(faults, FAULT_RANDOM, &amount))
        scramble(response, before);
    if (faults_hit(faults, FAULT_LONG, &amount))
        lengthen(response, before, amount);
    if (faults_hit(faults, FAULT_CUT, &amount))
        cut(response, before, amount);
}
