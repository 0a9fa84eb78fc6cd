/* SPDX-License-Identifier: MIT */
/* Cases held against the graph: see cover.h. */
#include "conformance/explore/cover.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/explore/follow.h"

enum { ROWS_TEXT = 2000, PATH_ROOM = 1200 };

struct covers {
    struct cover *items;
    size_t count;
};

bool cover_make(const struct graph *graph, enum age age, struct cover *cover)
{
    *cover = (struct cover){graph, age, calloc(graph->node_count, sizeof *cover->there),
                            calloc(graph->node_count, sizeof *cover->taken)};
    if (!cover->there || !cover->taken) {
        cover_free(cover);
        return false;
    }
    for (size_t i = 0; i < graph->edge_count; i++)
        cover->there[graph->edges[i].from] |= graph->edges[i].rows;
    return true;
}

void cover_free(struct cover *cover)
{
    free(cover->there);
    free(cover->taken);
    cover->there = NULL;
    cover->taken = NULL;
}

static void took(void *context, enum age age, const struct state *state, size_t row)
{
    const struct covers *covers = context;

    for (size_t i = 0; i < covers->count; i++) {
        struct cover *cover = &covers->items[i];
        uint32_t number = graph_drawn_as(cover->graph->fields, state);
        if (cover->age != age)
            continue;
        for (size_t node = 0; node < cover->graph->node_count; node++)
            if (cover->graph->nodes[node].number == number)
                cover->taken[node] |= UINT64_C(1) << row;
    }
}

/* What a case's situation makes of its card. */
static struct followed followed_by(const struct instance *instance)
{
    const struct situation *situation = instance->conf_case->situation;
    const char *state = situation->state ? situation->state : "fresh";
    const char *produced = situation->produced;
    struct followed followed = {.dialect = instance->profile, .start = follow_fresh()};

    if (!produced)
        produced = strcmp(state, "dead") == 0 ? "2010-06-01" : "2015-06-01";
    followed.age = strcmp(produced, "2011-01-01") < 0 ? OLD : NEW;
    if (*instance->profile == '\0')
        followed.dialect = "v2.2.8";
    if (strcmp(state, "last-try") == 0)
        followed.start.tries = 1;
    if (strcmp(state, "locked") == 0)
        followed.start.tries = 0;
    if (strcmp(state, "dead") == 0)
        followed.start.puktries = 0;
    return followed;
}

static bool cover_case(const struct result *result, const struct model *model,
                       struct covers *covers, struct cover_counts *counts)
{
    struct followed followed = followed_by(result->instance);
    struct followed_counts found = {0};
    char path[PATH_ROOM];
    bool read = true;

    (void)snprintf(path, sizeof path, "%s/trace.jsonl", result->folder);
    FILE *trace = fopen(path, "re");
    if (!trace)
        return true;
    read = follow_trace(trace, model, &followed, took, covers, &found);
    (void)fclose(trace);
    for (size_t i = 0; i < covers->count; i++) {
        if (covers->items[i].age != followed.age)
            continue;
        counts->cases += found.apdus > 0;
        counts->apdus += found.apdus;
        counts->foreign += found.foreign;
        counts->strange += found.strange;
    }
    return read;
}

bool cover_run(const struct past_run *past, const struct model *model, struct cover *covers,
               size_t count, struct cover_counts *counts)
{
    struct covers all = {covers, count};
    struct instances instances;
    struct result result;
    bool read = instances_make(NULL, &instances);

    for (size_t i = 0; read && i < instances.count; i++)
        if (past_result(past, &instances.items[i], &result))
            read = cover_case(&result, model, &all, counts);
    instances_free(&instances);
    return read;
}

static size_t bits(uint64_t set)
{
    size_t count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

void cover_sum(const struct cover *cover, size_t *there, size_t *taken)
{
    *there = 0;
    *taken = 0;
    for (size_t i = 0; i < cover->graph->node_count; i++) {
        *there += bits(cover->there[i]);
        *taken += bits(cover->there[i] & cover->taken[i]);
    }
}

/* "PIN tries 3, verified". */
static void tell_node(FILE *out, const struct cover *cover, size_t node)
{
    char label[GRAPH_TEXT];

    graph_label(cover->graph, node, label);
    for (const char *at = label; *at; at++) {
        if (*at == '\n')
            (void)fputs(at[1] ? ", " : ":", out);
        else
            (void)fputc(*at, out);
    }
}

void cover_tell(FILE *out, const struct cover *cover)
{
    uint64_t there = 0;
    uint64_t taken = 0;
    char rows[ROWS_TEXT];

    for (size_t i = 0; i < cover->graph->node_count; i++) {
        there |= cover->there[i];
        taken |= cover->taken[i];
    }
    graph_rows(cover->graph, there & ~taken, MODEL_ROWS_MAX, rows, sizeof rows);
    (void)fprintf(out, "  nowhere: %s\n", *rows ? rows : "-");
    for (size_t i = 0; i < cover->graph->node_count; i++) {
        uint64_t left = cover->there[i] & ~cover->taken[i] & taken;
        if (!left)
            continue;
        graph_rows(cover->graph, left, MODEL_ROWS_MAX, rows, sizeof rows);
        (void)fputs("  ", out);
        tell_node(out, cover, i);
        (void)fprintf(out, " %s\n", rows);
    }
}
