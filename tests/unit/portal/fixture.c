/* SPDX-License-Identifier: MIT */
/* A portal of a test's own: see fixture.h. */
#include "tests/unit/portal/fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

const char first_id[] = "11111111110";
const char second_id[] = "22222222220";
const char word[] = "zeytin ağacı";

static int64_t fixture_now(void *context)
{
    const struct fixture *fixture = context;

    return fixture->now;
}

static void take_message(void *context, const char *number, const char *text)
{
    struct fixture *fixture = context;
    struct message *message = &fixture->messages[fixture->message_count++ % MESSAGES_MOST];

    (void)snprintf(message->number, sizeof message->number, "%s", number);
    (void)snprintf(message->text, sizeof message->text, "%s", text);
}

static void take_request(void *context, const char *method, const char *path, int status)
{
    struct fixture *fixture = context;

    (void)snprintf(fixture->watched, sizeof fixture->watched, "%s %s %d", method, path, status);
}

static void start(struct fixture *fixture)
{
    const struct portal_options options = {
        .directory = fixture->directory,
        .clock = {fixture_now,  fixture},
        .random = random_kernel(),
        .phone = {take_message, fixture},
        .watch = {take_request, fixture},
        .policy = &fixture->policy,
        .driver_file = fixture->driver_file,
    };

    assert_int_equal(portal_new(&options, &fixture->portal), PORTAL_OK);
}

int fixture_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const struct portal_holder holders[] = {
        {first_id,  "TEST Ayşe Yılmaz",                 "05550000001", word               },
        {second_id, "Oğuz <b>Işık</b> & \"Çağrı\"", "05550000002", "İSTANBUL ışık"},
    };

    assert_non_null(fixture);
    (void)snprintf(fixture->directory, sizeof fixture->directory, "/tmp/akis-portal-XXXXXX");
    assert_non_null(mkdtemp(fixture->directory));
    fixture->now = 1700000000; /* 2023-11-15 01:13:20, Istanbul */
    policy_fill(portal_policy_table(), &fixture->policy);
    fixture->policy.login_delay = 0;
    start(fixture);
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(portal_add_holder(fixture->portal, &holders[i]), PORTAL_OK);
    *state = fixture;
    return 0;
}

static int drop(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

int fixture_down(void **state)
{
    struct fixture *fixture = *state;

    portal_free(&fixture->portal);
    (void)nftw(fixture->directory, drop, 8, FTW_DEPTH | FTW_PHYS);
    free(fixture);
    return 0;
}

void fixture_restart(struct fixture *fixture)
{
    portal_free(&fixture->portal);
    start(fixture);
}

struct portal_product fixture_card(struct fixture *fixture, const char *holder, int64_t produced)
{
    const struct portal_order order = {
        .holder_id = holder,
        .produced = produced,
        .key_kind = "p384",
        .not_before = fixture->now - 100,
        .not_after = fixture->now + 365 * 86400,
        .pin = "271828",
        .puk = "31415926",
    };
    struct portal_product product;

    assert_int_equal(portal_produce(fixture->portal, &order, &product), PORTAL_OK);
    return product;
}

void fixture_code(const struct fixture *fixture, char code[10])
{
    assert_true(fixture->message_count > 0);
    const char *text = fixture->messages[(fixture->message_count - 1) % MESSAGES_MOST].text;
    const char *digits = strpbrk(text, "0123456789");
    assert_non_null(digits);
    (void)snprintf(code, 10, "%.*s", (int)strspn(digits, "0123456789"), digits);
}

void fixture_policy(struct fixture *fixture, const char *name, const char *value)
{
    assert_int_equal(portal_policy_set(fixture->portal, name, value), POLICY_OK);
}

struct browser browser_open(struct fixture *fixture)
{
    struct browser browser = {.fixture = fixture};
    const struct http_options options = {.ca_file = portal_tls_root_file(fixture->portal)};

    assert_int_equal(http_new(&options, &browser.http), HTTP_OK);
    return browser;
}

static void forget(struct browser *browser)
{
    json_decref(browser->json);
    browser->json = NULL;
    http_response_free(&browser->last);
}

void browser_close(struct browser *browser)
{
    forget(browser);
    http_free(&browser->http);
}

static int send_request(struct browser *browser, const char *method, const char *path,
                        const char *accept, const char *type, const char *body)
{
    char url[512];
    const struct http_request request = {
        .method = method,
        .url = url,
        .accept = accept,
        .content_type = type,
        .body = {(const uint8_t *)body, body ? strlen(body) : 0},
    };

    forget(browser);
    (void)snprintf(url, sizeof url, "%s%s", portal_url(browser->fixture->portal), path);
    assert_int_equal(http_send(browser->http, &request, &browser->last), HTTP_OK);
    browser->json = json_loadb((const char *)browser->last.body, browser->last.size, 0, NULL);
    return browser->last.status;
}

int browser_get(struct browser *browser, const char *path)
{
    return send_request(browser, "GET", path, "application/json", NULL, NULL);
}

int browser_post(struct browser *browser, const char *path, const char *json)
{
    return send_request(browser, "POST", path, "application/json", "application/json",
                        json ? json : "{}");
}

int browser_page(struct browser *browser, const char *path)
{
    return send_request(browser, "GET", path, "text/html", NULL, NULL);
}

int browser_form(struct browser *browser, const char *path, const char *form)
{
    return send_request(browser, "POST", path, "text/html", "application/x-www-form-urlencoded",
                        form);
}

const char *browser_text(const struct browser *browser, const char *name)
{
    const char *text = json_string_value(json_object_get(browser->json, name));

    return text ? text : "";
}

int browser_password(struct browser *browser, const char *id, const char *said_word)
{
    char letters[16];
    char body[512];

    assert_int_equal(browser_get(browser, "/nbsifreli.go"), 200);
    assert_int_equal(
        portal_captcha_answer(browser->fixture->portal, browser_text(browser, "captcha"), letters),
        PORTAL_OK);
    (void)snprintf(body, sizeof body,
                   "{\"kimlik_no\":\"%s\",\"resimdeki_yazi\":\"%s\",\"guvenlik_sozcugu\":\"%s\"}",
                   id, letters, said_word);
    return browser_post(browser, "/nbsifreli.go", body);
}

void browser_login(struct browser *browser, const char *id)
{
    char code[10];
    char body[64];

    assert_int_equal(browser_password(browser, id, id == second_id ? "istanbul IŞIK" : word), 200);
    assert_int_equal(browser_post(browser, "/nbsifreli.go/sms", NULL), 200);
    fixture_code(browser->fixture, code);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", code);
    assert_int_equal(browser_post(browser, "/nbsifreli.go/kod", body), 200);
}

bool browser_find(const struct browser *browser, const char *before, const char *after, char *text,
                  size_t size)
{
    const char *page = (const char *)browser->last.body;
    const char *start = page ? strstr(page, before) : NULL;
    const char *end = start ? strstr(start + strlen(before), after) : NULL;

    if (!end)
        return false;
    start += strlen(before);
    (void)snprintf(text, size, "%.*s", (int)(end - start), start);
    return true;
}

void browser_token(const struct browser *browser, const char *action, char token[64])
{
    char form[256];

    (void)snprintf(form, sizeof form, "action=\"%s\"", action);
    const char *page = strstr((const char *)browser->last.body, form);
    assert_non_null(page);
    const char *field = strstr(page, "name=\"belirtec\" value=\"");
    assert_non_null(field);
    field += strlen("name=\"belirtec\" value=\"");
    (void)snprintf(token, 64, "%.*s", (int)strcspn(field, "\""), field);
}
