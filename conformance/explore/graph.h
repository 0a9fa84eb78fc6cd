/* SPDX-License-Identifier: MIT */
/*
 * A walk as a picture: its states by some of their fields, those that agree in them drawn as one,
 * and the model's rows that lead from one to another. All dead states are drawn as one.
 */
#ifndef CONFORMANCE_EXPLORE_GRAPH_H
#define CONFORMANCE_EXPLORE_GRAPH_H

#include <stdio.h>

#include "conformance/explore/walk.h"

enum { GRAPH_TEXT = 120, LETTER_WORDS = (LETTERS + 63) / 64 };

struct graph_node {
    uint32_t number; /* of a state whose other fields are 0 */
    size_t states;   /* of the walk */
    unsigned layer;  /* edges from the first */
};

/* What leads from one node to the other, as bits: rows of the model, and letters. */
struct graph_edge {
    size_t from;
    size_t to;
    uint64_t rows;
    uint64_t letters[LETTER_WORDS];
    uint64_t cuts; /* rows that lead there when the power goes in them */
};

struct graph {
    const struct model *model;
    unsigned fields; /* drawn, as bits by enum field */
    struct graph_node *nodes;
    size_t node_count;
    struct graph_edge *edges;
    size_t edge_count;
    unsigned layers;
};

/* Reads "tries,verified", or "all". False: no such field. */
NODISCARD bool graph_fields(const char *names, unsigned *fields);
/* What says most of a card of that age. */
unsigned graph_usual_fields(enum age age);

/* The number of the node that a state is drawn as. */
uint32_t graph_drawn_as(unsigned fields, const struct state *state);

/* NULL: no memory. The model is borrowed. */
struct graph *graph_new(const struct walk *walk, const struct model *model, unsigned fields);
void graph_free(struct graph **graph);

/* The drawn fields of a node, a line each: "3 tries\nverified". */
void graph_label(const struct graph *graph, size_t node, char text[GRAPH_TEXT]);
/* Rows by name: the first `most`, and how many more. */
void graph_rows(const struct graph *graph, uint64_t rows, unsigned most, char *text, size_t size);

/* Graphviz' language, every row on its edge. */
void graph_dot(FILE *out, const struct graph *graph, const char *title);
/* A picture that needs nothing else, in layers from left to right. (svg.c) */
void graph_svg(FILE *out, const struct graph *graph, const char *title);

#endif
