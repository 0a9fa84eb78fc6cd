/* SPDX-License-Identifier: MIT */
/* The pages: templates, escaping, words, and what every page carries. */
#include "portal-mock/assets.h"
#include "portal-mock/response.h"
#include "portal-mock/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const pages[] = {
    "certificate", "certificates",   "code", "delete",    "deliveries", "drivers",
    "entry",       "error",          "home", "forgotten", "info",       "info_code",
    "login",       "forgotten_code", "menu", "pins",      "print",      "replacement",
    "shown",       "signed",         "sms",  "unlock",    "waiting",    "signed_refused",
    "signed_wait", "unlock_refused",
};
enum { PAGES = sizeof pages / sizeof pages[0] };

/* A tree with a hostile text under every name that the pages use. */
static struct node *hostile(void)
{
    static const char *const names[] = {
        "serial",    "card",       "subject", "issuer", "name",     "phone",   "message",
        "onay_kodu", "notice",     "pem",     "status", "held_by",  "reason",  "produced",
        "stored",    "pin",        "puk",     "kart",   "adres",    "e_posta", "telefon",
        "not_after", "not_before", "picture", "title",  "belirtec", "date",    "since",
        "system",    "path",       "report",  "key"};
    static const char *const lists[] = {"certificates", "cards", "systems", "menu", "warnings"};
    struct node *tree = node_object();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        node_put_text(tree, names[i], "<script>alert(1)</script>\"'&");
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        struct node *list = node_list();
        node_append_text(list, "<script>\"'");
        node_put(tree, lists[i], list);
    }
    return tree;
}

static char *render(const char *page, enum language language, const struct node *tree,
                    struct text *out)
{
    struct template template = {.stack = {tree}, .depth = 1, .language = language, .out = out};

    template_render(&template, "top");
    template_render(&template, page);
    template_render(&template, "bottom");
    assert_false(out->failed);
    return (char *)out->data;
}

static void what_comes_from_outside_is_escaped_on_every_page(void **state)
{
    struct node *tree = hostile();

    (void)state;
    for (size_t i = 0; i < PAGES; i++) {
        struct text out = {0};
        const char *text = render(pages[i], TURKISH, tree, &out);
        assert_null(strstr(text, "<script"));
        assert_null(strstr(text, "\"'&\""));
        assert_null(strstr(text, "{{"));
        assert_null(strstr(text, "[["));
        text_free(&out);
    }
    node_free(tree);
}

static void every_page_is_marked_test_and_has_no_script_or_inline_style(void **state)
{
    struct node *tree = node_object();

    (void)state;
    for (size_t i = 0; i < PAGES; i++)
        for (int language = TURKISH; language <= ENGLISH; language++) {
            struct text out = {0};
            const char *text = render(pages[i], (enum language)language, tree, &out);
            assert_non_null(strstr(text, "<strong>TEST</strong>"));
            assert_null(strstr(text, "<script"));
            assert_null(strstr(text, " style="));
            assert_null(strstr(text, "<style"));
            assert_null(strstr(text, " onclick"));
            text_free(&out);
        }
    node_free(tree);
}

/* Each text between [[ and ]] has its English. */
static void every_text_of_a_page_has_its_english(void **state)
{
    char turkish[1024];

    (void)state;
    for (size_t i = 0; i < PAGES; i++) {
        char file[64];
        (void)snprintf(file, sizeof file, "%s.html", pages[i]);
        const char *at = (const char *)asset_find(file).data;
        assert_non_null(at);
        for (at = strstr(at, "[["); at; at = strstr(at, "[[")) {
            const char *end = strstr(at, "]]");
            assert_non_null(end);
            (void)snprintf(turkish, sizeof turkish, "%.*s", (int)(end - at - 2), at + 2);
            const char *english = words_translate(turkish, ENGLISH);
            if (strcmp(english, turkish) == 0 && strcmp(turkish, "PEM") != 0)
                fail_msg("%s has no English: %s", file, turkish);
            at = end;
        }
    }
}

static void every_form_that_posts_carries_its_sessions_token(void **state)
{
    (void)state;
    for (size_t i = 0; i < PAGES; i++) {
        char file[64];
        (void)snprintf(file, sizeof file, "%s.html", pages[i]);
        const char *at = (const char *)asset_find(file).data;
        for (at = strstr(at, "<form method=\"post\""); at;
             at = strstr(at + 1, "<form method=\"post\"")) {
            const char *end = strstr(at, "</form>");
            const char *token = strstr(at, "{{>token}}");
            assert_true(end && token && token < end);
        }
    }
}

static char *fill(const char *page, const struct node *tree, struct text *out)
{
    struct template template = {.stack = {tree}, .depth = 1, .language = TURKISH, .out = out};

    template_render(&template, page);
    return (char *)out->data;
}

static void a_missing_template_and_endless_nesting_fail(void **state)
{
    struct text out = {0};
    struct node *tree = node_object();

    (void)state;
    (void)fill("nosuch", tree, &out);
    assert_true(out.failed);
    text_free(&out);
    node_free(tree);
}

static void times_and_words_are_written_for_people(void **state)
{
    struct text out = {0};
    struct node *tree = node_object();

    (void)state;
    node_put_text(tree, "serial", "0A");
    node_put_text(tree, "status", "held");
    node_put_text(tree, "held_by", "ca");
    node_put_time(tree, "not_before", 1700000000);
    const char *text = fill("certificate", tree, &out);
    assert_non_null(strstr(text, "<dd>15.11.2023 01:13:20</dd>"));
    assert_non_null(strstr(text, "Askıda"));
    assert_non_null(strstr(text, "sertifika hizmet sağlayıcısı"));
    text_free(&out);
    node_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_from_outside_is_escaped_on_every_page),
        cmocka_unit_test(every_page_is_marked_test_and_has_no_script_or_inline_style),
        cmocka_unit_test(every_text_of_a_page_has_its_english),
        cmocka_unit_test(every_form_that_posts_carries_its_sessions_token),
        cmocka_unit_test(a_missing_template_and_endless_nesting_fail),
        cmocka_unit_test(times_and_words_are_written_for_people),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
