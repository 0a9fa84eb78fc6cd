/* SPDX-License-Identifier: MIT */
/* As if it were real: cookies, headers, TLS, hosts, new ids, locks that leak nothing. */
#include "portal-mock/routes.h"
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* What a command prints. */
static void output_of(const char *command, char *text, size_t size)
{
    FILE *pipe = popen(command, "r");

    assert_non_null(pipe);
    text[fread(text, 1, size - 1, pipe)] = '\0';
    (void)pclose(pipe);
}

static void every_answer_carries_the_security_headers(void **state)
{
    static const char *const wanted[] = {
        "Content-Security-Policy: default-src 'none'; style-src 'self'",
        "X-Content-Type-Options: nosniff",
        "X-Frame-Options: DENY",
        "Referrer-Policy: same-origin",
        "Cache-Control: no-store",
    };
    static const char *const paths[] = {"/", "/nb.go", "/nbsifreli.go", "/yok", "/nb/islemler"};
    struct fixture *fixture = *state;
    char command[512];
    char text[8192];

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        (void)snprintf(command, sizeof command, "curl -s -D - -o /dev/null --cacert %s %s%s",
                       portal_tls_root_file(fixture->portal), portal_url(fixture->portal),
                       paths[i]);
        output_of(command, text, sizeof text);
        for (size_t w = 0; w < sizeof wanted / sizeof wanted[0]; w++)
            assert_non_null(strstr(text, wanted[w]));
    }
}

static void the_cookie_is_for_this_host_and_no_script(void **state)
{
    struct fixture *fixture = *state;
    char command[512];
    char text[8192];

    (void)snprintf(command, sizeof command, "curl -s -D - -o /dev/null --cacert %s %s/nbsifreli.go",
                   portal_tls_root_file(fixture->portal), portal_url(fixture->portal));
    output_of(command, text, sizeof text);
    const char *cookie = strstr(text, "Set-Cookie: oturum=");
    assert_non_null(cookie);
    assert_non_null(strstr(cookie, "; Path=/; HttpOnly; Secure; SameSite=Strict"));
    assert_null(strstr(cookie, "Domain="));
}

static void old_tls_is_refused(void **state)
{
    static const char *const versions[] = {"-tls1_1", "-tls1_2", "-tls1_3"};
    struct fixture *fixture = *state;
    char command[512];
    char text[16384];

    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(command, sizeof command,
                       "openssl s_client %s -cipher ALL:@SECLEVEL=0 -connect %s -CAfile %s "
                       "</dev/null 2>&1",
                       versions[i], portal_url(fixture->portal) + strlen("https://"),
                       portal_tls_root_file(fixture->portal));
        output_of(command, text, sizeof text);
        assert_int_equal(strstr(text, "Verify return code: 0 (ok)") != NULL &&
                             strstr(text, "Cipher is (NONE)") == NULL,
                         i > 0);
    }
}

static void only_loopback_is_listened_at(void **state)
{
    static const char *const addresses[] = {"0.0.0.0", "::", "192.0.2.1", "8.8.8.8"};
    struct fixture *fixture = *state;
    struct portal *portal = NULL;

    portal_free(&fixture->portal);
    for (size_t i = 0; i < 4; i++) {
        const struct portal_options options = {.directory = fixture->directory,
                                               .address = addresses[i]};
        assert_int_equal(portal_new(&options, &portal), PORTAL_NOT_LOOPBACK);
    }
    const struct portal_options words = {.directory = fixture->directory, .address = "localhost"};
    assert_int_equal(portal_new(&words, &portal), PORTAL_BAD_ARGUMENT);
}

static int ask_host(struct fixture *fixture, const char *host)
{
    struct request request = {.method = METHOD_GET, .path = "/nb.go", .host = host};
    struct response response = {0};

    route_answer(fixture->portal, routes_secure(), &request, &response);
    int status = response.status;
    response_free(&response);
    return status;
}

static void a_foreign_host_is_421(void **state)
{
    struct fixture *fixture = *state;
    const char *own = portal_url(fixture->portal) + strlen("https://");
    char local[64];

    (void)snprintf(local, sizeof local, "localhost%s", strrchr(own, ':'));
    assert_int_equal(ask_host(fixture, own), 200);
    assert_int_equal(ask_host(fixture, local), 200);
    assert_int_equal(ask_host(fixture, "evil.example"), 421);
    assert_int_equal(ask_host(fixture, "127.0.0.1"), 421);
    assert_int_equal(ask_host(fixture, "localhost.evil.example"), 421);
}

