/* SPDX-License-Identifier: MIT */
/* What the monitor knows of readers and cards, and what has happened lately. */
#ifndef SIM_ENGINE_MONITOR_MODEL_H
#define SIM_ENGINE_MONITOR_MODEL_H

#include "sim/engine/akis.h"

#include <time.h>

enum { SEATS_MAX = 8, EVENTS_MAX = 64, EVENT_TEXT = 160, ROWS_MAX = 64 };

/* A reader and what is in it. */
struct seat {
    struct akis_reader reader;
    struct akis_result card; /* how opening the card went */
    struct akis_identity identity;
    struct akis_result pin;
    struct akis_certificates certificates;
};

struct event {
    time_t when;
    char text[EVENT_TEXT];
};

/* A line of the tree: a reader, its card, or one of the card's certificates. */
enum row_kind { ROW_READER, ROW_CARD, ROW_CERTIFICATE };
struct row {
    enum row_kind kind;
    size_t seat;
    size_t certificate;
};

struct model {
    struct akis_clock clock;
    struct akis_result readers; /* how listing them went */
    struct seat seats[SEATS_MAX];
    size_t seat_count;
    struct row rows[ROWS_MAX];
    size_t row_count;
    size_t chosen; /* of rows */
    struct event events[EVENTS_MAX];
    size_t event_count; /* all that ever were; the last EVENTS_MAX are kept */
};

void model_event(struct model *model, const char *text);
/* Looks at the readers; reads cards that came, forgets those that left. True: something changed. */
bool model_poll(struct model *model);
/* Reads the card in a seat anew. */
void model_read(struct model *model, size_t seat);
void model_free(struct model *model);
/* The line of the tree that is chosen; NULL when there is none. */
const struct row *model_chosen(const struct model *model);

/* What to do with an open card. */
typedef struct akis_result card_act(struct akis_card *card, const char *first, const char *second);
/* Opens the seat's card, does it, and reads the card anew. */
struct akis_result model_act(struct model *model, size_t seat, card_act *act, const char *first,
                             const char *second);

#endif
