/* SPDX-License-Identifier: MIT */
/* Traces read as letters: the PINs are asterisks, and the answers say which they were. */
#include <stdio.h>
#include <string.h>

#include "conformance/explore/follow.h"
#include "tests/unit/explore/explore.h"

enum { TOOK_MAX = 32 };

struct taken {
    const struct model *model;
    const char *rows[TOOK_MAX];
    struct state states[TOOK_MAX];
    size_t count;
};

static void took(void *context, enum age age, const struct state *state, size_t row)
{
    struct taken *taken = context;

    (void)age;
    assert_true(taken->count < TOOK_MAX);
    taken->states[taken->count] = *state;
    taken->rows[taken->count++] = model_row_name(taken->model, row);
}

#define APDU(command, response)                                                                    \
    "{\"event\":\"apdu\",\"card\":\"C1\",\"command\":\"" command "\",\"response\":\"" response     \
    "\"}\n"
#define EVENT(name) "{\"event\":\"" name "\",\"detail\":\"C1\"}\n"

static void follow(const char *text, const struct followed *followed, struct taken *taken,
                   struct followed_counts *counts)
{
    char trace[2000];
    struct model *model = model_new();

    assert_non_null(model);
    *taken = (struct taken){.model = model};
    *counts = (struct followed_counts){0};
    (void)snprintf(trace, sizeof trace, "%s", text);
    FILE *file = fmemopen(trace, strlen(trace), "r");
    assert_non_null(file);
    assert_true(follow_trace(file, model, followed, took, taken, counts));
    assert_int_equal(fclose(file), 0);
    model_free(&model);
}

static void answers_tell_right_pins_from_wrong_ones(void **state)
{
    static const char text[] = EVENT("insert") EVENT("reset") APDU("0020008006************", "63C2")
        APDU("0020008006************", "63C1") APDU("0020008006************", "9000")
            APDU("002400800E****************************", "6A88") APDU("80", "6700");
    struct followed followed = {"v1.0", OLD, follow_fresh()};
    struct followed_counts counts;
    struct taken taken;

    (void)state;
    follow(text, &followed, &taken, &counts);
    assert_int_equal(taken.count, 4);
    assert_string_equal(taken.rows[0], "reset_ends_session");
    assert_string_equal(taken.rows[1], "wrong_pin");
    assert_string_equal(taken.rows[2], "wrong_pin");
    assert_string_equal(taken.rows[3], "right_pin");
    assert_int_equal(taken.states[3].tries, 1);
    assert_int_equal(counts.apdus, 5);
    assert_int_equal(counts.foreign, 2);
    assert_int_equal(counts.strange, 0);
}

static void an_unlock_is_followed_to_its_end(void **state)
{
    static const char text[] = APDU("0084000010", "000102030405060708090A0B0C0D0E0F9000")
        APDU("0082000110********************************", "9000")
            APDU("002C020106************", "9000") APDU("0020000106************", "9000")
                EVENT("power off") EVENT("reset") APDU("00200001", "63C3");
    struct followed followed = {"v2.2.8", NEW, follow_fresh()};
    struct followed_counts counts;
    struct taken taken;

    (void)state;
    followed.start.tries = 0;
    follow(text, &followed, &taken, &counts);
    assert_int_equal(taken.count, 6);
    assert_string_equal(taken.rows[0], "challenge");
    assert_string_equal(taken.rows[1], "answer_right");
    assert_string_equal(taken.rows[2], "portal_unlocks");
    assert_int_equal(taken.states[2].authorised, 1);
    assert_string_equal(taken.rows[3], "right_pin");
    assert_int_equal(taken.states[3].tries, 3);
    assert_string_equal(taken.rows[4], "reset_ends_session");
    assert_string_equal(taken.rows[5], "ask_costs_nothing");
    assert_int_equal(counts.strange, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_tell_right_pins_from_wrong_ones),
        cmocka_unit_test(an_unlock_is_followed_to_its_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
