/* SPDX-License-Identifier: MIT */
/* The control door by HTTP: who is let in, and what it does. */
#include "sim/http/http.h"
#include "sim/world/door.h"
#include "sim/world/door_routes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static struct world *world;
static struct door *door;
static struct http *http;
static char token[65];

static int open_door(void **state)
{
    (void)state;
    if (world_new(NULL, &world) != WORLD_OK || door_new(world, 0, &door) != WORLD_OK ||
        http_new(NULL, &http) != HTTP_OK)
        return -1;
    FILE *file = fopen(door_token_file(door), "r");
    size_t size = file ? fread(token, 1, 64, file) : 0;
    if (file)
        (void)fclose(file);
    return size == 64 ? 0 : -1;
}

static int close_door(void **state)
{
    (void)state;
    http_free(&http);
    door_free(&door);
    world_free(&world);
    return 0;
}

/* One request; returns the answer's object. */
static json_t *ask(const char *method, const char *path, const char *body, int status)
{
    char url[256];
    struct http_request request = {
        .method = method,
        .url = url,
        .bearer = token,
        .content_type = body ? "application/json" : NULL,
        .body = bytes_text(body),
    };
    struct http_response response = {0};

    (void)snprintf(url, sizeof url, "%s%s", door_url(door), path);
    assert_int_equal(http_send(http, &request, &response), HTTP_OK);
    if (response.status != status)
        fail_msg("%s %s: %d, not %d: %s", method, path, response.status, status,
                 (const char *)response.body);
    json_t *object = json_loadb((const char *)response.body, response.size, 0, NULL);
    assert_non_null(object);
    http_response_free(&response);
    return object;
}

static void expect(const char *method, const char *path, const char *body, int status)
{
    json_decref(ask(method, path, body, status));
}

static const char *text_of(const json_t *object, const char *field)
{
    return json_string_value(json_object_get(object, field));
}

static void without_the_token_nothing_is_told(void **state)
{
    char right[65];

    (void)state;
    memcpy(right, token, sizeof right);
    token[10] = token[10] == '0' ? '1' : '0';
    expect("GET", "/v1/clock", NULL, 401);
    expect("GET", "/v1/nonsense", NULL, 401);
    token[0] = '\0';
    expect("GET", "/v1/clock", NULL, 401);
    memcpy(token, right, sizeof token);
    expect("GET", "/v1/clock", NULL, 200);
}

static void token_file_is_for_its_owner_and_ends_with_the_door(void **state)
{
    char path[600];
    struct stat status;

    (void)state;
    (void)snprintf(path, sizeof path, "%s", door_token_file(door));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    door_free(&door);
    assert_int_not_equal(stat(path, &status), 0);
}

/* A page whose name was made to resolve to loopback sends its own name as Host. */
static void another_host_name_is_refused(void **state)
{
    char command[512];

    (void)state;
    (void)snprintf(command, sizeof command,
                   "test \"$(curl -s -o /dev/null -w '%%{http_code}' -H 'Host: evil.example' "
                   "-H 'Authorization: Bearer %s' %s/v1/clock)\" = 421",
                   token, door_url(door));
    assert_int_equal(system(command), 0);
}

static void unknown_paths_methods_fields_and_bodies_have_their_own_answers(void **state)
{
    (void)state;
    expect("GET", "/v1/nonsense", NULL, 404);
    expect("GET", "/v1/clock/", NULL, 404);
    expect("DELETE", "/v1/clock", NULL, 405);
    expect("PUT", "/v1/clock", "{\"mode\": \"real\", \"stat\": 1}", 400);
    expect("PUT", "/v1/clock", "[1]", 400);
    expect("PUT", "/v1/clock", "{\"mode\":", 400);
    expect("PUT", "/v1/clock", "{\"mode\": \"backwards\"}", 400);
    expect("PUT", "/v1/slots/x", "{\"card\": \"00\"}", 400);
    expect("PUT", "/v1/slots/0", "{\"card\": \"00\"}", 404);
}

