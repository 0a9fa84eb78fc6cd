/* SPDX-License-Identifier: MIT */
/* The route table: every row's columns are checked before its handler, whatever the row. */
#include "portal-mock/form_token.h"
#include "portal-mock/routes.h"
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A path of the row, its piece filled in. */
static void path_of(const struct route *route, char path[128])
{
    const char *piece = strchr(route->path, '{');
    const char *rest = piece ? strchr(piece, '}') + 1 : "";

    (void)snprintf(path, 128, "%.*s%s%s",
                   piece ? (int)(piece - route->path) : (int)strlen(route->path), route->path,
                   piece ? "en" : "", rest);
}

/* One request through the pipeline. */
struct ask {
    enum method method;
    const char *path;
    const char *cookie;
    const char *type;
    const char *origin;
    size_t size; /* of a body of blanks, when `body` is NULL */
    const char *body;
};

struct told {
    int status;
    char allow[16];
    char error[32];
};

static struct told ask(struct fixture *fixture, struct route_table table, const struct ask *asked)
{
    char *blanks = calloc(1, asked->size + 1);
    struct request request = {
        .method = asked->method,
        .path = asked->path,
        .accept = "application/json",
        .cookie = asked->cookie,
        .content_type = asked->type,
        .origin = asked->origin,
        .body = asked->body ? bytes_text(asked->body) : bytes_of(blanks, asked->size),
    };
    struct response response = {0};
    struct told told = {0};

    route_answer(fixture->portal, table, &request, &response);
    const char *error = node_text(node_get(response.data, "error"));
    told.status = response.status;
    (void)snprintf(told.allow, sizeof told.allow, "%s", response.allow);
    (void)snprintf(told.error, sizeof told.error, "%s", error ? error : "");
    response_free(&response);
    free(blanks);
    return told;
}

/* A session that stands at one of the steps the row wants; its cookie. */
static struct session *session_for(struct fixture *fixture, const struct route *route,
                                   char cookie[96])
{
    struct portal *portal = fixture->portal;
    struct session *session =
        sessions_begin(&portal->sessions, &portal->random, portal_now(portal));

    assert_non_null(session);
    session->step = (enum step)route->steps;
    (void)snprintf(session->holder, sizeof session->holder, "%s", first_id);
    (void)snprintf(cookie, 96, "dil=tr; oturum=%s", session->id);
    return session;
}

static void each_row_is_whole_and_stands_once(void **state)
{
    const struct route_table tables[] = {routes_secure(), routes_plain()};

    (void)state;
    for (size_t t = 0; t < 2; t++) {
        assert_true(tables[t].count <= ROUTES_MOST);
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct route *row = &tables[t].rows[i];
            assert_non_null(row->run);
            assert_true(strlen(row->requirement) >= 5);
            assert_true(row->method == METHOD_POST || row->takes == NOTHING);
            assert_true(row->takes == NOTHING ? row->most == 0 : row->most > 0);
            if (row->method == METHOD_POST && row->steps != ANYONE)
                assert_int_equal(row->guard, OWN_FORM);
            for (size_t j = 0; j < i; j++)
                assert_false(row->method == tables[t].rows[j].method &&
                             strcmp(row->path, tables[t].rows[j].path) == 0);
        }
    }
}

static void an_unknown_path_is_404(void **state)
{
    static const char *const paths[] = {"/yok",
                                        "/nb",
                                        "/nb/",
                                        "//",
                                        "/nb/sertifikalar/",
                                        "/nb/sertifikalar/../islemler",
                                        "/resim/a/b",
                                        "/nb/sertifikalar/%2e%2e",
                                        "/nb.go/",
                                        "/NB.GO",
                                        ""};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        const struct ask asked = {.method = METHOD_GET, .path = paths[i]};
        assert_int_equal(ask(*state, routes_secure(), &asked).status, 404);
    }
}

static void another_method_is_405_with_allow(void **state)
{
    struct route_table table = routes_secure();
    char path[128];

    for (size_t i = 0; i < table.count; i++) {
        path_of(&table.rows[i], path);
        const struct ask asked = {.method = METHOD_OTHER, .path = path};
        struct told told = ask(*state, table, &asked);
        assert_int_equal(told.status, 405);
        assert_non_null(strstr(told.allow, table.rows[i].method == METHOD_GET ? "GET" : "POST"));
    }
}

static void without_a_session_it_is_401(void **state)
{
    struct route_table table = routes_secure();
    char path[128];

    for (size_t i = 0; i < table.count; i++) {
        if (table.rows[i].steps == ANYONE)
            continue;
        path_of(&table.rows[i], path);
        const struct ask asked = {.method = table.rows[i].method, .path = path};
        assert_int_equal(ask(*state, table, &asked).status, 401);
    }
}

