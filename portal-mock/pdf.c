/* SPDX-License-Identifier: MIT */
/* The PIN sheet: see pdf.h. Cairo embeds the letters it uses, with the table that makes them
 * selectable. */
#include "portal-mock/pdf.h"

#include <cairo-pdf.h>
#include <cairo.h>

/* A4 in points, and the sheet's own measures. */
static const double page_width = 595.28;
static const double page_height = 841.89;
static const double margin = 56;

struct colour {
    double red;
    double green;
    double blue;
};
static const struct colour ink = {0.13, 0.15, 0.19};
static const struct colour pale = {0.40, 0.44, 0.50};
static const struct colour blue = {0.10, 0.25, 0.48};
static const struct colour red = {0.75, 0.11, 0.14};
static const struct colour paper = {0.95, 0.96, 0.98};

static const char *const warnings[] = {
    "PIN bilgisini güvenli bir yerde saklayınız; korunması kart sahibinin sorumluluğundadır.",
    "PIN art arda 3 kere hatalı girilirse kilitlenir. 01.01.2011 tarihinden önce üretilen",
    "kartların kilidi PUK ile, sonra üretilenlerinki portalda Kilit Çözme ile açılır.",
    "PUK art arda 3 kere hatalı girilirse kart bir daha kullanılamaz.",
    "Bu sayfadaki değerler üretildikleri andakilerdir; kartta yapılan değişiklikler görünmez.",
    "Doğru kaydettiğinizden emin olduktan sonra portalda “Parolalarımı Sil” ile siliniz.",
};

static void use_colour(cairo_t *cairo, const struct colour *colour)
{
    cairo_set_source_rgb(cairo, colour->red, colour->green, colour->blue);
}

static void write_at(cairo_t *cairo, double x, double y, double size, const char *text)
{
    cairo_set_font_size(cairo, size);
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

static void use_face(cairo_t *cairo, const char *family, cairo_font_weight_t weight)
{
    cairo_select_font_face(cairo, family, CAIRO_FONT_SLANT_NORMAL, weight);
}

static void paint_banner(cairo_t *cairo)
{
    use_colour(cairo, &red);
    cairo_rectangle(cairo, 0, 0, page_width, 30);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD);
    write_at(cairo, margin, 20, 11, "TEST — bu belge gerçek değildir, hukuki geçerliliği yoktur");
}

static void paint_title(cairo_t *cairo)
{
    use_colour(cairo, &blue);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD);
    write_at(cairo, margin, 92, 22, "PIN / PUK Bilgisi");
    use_colour(cairo, &pale);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL);
    write_at(cairo, margin, 112, 10.5, "Nitelikli Elektronik Sertifika — Parolalarımı Kaydet");
}

/* One line of "what: value"; returns where the next one starts. */
static double paint_field(cairo_t *cairo, double y, const char *label, const char *value)
{
    if (!value)
        return y;
    use_colour(cairo, &pale);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL);
    write_at(cairo, margin, y, 10.5, label);
    use_colour(cairo, &ink);
    write_at(cairo, margin + 130, y, 11.5, value);
    return y + 22;
}

/* A framed secret in large digits; returns where the next one starts. */
static double paint_secret(cairo_t *cairo, double y, const char *label, const char *value)
{
    if (!value)
        return y;
    use_colour(cairo, &paper);
    cairo_rectangle(cairo, margin, y, page_width - 2 * margin, 62);
    cairo_fill(cairo);
    use_colour(cairo, &blue);
    cairo_rectangle(cairo, margin, y, 5, 62);
    cairo_fill(cairo);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD);
    write_at(cairo, margin + 24, y + 38, 17, label);
    use_colour(cairo, &ink);
    use_face(cairo, "DejaVu Sans Mono", CAIRO_FONT_WEIGHT_BOLD);
    write_at(cairo, margin + 130, y + 41, 27, value);
    return y + 76;
}

static void paint_warnings(cairo_t *cairo, double y)
{
    use_colour(cairo, &blue);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_BOLD);
    write_at(cairo, margin, y, 12, "Uyarılar");
    use_colour(cairo, &ink);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL);
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++)
        write_at(cairo, margin, y + 22 + 17 * (double)i, 9.5, warnings[i]);
}

static void paint_foot(cairo_t *cairo, const char *printed)
{
    use_colour(cairo, &pale);
    use_face(cairo, "DejaVu Sans", CAIRO_FONT_WEIGHT_NORMAL);
    write_at(cairo, margin, page_height - 40, 8.5, "TEST · Oluşturulma zamanı:");
    if (printed)
        write_at(cairo, margin + 130, page_height - 40, 8.5, printed);
}

static void paint_card(cairo_t *cairo, const struct pdf_pin_sheet *sheet,
                       const struct pdf_card *card)
{
    double y = 152;

    paint_banner(cairo);
    paint_title(cairo);
    y = paint_field(cairo, y, "Ad Soyad", sheet->holder_name);
    y = paint_field(cairo, y, "Kimlik No", sheet->holder_id);
    y = paint_field(cairo, y, "Kart Seri No", card->serial);
    y = paint_field(cairo, y, "Üretim Tarihi", card->produced);
    y = paint_secret(cairo, y + 14, "PIN", card->pin);
    y = paint_secret(cairo, y, "PUK", card->puk);
    paint_warnings(cairo, y + 30);
    paint_foot(cairo, sheet->printed);
    cairo_show_page(cairo);
}

static cairo_status_t append(void *blob, const unsigned char *data, unsigned size)
{
    return blob_add(blob, bytes_of(data, size)) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

bool pdf_paint_pin_sheet(const struct pdf_pin_sheet *sheet, struct blob *pdf)
{
    struct blob made = {0};
    cairo_surface_t *surface;
    cairo_t *cairo;
    bool painted;

    if (sheet->card_count == 0)
        return false;
    surface = cairo_pdf_surface_create_for_stream(append, &made, page_width, page_height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "TEST PIN / PUK Bilgisi");
    cairo = cairo_create(surface);
    for (size_t i = 0; i < sheet->card_count; i++)
        paint_card(cairo, sheet, &sheet->cards[i]);
    cairo_surface_finish(surface);
    painted = cairo_status(cairo) == CAIRO_STATUS_SUCCESS &&
              cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    if (painted)
        *pdf = made;
    else
        blob_free(&made);
    return painted;
}
