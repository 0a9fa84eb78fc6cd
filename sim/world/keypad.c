/* SPDX-License-Identifier: MIT */
/* The keys of a PIN pad: see keypad.h. */
#include "sim/world/keypad.h"

#include "sim/base/secret.h"

#include <string.h>
#include <time.h>

void keypad_init(struct keypad *keypad)
{
    pthread_condattr_t monotonic;

    *keypad = (struct keypad){0};
    pthread_mutex_init(&keypad->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&keypad->pressed, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void keypad_end(struct keypad *keypad)
{
    keypad_clear(keypad);
    pthread_cond_destroy(&keypad->pressed);
    pthread_mutex_destroy(&keypad->lock);
}

static struct timespec after(unsigned milliseconds)
{
    struct timespec when;

    clock_gettime(CLOCK_MONOTONIC, &when);
    when.tv_sec += milliseconds / 1000;
    when.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (when.tv_nsec >= 1000000000) {
        when.tv_sec++;
        when.tv_nsec -= 1000000000;
    }
    return when;
}

/* Locked; there is one. */
static enum pcsclite_key take_oldest(struct keypad *keypad, struct buf *digits)
{
    struct keypad_entry *entries = keypad->entries;
    enum pcsclite_key key = entries[0].key;

    if (!buf_add(digits, bytes_of(entries[0].digits, entries[0].size)))
        key = PCSCLITE_KEY_CANCEL;
    memmove(entries, entries + 1, (KEYPAD_ENTRIES - 1) * sizeof *entries);
    keypad->count--;
    secret_wipe(&entries[keypad->count], sizeof *entries);
    return key;
}

static enum pcsclite_key ask(void *context, unsigned milliseconds, struct buf *digits)
{
    struct keypad *keypad = context;
    const struct timespec end = after(milliseconds);
    enum pcsclite_key key = PCSCLITE_KEY_NONE;
    int waited = 0;

    pthread_mutex_lock(&keypad->lock);
    while (keypad->count == 0 && waited == 0)
        waited = pthread_cond_timedwait(&keypad->pressed, &keypad->lock, &end);
    if (keypad->count > 0)
        key = take_oldest(keypad, digits);
    pthread_mutex_unlock(&keypad->lock);
    return key;
}

struct pcsclite_pad keypad_pad(struct keypad *keypad)
{
    return (struct pcsclite_pad){ask, keypad};
}

/* Locked; there is room. */
static void add(struct keypad *keypad, enum pcsclite_key key, struct bytes digits)
{
    struct keypad_entry *entry = &keypad->entries[keypad->count++];

    entry->key = key;
    entry->size = digits.size;
    if (digits.size)
        memcpy(entry->digits, digits.data, digits.size);
    pthread_cond_signal(&keypad->pressed);
}

bool keypad_type(struct keypad *keypad, struct bytes digits)
{
    pthread_mutex_lock(&keypad->lock);
    bool has_room = keypad->count < KEYPAD_ENTRIES && digits.size <= KEYPAD_DIGITS;
    if (has_room)
        add(keypad, PCSCLITE_KEY_OK, digits);
    pthread_mutex_unlock(&keypad->lock);
    return has_room;
}

/* Locked. */
static void forget(struct keypad *keypad)
{
    secret_wipe(keypad->entries, sizeof keypad->entries);
    keypad->count = 0;
}

void keypad_cancel(struct keypad *keypad)
{
    pthread_mutex_lock(&keypad->lock);
    forget(keypad);
    add(keypad, PCSCLITE_KEY_CANCEL, (struct bytes){0});
    pthread_mutex_unlock(&keypad->lock);
}

void keypad_clear(struct keypad *keypad)
{
    pthread_mutex_lock(&keypad->lock);
    forget(keypad);
    pthread_mutex_unlock(&keypad->lock);
}
