/* SPDX-License-Identifier: MIT */
/* Opens and closes the bench, and orders what is played on it. */
#include "conformance/runner/bench.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/runner/bench_reach.h"
#include "conformance/stage/dialect.h"
#include "conformance/stage/story.h"
#include "sim/base/hex.h"

static bool refuse(const char *why, const char *what)
{
    fprintf(stderr, "akis-conformance: %s%s\n", why, what);
    return false;
}

/* What the card says of its PIN: how many tries it has, or why none. */
static bool read_tries(struct talk *talk)
{
    unsigned word = talk_tries(talk);

    talk->foreign->tries = (word & 0xFFF0) == 0x63C0 ? word & 0x000F : 0;
    if (word == 0x6985)
        return refuse("the card is out of use for ever: there is nothing left to judge", "");
    if (word == 0)
        return refuse("the card does not answer when asked for its tries", "");
    return true;
}

/* The PIN is tried once, and nothing goes on with a wrong one. */
static bool prove_pin(struct talk *talk)
{
    struct foreign *foreign = talk->foreign;
    bool full = foreign->tries == FOREIGN_TRIES;

    if (!foreign->own_pin[0] || foreign->tries == 0 || (!full && !foreign->destroy))
        return true;
    if (talk_verify(talk, foreign->own_pin) != 0x9000)
        return refuse("the PIN of --card is not this card's: one try was spent, and no more", "");
    return true;
}

/* The stories' secrets for the card's own: what they call wrong must not be right. */
static bool lend_secrets(struct talk *talk)
{
    struct foreign *foreign = talk->foreign;

    snprintf(foreign->pin, FOREIGN_SECRET, "%s", foreign->own_pin);
    snprintf(foreign->puk, FOREIGN_SECRET, "%s", foreign->own_puk);
    if (!foreign->destroy || !foreign->own_pin[0])
        return true;
    if (foreign->tries == 0)
        return refuse("the PIN is locked: unlock it first, or no case can begin", "");
    if (talk_change_pin(talk, foreign->own_pin, FOREIGN_STORY_PIN) != 0x9000)
        return refuse("the card does not take the stories' PIN " FOREIGN_STORY_PIN, "");
    if (!foreign_is_old(foreign) || !foreign->own_puk[0])
        return true;
    if (talk_change_puk(talk, foreign->own_puk, FOREIGN_STORY_PUK) == 0x9000)
        return true;
    (void)talk_change_pin(talk, FOREIGN_STORY_PIN, foreign->own_pin);
    return refuse("the PUK of --card is not this card's: one try was spent, and no more", "");
}

static bool know_serial(struct talk *talk, const char *destroy)
{
    char serial[FOREIGN_SERIAL];

    (void)talk_serial(talk, serial);
    if (talk->foreign->serial[0] && strcmp(talk->foreign->serial, serial) != 0)
        return refuse("the card in the reader is another than --card tells of: ", serial);
    if (destroy && !serial[0])
        return refuse("the card does not tell its serial number, so --destroy cannot name it", "");
    if (destroy && strcmp(destroy, serial) != 0)
        return refuse("nothing was done: --destroy names another card than the reader holds: ",
                      serial);
    snprintf(talk->foreign->serial, FOREIGN_SERIAL, "%s", serial);
    talk->foreign->destroy = destroy != NULL;
    return true;
}

static bool know_version(struct foreign *foreign)
{
    const char *profile = dialect_of(foreign->atr);

    if (!dialect_is_akis(foreign->atr))
        return refuse("the card in the reader is not an AKİS: its ATR is ", foreign->atr);
    if (!foreign->profile[0] && !profile)
        return refuse("an AKİS of a version that the judge has no words for; name the nearest "
                      "with profile= in --card: its ATR is ",
                      foreign->atr);
    if (!foreign->profile[0])
        snprintf(foreign->profile, FOREIGN_PROFILE, "%s", profile);
    return true;
}

static bool know(struct talk *talk, const char *destroy)
{
    if (!dialect_speak(talk->foreign->profile, talk->vars))
        return refuse("--card names a version that the judge does not know: ",
                      talk->foreign->profile);
    return know_serial(talk, destroy) && read_tries(talk) && prove_pin(talk) && lend_secrets(talk);
}

static void introduce(const struct foreign *foreign)
{
    fprintf(stderr, "The card: AKİS %s, serial %s, %u PIN tries left.\n", foreign->profile,
            foreign->serial[0] ? foreign->serial : "not told", foreign->tries);
    if (foreign->destroy && foreign->own_pin[0])
        fputs("Until the end of the run its PIN is " FOREIGN_STORY_PIN
              ", and the PUK of a card of before 2011 " FOREIGN_STORY_PUK ".\n",
              stderr);
}

/* The card of the run that a signal is to stop. */
static struct foreign *stoppable;

