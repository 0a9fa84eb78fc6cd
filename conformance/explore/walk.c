/* SPDX-License-Identifier: MIT */
/* Breadth first over the card's states: see walk.h. */
#include "conformance/explore/walk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/explore/sweep.h"

enum { CARDS_MAX = 8, NO_STATE = -1 };

/* How a card came into its state, and what the state leaves out of it. */
struct entry {
    int from; /* node */
    int letter;
    uint64_t rest;
};

/* An abstract state, and what the first card in it did. */
struct node {
    uint32_t number;
    unsigned cards;
    unsigned twins; /* cards that only came another way */
    struct entry entries[CARDS_MAX];
    unsigned words[LETTERS];
    int next[LETTERS];
};

/* A concrete card on the way. */
struct place {
    struct memory memory; /* given back once it was tried */
    int node;
    int from; /* place; -1: the new card */
    int letter;
    int cut;
    unsigned depth;
    bool first; /* in its node */
};

/* How a place's card comes up when nothing was written to its store. */
struct untouched {
    bool known;
    struct state state;
};

struct list {
    void *items;
    size_t count;
    size_t room;
};

struct walk {
    struct kind kind;
    const struct model *model;
    struct bounds bounds;
    struct subject *subject;
    int *index; /* a node by its state's number */
    struct list nodes;
    struct list places;
    struct list edges;
    struct walk_counts counts;
    struct difference difference;
};

/* Room for one more; NULL: no memory. */
static void *grow(struct list *list, size_t size)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 256;
        void *items = realloc(list->items, room * size);
        if (!items)
            return NULL;
        list->items = items;
        list->room = room;
    }
    void *item = (uint8_t *)list->items + list->count++ * size;
    memset(item, 0, size);
    return item;
}

static struct node *node_at(const struct walk *walk, int node)
{
    return (struct node *)walk->nodes.items + node;
}

static struct place *place_at(const struct walk *walk, int place)
{
    return (struct place *)walk->places.items + place;
}

static int node_of(struct walk *walk, const struct state *state)
{
    uint32_t number = state_pack(state);
    struct node *node;

    if (walk->index[number] != NO_STATE)
        return walk->index[number];
    node = grow(&walk->nodes, sizeof *node);
    if (!node)
        return NO_STATE;
    node->number = number;
    for (size_t i = 0; i < LETTERS; i++)
        node->next[i] = NO_STATE;
    walk->index[number] = (int)walk->nodes.count - 1;
    walk->counts.states++;
    return walk->index[number];
}

/* Whether a card that came so is worth a try of its own: when it differs from the others in what
 * the state leaves out, and once when it only came another way. */
static bool wanted(const struct walk *walk, const struct node *node, const struct entry *entry)
{
    unsigned alike = 0;
    bool same_way = false;

    for (unsigned i = 0; i < node->cards; i++) {
        const struct entry *other = &node->entries[i];
        alike += other->rest == entry->rest;
        same_way = same_way || (other->from == entry->from && other->letter == entry->letter);
    }
    bool new = alike == 0 || (alike == 1 && !same_way && node->twins == 0);
    return new && node->cards < walk->bounds.cards && node->cards < CARDS_MAX;
}

/* Keeps the subject as a place to go on from. */
static bool settle(struct walk *walk, int to, int from, int cut, const struct entry *entry,
                   unsigned depth)
{
    struct place *place = grow(&walk->places, sizeof *place);
    struct node *node = node_at(walk, to);

    if (!place || !subject_remember(walk->subject, &place->memory))
        return false;
    place->node = to;
    place->from = from;
    place->letter = entry->letter;
    place->cut = cut;
    place->depth = depth;
    place->first = node->cards == 0;
    for (unsigned i = 0; i < node->cards; i++)
        node->twins += node->entries[i].rest == entry->rest;
    node->entries[node->cards++] = *entry;
    if (depth > walk->counts.depth)
        walk->counts.depth = depth;
    return true;
}

