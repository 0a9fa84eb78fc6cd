/* SPDX-License-Identifier: MIT */
/* What a story would do to a card that is not of our world, and what its owner tells of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance/runner/card_file.h"
#include "conformance/stage/dialect.h"
#include "conformance/stage/step.h"
#include "conformance/stage/story.h"

static int setup(void **state)
{
    struct vars *vars = vars_new();

    *state = vars;
    return vars && dialect_speak("v2.2.8", vars) && vars_set(vars, "serial", "00") ? 0 : -1;
}

static int teardown(void **state)
{
    struct vars *vars = *state;

    vars_free(&vars);
    return 0;
}

static struct story read_case(struct vars *vars, const char *name)
{
    struct story story = {.harm = HARM_NONE};

    for (const struct suite *const *suite = suites(); *suite; suite++)
        for (const struct conf_case *const *one = (*suite)->cases; *one; one++)
            if (strcmp((*one)->name, name) == 0) {
                story_read(*one, vars, &story);
                return story;
            }
    fail_msg("no case %s", name);
    return story;
}

static void what_cannot_be_undone_is_known_before(void **state)
{
    static const struct {
        const char *name;
        enum harm harm;
        bool puk;
    } rows[] = {
        {"signing_needs_the_pin",            HARM_NONE,   false},
        {"reset_ends_verification",          HARM_NONE,   false},
        {"two_wrong_leave_the_right_one",    HARM_SPENDS, false},
        {"change_sets_the_new_pin",          HARM_SPENDS, false},
        {"puk_works_on_an_open_pin",         HARM_SPENDS, true },
        {"third_wrong_locks",                HARM_LOCKS,  false},
        {"wrong_old_counts",                 HARM_LOCKS,  false},
        {"puk_unlocks_an_old_card",          HARM_LOCKS,  true },
        {"third_wrong_puk_kills",            HARM_KILLS,  true },
        {"wrong_old_puk_counts",             HARM_KILLS,  true },
        {"a_dead_card_still_says_who_it_is", HARM_KILLS,  true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct story story = read_case(*state, rows[i].name);

        assert_string_equal(story.needs, "");
        assert_int_equal(story.harm, rows[i].harm);
        assert_int_equal(story.puk, rows[i].puk);
    }
}

static void what_needs_a_world_says_so(void **state)
{
    assert_string_equal(read_case(*state, "tries_survive_removal").needs,
                        "it needs a world of ours: ! remove");
    assert_string_equal(read_case(*state, "all_three_right").needs,
                        "it needs a portal behind the card");
    assert_string_equal(read_case(*state, "a_card_is_seen").needs,
                        "it asks a client under test, not the card");
}

/* Bytes that a harmless story may not have: PIN and PUK commands, but the right PIN and the
 * question for tries; what writes to files. */
static bool is_dangerous(const char *send)
{
    static const char *const begins[] = {"00 2C", "00 24", "$CHANGE", "00 82", "80 0", "80 15",
                                         "80 16", "00 D",  "00 E",    "80 E",  "10 2C"};

    if (strncmp(send, "00 20", 5) == 0)
        return strcmp(send, "00 20 00 $PIN") != 0 && strcmp(send, "00 20 00 $PUK") != 0 &&
               strcmp(send, "00 20 00 $PIN 06 31 32 33 34 35 36") != 0;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (strncmp(send, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

static void no_harmless_story_has_a_dangerous_row(void **state)
{
    size_t harmless = 0;

    for (const struct suite *const *suite = suites(); *suite; suite++)
        for (const struct conf_case *const *one = (*suite)->cases; *one; one++) {
            struct story story;

            story_read(*one, *state, &story);
            if (story.needs[0] || story.harm != HARM_NONE)
                continue;
            harmless++;
            for (const struct step *step = (*one)->steps; step->send; step++)
                if (is_dangerous(step->send))
                    fail_msg("%s: %s", (*one)->name, step->send);
        }
    assert_true(harmless > 5);
}

static bool reads(const char *text, mode_t mode, struct foreign *foreign)
{
    char path[] = "/tmp/akis-card-XXXXXX";
    int fd = mkstemp(path);
    bool read;

    memset(foreign, 0, sizeof *foreign);
    assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    close(fd);
    read = card_file_read(path, foreign);
    unlink(path);
    return read;
}

static void a_card_file_is_read_whole_or_not_at_all(void **state)
{
    static const char *const wrong[] = {"pin=12a4\n",
                                        "pin=123\n",
                                        "puk=1234567\n",
                                        "pins=1234\n",
                                        "produced=2010-13-01\n",
                                        "produced=20100101\n",
                                        "serial=12\n",
                                        "1234\n"};
    struct foreign foreign;

    (void)state;
    assert_true(reads("# mine\n\npin=1234\npuk=12345678\nproduced=2010-12-31\n", 0600, &foreign));
    assert_string_equal(foreign.own_pin, "1234");
    assert_string_equal(foreign.own_puk, "12345678");
    assert_true(foreign_is_old(&foreign));
    assert_true(reads("produced=2011-01-01\n", 0600, &foreign));
    assert_false(foreign_is_old(&foreign));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(reads(wrong[i], 0600, &foreign));
    assert_false(reads("pin=1234\n", 0640, &foreign));
}

static void an_akis_is_known_by_its_atr(void **state)
{
    (void)state;
    assert_string_equal(dialect_of("3B9F978131FE4580655443D2210831C073F6218081055B"), "v2.2.8");
    assert_null(dialect_of("3B9F978131FE4580655443D9210831C073F62180810550"));
    assert_true(dialect_is_akis("3B9F978131FE4580655443D9210831C073F62180810550"));
    assert_true(dialect_is_akis("3BBA11008131FE4D55454B41452056312E30AE"));
    assert_false(dialect_is_akis("3B80800101"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_cannot_be_undone_is_known_before, setup, teardown),
        cmocka_unit_test_setup_teardown(what_needs_a_world_says_so, setup, teardown),
        cmocka_unit_test_setup_teardown(no_harmless_story_has_a_dangerous_row, setup, teardown),
        cmocka_unit_test(a_card_file_is_read_whole_or_not_at_all),
        cmocka_unit_test(an_akis_is_known_by_its_atr),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