static void clock_is_set_moved_and_shown(void **state)
{
    (void)state;
    expect("PUT", "/v1/clock", "{\"mode\": \"frozen\", \"value\": \"2027-01-01\"}", 200);
    json_t *clock = ask("POST", "/v1/clock/add", "{\"seconds\": 61}", 200);
    assert_string_equal(text_of(clock, "now"), "2027-01-01T00:01:01+03:00");
    assert_string_equal(text_of(clock, "mode"), "frozen");
    json_decref(clock);
    expect("POST", "/v1/clock/add", "{\"seconds\": \"1\"}", 400);
}

static void card_is_ordered_inserted_and_removed(void **state)
{
    char path[64];

    (void)state;
    json_t *card = ask("POST", "/v1/cards",
                       "{\"state\": \"last-try\", \"produced\": \"2010-12-31\", \"slot\": 0,"
                       " \"settings\": {\"pin_tries\": \"5\"}}",
                       200);
    assert_int_equal(json_integer_value(json_object_get(card, "pin_tries")), 1);
    assert_int_equal(json_integer_value(json_object_get(card, "slot")), 0);
    assert_string_equal(text_of(card, "unlocks_by"), "puk");
    assert_string_equal(text_of(card, "produced"), "2010-12-31");
    (void)snprintf(path, sizeof path, "/v1/cards/%s", text_of(card, "serial"));
    json_decref(card);
    expect("DELETE", "/v1/slots/0", NULL, 200);
    card = ask("GET", path, NULL, 200);
    assert_true(json_is_null(json_object_get(card, "slot")));
    json_decref(card);
}

static void no_answer_ever_holds_a_pin_or_puk(void **state)
{
    static const char *const paths[] = {"/v1/world", "/v1/cards", "/v1/slots", "/v1/policy"};

    (void)state;
    expect("POST", "/v1/cards", "{\"pin\": \"717273\", \"puk\": \"81828384\", \"slot\": 0}", 200);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        json_t *object = ask("GET", paths[i], NULL, 200);
        char *text = json_dumps(object, 0);
        assert_null(strstr(text, "717273"));
        assert_null(strstr(text, "81828384"));
        free(text);
        json_decref(object);
    }
}

static void rule_is_broken_by_its_name(void **state)
{
    (void)state;
    expect("PUT", "/v1/policy/card.pin_tries", "{\"value\": \"4\"}", 200);
    expect("PUT", "/v1/policy/card.pin_tries", "{\"value\": \"99\"}", 400);
    expect("PUT", "/v1/policy/card.nonsense", "{\"value\": \"4\"}", 404);
    json_t *card = ask("POST", "/v1/cards", "{}", 200);
    assert_int_equal(json_integer_value(json_object_get(card, "pin_tries")), 4);
    json_decref(card);
}

static void pin_pad_is_fitted_typed_on_and_cancelled(void **state)
{
    (void)state;
    expect("POST", "/v1/slots/0/pad", "{\"digits\": \"123456\"}", 409);
    expect("POST", "/v1/readers", "{\"kind\": \"vpcd\", \"pin_pad\": true}", 400);
    expect("POST", "/v1/readers", "{\"kind\": \"socket\", \"pin_pad\": true}", 200);
    expect("POST", "/v1/slots/0/pad", "{\"digits\": \"123456\"}", 200);
    expect("POST", "/v1/slots/0/pad", "{\"digits\": \"12 456\"}", 400);
    expect("POST", "/v1/slots/0/pad", "{}", 400);
    expect("POST", "/v1/slots/9/pad", "{\"digits\": \"123456\"}", 400);
    expect("DELETE", "/v1/slots/0/pad", NULL, 200);
}

static void every_route_is_written_down(void **state)
{
    size_t count;
    const struct door_route *routes = door_routes(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(routes[i].path[0], '/');
        assert_true(strlen(routes[i].summary) > 0);
        assert_non_null(routes[i].handler);
        for (size_t j = 0; j < i; j++)
            assert_false(strcmp(routes[i].path, routes[j].path) == 0 &&
                         strcmp(routes[i].method, routes[j].method) == 0);
    }
}

