/* SPDX-License-Identifier: MIT */
/* States and letters, drawn together: see graph.h. */
#include "conformance/explore/graph.h"

#include <stdlib.h>
#include <string.h>

enum { NOT_DRAWN = -1, ROWS_TEXT = 2000 };

bool graph_fields(const char *names, unsigned *fields)
{
    *fields = (1u << FIELDS) - 1;
    if (strcmp(names, "all") == 0)
        return true;
    *fields = 0;
    while (*names) {
        size_t size = strcspn(names, ",");
        enum field field;
        if (!field_find(names, size, &field))
            return false;
        *fields |= 1u << field;
        names += size;
        names += *names == ',';
    }
    return *fields != 0;
}

unsigned graph_usual_fields(enum age age)
{
    return age == OLD ? 1u << FIELD_tries | 1u << FIELD_puktries
                      : 1u << FIELD_tries | 1u << FIELD_verified | 1u << FIELD_authorised;
}

uint32_t graph_drawn_as(unsigned fields, const struct state *state)
{
    struct state drawn = *state;
    bool dead = state->puktries == 0;

    for (unsigned i = 0; i < FIELDS; i++)
        if (dead || !(fields & 1u << i))
            state_set(&drawn, (enum field)i, i == FIELD_puktries && !dead);
    return state_pack(&drawn);
}

static size_t node_of(struct graph *graph, uint32_t number)
{
    size_t i = 0;

    while (i < graph->node_count && graph->nodes[i].number != number)
        i++;
    if (i == graph->node_count)
        graph->nodes[graph->node_count++] = (struct graph_node){number, 0, 0};
    return i;
}

static struct graph_edge *edge_of(struct graph *graph, size_t from, size_t to)
{
    for (size_t i = 0; i < graph->edge_count; i++)
        if (graph->edges[i].from == from && graph->edges[i].to == to)
            return &graph->edges[i];
    if (graph->edge_count % 256 == 0) {
        void *more = realloc(graph->edges, (graph->edge_count + 256) * sizeof *graph->edges);
        if (!more)
            return NULL;
        graph->edges = more;
    }
    graph->edges[graph->edge_count] = (struct graph_edge){.from = from, .to = to};
    return &graph->edges[graph->edge_count++];
}

static bool add_edges(const struct walk *walk, const size_t *drawn, struct graph *graph)
{
    size_t count;
    const struct edge *edges = walk_edges(walk, &count);

    for (size_t i = 0; i < count; i++) {
        struct graph_edge *edge = edge_of(graph, drawn[edges[i].from], drawn[edges[i].to]);
        if (!edge)
            return false;
        if (edges[i].cut != CUT_NEVER) {
            edge->cuts |= UINT64_C(1) << edges[i].row;
            continue;
        }
        edge->rows |= UINT64_C(1) << edges[i].row;
        edge->letters[edges[i].letter / 64] |= UINT64_C(1) << edges[i].letter % 64;
    }
    return true;
}

/* Edges from the first node, without a loss of power. */
static void set_layers(struct graph *graph)
{
    bool moved = true;

    for (size_t i = 1; i < graph->node_count; i++)
        graph->nodes[i].layer = (unsigned)graph->node_count;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < graph->edge_count; i++) {
            const struct graph_edge *edge = &graph->edges[i];
            unsigned next = graph->nodes[edge->from].layer + 1;
            if (!edge->rows || next >= graph->nodes[edge->to].layer)
                continue;
            graph->nodes[edge->to].layer = next;
            moved = true;
        }
    }
    for (size_t i = 0; i < graph->node_count; i++)
        if (graph->nodes[i].layer >= graph->layers)
            graph->layers = graph->nodes[i].layer + 1;
}

struct graph *graph_new(const struct walk *walk, const struct model *model, unsigned fields)
{
    size_t states = walk_counts(walk)->states;
    struct graph *graph = calloc(1, sizeof *graph);
    size_t *drawn = calloc(states, sizeof *drawn);

    if (graph)
        graph->nodes = calloc(states, sizeof *graph->nodes);
    bool made = drawn && graph && graph->nodes;
    if (made) {
        graph->model = model;
        graph->fields = fields;
    }
    for (size_t i = 0; made && i < states; i++) {
        struct state state = walk_state(walk, (int)i);
        drawn[i] = node_of(graph, graph_drawn_as(fields, &state));
        graph->nodes[drawn[i]].states++;
    }
    if (made && add_edges(walk, drawn, graph))
        set_layers(graph);
    else
        graph_free(&graph);
    free(drawn);
    return graph;
}

