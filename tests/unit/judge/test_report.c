/* SPDX-License-Identifier: MIT */
/* Instances, results and reports of a run that never was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"
#include "conformance/report/document.h"
#include "conformance/report/junit.h"

enum { RESULTS = 3 };

struct fixture {
    struct instances instances;
    struct result results[RESULTS];
    struct run run;
};

/* Three instances of one case: one passed, one fell, one was skipped. */
static void make(struct fixture *fixture)
{
    static const char *const filters[] = {"third_wrong_locks", NULL};
    static const enum verdict verdicts[RESULTS] = {VERDICT_PASS, VERDICT_FAIL, VERDICT_SKIPPED};

    memset(fixture, 0, sizeof *fixture);
    assert_true(instances_make(filters, &fixture->instances));
    assert_int_equal(fixture->instances.count, RESULTS);
    for (size_t i = 0; i < RESULTS; i++) {
        fixture->results[i].instance = &fixture->instances.items[i];
        fixture->results[i].verdict = verdicts[i];
    }
    fixture->results[1].fell = PIN_9;
    strcpy(fixture->results[1].why, "expected <63 C2> & \"nothing\" else\x01");
    strcpy(fixture->results[2].why, "no reader");
    fixture->run.results = fixture->results;
    fixture->run.count = RESULTS;
    fixture->run.link = "process";
}

typedef void write_fn(const struct run *run, FILE *out);

static char *write_text(const struct run *run, write_fn *write)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    write(run, out);
    fclose(out);
    return text;
}

static void junit_counts_and_escapes(void **state)
{
    struct fixture fixture;
    char *text;

    (void)state;
    make(&fixture);
    text = write_text(&fixture.run, junit_write);
    assert_non_null(strstr(text, "tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""));
    assert_non_null(
        strstr(text, "expected &lt;63 C2&gt; &amp; &quot;nothing&quot; else?\" type=\"PIN-9\""));
    assert_non_null(strstr(text, "<skipped message=\"no reader\">"));
    assert_non_null(strstr(text, "<property name=\"requirement\" value=\"PIN-1\"/>"));
    free(text);
    instances_free(&fixture.instances);
}

static void the_document_is_json_and_says_what_stands(void **state)
{
    struct fixture fixture;
    struct json *json;
    char *text;
    char *standing;

    (void)state;
    make(&fixture);
    text = write_text(&fixture.run, document_write);
    json = json_parse(bytes_text(text));
    assert_non_null(json);
    assert_int_equal(json_number(json, "counts.fail", 0), 1);
    standing = json_text(json, "requirements.[id=PIN-9].standing.card");
    assert_string_equal(standing, "fell");
    free(standing);
    json_free(&json);
    free(text);
    instances_free(&fixture.instances);
}

static void a_case_that_fell_fells_one_requirement_and_shows_none(void **state)
{
    struct fixture fixture;

    (void)state;
    make(&fixture);
    assert_int_equal(run_standing(&fixture.run, PIN_9, TARGET_CARD), STANDING_FELL);
    assert_int_equal(run_standing(&fixture.run, PIN_1, TARGET_CARD), STANDING_SHOWN);
    fixture.results[0].verdict = VERDICT_SKIPPED;
    assert_int_equal(run_standing(&fixture.run, PIN_1, TARGET_CARD), STANDING_SKIPPED);
    assert_int_equal(run_standing(&fixture.run, PIN_2, TARGET_CARD), STANDING_NOT_RUN);
    instances_free(&fixture.instances);
}

static void names_are_unique_and_stories_fit(void **state)
{
    struct instances all;

    (void)state;
    assert_true(instances_make(NULL, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct step *steps = all.items[i].conf_case->steps;

        for (size_t other = 0; other < i; other++)
            assert_string_not_equal(all.items[i].name, all.items[other].name);
        assert_null(steps[STEPS_MAX - 1].send);
    }
    instances_free(&all);
}

static void every_case_shows_something_that_its_target_can(void **state)
{
    struct instances all;

    (void)state;
    assert_true(instances_make(NULL, &all));
    for (size_t i = 0; i < all.count; i++) {
        const struct conf_case *one = all.items[i].conf_case;
        bool shows = false;

        for (int r = SETUP + 1; r < REQUIREMENT_COUNT; r++)
            shows = shows || (case_shows(one, (enum requirement)r) &&
                              (requirement_row((enum requirement)r)->targets & one->target));
        if (!shows)
            fail_msg("%s shows nothing that a %s is asked for", all.items[i].name,
                     target_name(one->target));
    }
    instances_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(junit_counts_and_escapes),
        cmocka_unit_test(the_document_is_json_and_says_what_stands),
        cmocka_unit_test(a_case_that_fell_fells_one_requirement_and_shows_none),
        cmocka_unit_test(names_are_unique_and_stories_fit),
        cmocka_unit_test(every_case_shows_something_that_its_target_can),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