/* The subject has come to a state: is it new, or by a new way? */
static bool arrive(struct walk *walk, int from, int letter, int cut, size_t row)
{
    struct state state = subject_state(walk->subject);
    int to = node_of(walk, &state);
    struct entry entry = {from < 0 ? NO_STATE : place_at(walk, from)->node, letter,
                          subject_rest(walk->subject)};
    unsigned depth = from < 0 ? 0 : place_at(walk, from)->depth + 1;

    if (to == NO_STATE)
        return false;
    if (from >= 0) {
        struct edge *edge = grow(&walk->edges, sizeof *edge);
        if (!edge)
            return false;
        *edge = (struct edge){entry.from, to, letter, cut, row};
    }
    if (!wanted(walk, node_at(walk, to), &entry) ||
        (walk->bounds.depth && depth > walk->bounds.depth))
        return true;
    return settle(walk, to, from, cut, &entry, depth);
}

static void blame(struct walk *walk, enum difference_kind kind, int place, int letter, int cut,
                  const struct deed *deed)
{
    if (kind == DIFFERENCE_NONE || walk->difference.kind != DIFFERENCE_NONE)
        return;
    walk->difference = (struct difference){
        kind, place, letter, cut, SPOIL_NONE, deed->event.word, deed->after, deed->forecast};
}

/* What the first card of a state did, the others must do. */
static enum difference_kind same_as_first(const struct walk *walk, const struct place *place,
                                          int letter, const struct deed *deed)
{
    struct node *node = node_at(walk, place->node);
    uint32_t number = state_pack(&deed->after);

    if (place->first) {
        node->words[letter] = deed->event.word;
        node->next[letter] = (int)number;
    }
    return node->words[letter] == deed->event.word && node->next[letter] == (int)number
               ? DIFFERENCE_NONE
               : DIFFERENCE_UNSOUND;
}

/* A loss of power: `cut` writes had landed. The subject is left as it comes up. */
static bool lose_power(struct walk *walk, int place, int letter, int cut, struct deed *deed)
{
    bool comes_up;

    if (cut >= 0 && !subject_gave_up(walk->subject))
        blame(walk, DIFFERENCE_GOES_ON, place, letter, cut, deed);
    if (!subject_boot(walk->subject, &comes_up))
        return false;
    walk->counts.cuts++;
    if (comes_up)
        deed->after = subject_state(walk->subject);
    blame(walk, comes_up ? judge_cut(walk->model, walk->kind.age, deed, cut) : DIFFERENCE_MUTE,
          place, letter, cut, deed);
    return !comes_up || arrive(walk, place, letter, cut, deed->forecast.row_number);
}

/* One letter to the card of that place; the power goes after `cut` writes (CUT_NEVER: it stays). */
static bool do_letter(struct walk *walk, int place, int letter, int cut, struct deed *deed)
{
    const struct place *at = place_at(walk, place);
    struct state before = state_unpack(node_at(walk, at->node)->number);

    if (!subject_return(walk->subject, &at->memory))
        return false;
    subject_do(walk->subject, (unsigned)letter, cut, &deed->event);
    deed->foreseen =
        model_foresee(walk->model, walk->kind.age, &before, &letters[letter], &deed->forecast);
    return true;
}

static bool try_letter(struct walk *walk, int place, int letter)
{
    struct deed deed;

    if (!do_letter(walk, place, letter, CUT_NEVER, &deed))
        return false;
    deed.after = subject_state(walk->subject);
    walk->counts.transitions++;
    blame(walk, judge_step(&deed), place, letter, CUT_NEVER, &deed);
    blame(walk, same_as_first(walk, place_at(walk, place), letter, &deed), place, letter, CUT_NEVER,
          &deed);
    return arrive(walk, place, letter, CUT_NEVER, deed.forecast.row_number);
}

/* The power goes once after the answer, and once before and in each write. What writes nothing
 * leaves the store as it was: all of those come up as the first of them did, `untouched`. */
static bool cut_letter(struct walk *walk, int place, int letter, struct untouched *untouched)
{
    struct deed deed;

    if (!do_letter(walk, place, letter, CUT_AFTER, &deed))
        return false;
    int writes = deed.event.writes;
    if (writes == 0 && untouched->known) {
        deed.after = untouched->state;
        blame(walk, judge_cut(walk->model, walk->kind.age, &deed, CUT_AFTER), place, letter,
              CUT_AFTER, &deed);
        return true;
    }
    bool going = lose_power(walk, place, letter, CUT_AFTER, &deed);
    if (writes == 0)
        *untouched = (struct untouched){true, deed.after};
    for (int i = 0; going && i < 2 * writes; i++) {
        int cut = i / 2 + i % 2 * CUT_TORN;
        going = do_letter(walk, place, letter, cut, &deed) &&
                lose_power(walk, place, letter, cut, &deed);
    }
    return going;
}

