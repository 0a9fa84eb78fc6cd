/* SPDX-License-Identifier: MIT */
/* Sessions: their table, their ends, who gives way; Kimlik No; bytes that grow. */
#include "portal-mock/kimlik.h"
#include "portal-mock/portal.h"
#include "portal-mock/session.h"
#include "portal-mock/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct random_port *randomness(void)
{
    static struct random_port port;

    port = random_kernel();
    return &port;
}

static bool no_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    (void)out;
    (void)size;
    return false;
}

static void a_full_table_gives_up_the_one_that_came_least_far(void **state)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    char inside[SESSION_ID];
    char oldest[SESSION_ID];

    (void)state;
    for (size_t i = 0; i < SESSIONS_MOST; i++) {
        struct session *session = sessions_begin(sessions, randomness(), (int64_t)i);
        assert_non_null(session);
        if (i == 0) {
            session->step = STEP_IN;
            memcpy(inside, session->id, sizeof inside);
        }
        if (i == 1)
            memcpy(oldest, session->id, sizeof oldest);
    }
    assert_non_null(sessions_find(sessions, oldest));
    assert_non_null(sessions_begin(sessions, randomness(), SESSIONS_MOST));
    assert_int_equal(sessions->count, SESSIONS_MOST);
    assert_non_null(sessions_find(sessions, inside));
    assert_null(sessions_find(sessions, oldest));
    sessions_end_all(sessions);
    free(sessions);
}

static void an_idle_one_ends_alone(void **state)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    struct session *first = sessions_begin(sessions, randomness(), 0);
    struct session *second = sessions_begin(sessions, randomness(), 10);
    char id[SESSION_ID];

    (void)state;
    (void)first;
    memcpy(id, second->id, sizeof id);
    sessions_expire(sessions, 601, 600);
    assert_int_equal(sessions->count, 1);
    assert_ptr_equal(sessions_find(sessions, id), second);
    assert_null(sessions_find(sessions, "short"));
    sessions_end_all(sessions);
    free(sessions);
}

static void without_randomness_there_is_no_session_and_no_hash(void **state)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    const struct random_port none = {no_chance, NULL};
    uint8_t hash[WORD_HASH];

    (void)state;
    assert_null(sessions_begin(sessions, &none, 0));
    assert_int_equal(sessions->count, 0);
    assert_false(word_hash("zeytin", &none, hash));
    free(sessions);
}

static void the_check_digits_decide(void **state)
{
    static const char *const right[] = {"11111111110", "22222222220", "99999999990", "55555555550"};
    static const char *const wrong[] = {"11111111111",
                                        "11111111100",
                                        "01111111110",
                                        "1111111111",
                                        "111111111100",
                                        "1111111111a",
                                        "",
                                        "11111111101"};

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_true(kimlik_no_holds(right[i]));
    for (size_t i = 0; i < 8; i++)
        assert_false(kimlik_no_holds(wrong[i]));
}

static void a_word_is_fit_by_its_letters_and_held_by_its_hash(void **state)
{
    uint8_t hash[WORD_HASH];
    const uint8_t nobody[WORD_HASH] = {0};

    (void)state;
    assert_false(word_is_fit("üçğ"));
    assert_true(word_is_fit("üçğş"));
    assert_true(word_is_fit("ığüşöçığüşöçığüşöçığüşöçığüşöçış"));
    assert_false(word_is_fit("ığüşöçığüşöçığüşöçığüşöçığüşöçışx"));
    assert_false(word_is_fit("\xff\xfe\xfd\xfc"));
    assert_true(word_hash("İıIi", randomness(), hash));
    assert_true(word_holds("iııi", hash));
    assert_true(word_holds("I\xCC\x87ııi", hash)); /* I and a dot above, apart */
    assert_false(word_holds("iiii", hash));
    assert_false(word_holds("", hash));
    assert_false(word_holds("iııi", nobody));
}

static void every_result_has_its_words(void **state)
{
    (void)state;
    for (int result = PORTAL_OK; result <= PORTAL_REFUSED; result++)
        assert_true(strlen(portal_result_text((enum portal_result)result)) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_table_gives_up_the_one_that_came_least_far),
        cmocka_unit_test(an_idle_one_ends_alone),
        cmocka_unit_test(without_randomness_there_is_no_session_and_no_hash),
        cmocka_unit_test(the_check_digits_decide),
        cmocka_unit_test(a_word_is_fit_by_its_letters_and_held_by_its_hash),
        cmocka_unit_test(every_result_has_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
