/* SPDX-License-Identifier: MIT */
/* `explore`: every state of our own card that the alphabet reaches, held against the model. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/command/command.h"
#include "conformance/explore/cover.h"
#include "conformance/explore/tell.h"

enum { WORDS_MAX = 16 };

struct wishes {
    const char *cards[WORDS_MAX]; /* before, since, or a profile */
    size_t card_count;
    const char *change;
    const char *dot;
    const char *svg;
    const char *by;      /* fields of the picture; NULL: the usual */
    const char *covered; /* result.json of a run; NULL: explore */
    struct bounds bounds;
    bool json;
};

static enum exit_code help(FILE *out, enum exit_code code)
{
    fputs("akis-conformance explore [options]: every state of the card, held against a model\n\n"
          "  --card WORD       before, since (2011), or a profile; may be repeated; all of them\n"
          "  --cards N         concrete cards tried in each state (4)\n"
          "  --depth N         no more than that many inputs in a row\n"
          "  --break ROW       change the answer of one row of the model: it must be found\n"
          "  --break ROW=THEN  … or what it does (model.def)\n"
          "  --dot FILE        the graph of the first card, for Graphviz\n"
          "  --svg FILE        … as a picture\n"
          "  --by FIELDS       by these fields of a state (tries,verified …; state.def), or all\n"
          "  --covered RESULT.json   which transitions the cases of that run took, and which none "
          "did\n"
          "  --json            one JSON document\n",
          out);
    return code;
}

static bool is_age(const char *word)
{
    return strcmp(word, "before") == 0 || strcmp(word, "since") == 0;
}

static bool names_profile(const struct wishes *wishes)
{
    for (size_t i = 0; i < wishes->card_count; i++)
        if (!is_age(wishes->cards[i]))
            return true;
    return false;
}

/* Every word of a sort that was given must be met by one. */
static bool wished(const struct wishes *wishes, const struct kind *kind)
{
    const char *age = kind->age == OLD ? "before" : "since";
    bool ages = false;
    bool profiles = false;
    bool right_age = false;
    bool right_profile = false;

    for (size_t i = 0; i < wishes->card_count; i++) {
        const char *word = wishes->cards[i];
        ages = ages || is_age(word);
        profiles = profiles || !is_age(word);
        right_age = right_age || strcmp(word, age) == 0;
        right_profile = right_profile || strcmp(word, kind->profile) == 0;
    }
    return (!ages || right_age) && (!profiles || right_profile);
}

static bool read_number(const char *text, unsigned *number)
{
    char *end = NULL;
    unsigned long read = text ? strtoul(text, &end, 10) : 0;

    *number = (unsigned)read;
    return text && *text && *end == '\0' && read > 0 && read < 1000;
}

/* One option with its value; false: none of ours. */
static bool read_option(const char *name, const char *value, struct wishes *wishes)
{
    if (strcmp(name, "--cards") == 0)
        return read_number(value, &wishes->bounds.cards);
    if (strcmp(name, "--depth") == 0)
        return read_number(value, &wishes->bounds.depth);
    if (value && strcmp(name, "--card") == 0 && wishes->card_count < WORDS_MAX) {
        wishes->cards[wishes->card_count++] = value;
        return true;
    }
    const struct {
        const char *name;
        const char **value;
    } texts[] = {
        {"--break",   &wishes->change },
        {"--dot",     &wishes->dot    },
        {"--svg",     &wishes->svg    },
        {"--by",      &wishes->by     },
        {"--covered", &wishes->covered}
    };
    for (size_t i = 0; value && i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(name, texts[i].name) != 0)
            continue;
        *texts[i].value = value;
        return true;
    }
    return false;
}

static bool read_options(int argc, char **argv, struct wishes *wishes)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            wishes->json = true;
            continue;
        }
        if (!read_option(argv[i], argv[i + 1], wishes)) {
            fprintf(stderr, "akis-conformance: explore: %s is no option, or has no value\n",
                    argv[i]);
            return false;
        }
        i++;
    }
    return true;
}

struct sum {
    size_t walks;
    size_t states;
    size_t transitions;
    size_t cuts;
    size_t spoilt;
    size_t differences;
    double seconds;
};

static void add(struct sum *sum, const struct walk *walk)
{
    const struct walk_counts *counts = walk_counts(walk);

    sum->walks++;
    sum->states += counts->states;
    sum->transitions += counts->transitions;
    sum->cuts += counts->cuts;
    sum->spoilt += counts->spoilt;
    sum->seconds += counts->seconds;
    sum->differences += walk_difference(walk)->kind != DIFFERENCE_NONE;
}

static void tell(const struct wishes *wishes, const struct walk *walk, const struct sum *sum)
{
    if (wishes->json) {
        fputs(sum->walks > 1 ? ",\n " : " ", stdout);
        tell_json(stdout, walk);
        return;
    }
    tell_walk(stdout, walk);
    if (sum->differences == 1)
        tell_difference(stdout, walk);
}

typedef void draw_fn(FILE *out, const struct graph *graph, const char *title);

static bool draw_to(const char *path, draw_fn *draw, const struct graph *graph, const char *title)
{
    FILE *file = path ? fopen(path, "we") : NULL;

    if (!path)
        return true;
    if (file)
        draw(file, graph, title);
    if (file && fclose(file) == 0)
        return true;
    fprintf(stderr, "akis-conformance: %s cannot be written\n", path);
    return false;
}

