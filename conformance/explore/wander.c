/* SPDX-License-Identifier: MIT */
/* A long story that nobody wrote: see wander.h. */
#include "conformance/explore/wander.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOODS = 64 };
enum { NOBODY_KNOWS = 1u << RIGHT_ANSWER | 1u << REPLAYED | 1u << FOREIGN | 1u << MISUSED };

struct walker {
    const struct wander *wander;
    struct wandered *wandered;
    struct model *model;
    struct spoken spoken[LETTERS];
    struct state state;
    uint32_t random;
    unsigned next_spoilt; /* of all letters, in turn */
    unsigned said[MOODS][LETTERS];
    unsigned known[MOODS]; /* letters said in it */
};

/* One letter, as it was said and understood. */
struct saying {
    unsigned letter;
    int spoil;
    struct forecast forecast;
    unsigned word;
};

static uint32_t draw(struct walker *walker)
{
    walker->random = walker->random * 1664525 + 1013904223;
    return walker->random >> 16;
}

static bool foresee(const struct walker *walker, unsigned letter, struct forecast *forecast)
{
    return model_foresee(walker->model, walker->wander->age, &walker->state, &letters[letter],
                         forecast);
}

/* In the last quarter an old card loses its PUK tries at once; soon in it while it would sign. */
static bool is_to_die(const struct walker *walker)
{
    unsigned eighth = walker->wander->steps / 8;
    bool signs = walker->state.verified && walker->state.key;

    return walker->wander->age == OLD && walker->state.puktries > 0 && !walker->state.chain &&
           walker->wandered->steps > (signs ? 6 : 7) * eighth;
}

/* The administrator's key is the CA's: nobody here has a right answer. */
static bool may_say(const struct walker *walker, unsigned letter, const struct forecast *forecast)
{
    uint8_t left = forecast->after[forecast->parts].puktries;

    if (NOBODY_KNOWS & 1u << letters[letter].given || letters[letter].input == GENERATE)
        return false;
    return is_to_die(walker) ? left < walker->state.puktries
                             : left > 0 || walker->state.puktries == 0;
}

/* What a card is like, so far as letters should be said again there. */
static unsigned mood_of(const struct state *state)
{
    bool dead = state->puktries == 0;

    return (unsigned)(dead | (state->tries == 0) << 1 | state->verified << 2 |
                      state->challenge << 3 | (state->chain != 0) << 4 | state->key << 5);
}

/* What was said least where the card is now; and rather what leads to where little was said. */
static bool choose(struct walker *walker, struct saying *saying)
{
    const unsigned *said = walker->said[mood_of(&walker->state)];
    uint32_t least = UINT32_MAX;

    for (unsigned letter = 0; letter < LETTERS; letter++) {
        struct forecast forecast;
        if (!foresee(walker, letter, &forecast) || !may_say(walker, letter, &forecast))
            continue;
        unsigned known = walker->known[mood_of(&forecast.after[forecast.parts])];
        uint32_t weight = said[letter] * LETTERS / 2 + known + draw(walker) % 8;
        if (weight >= least)
            continue;
        least = weight;
        *saying = (struct saying){.letter = letter, .spoil = SPOIL_NONE, .forecast = forecast};
    }
    return least != UINT32_MAX;
}

/* A spoilt letter whose end can be told: an answer may or may not use up its challenge, a piece
 * that is none may or may not end a chain. */
static bool spoils(const struct walker *walker, struct saying *saying, struct spoken *spoken)
{
    const struct letter *letter = &letters[saying->letter];
    bool told = !walker->state.chain &&
                !(walker->state.challenge && letter->input & (ANSWER | OFFICE)) &&
                !(NOBODY_KNOWS & 1u << letter->given);

    *spoken = walker->spoken[saying->letter];
    return told && foresee(walker, saying->letter, &saying->forecast) &&
           spoil_make(saying->spoil, saying->letter, spoken);
}

static bool say(struct walker *walker, struct saying *saying, const struct spoken *spoken)
{
    return walker->wander->say(walker->wander->context, &letters[saying->letter],
                               bytes_of(spoken->bytes, spoken->size), &saying->word);
}