/* The schema that a name in the same file stands for. */
static json_t *resolve(json_t *root, json_t *schema)
{
    static const char head[] = "#/components/schemas/";
    const char *reference = text_of(schema, "$ref");

    if (!reference)
        return schema;
    assert_int_equal(strncmp(reference, head, sizeof head - 1), 0);
    schema = json_object_get(json_object_get(json_object_get(root, "components"), "schemas"),
                             reference + sizeof head - 1);
    assert_non_null(schema);
    return schema;
}

/* The words of `fields` are the properties, no more and no fewer. */
static void expect_fields(const char *fields, json_t *properties)
{
    char copy[256];
    size_t count = 0;

    (void)snprintf(copy, sizeof copy, "%s", fields);
    for (char *rest = copy, *field; (field = strtok_r(rest, " ", &rest)); count++)
        if (!json_object_get(properties, field))
            fail_msg("%s is not described", field);
    assert_int_equal(count, json_object_size(properties));
}

static void openapi_file_and_table_say_the_same(void **state)
{
    json_t *root = json_load_file(AKIS_SOURCE "/sim/world/control.openapi.json", 0, NULL);
    json_t *paths = json_object_get(root, "paths");
    size_t count;
    size_t operations = 0;
    const struct door_route *routes = door_routes(&count);
    const char *path;
    json_t *item;

    (void)state;
    assert_non_null(paths);
    for (size_t i = 0; i < count; i++) {
        char method[8] = "";
        for (size_t j = 0; routes[i].method[j]; j++)
            method[j] = (char)(routes[i].method[j] | 0x20);
        json_t *operation = json_object_get(json_object_get(paths, routes[i].path), method);
        if (!operation)
            fail_msg("%s %s is not described", routes[i].method, routes[i].path);
        assert_string_equal(text_of(operation, "summary"), routes[i].summary);
        json_t *content = json_object_get(json_object_get(operation, "requestBody"), "content");
        json_t *schema = json_object_get(json_object_get(content, "application/json"), "schema");
        expect_fields(routes[i].fields, json_object_get(resolve(root, schema), "properties"));
    }
    json_object_foreach(paths, path, item)
    {
        operations += json_object_size(item);
    }
    assert_int_equal(operations, count);
    json_decref(root);
}

static void control_page_names_every_route(void **state)
{
    static char page[1 << 16];
    char wanted[128];
    size_t count;
    const struct door_route *routes = door_routes(&count);
    FILE *file = fopen(AKIS_SOURCE "/sim/world/CONTROL.md", "r");

    (void)state;
    assert_non_null(file);
    page[fread(page, 1, sizeof page - 1, file)] = '\0';
    (void)fclose(file);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(wanted, sizeof wanted, "| %s `%s` |", routes[i].method, routes[i].path);
        if (!strstr(page, wanted))
            fail_msg("CONTROL.md has no %s", wanted);
    }
}

int main(void)
{
#define AT_DOOR(test) cmocka_unit_test_setup_teardown(test, open_door, close_door)
    const struct CMUnitTest tests[] = {
        AT_DOOR(without_the_token_nothing_is_told),
        AT_DOOR(token_file_is_for_its_owner_and_ends_with_the_door),
        AT_DOOR(another_host_name_is_refused),
        AT_DOOR(unknown_paths_methods_fields_and_bodies_have_their_own_answers),
        AT_DOOR(clock_is_set_moved_and_shown),
        AT_DOOR(card_is_ordered_inserted_and_removed),
        AT_DOOR(no_answer_ever_holds_a_pin_or_puk),
        AT_DOOR(rule_is_broken_by_its_name),
        AT_DOOR(pin_pad_is_fitted_typed_on_and_cancelled),
        cmocka_unit_test(every_route_is_written_down),
        cmocka_unit_test(openapi_file_and_table_say_the_same),
        cmocka_unit_test(control_page_names_every_route),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