static void at_another_step_it_is_401(void **state)
{
    static const enum step steps[] = {STEP_CAPTCHA, STEP_SIGNING, STEP_FORGOTTEN, STEP_PASSWORD,
                                      STEP_IN};
    struct route_table table = routes_secure();
    char path[128];
    char cookie[96];

    for (size_t i = 0; i < table.count; i++) {
        if (table.rows[i].steps == ANYONE)
            continue;
        path_of(&table.rows[i], path);
        struct session *session = session_for(*state, &table.rows[i], cookie);
        for (size_t s = 0; s < 5; s++) {
            session->step = steps[s];
            const struct ask asked = {
                .method = table.rows[i].method, .path = path, .cookie = cookie};
            if ((table.rows[i].steps & (int)steps[s]) == 0)
                assert_int_equal(ask(*state, table, &asked).status, 401);
        }
    }
}

static void a_body_past_its_column_is_413(void **state)
{
    const struct route_table tables[] = {routes_secure(), routes_plain()};
    char path[128];

    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            path_of(&tables[t].rows[i], path);
            const struct ask asked = {.method = tables[t].rows[i].method,
                                      .path = path,
                                      .size = tables[t].rows[i].most + 1};
            assert_int_equal(ask(*state, tables[t], &asked).status, 413);
        }
}

/* Form with a wrong token, without one, with another session's, with another form's; JSON from a
 * foreign page. */
static void a_foreign_form_is_403(void **state)
{
    struct route_table table = routes_secure();
    static const char form[] = "application/x-www-form-urlencoded";
    char path[128];
    char cookie[96];
    char other[96];
    char body[64];
    char elsewhere[64];
    char token[FORM_TOKEN];

    for (size_t i = 0; i < table.count; i++) {
        const struct route *row = &table.rows[i];
        if (row->guard != OWN_FORM)
            continue;
        path_of(row, path);
        struct session *stranger = session_for(*state, row, other);
        struct session *own = session_for(*state, row, cookie);
        assert_true(form_token_make(stranger, path, token));
        (void)snprintf(body, sizeof body, "belirtec=%s", token);
        assert_true(form_token_make(own, "/nb/baska", token));
        (void)snprintf(elsewhere, sizeof elsewhere, "belirtec=%s", token);
        const struct ask asked[] = {
            {METHOD_POST, path, cookie, form,               NULL,                   0, "a=b"                                      },
            {METHOD_POST, path, cookie, form,               NULL,                   0, "belirtec=0123456789abcdef0123456789abcdef"},
            {METHOD_POST, path, cookie, form,               NULL,                   0, body                                       },
            {METHOD_POST, path, cookie, form,               NULL,                   0, elsewhere                                  },
            {METHOD_POST, path, cookie, NULL,               NULL,                   0, ""                                         },
            {METHOD_POST, path, cookie, "application/json", "https://evil.example", 0, "{}"                                       },
            {METHOD_POST, path, cookie, "application/json", "null",                 0, "{}"                                       },
        };
        for (size_t a = 0; a < sizeof asked / sizeof asked[0]; a++) {
            struct told told = ask(*state, table, &asked[a]);
            assert_int_equal(told.status, 403);
            assert_string_equal(told.error, "csrf");
        }
        assert_true(form_token_make(own, path, token));
        (void)snprintf(body, sizeof body, "belirtec=%s", token);
        const struct ask right = {METHOD_POST, path, cookie, form, NULL, 0, body};
        assert_string_not_equal(ask(*state, table, &right).error, "csrf");
    }
}

static void a_body_of_another_kind_is_415_and_a_broken_one_400(void **state)
{
    struct route_table table = routes_secure();
    static const char *const broken[] = {"{", "[]", "{\"a\":{}}", "{\"a\":1,\"a\":2}", "[[[[["};
    static const char *const bad_forms[] = {"a=%zz", "a=%00", "a=%ff", "a=1&a=2", "a=%4"};
    char path[128];
    char cookie[96];

    for (size_t i = 0; i < table.count; i++) {
        const struct route *row = &table.rows[i];
        if (row->takes != A_FORM)
            continue;
        path_of(row, path);
        (void)session_for(*state, row, cookie);
        struct ask asked = {METHOD_POST, path, cookie, "text/plain", NULL, 0, "x"};
        assert_int_equal(ask(*state, table, &asked).status, 415);
        for (size_t b = 0; b < 5; b++) {
            asked.type = "application/json";
            asked.body = broken[b];
            assert_int_equal(ask(*state, table, &asked).status, 400);
            asked.type = "application/x-www-form-urlencoded";
            asked.body = bad_forms[b];
            assert_int_equal(ask(*state, table, &asked).status, 400);
        }
    }
}

