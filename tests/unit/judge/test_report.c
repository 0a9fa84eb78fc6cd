/* SPDX-License-Identifier: MIT */
/* Instances, results and reports of a run that never was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/json.h"
#include "conformance/report/document.h"
#include "conformance/report/junit.h"
#include "conformance/report/tap.h"
#include "conformance/runner/expected.h"
#include "conformance/runner/share.h"
#include "conformance/runner/standing.h"

enum { RESULTS = 3 };

struct fixture {
    struct instances instances;
    struct result results[RESULTS];
    struct run run;
};

/* Three instances of one case: one passed, one fell, one was skipped. */
static void make(struct fixture *fixture)
{
    static const char *const filters[] = {"pin.third_wrong_locks", NULL};
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
    assert_non_null(strstr(text, "tests=\"3\" failures=\"1\" errors=\"0\" time"));
    assert_non_null(strstr(text, "tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""));
    assert_non_null(
        strstr(text, "expected &lt;63 C2&gt; &amp; &quot;nothing&quot; else?\" type=\"PIN-9\""));
    assert_non_null(strstr(text, "<skipped message=\"no reader\">"));
    assert_non_null(strstr(text, "requirement: PIN-1 (MUST)\n"));
    assert_non_null(strstr(text, "message=\"MUST PIN-9: "));
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
    assert_int_equal(run_standing(&fixture.run, PIN_1, TARGET_CARD), STANDING_NOT_REACHED);
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

static void a_share_is_every_nth_case(void **state)
{
    struct share share;
    struct instances all;
    struct instances part;

    (void)state;
    assert_false(share_read("0/2", &share));
    assert_false(share_read("3/2", &share));
    assert_false(share_read("1/2x", &share));
    assert_true(share_read("2/3", &share));
    assert_true(instances_make(NULL, &all));
    assert_true(instances_make(NULL, &part));
    share_take(&share, &part);
    assert_int_equal(part.count, (all.count + 1) / 3);
    assert_string_equal(part.items[1].name, all.items[4].name);
    instances_free(&all);
    instances_free(&part);
}

static bool apply_file(const char *text, struct run *run)
{
    char path[] = "/tmp/akis-expected-XXXXXX";
    int fd = mkstemp(path);
    FILE *told = fopen("/dev/null", "w");
    bool fresh;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
    fresh = expected_apply(path, run, told);
    fclose(told);
    unlink(path);
    return fresh;
}

static void an_expected_failure_needs_four_fields_and_a_failure(void **state)
{
    struct fixture fixture;
    char line[300];

    (void)state;
    make(&fixture);
    assert_false(apply_file("pin.nobody | me | 2026-11-22 | gone\n", &fixture.run));
    snprintf(line, sizeof line, "%s | me | 2026-11-22\n", fixture.instances.items[1].name);
    assert_false(apply_file(line, &fixture.run));
    snprintf(line, sizeof line, "# known\n%s | me | 2026-11-22 | why\n",
             fixture.instances.items[1].name);
    assert_true(apply_file(line, &fixture.run));
    assert_int_equal(fixture.results[1].verdict, VERDICT_EXPECTED);
    snprintf(line, sizeof line, "%s | me | 2026-11-22 | why\n", fixture.instances.items[0].name);
    assert_false(apply_file(line, &fixture.run));
    assert_false(apply_file("life.card_of_2010 | me | 2026-11-22 | why\n", &fixture.run));
    fixture.run.partial = true;
    assert_true(apply_file("life.card_of_2010 | me | 2026-11-22 | why\n", &fixture.run));
    assert_false(apply_file("pin.nobody | me | 2026-11-22 | gone\n", &fixture.run));
    instances_free(&fixture.instances);
}

static void tap_plans_and_counts(void **state)
{
    struct fixture fixture;
    char *text;

    (void)state;
    make(&fixture);
    text = write_text(&fixture.run, tap_write);
    assert_non_null(strstr(text, "TAP version 13\n1..3\nok 1 - pin.third_wrong_locks@"));
    assert_non_null(strstr(text, "not ok 2 - "));
    assert_non_null(strstr(text, "# SKIP skipped: no reader"));
    free(text);
    fixture.run.tap = 14;
    text = write_text(&fixture.run, tap_write);
    assert_non_null(strstr(text, "TAP version 14\n1..3\n"));
    free(text);
    instances_free(&fixture.instances);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(junit_counts_and_escapes),
        cmocka_unit_test(the_document_is_json_and_says_what_stands),
        cmocka_unit_test(a_case_that_fell_fells_one_requirement_and_shows_none),
        cmocka_unit_test(a_share_is_every_nth_case),
        cmocka_unit_test(an_expected_failure_needs_four_fields_and_a_failure),
        cmocka_unit_test(tap_plans_and_counts),
        cmocka_unit_test(names_are_unique_and_stories_fit),
        cmocka_unit_test(every_case_shows_something_that_its_target_can),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
