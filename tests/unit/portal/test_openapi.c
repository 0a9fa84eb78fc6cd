/* SPDX-License-Identifier: MIT */
/* openapi.json says what the route table says: every row, and nothing else. */
#include "portal-mock/routes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static const struct route *row_of(struct route_table table, const char *path, const char *method)
{
    enum method wanted = strcmp(method, "get") == 0 ? METHOD_GET : METHOD_POST;
    char pattern[128];

    /* {name} in the file stands for {} or {*} in the table. */
    const char *open = strchr(path, '{');
    const char *close = open ? strchr(open, '}') : NULL;
    for (size_t i = 0; i < table.count; i++) {
        const char *own = table.rows[i].path;
        const char *piece = strchr(own, '{');
        bool rest = piece && piece[1] == '*';
        if (open && close)
            (void)snprintf(pattern, sizeof pattern, "%.*s%s%s", (int)(open - path), path,
                           rest ? "{*}" : "{}", close + 1);
        else
            (void)snprintf(pattern, sizeof pattern, "%s", path);
        if (table.rows[i].method == wanted && strcmp(own, pattern) == 0)
            return &table.rows[i];
    }
    return NULL;
}

static void check_operation(const struct route *row, const json_t *operation)
{
    const json_t *responses = json_object_get(operation, "responses");
    const json_t *content = json_object_get(json_object_get(operation, "requestBody"), "content");

    assert_string_equal(json_string_value(json_object_get(operation, "x-requirement")),
                        row->requirement);
    assert_int_equal(json_object_get(operation, "security") != NULL, row->steps != ANYONE);
    assert_int_equal(json_object_get(responses, "401") != NULL, row->steps != ANYONE);
    assert_int_equal(json_object_get(responses, "403") != NULL, row->guard == OWN_FORM);
    assert_int_equal(json_object_get(responses, "413") != NULL, row->takes != NOTHING);
    assert_int_equal(json_object_get(responses, "429") != NULL, row->per_minute != 0);
    assert_int_equal(json_object_get(content, "application/json") != NULL, row->takes == A_FORM);
    assert_int_equal(json_object_get(operation, "parameters") != NULL,
                     strchr(row->path, '{') != NULL);
    assert_non_null(json_object_get(responses, "200"));
}

static void the_file_and_the_table_have_the_same_routes(void **state)
{
    json_t *file = json_load_file(PORTAL_OPENAPI, 0, NULL);
    const char *path;
    const char *method;
    json_t *methods;
    json_t *operation;
    size_t seen = 0;

    (void)state;
    assert_non_null(file);
    json_object_foreach(json_object_get(file, "paths"), path, methods)
    {
        json_object_foreach(methods, method, operation)
        {
            const struct route *row = row_of(routes_secure(), path, method);
            if (!row)
                row = row_of(routes_plain(), path, method);
            if (!row)
                fail_msg("%s %s is in the file alone", method, path);
            check_operation(row, operation);
            seen++;
        }
    }
    assert_int_equal(seen, routes_secure().count + routes_plain().count);
    json_decref(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_and_the_table_have_the_same_routes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