static void blame(struct walker *walker, const struct saying *saying, const char *how)
{
    struct wandered *wandered = walker->wandered;
    char before[STATE_TEXT];

    state_text(&walker->state, before);
    wandered->differs = true;
    wandered->requirement = saying->forecast.requirement;
    (void)snprintf(wandered->text, sizeof wandered->text, "%s: \"%s\"%s%s %s %04X (%s)", before,
                   letters[saying->letter].name, saying->spoil == SPOIL_NONE ? "" : ", ",
                   saying->spoil == SPOIL_NONE ? "" : spoil_name(saying->spoil), how, saying->word,
                   saying->forecast.row);
}

/* Goes on to the state that the answer allows, or blames it. */
static void understand(struct walker *walker, const struct saying *saying)
{
    const struct forecast *forecast = &saying->forecast;
    bool obeyed = model_allows_word(forecast, saying->word);
    bool held = saying->spoil == SPOIL_NONE
                    ? obeyed
                    : spoil_allows(saying->spoil, saying->word, true, obeyed);

    if (!held)
        blame(walker, saying, "answered");
    else if (saying->spoil == SPOIL_NONE || saying->word < 0x6400 || saying->word == 0x9000)
        walker->state = forecast->after[forecast->parts];
    else
        walker->state.challenge = 0;
}

/* Of a reset the row says that it ends the session; that the tries survive it are requirements of
 * their own. */
static enum requirement requirement_of(const struct walker *walker, const struct saying *last,
                                       const struct saying *asked)
{
    if (!(letters[last->letter].input & (COLD | WARM)) || asked->word == 0x9000)
        return last->forecast.requirement;
    if (walker->state.puktries == 0)
        return UNB_2;
    return asked->letter == LETTER_ask_pin ? PIN_4 : UNB_3;
}

/* Asks for the tries, where that disturbs nothing: what they are is the doing of what was said
 * before. */
static bool probe(struct walker *walker, const struct saying *last)
{
    static const unsigned questions[] = {LETTER_ask_pin, LETTER_ask_puk};

    if (walker->state.chain || walker->state.challenge)
        return true;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && !walker->wandered->differs;
         i++) {
        struct saying asked = {.letter = questions[i], .spoil = SPOIL_NONE};
        if (!foresee(walker, asked.letter, &asked.forecast) ||
            !say(walker, &asked, &walker->spoken[asked.letter]))
            return false;
        if (model_allows_word(&asked.forecast, asked.word))
            continue;
        struct saying told = *last;
        told.word = asked.word;
        told.forecast.requirement = requirement_of(walker, last, &asked);
        blame(walker, &told, questions[i] == LETTER_ask_pin ? "left the PIN" : "left the PUK");
    }
    return true;
}

static bool say_next(struct walker *walker, struct saying *saying)
{
    unsigned mood = mood_of(&walker->state);

    if (!choose(walker, saying) || !say(walker, saying, &walker->spoken[saying->letter]))
        return false;
    walker->known[mood] += walker->said[mood][saying->letter]++ == 0;
    understand(walker, saying);
    return true;
}

/* The next letter, spoilt in every way. */
static bool say_spoilt(struct walker *walker, struct saying *saying)
{
    struct spoken spoken;

    *saying = (struct saying){.letter = walker->next_spoilt++ % LETTERS};
    for (; saying->spoil < SPOILS && !walker->wandered->differs; saying->spoil++) {
        if (!spoils(walker, saying, &spoken))
            continue;
        if (!say(walker, saying, &spoken))
            return false;
        understand(walker, saying);
    }
    saying->spoil = SPOILS - 1;
    return foresee(walker, saying->letter, &saying->forecast);
}

/* Three letters as they are, then one spoilt. */
static bool step(struct walker *walker)
{
    struct saying saying;
    bool spoilt = walker->wandered->steps++ % 4 == 3;

    if (spoilt ? !say_spoilt(walker, &saying) : !say_next(walker, &saying))
        return false;
    return walker->wandered->differs || probe(walker, &saying);
}

bool wander(const struct wander *wander, struct wandered *wandered)
{
    struct walker *walker = calloc(1, sizeof *walker);
    bool going = false;

    if (!walker)
        return false;
    *wandered = (struct wandered){.differs = false, .text = ""};
    walker->wander = wander;
    walker->wandered = wandered;
    walker->state = (struct state){.tries = 3, .puktries = 3};
    walker->random = wander->seed;
    walker->model = model_new();
    going = walker->model && alphabet_speak(wander->dialect, walker->spoken);
    while (going && !wandered->differs && wandered->steps < wander->steps)
        going = step(walker);
    model_free(&walker->model);
    free(walker);
    return going;
}