void graph_free(struct graph **graph)
{
    if (!*graph)
        return;
    free((*graph)->nodes);
    free((*graph)->edges);
    free(*graph);
    *graph = NULL;
}

/* What a field says of a state, "" when nothing. */
static void field_words(enum field field, uint8_t value, char text[GRAPH_TEXT])
{
    static const char *const flags[FIELDS] = {
        [FIELD_verified] = "verified",       [FIELD_key] = "key chosen",
        [FIELD_challenge] = "challenge out", [FIELD_authorised] = "authorised",
        [FIELD_admin] = "administrator",     [FIELD_phase] = "phase open",
        [FIELD_chain] = "chain begun",
    };

    text[0] = '\0';
    if (field == FIELD_tries || field == FIELD_puktries)
        (void)snprintf(text, GRAPH_TEXT, "%s %u\n",
                       field == FIELD_tries ? "PIN tries" : "PUK tries", value);
    else if (field == FIELD_pin || field == FIELD_puk)
        (void)snprintf(text, GRAPH_TEXT, "%s %c\n", field == FIELD_pin ? "PIN" : "PUK",
                       (field == FIELD_pin ? "AB?" : "PQ?")[value < 2 ? value : 2]);
    else if (value > 0)
        (void)snprintf(text, GRAPH_TEXT, "%s\n", flags[field]);
}

void graph_label(const struct graph *graph, size_t node, char text[GRAPH_TEXT])
{
    struct state state = state_unpack(graph->nodes[node].number);
    char words[GRAPH_TEXT];
    size_t at = 0;

    (void)snprintf(text, GRAPH_TEXT, "%s", state.puktries == 0 ? "dead\n" : "");
    for (unsigned i = 0; i < FIELDS && state.puktries > 0; i++) {
        if (!(graph->fields & 1u << i))
            continue;
        field_words((enum field)i, state_get(&state, (enum field)i), words);
        int added = snprintf(text + at, GRAPH_TEXT - at, "%s", words);
        at = at + (size_t)added < GRAPH_TEXT ? at + (size_t)added : GRAPH_TEXT - 1;
    }
}

static void add_name(const char *name, char *text, size_t size, size_t *at)
{
    *at += (size_t)snprintf(text + *at, size - *at, "%s%s", *at > 0 ? ", " : "", name);
    for (size_t i = 0; i < *at && i < size; i++)
        if (text[i] == '_')
            text[i] = ' ';
}

void graph_rows(const struct graph *graph, uint64_t rows, unsigned most, char *text, size_t size)
{
    unsigned count = 0;
    size_t at = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < MODEL_ROWS_MAX && at < size; i++)
        if (rows >> i & 1 && count++ < most)
            add_name(model_row_name(graph->model, i), text, size, &at);
    if (count > most && at < size)
        (void)snprintf(text + at, size - at, " +%u", count - most);
}

static void dot_label(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n')
            fputs("\\n", out);
        else
            fputc(*text, out);
    }
}

static void dot_edge(FILE *out, const struct graph *graph, const struct graph_edge *edge,
                     uint64_t rows, const char *style)
{
    char text[ROWS_TEXT];

    if (!rows)
        return;
    graph_rows(graph, rows, MODEL_ROWS_MAX, text, sizeof text);
    (void)fprintf(out, "  s%zu -> s%zu [label=\"%s\"%s];\n", edge->from, edge->to, text, style);
}

void graph_dot(FILE *out, const struct graph *graph, const char *title)
{
    char text[GRAPH_TEXT];

    (void)fprintf(out, "digraph card {\n  label=\"%s\";\n  rankdir=LR;\n  node [shape=box];\n",
                  title);
    for (size_t i = 0; i < graph->node_count; i++) {
        graph_label(graph, i, text);
        (void)fprintf(out, "  s%zu [label=\"", i);
        dot_label(out, text);
        (void)fprintf(out, "(%zu states)\"];\n", graph->nodes[i].states);
    }
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct graph_edge *edge = &graph->edges[i];
        dot_edge(out, graph, edge, edge->rows, "");
        dot_edge(out, graph, edge, edge->cuts & ~edge->rows, ", style=dashed");
    }
    (void)fputs("}\n", out);
}
