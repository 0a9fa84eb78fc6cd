/* SPDX-License-Identifier: MIT */
/* The captcha and the PIN sheet, as a picture reader and pdftotext see them (LOG-2, INF-3). */
#include "tests/unit/ca/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "portal-mock/captcha.h"
#include "portal-mock/pdf.h"

static void captcha_letters_come_from_the_alphabet_alone(void **state)
{
    struct random_port random = random_kernel();
    char text[CAPTCHA_LETTERS + 1];

    (void)state;
    for (int i = 0; i < 1000; i++) {
        assert_true(captcha_draw(&random, text));
        assert_int_equal(strlen(text), CAPTCHA_LETTERS);
        assert_int_equal(strspn(text, captcha_alphabet), CAPTCHA_LETTERS);
    }
    assert_null(strpbrk(captcha_alphabet, "0OQD1I2Z5S8BGV"));
}

static void a_captcha_is_a_png_of_its_size(void **state)
{
    static const uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    struct random_port random = random_kernel();
    struct blob png;

    (void)state;
    assert_true(captcha_png("ACEFH", &random, &png));
    assert_memory_equal(png.data, signature, sizeof signature);
    assert_int_equal(png.data[18] << 8 | png.data[19], CAPTCHA_WIDTH);
    assert_int_equal(png.data[22] << 8 | png.data[23], CAPTCHA_HEIGHT);
    blob_free(&png);
}

static void the_same_letters_look_different_each_time(void **state)
{
    struct random_seeded seeded;
    struct random_port random = random_repeatable(&seeded, 7);
    struct blob one;
    struct blob other;

    (void)state;
    assert_true(captcha_png("ACEFH", &random, &one));
    assert_true(captcha_png("ACEFH", &random, &other));
    assert_false(bytes_equal(blob_bytes(&one), blob_bytes(&other)));
    blob_free(&other);
    random = random_repeatable(&seeded, 7);
    assert_true(captcha_png("ACEFH", &random, &other));
    assert_true(bytes_equal(blob_bytes(&one), blob_bytes(&other)));
    blob_free(&one);
    blob_free(&other);
}

static bool no_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    (void)out;
    (void)size;
    return false;
}

static void no_picture_without_chance_or_with_other_letters(void **state)
{
    struct random_port none = {no_chance, NULL};
    struct random_port random = random_kernel();
    struct blob png = {0};
    char text[CAPTCHA_LETTERS + 1];

    (void)state;
    assert_false(captcha_draw(&none, text));
    assert_false(captcha_png("ACEFH", &none, &png));
    assert_false(captcha_png("", &random, &png));
    assert_false(captcha_png("O0", &random, &png));
    assert_false(captcha_png("ACEFHACEF", &random, &png));
    assert_null(png.data);
}

static const struct pdf_card cards[] = {
    {"000102030405060708090A0B", "2010-06-01", "482917", "55443322"},
    {"0C0D0E0F1011121314151617", "2015-03-09", "730164", NULL      },
};
static const struct pdf_pin_sheet sheet = {
    "TEST Şükrü Iğdır İÇÖZÜ", "11111111110", "2026-11-22 12:00", cards, 2,
};

/* What pdftotext reads; NULL when it is not installed. Freed by the caller. */
static char *text_of(struct bytes pdf)
{
    char path[] = "/tmp/akis-pdf-XXXXXX";
    char command[80];
    char *text = calloc(1, 1 << 16);
    int file = mkstemp(path);
    FILE *output;

    assert_int_equal(write(file, pdf.data, pdf.size), pdf.size);
    (void)close(file);
    (void)snprintf(command, sizeof command, "pdftotext -layout %s - 2>/dev/null", path);
    output = popen(command, "r");
    assert_non_null(output);
    text[fread(text, 1, (1 << 16) - 1, output)] = '\0';
    (void)unlink(path);
    if (pclose(output) == 0)
        return text;
    free(text);
    return NULL;
}

static void pdftotext_finds_the_pin_and_the_turkish_words(void **state)
{
    static const char *const words[] = {
        "482917",
        "55443322",
        "730164",
        "11111111110",
        "000102030405060708090A0B",
        "TEST",
        "PIN / PUK Bilgisi",
        "Şükrü Iğdır İÇÖZÜ",
        "güvenli",
        "Uyarılar",
        "2010-06-01",
        "Parolalarımı Sil",
        "Kilit Çözme",
    };
    struct blob pdf;
    char *text;

    (void)state;
    assert_true(pdf_paint_pin_sheet(&sheet, &pdf));
    assert_memory_equal(pdf.data, "%PDF-1.", 7);
    text = text_of(blob_bytes(&pdf));
    blob_free(&pdf);
    if (!text)
        skip();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!strstr(text, words[i]))
            fail_msg("pdftotext does not find %s in:\n%s", words[i], text);
    }
    free(text);
}

static void a_card_without_puk_gets_no_line_for_it(void **state)
{
    struct pdf_pin_sheet one = sheet;
    struct blob pdf;
    char *text;

    (void)state;
    one.cards = &cards[1];
    one.card_count = 1;
    assert_true(pdf_paint_pin_sheet(&one, &pdf));
    text = text_of(blob_bytes(&pdf));
    blob_free(&pdf);
    if (!text)
        skip();
    assert_null(strstr(text, "55443322"));
    assert_non_null(strstr(text, "730164"));
    free(text);
}

static void a_sheet_without_cards_is_refused(void **state)
{
    struct pdf_pin_sheet none = sheet;
    struct blob pdf = {0};

    (void)state;
    none.card_count = 0;
    assert_false(pdf_paint_pin_sheet(&none, &pdf));
    assert_null(pdf.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(captcha_letters_come_from_the_alphabet_alone),
        cmocka_unit_test(a_captcha_is_a_png_of_its_size),
        cmocka_unit_test(the_same_letters_look_different_each_time),
        cmocka_unit_test(no_picture_without_chance_or_with_other_letters),
        cmocka_unit_test(pdftotext_finds_the_pin_and_the_turkish_words),
        cmocka_unit_test(a_card_without_puk_gets_no_line_for_it),
        cmocka_unit_test(a_sheet_without_cards_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
