/* SPDX-License-Identifier: MIT */
/* A graph as SVG: layers from left to right, ways on above, ways back below, no script. */
#include <stdlib.h>

#include "conformance/explore/graph.h"

enum {
    BOX_WIDTH = 124,
    BOX_HEIGHT = 66,
    LAYER = 330,
    ROW = 150,
    MARGIN = 40,
    HEAD = 40,
    LINE = 15,
    NAMED = 1, /* rows on an edge by name */
    EDGE_TEXT = 2000,
};

struct spot {
    double x;
    double y;
};

struct sheet {
    const struct graph *graph;
    struct spot *spots; /* the upper left corners */
    double width;
    double height;
};

static const char style[] =
    "<style>\n"
    "svg { background: #fff; font: 12px sans-serif; }\n"
    "text { fill: #222; } .title { font-size: 18px; font-weight: 600; } .small { fill: #666; "
    "font-size: 11px; }\n"
    ".box { fill: #f4f4f4; stroke: #555; } .verified { fill: #d9f0dd; } .locked { fill: #f8d7d4; "
    "}\n"
    ".dead { fill: #bbb; } .authorised { fill: #d6e4f7; }\n"
    ".on, .back, .cut { fill: none; stroke: #456; stroke-width: 1.3; }\n"
    ".back { stroke: #b36b00; } .cut { stroke: #a33; stroke-dasharray: 5 4; }\n"
    ".word { font-size: 11px; paint-order: stroke; stroke: #fff; stroke-width: 4px; }\n"
    "@media (prefers-color-scheme: dark) {\n"
    "svg { background: #16181c; } text { fill: #e6e6e6; } .small { fill: #aaa; }\n"
    ".box { fill: #2a2d33; stroke: #aaa; } .verified { fill: #1f4a2b; } .locked { fill: #5a2522; "
    "}\n"
    ".dead { fill: #555; } .authorised { fill: #22406b; }\n"
    ".on { stroke: #9bd; } .back { stroke: #e0a040; } .cut { stroke: #e77; }\n"
    ".word { stroke: #16181c; } }\n"
    "</style>\n"
    "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" "
    "markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\" "
    "fill=\"context-stroke\"/></marker></defs>\n";

/* The nodes of a layer stand below one another, the layers in the middle of the sheet. */
static void place_nodes(struct sheet *sheet)
{
    const struct graph *graph = sheet->graph;
    size_t tallest = 0;

    for (unsigned pass = 0; pass < 2; pass++)
        for (unsigned layer = 0; layer < graph->layers; layer++) {
            size_t row = 0;
            size_t rows = 0;
            for (size_t i = 0; i < graph->node_count; i++)
                rows += graph->nodes[i].layer == layer;
            tallest = rows > tallest ? rows : tallest;
            double top = HEAD + MARGIN + (double)(tallest - rows) * ROW / 2;
            for (size_t i = 0; i < graph->node_count; i++)
                if (graph->nodes[i].layer == layer)
                    sheet->spots[i] =
                        (struct spot){MARGIN + (double)layer * LAYER, top + (double)row++ * ROW};
        }
    sheet->width = 2 * MARGIN + (double)(graph->layers - 1) * LAYER + BOX_WIDTH + 60;
    sheet->height = 2 * MARGIN + HEAD + (double)tallest * ROW + 60;
}

static void escaped(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '<' || *text == '&')
            fputs(*text == '<' ? "&lt;" : "&amp;", out);
        else
            fputc(*text, out);
    }
}

static const char *class_of(struct state state)
{
    if (state.puktries == 0)
        return "box dead";
    if (state.authorised)
        return "box authorised";
    return state.verified ? "box verified" : state.tries == 0 ? "box locked" : "box";
}

/* How many letters leave the node where it is. */
static unsigned staying(const struct graph *graph, size_t node)
{
    unsigned count = 0;

    for (size_t i = 0; i < graph->edge_count; i++)
        if (graph->edges[i].from == node && graph->edges[i].to == node)
            for (unsigned letter = 0; letter < LETTERS; letter++)
                count += (graph->edges[i].letters[letter / 64] >> letter % 64 & 1) != 0;
    return count;
}

static void draw_node(FILE *out, const struct sheet *sheet, size_t node)
{
    const struct graph_node *it = &sheet->graph->nodes[node];
    struct spot spot = sheet->spots[node];
    char text[GRAPH_TEXT];
    double y = spot.y + LINE + 2;

    graph_label(sheet->graph, node, text);
    (void)fprintf(
        out, "<rect class=\"%s\" x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
        class_of(state_unpack(it->number)), spot.x, spot.y, BOX_WIDTH, BOX_HEIGHT);
    for (char *line = text, *end; *line; line = end + 1, y += LINE) {
        for (end = line; *end != '\n'; end++)
            ;
        *end = '\0';
        (void)fprintf(out, "<text x=\"%.0f\" y=\"%.0f\">%s</text>\n", spot.x + 8, y, line);
    }
    (void)fprintf(out,
                  "<text class=\"small\" x=\"%.0f\" y=\"%.0f\">%zu states, %u inputs stay</text>\n",
                  spot.x, spot.y + BOX_HEIGHT + 12, it->states, staying(sheet->graph, node));
}