/* The walk by the fields that are wished for. NULL, told on stderr: no such field, no memory. */
static struct graph *picture(const struct wishes *wishes, const struct model *model,
                             const struct walk *walk)
{
    unsigned fields = graph_usual_fields(walk_kind(walk)->age);

    if (!wishes->by || graph_fields(wishes->by, &fields))
        return graph_new(walk, model, fields);
    fprintf(stderr, "akis-conformance: %s: a state has no such field\n", wishes->by);
    return NULL;
}

/* The pictures that are wished for, of this card. */
static bool draw(const struct wishes *wishes, const struct model *model, const struct walk *walk)
{
    char title[KIND_NAME];

    if (!wishes->dot && !wishes->svg)
        return true;
    struct graph *graph = picture(wishes, model, walk);
    kind_name(walk_kind(walk), title);
    bool drawn = graph && draw_to(wishes->dot, graph_dot, graph, title) &&
                 draw_to(wishes->svg, graph_svg, graph, title);
    graph_free(&graph);
    return drawn;
}

static void tell_sum(const struct wishes *wishes, const struct sum *sum)
{
    if (wishes->json)
        printf("],\n \"states\": %zu, \"transitions\": %zu, \"cuts\": %zu, \"spoilt\": %zu, "
               "\"seconds\": %.3f, \"differences\": %zu}\n",
               sum->states, sum->transitions, sum->cuts, sum->spoilt, sum->seconds,
               sum->differences);
    else
        printf("\n%zu cards: %zu states, %zu transitions, %zu power cuts, %zu spoilt commands, "
               "%.1f seconds; %zu differences\n",
               sum->walks, sum->states, sum->transitions, sum->cuts, sum->spoilt, sum->seconds,
               sum->differences);
}

static enum exit_code explore(const struct wishes *wishes, const struct model *model)
{
    struct kind kinds[KINDS_MAX];
    size_t count = kinds_all(kinds);
    struct sum sum = {.walks = 0};

    if (wishes->json)
        fputs("{\"cards\": [", stdout);
    else
        tell_head(stdout);
    for (size_t i = 0; i < count; i++) {
        if (!wished(wishes, &kinds[i]))
            continue;
        struct walk *walk = walk_new(&kinds[i], model, &wishes->bounds);
        if (!walk)
            return EXIT_COULD_NOT_RUN;
        add(&sum, walk);
        tell(wishes, walk, &sum);
        bool drawn = sum.walks > 1 || draw(wishes, model, walk);
        walk_free(&walk);
        if (!drawn)
            return EXIT_COULD_NOT_RUN;
    }
    tell_sum(wishes, &sum);
    if (sum.walks == 0) {
        fputs("akis-conformance: there is no such card\n", stderr);
        return EXIT_COULD_NOT_RUN;
    }
    return sum.differences > 0 ? EXIT_FELL : EXIT_HELD;
}

/* One card's transitions, and what the run's cases took of them. */
static bool cover_one(const struct wishes *wishes, const struct model *model,
                      const struct past_run *past, const struct kind *kind)
{
    struct walk *walk = walk_new(kind, model, &wishes->bounds);
    struct graph *graph = walk ? picture(wishes, model, walk) : NULL;
    struct cover_counts counts = {0};
    struct cover cover = {.graph = NULL};
    char name[KIND_NAME];
    size_t there;
    size_t taken;

    bool covered =
        graph && cover_make(graph, kind->age, &cover) && cover_run(past, model, &cover, 1, &counts);
    kind_name(kind, name);
    if (covered) {
        cover_sum(&cover, &there, &taken);
        printf("%s: %zu of %zu transitions taken by %zu cases; of %zu commands %zu are not in the "
               "alphabet, %zu had another answer\n",
               name, taken, there, counts.cases, counts.apdus, counts.foreign, counts.strange);
        cover_tell(stdout, &cover);
    }
    cover_free(&cover);
    graph_free(&graph);
    walk_free(&walk);
    return covered;
}

/* One version speaks for all, since the model knows none. */
static enum exit_code cover(const struct wishes *wishes, const struct model *model)
{
    struct kind kinds[KINDS_MAX];
    size_t count = kinds_all(kinds);
    struct wishes narrow = *wishes;
    struct past_run past;
    bool covered = true;

    if (!past_read(wishes->covered, &past))
        return EXIT_COULD_NOT_RUN;
    if (narrow.card_count < WORDS_MAX && !names_profile(&narrow))
        narrow.cards[narrow.card_count++] = kinds[0].profile;
    for (size_t i = 0; covered && i < count; i++)
        if (wished(&narrow, &kinds[i]))
            covered = cover_one(&narrow, model, &past, &kinds[i]);
    past_free(&past);
    return covered ? EXIT_HELD : EXIT_COULD_NOT_RUN;
}

enum exit_code command_explore(int argc, char **argv)
{
    struct wishes wishes = {
        .bounds = {.cards = 4, .turns = 8}
    };
    enum exit_code code = EXIT_COULD_NOT_RUN;

    if (argc > 1 && strcmp(argv[1], "--help") == 0)
        return help(stdout, EXIT_HELD);
    if (!read_options(argc, argv, &wishes))
        return help(stderr, EXIT_COULD_NOT_RUN);
    struct model *model = model_new();
    if (model && (!wishes.change || model_change(model, wishes.change)))
        code = wishes.covered ? cover(&wishes, model) : explore(&wishes, model);
    model_free(&model);
    return code;
}
