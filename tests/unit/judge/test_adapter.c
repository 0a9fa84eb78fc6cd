/* SPDX-License-Identifier: MIT */
/* The adapter protocol against adapters of a few lines of shell, honest and not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "conformance/stage/adapter.h"

#define HELLO                                                                                      \
    "read l; echo '{\"id\": 1, \"outcome\": \"ok\", \"protocol\": 1, \"name\": \"fake\", "         \
    "\"capabilities\": [\"pin.verify\"]}'; "
#define HONEST "read l; echo '{\"id\": 2, \"outcome\": \"unknown_request\"}'; "

static char fault[2000]; /* of the last adapter that did not start well */

static enum adapter_result start(const char *command, struct adapter **adapter)
{
    enum adapter_result result;
    struct adapter_options options = {
        .command = command,
        .directory = "/tmp",
        .log = "/dev/null",
        .link_fd = -1,
        .pcsc_socket = "/nowhere",
        .portal = "https://127.0.0.1:1",
        .tls_root = "/nowhere",
        .chain = "/nowhere",
    };

    *adapter = NULL;
    result = adapter_start(&options, adapter);
    if (result != ADAPTER_OK && *adapter) {
        snprintf(fault, sizeof fault, "%s", adapter_fault(*adapter));
        adapter_stop(adapter);
    }
    return result;
}

static enum adapter_result ask(struct adapter *adapter, const struct adapter_person *person,
                               struct json **answer)
{
    struct json *request = json_new();
    enum adapter_result result;

    assert_true(json_set_text(request, "request", "pin.verify"));
    *answer = NULL;
    result = adapter_ask(adapter, request, person, answer);
    json_free(&request);
    return result;
}

static void an_honest_adapter_is_asked_and_answers(void **state)
{
    struct adapter *adapter;
    struct json *answer;
    char *text;

    (void)state;
    assert_int_equal(
        start(HELLO HONEST "read l; echo '{\"id\": 3, \"outcome\": \"wrong_pin\"}'", &adapter),
        ADAPTER_OK);
    assert_true(adapter_can(adapter, "pin.verify"));
    assert_false(adapter_can(adapter, "pin.change"));
    assert_int_equal(ask(adapter, NULL, &answer), ADAPTER_OK);
    text = json_text(answer, "outcome");
    assert_string_equal(text, "wrong_pin");
    free(text);
    json_free(&answer);
    adapter_stop(&adapter);
}

static void who_accepts_the_impossible_is_dishonest(void **state)
{
    struct adapter *adapter;

    (void)state;
    assert_int_equal(start(HELLO "read l; echo '{\"id\": 2, \"outcome\": \"ok\"}'", &adapter),
                     ADAPTER_DISHONEST);
    assert_null(adapter);
}

static void exit_code_89_is_unimplemented(void **state)
{
    struct adapter *adapter;

    (void)state;
    assert_int_equal(start("exit 89", &adapter), ADAPTER_UNIMPLEMENTED);
    assert_int_equal(start("exit 1", &adapter), ADAPTER_CANNOT_START);
    assert_int_equal(start("exit 0", &adapter), ADAPTER_CANNOT_START);
}

static void a_line_that_is_no_answer_is_garbled(void **state)
{
    static const struct {
        const char *command;
        const char *fault;
    } bad[] = {
        {"read l; echo hello",                                               "no JSON object: \"hello\"" },
        {"read l; echo '{\"id\": 2, \"outcome\": \"ok\", \"protocol\": 1}'",
         "not the request's id: "                                                                        },
        {"read l; echo '{\"id\": 1, \"outcome\": \"ok\", \"protocol\": 2}'", "hello is not "             },
        {"read l; echo '{\"id\": 1}'",                                       "neither outcome nor need: "},
    };
    struct adapter *adapter;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(start(bad[i].command, &adapter), ADAPTER_GARBLED);
        assert_memory_equal(fault, bad[i].fault, strlen(bad[i].fault));
    }
}

static char *give(void *context, const struct json *need)
{
    char *what = json_text(need, "need");
    bool sms = strcmp(what, "sms") == 0;

    (void)context;
    free(what);
    return sms ? strdup("481516") : NULL;
}

static void a_need_is_answered_as_a_person_would(void **state)
{
    struct adapter_person person = {give, NULL};
    struct adapter *adapter;
    struct json *answer;
    char *text;

    (void)state;
    assert_int_equal(start(HELLO HONEST "read l; echo '{\"id\": 3, \"need\": \"sms\"}'; read c; "
                                        "case $c in *481516*) o=ok;; *) o=failed;; esac; "
                                        "echo '{\"id\": 3, \"need\": \"retina\"}'; read d; "
                                        "case $d in *null*) ;; *) o=failed;; esac; "
                                        "echo \"{\\\"id\\\": 3, \\\"outcome\\\": \\\"$o\\\"}\"",
                           &adapter),
                     ADAPTER_OK);
    assert_int_equal(ask(adapter, &person, &answer), ADAPTER_OK);
    text = json_text(answer, "outcome");
    assert_string_equal(text, "ok");
    free(text);
    json_free(&answer);
    adapter_stop(&adapter);
}

static void no_variable_of_ours_reaches_the_client_but_those_promised(void **state)
{
    struct adapter *adapter;

    (void)state;
    assert_int_equal(setenv("AKIS_CONTROL_TOKEN", "secret", 1), 0);
    assert_int_equal(start("[ -z \"$AKIS_CONTROL_TOKEN\" ] && [ \"$AKIS_TRUST\" = /nowhere ] && "
                           "exit 89; exit 1",
                           &adapter),
                     ADAPTER_UNIMPLEMENTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_adapter_is_asked_and_answers),
        cmocka_unit_test(who_accepts_the_impossible_is_dishonest),
        cmocka_unit_test(exit_code_89_is_unimplemented),
        cmocka_unit_test(a_line_that_is_no_answer_is_garbled),
        cmocka_unit_test(a_need_is_answered_as_a_person_would),
        cmocka_unit_test(no_variable_of_ours_reaches_the_client_but_those_promised),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
