/* SPDX-License-Identifier: MIT */
/* The phone: see inbox.h. */
#include "sim/world/inbox.h"

#include "sim/base/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char digits[] = "0123456789";

void inbox_init(struct inbox *inbox)
{
    *inbox = (struct inbox){0};
    pthread_mutex_init(&inbox->lock, NULL);
}

static void drop(struct inbox *inbox)
{
    if (inbox->messages)
        secret_wipe(inbox->messages, inbox->capacity * sizeof *inbox->messages);
    free(inbox->messages);
}

void inbox_end(struct inbox *inbox)
{
    drop(inbox);
    secret_wipe(inbox->late, sizeof inbox->late);
    pthread_mutex_destroy(&inbox->lock);
    *inbox = (struct inbox){0};
}

/* A character that makes the digits beside it part of something else: a serial, a masked number. */
static bool clings(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '*' || c == '-';
}

void inbox_code(const char *text, char code[16])
{
    const char *start = text;

    code[0] = '\0';
    for (text += strcspn(text, digits); *text; text += strcspn(text, digits)) {
        size_t size = strspn(text, digits);
        bool alone = !clings(text[size]) && (text == start || !clings(text[-1]));

        if (size >= 4 && size <= 9 && alone) {
            memcpy(code, text, size);
            code[size] = '\0';
            return;
        }
        text += size;
    }
}

/* Moves to a bigger run; the old one is wiped, which realloc would not do. */
static bool grow(struct inbox *inbox)
{
    size_t capacity = inbox->capacity ? inbox->capacity * 2 : 16;
    struct message *messages = calloc(capacity, sizeof *messages);

    if (!messages)
        return false;
    if (inbox->count > 0)
        memcpy(messages, inbox->messages, inbox->count * sizeof *messages);
    drop(inbox);
    inbox->messages = messages;
    inbox->capacity = capacity;
    return true;
}

static struct message make(int64_t when, const char *number, const char *text)
{
    struct message message = {.when = when};

    (void)snprintf(message.number, sizeof message.number, "%s", number);
    (void)snprintf(message.text, sizeof message.text, "%s", text);
    inbox_code(message.text, message.code);
    return message;
}

/* The inbox is locked. */
static bool append(struct inbox *inbox, const struct message *message)
{
    bool fits = inbox->count < inbox->capacity || grow(inbox);

    if (fits)
        inbox->messages[inbox->count++] = *message;
    return fits;
}

bool inbox_put(struct inbox *inbox, int64_t when, const char *number, const char *text)
{
    struct message message = make(when, number, text);

    pthread_mutex_lock(&inbox->lock);
    bool fits = append(inbox, &message);
    pthread_mutex_unlock(&inbox->lock);
    secret_wipe(&message, sizeof message);
    return fits;
}

bool inbox_receive(struct inbox *inbox, int64_t now, const char *number, const char *text)
{
    struct message message = make(now, number, text);
    int64_t delay;
    bool fits;

    pthread_mutex_lock(&inbox->lock);
    if (faults_hit(&inbox->faults, FAULT_LATE, &delay)) {
        message.when = now + delay;
        fits = inbox->late_count < INBOX_LATE_MAX;
        if (fits)
            inbox->late[inbox->late_count++] = message;
    } else {
        fits = append(inbox, &message);
    }
    pthread_mutex_unlock(&inbox->lock);
    secret_wipe(&message, sizeof message);
    return fits;
}

void inbox_fault(struct inbox *inbox, enum fault_kind kind, const struct fault *fault)
{
    pthread_mutex_lock(&inbox->lock);
    inbox->faults.of[kind] = *fault;
    pthread_mutex_unlock(&inbox->lock);
}

void inbox_arrive(struct inbox *inbox, int64_t now)
{
    size_t left = 0;

    pthread_mutex_lock(&inbox->lock);
    for (size_t i = 0; i < inbox->late_count; i++)
        if (inbox->late[i].when > now || !append(inbox, &inbox->late[i]))
            inbox->late[left++] = inbox->late[i];
    inbox->late_count = left;
    pthread_mutex_unlock(&inbox->lock);
}

/* Equal in their digits: "+90 555" and "90555" are the same number. */
static bool same_number(const char *one, const char *other)
{
    for (;; one++, other++) {
        one += strcspn(one, digits);
        other += strcspn(other, digits);
        if (*one != *other)
            return false;
        if (*one == '\0')
            return true;
    }
}

bool inbox_read(struct inbox *inbox, const char *number, size_t nth, struct message *message)
{
    bool found = false;

    pthread_mutex_lock(&inbox->lock);
    for (size_t i = inbox->count; i-- > 0 && !found;) {
        if (number && !same_number(number, inbox->messages[i].number))
            continue;
        found = nth-- == 0;
        if (found)
            *message = inbox->messages[i];
    }
    pthread_mutex_unlock(&inbox->lock);
    return found;
}