/* Every row that shows something, at its step, as a page and as JSON. */
static void every_page_opens_at_its_step(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product = fixture_card(fixture, first_id, 20150601);
    struct route_table table = routes_secure();
    static const char *const accepts[] = {"text/html", "application/json"};
    char cookie[96];
    char path[128];

    for (size_t i = 0; i < table.count; i++) {
        const struct route *row = &table.rows[i];
        if (row->method != METHOD_GET || strchr(row->path, '{'))
            continue;
        for (size_t a = 0; a < 2; a++) {
            struct session *session = session_for(fixture, row, cookie);
            struct request request = {
                .method = METHOD_GET, .path = row->path, .accept = accepts[a], .cookie = cookie};
            struct response response = {0};
            (void)snprintf(session->new_phone, sizeof session->new_phone, "0555");
            route_answer(fixture->portal, table, &request, &response);
            bool nothing_waits = strcmp(row->path, "/nb/sertifika-yukle") == 0;
            assert_int_equal(response.status, nothing_waits ? 404 : 200);
            assert_false(response.body.failed);
            if (a == 0 && strcmp(row->path, "/bicim.css") != 0)
                assert_non_null(strstr((const char *)response.body.data, "<strong>TEST</strong>"));
            response_free(&response);
        }
    }
    (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s", product.certificate_serial);
    (void)session_for(fixture, &(struct route){.steps = STEP_IN}, cookie);
    const struct ask asked = {.method = METHOD_GET, .path = path, .cookie = cookie};
    assert_int_equal(ask(fixture, table, &asked).status, 200);
    portal_product_free(&product);
}

static void a_picture_is_painted_for_its_own_session_until_it_is_answered(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    struct browser other = browser_open(fixture);
    char picture[96];

    assert_int_equal(browser_get(&browser, "/nbsifreli.go"), 200);
    (void)snprintf(picture, sizeof picture, "%s", browser_text(&browser, "picture"));
    assert_int_equal(browser_page(&browser, picture), 200);
    assert_string_equal(browser.last.content_type, "image/png");
    assert_memory_equal(browser.last.body, "\x89PNG", 4);
    assert_int_equal(browser_page(&other, picture), 401);
    assert_int_equal(browser_get(&other, "/nbsifreli.go"), 200);
    assert_int_equal(browser_page(&other, picture), 404);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go",
                                  "{\"kimlik_no\":\"11111111110\",\"resimdeki_yazi\":\"?\","
                                  "\"guvenlik_sozcugu\":\"yanlış\"}"),
                     401);
    assert_int_equal(browser_page(&browser, picture), 404);
    browser_close(&browser);
    browser_close(&other);
}

static void past_its_rate_it_is_429(void **state)
{
    struct fixture *fixture = *state;
    struct route_table table = routes_secure();
    char path[128];
    char cookie[96];

    for (size_t i = 0; i < table.count; i++) {
        const struct route *row = &table.rows[i];
        if (row->per_minute == 0)
            continue;
        path_of(row, path);
        struct session *session = session_for(fixture, row, cookie);
        struct limit *limit = row->steps != ANYONE ? &session->limit : &fixture->portal->limits[i];
        assert_true(limit_take(limit, MINUTE_MS));
        const struct ask asked = {.method = row->method, .path = path, .cookie = cookie};
        limit->credit = -MINUTE_MS;
        struct told told = ask(fixture, table, &asked);
        assert_int_equal(told.status, 429);
        assert_string_equal(told.error, "too_many");
    }
}

static void a_rate_is_used_up_by_as_many_requests(void **state)
{
    struct limit limit = {0};
    int taken = 0;

    (void)state;
    while (taken < 1000 && limit_take(&limit, MINUTE_MS / 60))
        taken++;
    assert_int_equal(taken, 60);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_is_whole_and_stands_once),
        WITH_PORTAL(an_unknown_path_is_404),
        WITH_PORTAL(another_method_is_405_with_allow),
        WITH_PORTAL(without_a_session_it_is_401),
        WITH_PORTAL(at_another_step_it_is_401),
        WITH_PORTAL(a_body_past_its_column_is_413),
        WITH_PORTAL(a_foreign_form_is_403),
        WITH_PORTAL(a_body_of_another_kind_is_415_and_a_broken_one_400),
        WITH_PORTAL(every_page_opens_at_its_step),
        WITH_PORTAL(a_picture_is_painted_for_its_own_session_until_it_is_answered),
        WITH_PORTAL(past_its_rate_it_is_429),
        cmocka_unit_test(a_rate_is_used_up_by_as_many_requests),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