/* The card is told spoilt letters: all of them in `turns` states, and in the next ones again. */
static bool sweep_place(struct walk *walk, int place)
{
    const struct place *at = place_at(walk, place);
    struct sweep sweep = {.subject = walk->subject,
                          .memory = &at->memory,
                          .model = walk->model,
                          .age = walk->kind.age,
                          .before = state_unpack(node_at(walk, at->node)->number),
                          .turns = walk->bounds.turns,
                          .turn = (unsigned)at->node};

    bool swept = !sweep.turns || !at->first || sweep_run(&sweep);
    walk->counts.spoilt += sweep.said;
    blame(walk, sweep.found, place, (int)sweep.letter, CUT_NEVER, &sweep.deed);
    if (sweep.found)
        walk->difference.spoil = sweep.spoil;
    return swept;
}

/* All letters in peace first, so that the shortest way loses power only where it must. */
static bool try_place(struct walk *walk, int place)
{
    struct untouched untouched = {.known = false};
    bool going = true;

    walk->counts.cards++;
    for (int letter = 0; going && letter < LETTERS && !walk->difference.kind; letter++)
        going = letters[letter].input == GENERATE || try_letter(walk, place, letter);
    if (place_at(walk, place)->first)
        for (int letter = 0; going && letter < LETTERS && !walk->difference.kind; letter++)
            going = cut_letter(walk, place, letter, &untouched);
    going = going && (walk->difference.kind || sweep_place(walk, place));
    memory_free(&place_at(walk, place)->memory);
    return going;
}

static bool go(struct walk *walk)
{
    bool going = arrive(walk, -1, -1, CUT_NEVER, 0);

    for (int place = 0; going && place < (int)walk->places.count && !walk->difference.kind; place++)
        going = try_place(walk, place);
    return going;
}

/* Of the processor, so that a busy machine does not show. */
static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

struct walk *walk_new(const struct kind *kind, const struct model *model,
                      const struct bounds *bounds)
{
    struct walk *walk = calloc(1, sizeof *walk);
    double start = now();

    if (!walk)
        return NULL;
    walk->kind = *kind;
    walk->model = model;
    walk->bounds = *bounds;
    walk->subject = subject_new(kind);
    walk->index = malloc(STATE_NUMBERS * sizeof *walk->index);
    for (size_t i = 0; walk->index && i < STATE_NUMBERS; i++)
        walk->index[i] = NO_STATE;
    if (!walk->subject || !walk->index || !go(walk))
        walk_free(&walk);
    else
        walk->counts.seconds = now() - start;
    return walk;
}

void walk_free(struct walk **walk)
{
    if (!*walk)
        return;
    for (size_t i = 0; i < (*walk)->places.count; i++)
        memory_free(&place_at(*walk, (int)i)->memory);
    subject_free(&(*walk)->subject);
    free((*walk)->index);
    free((*walk)->nodes.items);
    free((*walk)->places.items);
    free((*walk)->edges.items);
    free(*walk);
    *walk = NULL;
}

const struct walk_counts *walk_counts(const struct walk *walk)
{
    return &walk->counts;
}

const struct difference *walk_difference(const struct walk *walk)
{
    return &walk->difference;
}

const struct kind *walk_kind(const struct walk *walk)
{
    return &walk->kind;
}

struct state walk_state(const struct walk *walk, int state)
{
    return state_unpack(node_at(walk, state)->number);
}

int walk_state_of(const struct walk *walk, int place)
{
    return place_at(walk, place)->node;
}

const struct edge *walk_edges(const struct walk *walk, size_t *count)
{
    *count = walk->edges.count;
    return walk->edges.items;
}

size_t walk_way(const struct walk *walk, int place, struct way_step *steps, size_t most)
{
    size_t count = place_at(walk, place)->depth;

    for (size_t i = count; i-- > 0; place = place_at(walk, place)->from)
        if (i < most)
            steps[i] = (struct way_step){place_at(walk, place)->letter, place_at(walk, place)->cut,
                                         SPOIL_NONE};
    return count;
}