/* A point of the cubic curve, nearer to where it begins. */
static struct spot along(const struct spot curve[4])
{
    static const double weights[] = {0.343, 0.441, 0.189, 0.027}; /* Bernstein at 0.3 */
    struct spot spot = {0, 0};

    for (int i = 0; i < 4; i++) {
        spot.x += weights[i] * curve[i].x;
        spot.y += weights[i] * curve[i].y;
    }
    return spot;
}

/* On to a later layer from right to left side; back, or within a layer, below the boxes. */
static bool bend(const struct sheet *sheet, const struct graph_edge *edge, struct spot curve[4])
{
    struct spot from = sheet->spots[edge->from];
    struct spot to = sheet->spots[edge->to];
    bool on = to.x > from.x;

    if (on) {
        double slope = (double)(edge->to % 3) * 10 - 10;
        curve[0] = (struct spot){from.x + BOX_WIDTH, from.y + BOX_HEIGHT / 2.0 + slope};
        curve[3] = (struct spot){to.x, to.y + BOX_HEIGHT / 2.0 - slope};
        curve[1] = (struct spot){curve[0].x + LAYER / 3.0, curve[0].y};
        curve[2] = (struct spot){curve[3].x - LAYER / 3.0, curve[3].y};
    } else {
        double depth = 40 + (from.x - to.x) / 12;
        curve[0] = (struct spot){from.x + BOX_WIDTH / 3.0, from.y};
        curve[3] =
            (struct spot){to.x + 2 * BOX_WIDTH / 3.0, to.y + (to.y < from.y ? BOX_HEIGHT : 0)};
        curve[1] = (struct spot){curve[0].x - 20, curve[0].y - depth};
        curve[2] = (struct spot){curve[3].x + 60, curve[3].y + (to.y < from.y ? depth : -depth)};
    }
    return on;
}

static void draw_edge(FILE *out, const struct sheet *sheet, const struct graph_edge *edge)
{
    struct spot curve[4];
    char text[EDGE_TEXT];

    if (edge->from == edge->to)
        return;
    uint64_t rows = edge->rows ? edge->rows : edge->cuts;
    bool on = bend(sheet, edge, curve);
    struct spot label = along(curve);
    (void)fprintf(out,
                  "<path class=\"%s\" marker-end=\"url(#tip)\" d=\"M%.0f %.0fC%.0f %.0f %.0f %.0f "
                  "%.0f %.0f\"><title>",
                  !edge->rows ? "cut"
                  : on        ? "on"
                              : "back",
                  curve[0].x, curve[0].y, curve[1].x, curve[1].y, curve[2].x, curve[2].y,
                  curve[3].x, curve[3].y);
    graph_rows(sheet->graph, rows, MODEL_ROWS_MAX, text, sizeof text);
    escaped(out, text);
    graph_rows(sheet->graph, rows, NAMED, text, sizeof text);
    (void)fprintf(out, "</title></path>\n<text class=\"word\" x=\"%.0f\" y=\"%.0f\">", label.x - 30,
                  label.y);
    escaped(out, text);
    (void)fputs("</text>\n", out);
}

void graph_svg(FILE *out, const struct graph *graph, const char *title)
{
    struct sheet sheet = {.graph = graph};

    sheet.spots = calloc(graph->node_count, sizeof *sheet.spots);
    if (!sheet.spots)
        return;
    place_nodes(&sheet);
    (void)fprintf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
                  "viewBox=\"0 0 %.0f %.0f\" role=\"img\">\n<title>%s</title>\n%s",
                  sheet.width, sheet.height, sheet.width, sheet.height, title, style);
    (void)fprintf(
        out,
        "<text class=\"title\" x=\"%d\" y=\"30\">%s</text>\n"
        "<text class=\"small\" x=\"%d\" y=\"50\">blue: on, brown: back, dashed: the power "
        "is lost; point at a line for all its rows of the model</text>\n",
        MARGIN, title, MARGIN);
    for (size_t i = 0; i < graph->edge_count; i++)
        draw_edge(out, &sheet, &graph->edges[i]);
    for (size_t i = 0; i < graph->node_count; i++)
        draw_node(out, &sheet, i);
    (void)fputs("</svg>\n", out);
    free(sheet.spots);
}
