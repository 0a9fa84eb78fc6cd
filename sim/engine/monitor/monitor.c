/* SPDX-License-Identifier: MIT */
/* `akis monitor`, the guide's card monitor tool: its loop, and what its keys do. */
#include "sim/engine/monitor/monitor.h"

#include "sim/base/secret.h"
#include "sim/engine/monitor/screen.h"
#include "sim/engine/say.h"

#include <stdio.h>

static void tell(struct model *model, const char *title, struct akis_result result)
{
    const char *remedy = akis_remedy_text(result.remedy);
    char text[EVENT_TEXT * 2];
    char tries[48] = "";

    if (result.tries != AKIS_TRIES_UNKNOWN)
        snprintf(tries, sizeof tries, say(" (%d left)"), result.tries);
    snprintf(text, sizeof text, "%s%s%s%s", akis_outcome_text(result.outcome), tries,
             remedy[0] ? ": " : "", remedy);
    dialog_say(title, text);
    snprintf(text, sizeof text, "%.60s: %.90s", title, akis_outcome_text(result.outcome));
    model_event(model, text);
}

/* Before the last try of a PIN it is said so (PIN-8). */
static const char *warning_of(const struct model *model, size_t seat, card_act *call)
{
    const struct akis_result *pin = &model->seats[seat].pin;
    const bool last = call == akis_pin_change && pin->outcome == AKIS_OK && pin->tries == 1;

    return last ? akis_remedy_text(AKIS_DO_TRY_AGAIN_LAST) : "";
}

/* Asks for two secrets, the second twice, and does it. */
static void act(struct model *model, size_t seat, const char *title, const char *first_prompt,
                const char *second_prompt, card_act *call)
{
    char first[DIGITS_MAX] = "", second[DIGITS_MAX] = "", again[DIGITS_MAX] = "";

    if (dialog_digits(title, warning_of(model, seat, call), first_prompt, first) &&
        dialog_digits(title, "", second_prompt, second) &&
        dialog_digits(title, "", say("Once more:"), again)) {
        if (secret_equal(second, again, sizeof second))
            tell(model, title, model_act(model, seat, call, first, second));
        else
            dialog_say(title, say("The two entries differ; nothing was sent."));
    }
    secret_wipe(first, sizeof first);
    secret_wipe(second, sizeof second);
    secret_wipe(again, sizeof again);
}

/* A PUK is asked for only where one helps. */
static bool takes_puk(struct model *model, const struct seat *seat, const char *title)
{
    struct akis_result result = {
        .outcome = AKIS_PUK_NOT_USED, .remedy = AKIS_DO_USE_PORTAL, .tries = AKIS_TRIES_UNKNOWN};

    if (seat->identity.unlocks_by_puk && !seat->identity.dead)
        return true;
    if (seat->identity.dead) {
        result.outcome = AKIS_CARD_DEAD;
        result.remedy = AKIS_DO_NEW_CARD;
    }
    tell(model, title, result);
    return false;
}

static void obey(struct model *model, enum screen_key key)
{
    const struct row *row = model_chosen(model);

    if (!row || model->seats[row->seat].card.outcome != AKIS_OK)
        return;
    const size_t at = row->seat;
    const struct seat *seat = &model->seats[at];
    const char *pin = say("Change PIN");
    const char *puk = say("Change PUK");
    const char *unblock = say("Unlock by PUK");
    const char *new_pin = say("New PIN (4-16 digits):");
    if (key == PRESSED_PIN)
        act(model, at, pin, say("The PIN until now:"), new_pin, akis_pin_change);
    else if (key == PRESSED_PUK && takes_puk(model, seat, puk))
        act(model, at, puk, say("The PUK until now:"), say("New PUK (8 digits):"), akis_puk_change);
    else if (key == PRESSED_UNBLOCK && takes_puk(model, seat, unblock))
        act(model, at, unblock, "PUK:", new_pin, akis_unblock_puk);
}

static void move_choice(struct model *model, enum screen_key key)
{
    if (key == PRESSED_UP && model->chosen > 0)
        model->chosen--;
    if (key == PRESSED_DOWN && model->chosen + 1 < model->row_count)
        model->chosen++;
}

static void read_anew(struct model *model)
{
    const struct row *row = model_chosen(model);

    if (row && model->seats[row->seat].reader.card)
        model_read(model, row->seat);
}

bool monitor_run(const struct akis_clock *clock)
{
    static struct model model;

    model = (struct model){.clock = *clock};
    if (!screen_open())
        return false;
    (void)model_poll(&model);
    for (enum screen_key key = PRESSED_NOTHING; key != PRESSED_QUIT; key = screen_key()) {
        move_choice(&model, key);
        if (key == PRESSED_REFRESH)
            read_anew(&model);
        else if (key == PRESSED_PIN || key == PRESSED_PUK || key == PRESSED_UNBLOCK)
            obey(&model, key);
        else if (key == PRESSED_NOTHING)
            (void)model_poll(&model);
        screen_draw(&model);
    }
    screen_close();
    model_free(&model);
    return true;
}
