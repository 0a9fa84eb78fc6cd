/* SPDX-License-Identifier: MIT */
/* A kill matrix that nobody ran: what it comes to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"
#include "conformance/prove/equivalents.h"
#include "conformance/prove/proof.h"
#include "conformance/report/page_proof.h"
#include "conformance/report/proof_document.h"
#include "conformance/report/proof_lines.h"

/* The first is no equivalent, the second stands in equivalents.def. */
enum { MADE_UP, LISTED, MUTATIONS };

static size_t case_at(const struct proof *proof, const char *name)
{
    size_t at = 0;

    while (at < proof->cases.count && strcmp(proof->cases.items[at].name, name) != 0)
        at++;
    assert_true(at < proof->cases.count);
    return at;
}

static size_t lock_case(const struct proof *proof)
{
    return case_at(proof, "pin.third_wrong_locks@v1.0");
}

/* All cases held. */
static void make(struct proof *proof)
{
    static const struct mutation items[MUTATIONS] = {
        [MADE_UP] = {MUTATION_RULE, "card.made_up=1",        PIN_1, "it was made up"},
        [LISTED] = {MUTATION_RULE, "portal.login_delay=21", LOG_5, ""              },
    };
    struct mutations mutations = {.count = 0};

    for (size_t i = 0; i < MUTATIONS; i++)
        assert_true(mutations_add(&mutations, &items[i]));
    assert_true(proof_make(proof, &mutations));
    for (size_t i = 0; i < MUTATIONS; i++)
        for (size_t j = 0; j < proof->cases.count; j++)
            if (proof_mark(proof, i, j) == MARK_WAITING)
                proof_set(proof, i, j, MARK_HELD);
}

static void unnoticed_mutation_survives_unless_it_is_listed(void **state)
{
    struct proof proof;

    (void)state;
    make(&proof);
    assert_int_equal(proof_fate(&proof, MADE_UP), FATE_SURVIVED);
    assert_int_equal(proof_fate(&proof, LISTED), FATE_EQUIVALENT);
    assert_int_equal(proof_stale(&proof), 0);
    proof_free(&proof);
}

static void fall_at_another_requirement_kills_nothing(void **state)
{
    struct mutation mutation = {.requirement = PIN_1};
    struct result result = {.verdict = VERDICT_FAIL, .fell = PIN_9};

    (void)state;
    assert_int_equal(proof_judge(&mutation, &result), MARK_ELSEWHERE);
    result.fell = PIN_1;
    assert_int_equal(proof_judge(&mutation, &result), MARK_KILLED);
    result.verdict = VERDICT_SKIPPED;
    assert_int_equal(proof_judge(&mutation, &result), MARK_UNSAID);
}

static void equivalent_that_is_killed_is_stale(void **state)
{
    struct proof proof;

    (void)state;
    make(&proof);
    proof_set(&proof, LISTED, case_at(&proof, "access.five_failures_lock"), MARK_KILLED);
    assert_int_equal(proof_fate(&proof, LISTED), FATE_KILLED);
    assert_int_equal(proof_stale(&proof), 1);
    proof_free(&proof);
}

static void equivalent_of_no_mutation_is_stale_in_a_whole_proof(void **state)
{
    struct proof proof;
    size_t lines = 0;

    (void)state;
    make(&proof);
    while (equivalent_at(lines))
        lines++;
    proof.whole = true;
    assert_int_equal(proof_stale(&proof), lines - 1); /* all but the one that was tried */
    proof_free(&proof);
}

static void case_is_idle_until_one_of_its_instances_fell(void **state)
{
    struct proof proof;

    (void)state;
    make(&proof);
    assert_true(proof_is_idle(&proof, lock_case(&proof)));
    assert_false(proof_is_idle(&proof, lock_case(&proof) + 1)); /* told with the first */
    proof_set(&proof, MADE_UP, lock_case(&proof) + 1, MARK_ELSEWHERE);
    assert_false(proof_is_idle(&proof, lock_case(&proof)));
    proof_free(&proof);
}

static void proofs_are_compared_kill_by_kill(void **state)
{
    FILE *out = tmpfile();
    struct proof first;
    struct proof second;

    (void)state;
    assert_non_null(out);
    make(&first);
    make(&second);
    assert_int_equal(proof_differences(&first, &second, out), 0);
    proof_set(&second, MADE_UP, lock_case(&second), MARK_KILLED);
    assert_int_equal(proof_differences(&first, &second, out), 1);
    proof_free(&second);
    proof_free(&first);
    fclose(out);
}

static void reports_tell_survivors_and_reasons(void **state)
{
    struct proof proof;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    (void)state;
    assert_non_null(out);
    make(&proof);
    proof_document_write(&proof, out);
    fflush(out);
    struct json *json = json_parse(bytes_of(text, size));
    assert_non_null(json);
    assert_int_equal(json_number(json, "counts.survived", 0), 1);
    char *fate = json_text(json, "mutations.[mutation=portal.login_delay=21].fate");
    assert_string_equal(fate, "equivalent");
    free(fate);
    json_free(&json);
    page_proof_write(&proof, out);
    fclose(out);
    assert_non_null(strstr(text, "card.made_up=1"));
    assert_non_null(strstr(text, "it was made up"));
    free(text);
    proof_free(&proof);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unnoticed_mutation_survives_unless_it_is_listed),
        cmocka_unit_test(fall_at_another_requirement_kills_nothing),
        cmocka_unit_test(equivalent_that_is_killed_is_stale),
        cmocka_unit_test(equivalent_of_no_mutation_is_stale_in_a_whole_proof),
        cmocka_unit_test(case_is_idle_until_one_of_its_instances_fell),
        cmocka_unit_test(proofs_are_compared_kill_by_kill),
        cmocka_unit_test(reports_tell_survivors_and_reasons),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