static void stop(int signal_number)
{
    (void)signal_number;
    if (stoppable && stoppable->end == FOREIGN_FINE)
        stoppable->end = FOREIGN_STOPPED;
}

/* Who stops the run gets the card back as it was: the case under way ends, the others are skipped.
 */
static void stop_gently(struct foreign *foreign)
{
    const struct sigaction action = {.sa_handler = stop};

    stoppable = foreign;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool bench_open(struct options *options)
{
    struct talk talk = {NULL, vars_new(), foreign_new()};
    bool open = talk.vars && talk.foreign &&
                (!options->card || card_file_read(options->card, talk.foreign)) &&
                bench_reach(options, &talk) && know_version(talk.foreign) &&
                know(&talk, options->destroy);

    link_free(&talk.link);
    vars_free(&talk.vars);
    if (!open) {
        foreign_free(&talk.foreign);
        return false;
    }
    introduce(talk.foreign);
    stop_gently(talk.foreign);
    options->stage.foreign = talk.foreign;
    options->stage.way = WAY_FOREIGN;
    options->stage.adapter = NULL;
    options->jobs = 1;
    return true;
}

/* Instances with what their stories do to a card. */
struct ordered {
    struct instance instance;
    enum harm harm;
    size_t place;
};

static int by_harm(const void *one, const void *other)
{
    const struct ordered *left = one;
    const struct ordered *right = other;

    if (left->harm != right->harm)
        return left->harm < right->harm ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

void bench_order(const struct options *options, struct instances *instances)
{
    const struct foreign *foreign = options->stage.foreign;
    struct ordered *all = foreign ? calloc(instances->count + 1, sizeof *all) : NULL;
    struct vars *vars = all ? vars_new() : NULL;
    size_t kept = 0;

    for (size_t i = 0; vars && dialect_speak(foreign->profile, vars) && i < instances->count; i++) {
        const struct instance *instance = &instances->items[i];
        struct story story;

        if (strchr(instance->name, '@') && strcmp(instance->profile, foreign->profile) != 0)
            continue;
        story_read(instance->conf_case, vars, &story);
        all[kept] = (struct ordered){*instance, story.harm, kept};
        kept++;
    }
    if (vars) {
        qsort(all, kept, sizeof *all, by_harm);
        for (size_t i = 0; i < kept; i++)
            instances->items[i] = all[i].instance;
        instances->count = kept;
    }
    vars_free(&vars);
    free(all);
}

/* With its own PIN and PUK again; false when it does not take them. */
static bool give_back(struct talk *talk)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    struct foreign *foreign = talk->foreign;

    if (!foreign->destroy || !foreign->own_pin[0])
        return true;
    if (foreign_link(foreign, &talk->link, &atr) != LINK_OK ||
        !dialect_speak(foreign->profile, talk->vars) ||
        talk_change_pin(talk, foreign->pin, foreign->own_pin) != 0x9000)
        return false;
    return !foreign->own_puk[0] || !foreign_is_old(foreign) ||
           talk_change_puk(talk, foreign->puk, foreign->own_puk) == 0x9000;
}

static void tell_end(const struct foreign *foreign, bool given_back)
{
    switch (foreign->end) {
    case FOREIGN_FINE:
    case FOREIGN_STOPPED:
        fputs(given_back ? "The card is as it was.\n"
                         : "The card did not take its own PIN or PUK back: its PIN is "
                           "" FOREIGN_STORY_PIN ", its PUK " FOREIGN_STORY_PUK ".\n",
              stderr);
        break;
    case FOREIGN_LOCKED:
        fprintf(stderr,
                "The card is locked since %s, and what the stories do on a locked card was "
                "not shown: only its CA unlocks it (Kilit Çözme).\n",
                foreign->by);
        break;
    case FOREIGN_DEAD:
        fprintf(stderr,
                "The card is out of use for ever since %s; the other stories that end so were "
                "not shown.\n",
                foreign->by);
        break;
    case FOREIGN_STRANGE:
        fprintf(stderr, "After %s the card was not as it should be; nothing more was done to it.\n",
                foreign->by);
        if (foreign->destroy)
            fputs("Its PIN may still be one of the stories': " FOREIGN_STORY_PIN ".\n", stderr);
        break;
    }
}

bool bench_close(struct options *options)
{
    struct talk talk = {NULL, vars_new(), options->stage.foreign};
    bool whole = talk.foreign->end != FOREIGN_STRANGE && talk.foreign->end != FOREIGN_STOPPED;
    bool usable = talk.foreign->end == FOREIGN_FINE || talk.foreign->end == FOREIGN_STOPPED;

    stoppable = NULL;
    tell_end(talk.foreign, usable && talk.vars && give_back(&talk));
    link_free(&talk.link);
    vars_free(&talk.vars);
    foreign_free(&options->stage.foreign);
    return whole;
}
