/* SPDX-License-Identifier: MIT */
/* Resimdeki Yazı: see captcha.h. */
#include "portal-mock/captcha.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

const char captcha_alphabet[] = "ACEFHJKLMNPRTUWXY34679";

enum { TEXT_MOST = 8, CROSSING_LINES = 5, SPECKS = 120 };

bool captcha_draw(const struct random_port *random, char text[CAPTCHA_LETTERS + 1])
{
    char drawn[CAPTCHA_LETTERS + 1] = {0};

    for (size_t i = 0; i < CAPTCHA_LETTERS; i++) {
        uint32_t index;
        if (!random_below(random, sizeof captcha_alphabet - 1, &index))
            return false;
        drawn[i] = captcha_alphabet[index];
    }
    memcpy(text, drawn, sizeof drawn);
    return true;
}

/* What the painter draws by: a picture, and chance that may fail on the way. */
struct easel {
    cairo_t *cairo;
    const struct random_port *random;
    bool failed;
};

/* A number in [low, high). */
static double chance(struct easel *easel, double low, double high)
{
    uint32_t value = 0;

    if (!random_below(easel->random, 1 << 16, &value))
        easel->failed = true;
    return low + (high - low) * (double)value / (1 << 16);
}

static void paint_ground(struct easel *easel)
{
    cairo_set_source_rgb(easel->cairo, 0.96, 0.97, 0.98);
    cairo_paint(easel->cairo);
    for (int i = 0; i < SPECKS; i++) {
        double shade = chance(easel, 0.6, 0.9);
        cairo_set_source_rgb(easel->cairo, shade, shade, shade);
        cairo_arc(easel->cairo, chance(easel, 0, CAPTCHA_WIDTH), chance(easel, 0, CAPTCHA_HEIGHT),
                  chance(easel, 0.5, 1.8), 0, 2 * M_PI);
        cairo_fill(easel->cairo);
    }
}

/* Moves each point of the path along a slow wave. */
static void bend(cairo_path_t *path, double phase, double depth)
{
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        for (int j = 1; j < path->data[i].header.length; j++) {
            double x = path->data[i + j].point.x;
            path->data[i + j].point.x += depth * sin(phase + path->data[i + j].point.y / 9);
            path->data[i + j].point.y += depth * sin(phase + x / 7);
        }
    }
}

static void paint_letter(struct easel *easel, char letter, double x, double width)
{
    const char text[2] = {letter, '\0'};
    cairo_t *cairo = easel->cairo;
    cairo_text_extents_t extents;
    cairo_path_t *path;

    cairo_save(cairo);
    cairo_select_font_face(cairo, "DejaVu Sans",
                           chance(easel, 0, 1) < 0.5 ? CAIRO_FONT_SLANT_NORMAL
                                                     : CAIRO_FONT_SLANT_ITALIC,
                           CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cairo, chance(easel, 34, 42));
    cairo_text_extents(cairo, text, &extents);
    cairo_translate(cairo, x + width / 2, CAPTCHA_HEIGHT / 2.0 + chance(easel, -6, 6));
    cairo_rotate(cairo, chance(easel, -0.35, 0.35));
    cairo_move_to(cairo, -extents.width / 2 - extents.x_bearing,
                  -extents.height / 2 - extents.y_bearing);
    cairo_text_path(cairo, text);
    path = cairo_copy_path(cairo);
    bend(path, chance(easel, 0, 6), chance(easel, 0.8, 1.8));
    cairo_new_path(cairo);
    cairo_append_path(cairo, path);
    cairo_path_destroy(path);
    cairo_set_source_rgb(cairo, chance(easel, 0, 0.35), chance(easel, 0, 0.35),
                         chance(easel, 0.1, 0.5));
    cairo_fill(cairo);
    cairo_restore(cairo);
}

static void paint_lines(struct easel *easel)
{
    for (int i = 0; i < CROSSING_LINES; i++) {
        cairo_set_source_rgba(easel->cairo, chance(easel, 0.1, 0.5), chance(easel, 0.1, 0.5),
                              chance(easel, 0.2, 0.6), 0.55);
        cairo_set_line_width(easel->cairo, chance(easel, 0.8, 1.8));
        cairo_move_to(easel->cairo, 0, chance(easel, 0, CAPTCHA_HEIGHT));
        cairo_curve_to(easel->cairo, CAPTCHA_WIDTH / 3.0, chance(easel, 0, CAPTCHA_HEIGHT),
                       CAPTCHA_WIDTH * 2 / 3.0, chance(easel, 0, CAPTCHA_HEIGHT), CAPTCHA_WIDTH,
                       chance(easel, 0, CAPTCHA_HEIGHT));
        cairo_stroke(easel->cairo);
    }
}

static cairo_status_t append(void *blob, const unsigned char *data, unsigned size)
{
    return blob_add(blob, bytes_of(data, size)) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

bool captcha_png(const char *text, const struct random_port *random, struct blob *png)
{
    size_t count = strlen(text);
    struct blob made = {0};
    cairo_surface_t *surface;
    struct easel easel = {NULL, random, false};
    bool painted;

    if (count == 0 || count > TEXT_MOST || strspn(text, captcha_alphabet) != count)
        return false;
    surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, CAPTCHA_WIDTH, CAPTCHA_HEIGHT);
    easel.cairo = cairo_create(surface);
    paint_ground(&easel);
    for (size_t i = 0; i < count; i++) {
        double width = (CAPTCHA_WIDTH - 20.0) / (double)count;
        paint_letter(&easel, text[i], 10 + width * (double)i, width);
    }
    paint_lines(&easel);
    painted = !easel.failed && cairo_status(easel.cairo) == CAIRO_STATUS_SUCCESS &&
              cairo_surface_write_to_png_stream(surface, append, &made) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(easel.cairo);
    cairo_surface_destroy(surface);
    if (painted)
        *png = made;
    else
        blob_free(&made);
    return painted;
}
