/* SPDX-License-Identifier: MIT */
/*
 * The phone: SMS messages as they came, for all numbers of a world. Knows no portal;
 * what a message's code is, it reads as a person would: the digits in the text.
 */
#ifndef SIM_WORLD_INBOX_H
#define SIM_WORLD_INBOX_H

#include "sim/base/bytes.h"
#include "sim/world/faults.h"

#include <pthread.h>

struct message {
    int64_t when; /* by the world's clock */
    char number[24];
    char text[256];
    char code[16]; /* "" when the text holds none */
};

enum { INBOX_LATE_MAX = 16 };

/* Safe to use from any thread between inbox_init and inbox_end. */
struct inbox {
    pthread_mutex_t lock;
    struct message *messages; /* oldest first */
    size_t count;
    size_t capacity;
    struct message late[INBOX_LATE_MAX]; /* still on their way; `when` is their arrival */
    size_t late_count;
    struct faults faults;
};

void inbox_init(struct inbox *inbox);
/* Wipes and gives back. */
void inbox_end(struct inbox *inbox);

/* Takes a message in; texts that are too long are cut. False without memory. */
NODISCARD bool inbox_put(struct inbox *inbox, int64_t when, const char *number, const char *text);

/* The same for one that the network delivers at `now`: a fault may make it late. False too when
 * too many are on their way. */
NODISCARD bool inbox_receive(struct inbox *inbox, int64_t now, const char *number,
                             const char *text);
/* Sets a fault on messages from now on. */
void inbox_fault(struct inbox *inbox, enum fault_kind kind, const struct fault *fault);
/* Lets the late ones in whose time has come. */
void inbox_arrive(struct inbox *inbox, int64_t now);

/* The `nth` newest message to `number` (0: the newest; NULL: to any number). Numbers are compared
 * by their digits. False when there are fewer. */
NODISCARD bool inbox_read(struct inbox *inbox, const char *number, size_t nth,
                          struct message *message);

/* The one-time code in a text: its first run of 4 to 9 digits that stands alone. "" when there is
 * none; `code` has room for 16 characters. */
void inbox_code(const char *text, char code[16]);

#endif
