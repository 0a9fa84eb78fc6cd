/* SPDX-License-Identifier: MIT */
/* The monitor's model: see model.h. It holds no card open, so that other programs may work. */
#include "sim/engine/monitor/model.h"
#include "sim/engine/say.h"

#include <stdio.h>
#include <string.h>

void model_event(struct model *model, const char *text)
{
    struct event *event = &model->events[model->event_count++ % EVENTS_MAX];

    event->when = time(NULL);
    snprintf(event->text, sizeof event->text, "%s", text);
}

static void event_of(struct model *model, const struct seat *seat, const char *english)
{
    char text[EVENT_TEXT];

    snprintf(text, sizeof text, "%.80s: %s", seat->reader.name, say(english));
    model_event(model, text);
}

const struct row *model_chosen(const struct model *model)
{
    return model->chosen < model->row_count ? &model->rows[model->chosen] : NULL;
}

static void add_row(struct model *model, enum row_kind kind, size_t seat, size_t certificate)
{
    if (model->row_count < ROWS_MAX)
        model->rows[model->row_count++] = (struct row){kind, seat, certificate};
}

static bool same_row(const struct row *one, const struct row *other)
{
    return one->kind == other->kind && one->seat == other->seat &&
           one->certificate == other->certificate;
}

/* Stays with what was chosen; when that is gone, with its card or reader. */
static void keep_choice(struct model *model, struct row chosen)
{
    for (int kind = (int)chosen.kind; kind >= ROW_READER; kind--) {
        const struct row wanted = {(enum row_kind)kind, chosen.seat,
                                   kind == ROW_CERTIFICATE ? chosen.certificate : 0};
        for (size_t i = 0; i < model->row_count; i++) {
            if (same_row(&model->rows[i], &wanted)) {
                model->chosen = i;
                return;
            }
        }
    }
    model->chosen = 0;
}

static void list_rows(struct model *model)
{
    const struct row *now = model_chosen(model);
    const struct row chosen = now ? *now : (struct row){ROW_CARD, 0, 0};

    model->row_count = 0;
    for (size_t i = 0; i < model->seat_count; i++) {
        const struct seat *seat = &model->seats[i];
        add_row(model, ROW_READER, i, 0);
        if (seat->reader.card)
            add_row(model, ROW_CARD, i, 0);
        for (size_t k = 0; k < seat->certificates.count; k++)
            add_row(model, ROW_CERTIFICATE, i, k);
    }
    keep_choice(model, chosen);
}

static void forget_card(struct seat *seat)
{
    akis_certificates_free(&seat->certificates);
    seat->identity = (struct akis_identity){0};
    seat->pin = (struct akis_result){.outcome = AKIS_NO_CARD, .tries = AKIS_TRIES_UNKNOWN};
    seat->card = seat->pin;
}

void model_read(struct model *model, size_t at)
{
    struct seat *seat = &model->seats[at];
    struct akis_card *card = NULL;

    forget_card(seat);
    seat->card = akis_card_open(seat->reader.name, &model->clock, &card);
    if (seat->card.outcome == AKIS_OK) {
        akis_card_identity(card, &seat->identity);
        seat->pin = akis_pin_status(card);
        struct akis_result ignored = akis_certificates(card, &seat->certificates);
        (void)ignored; /* a card without certificates shows none */
        akis_card_close(&card);
    }
    list_rows(model);
}

static struct seat *seat_of(struct model *model, const char *name)
{
    for (size_t i = 0; i < model->seat_count; i++) {
        if (strcmp(model->seats[i].reader.name, name) == 0)
            return &model->seats[i];
    }
    return NULL;
}

/* Takes one reader as it is now into the new list; its card is read when it came. */
static bool take_reader(struct model *model, struct seat *fresh, const struct akis_reader *reader)
{
    struct seat *old = seat_of(model, reader->name);
    const bool swapped =
        old && old->reader.card && reader->card &&
        (old->reader.events != reader->events || strcmp(old->reader.atr, reader->atr) != 0);
    const bool had = old && old->reader.card && !swapped;

    if (old) {
        *fresh = *old;
        old->certificates = (struct akis_certificates){0};
    } else {
        *fresh = (struct seat){0};
        forget_card(fresh);
    }
    fresh->reader = *reader;
    if (!old)
        event_of(model, fresh, MARK("reader connected"));
    if (swapped || (had && !reader->card)) {
        forget_card(fresh);
        event_of(model, fresh, MARK("card removed"));
    }
    if (!had && reader->card)
        event_of(model, fresh,
                 reader->mute ? MARK("the card does not answer") : MARK("card inserted"));
    return !old || had != reader->card;
}

static bool drop_missing(struct model *model, const struct akis_reader *readers, size_t count)
{
    bool changed = false;

    for (size_t i = 0; i < model->seat_count; i++) {
        bool found = false;
        for (size_t k = 0; k < count; k++)
            found = found || strcmp(model->seats[i].reader.name, readers[k].name) == 0;
        if (found)
            continue;
        event_of(model, &model->seats[i], MARK("reader gone"));
        forget_card(&model->seats[i]);
        changed = true;
    }
    return changed;
}

bool model_poll(struct model *model)
{
    struct akis_reader readers[SEATS_MAX];
    struct seat fresh[SEATS_MAX];
    bool read[SEATS_MAX] = {false};
    size_t count = 0;
    const enum akis_outcome before = model->readers.outcome;
    const bool first = model->seat_count == 0; /* then the first card is chosen, not the newest */

    model->readers = akis_readers(readers, SEATS_MAX, &count);
    if (model->readers.outcome != AKIS_OK)
        count = 0;
    if (count > SEATS_MAX)
        count = SEATS_MAX;
    bool changed = drop_missing(model, readers, count) || before != model->readers.outcome;
    for (size_t i = 0; i < count; i++) {
        read[i] = take_reader(model, &fresh[i], &readers[i]) && readers[i].card;
        changed = changed || read[i] || fresh[i].reader.card != readers[i].card;
    }
    changed = changed || count != model->seat_count;
    memcpy(model->seats, fresh, count * sizeof *fresh);
    model->seat_count = count;
    list_rows(model);
    for (size_t i = 0; i < count; i++) {
        if (read[i]) {
            model_read(model, i);
            if (!first)
                keep_choice(model, (struct row){ROW_CARD, i, 0});
        }
    }
    return changed;
}

void model_free(struct model *model)
{
    for (size_t i = 0; i < model->seat_count; i++)
        forget_card(&model->seats[i]);
}

struct akis_result model_act(struct model *model, size_t seat, card_act *act, const char *first,
                             const char *second)
{
    struct akis_card *card = NULL;
    struct akis_result result =
        akis_card_open(model->seats[seat].reader.name, &model->clock, &card);

    if (result.outcome == AKIS_OK)
        result = act(card, first, second);
    akis_card_close(&card);
    model_read(model, seat);
    return result;
}
