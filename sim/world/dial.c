/* SPDX-License-Identifier: MIT */
/* The world's clock: see dial.h. */
#include "sim/world/dial.h"

#include "sim/base/calendar.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const mode_names[] = {
    [DIAL_REAL] = "real", [DIAL_OFFSET] = "offset", [DIAL_FROZEN] = "frozen"};

static int64_t machine_now(void)
{
    struct clock_port machine = clock_real();

    return clock_now(&machine);
}

/* The years that calendar_parse reads. */
static bool is_sane(int64_t when)
{
    struct civil first = {1900, 1, 1, 0, 0, 0};
    struct civil end = {2200, 1, 1, 0, 0, 0};

    return when >= calendar_from_utc(&first) && when < calendar_from_utc(&end);
}

/* A sum that never overflows: both sides are bounded first. */
static bool sum(int64_t one, int64_t other, int64_t *total)
{
    return !__builtin_add_overflow(one, other, total) && is_sane(*total);
}

static bool read_seconds(const char *text, int64_t *seconds)
{
    char *end;

    errno = 0;
    *seconds = strtoll(text, &end, 10);
    return end != text && *end == '\0' && errno == 0;
}

void dial_init(struct dial *dial)
{
    *dial = (struct dial){.mode = DIAL_REAL};
    pthread_mutex_init(&dial->lock, NULL);
}

void dial_end(struct dial *dial)
{
    pthread_mutex_destroy(&dial->lock);
}

static int64_t now_locked(const struct dial *dial)
{
    switch (dial->mode) {
    case DIAL_REAL:
        return machine_now();
    case DIAL_OFFSET:
        return machine_now() + dial->shift;
    case DIAL_FROZEN:
        return dial->shift;
    }
    return 0;
}

int64_t dial_now(struct dial *dial)
{
    pthread_mutex_lock(&dial->lock);
    int64_t now = now_locked(dial);
    pthread_mutex_unlock(&dial->lock);
    return now;
}

static void put(struct dial *dial, enum dial_mode mode, int64_t shift)
{
    pthread_mutex_lock(&dial->lock);
    dial->mode = mode;
    dial->shift = shift;
    pthread_mutex_unlock(&dial->lock);
}

static bool set_offset(struct dial *dial, const char *text)
{
    int64_t now = machine_now();
    int64_t seconds;
    int64_t when;

    if (!text)
        return false;
    if (calendar_parse(text, &when))
        seconds = when - now;
    else if (!read_seconds(text, &seconds) || !sum(now, seconds, &when))
        return false;
    put(dial, DIAL_OFFSET, seconds);
    return true;
}

bool dial_set(struct dial *dial, const char *mode, const char *text)
{
    int64_t when = dial_now(dial);

    if (strcmp(mode, mode_names[DIAL_REAL]) == 0) {
        put(dial, DIAL_REAL, 0);
        return true;
    }
    if (strcmp(mode, mode_names[DIAL_OFFSET]) == 0)
        return set_offset(dial, text);
    if (strcmp(mode, mode_names[DIAL_FROZEN]) != 0 || (text && !calendar_parse(text, &when)))
        return false;
    put(dial, DIAL_FROZEN, when);
    return true;
}

bool dial_add(struct dial *dial, int64_t seconds)
{
    int64_t total;

    pthread_mutex_lock(&dial->lock);
    bool fits = sum(now_locked(dial), seconds, &total);
    if (fits && dial->mode == DIAL_REAL)
        dial->mode = DIAL_OFFSET;
    if (fits)
        dial->shift += seconds;
    pthread_mutex_unlock(&dial->lock);
    return fits;
}

const char *dial_mode_text(struct dial *dial)
{
    pthread_mutex_lock(&dial->lock);
    enum dial_mode mode = dial->mode;
    pthread_mutex_unlock(&dial->lock);
    return mode_names[mode];
}

void dial_print(struct dial *dial, char *text, size_t size)
{
    pthread_mutex_lock(&dial->lock);
    (void)snprintf(text, size, "%c%lld", dial->mode == DIAL_FROZEN ? '=' : '+',
                   (long long)dial->shift);
    pthread_mutex_unlock(&dial->lock);
}

static int64_t port_now(void *context)
{
    return dial_now(context);
}

struct clock_port dial_port(struct dial *dial)
{
    return (struct clock_port){port_now, dial};
}