/* The id of the only session. */
static void id_of(struct fixture *fixture, char id[SESSION_ID])
{
    struct sessions *sessions = &fixture->portal->sessions;

    memcpy(id, sessions->list[sessions->count - 1]->id, SESSION_ID);
}

static void each_step_has_a_new_id_and_the_old_one_opens_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    char ids[3][SESSION_ID];
    char code[10];
    char body[64];
    char cookie[96];

    assert_int_equal(browser_get(&browser, "/nbsifreli.go"), 200);
    id_of(fixture, ids[0]);
    assert_int_equal(browser_password(&browser, first_id, word), 200);
    id_of(fixture, ids[1]);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/sms", NULL), 200);
    fixture_code(fixture, code);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", code);
    assert_int_equal(browser_post(&browser, "/nbsifreli.go/kod", body), 200);
    id_of(fixture, ids[2]);
    assert_string_not_equal(ids[0], ids[1]);
    assert_string_not_equal(ids[1], ids[2]);
    for (size_t i = 0; i < 2; i++) {
        (void)snprintf(cookie, sizeof cookie, "oturum=%s", ids[i]);
        struct request request = {.method = METHOD_GET, .path = "/nb/islemler", .cookie = cookie};
        struct response response = {0};
        route_answer(fixture->portal, routes_secure(), &request, &response);
        assert_int_equal(response.status, 401);
        response_free(&response);
    }
    browser_close(&browser);
}

static double seconds_of(struct browser *browser, const char *id, const char *said)
{
    struct timespec start;
    struct timespec end;

    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    assert_int_equal(browser_password(browser, id, said), 401);
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static int by_size(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;

    return (a > b) - (a < b);
}

/* Medians of a known, an unknown and a locked id, the latter with the right word. */
static void known_unknown_and_locked_ids_take_the_same_time(void **state)
{
    enum { ROUNDS = 15 };
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);
    double times[3][ROUNDS];

    fixture_policy(fixture, "login_failures", "5");
    for (int i = 0; i < 5; i++)
        assert_int_equal(browser_password(&browser, second_id, "yanlış"), 401);
    fixture_policy(fixture, "login_failures", "1000");
    for (size_t i = 0; i < ROUNDS; i++) {
        times[0][i] = seconds_of(&browser, first_id, "yanlış");
        times[1][i] = seconds_of(&browser, "33333333330", "yanlış");
        times[2][i] = seconds_of(&browser, second_id, "istanbul IŞIK");
    }
    for (size_t kind = 0; kind < 3; kind++) {
        qsort(times[kind], ROUNDS, sizeof times[kind][0], by_size);
        print_message("kind %zu: median %.2f ms\n", kind, times[kind][ROUNDS / 2] * 1e3);
    }
    for (size_t kind = 1; kind < 3; kind++) {
        double ratio = times[kind][ROUNDS / 2] / times[0][ROUNDS / 2];
        assert_true(ratio > 0.6 && ratio < 1.7);
    }
    browser_close(&browser);
}

static void a_locked_ids_answer_is_delayed_like_a_wrong_ones(void **state)
{
    struct fixture *fixture = *state;
    struct browser browser = browser_open(fixture);

    fixture_policy(fixture, "login_delay", "40");
    for (int i = 0; i < 5; i++)
        assert_int_equal(browser_password(&browser, first_id, "yanlış"), 401);
    assert_true(seconds_of(&browser, first_id, word) >= 0.2);
    fixture->now += 900;
    assert_int_equal(browser_password(&browser, first_id, word), 200);
    browser_close(&browser);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(every_answer_carries_the_security_headers),
        WITH_PORTAL(the_cookie_is_for_this_host_and_no_script),
        WITH_PORTAL(old_tls_is_refused),
        WITH_PORTAL(only_loopback_is_listened_at),
        WITH_PORTAL(a_foreign_host_is_421),
        WITH_PORTAL(each_step_has_a_new_id_and_the_old_one_opens_nothing),
        WITH_PORTAL(known_unknown_and_locked_ids_take_the_same_time),
        WITH_PORTAL(a_locked_ids_answer_is_delayed_like_a_wrong_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
