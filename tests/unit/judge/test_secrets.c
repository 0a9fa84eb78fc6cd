/* SPDX-License-Identifier: MIT */
/* What a story's secrets are, and that nothing of them is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/secrets.h"

static int setup(void **state)
{
    *state = secrets_new();
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    struct secrets *secrets = *state;

    secrets_free(&secrets);
    return 0;
}

static void assert_blotted(const struct secrets *secrets, const char *text, const char *blotted)
{
    char *got = secrets_blot(secrets, text);

    assert_string_equal(got, blotted);
    free(got);
}

static void a_pin_is_blotted_in_clear_and_in_hexadecimal(void **state)
{
    secrets_learn(*state, "472913");
    assert_blotted(*state, "pin=472913, xpin472913", "pin=***, xpin***");
    assert_blotted(*state, "06 34 37 32 39 31 33 90 00", "06 *** 90 00");
    assert_blotted(*state, "00063437323931339000", "0006***9000");
}

static void a_longer_number_is_not_a_pin(void **state)
{
    secrets_learn(*state, "111111");
    secrets_learn(*state, "4321");
    assert_blotted(*state, "11111111110 and 31 31 31 31 31 31 31 31",
                   "11111111110 and 31 31 31 31 31 31 31 31");
    assert_blotted(*state, "AB4321CD 4321", "AB4321CD ***");
}

static void the_longest_secret_is_blotted(void **state)
{
    secrets_learn(*state, "zeytin");
    secrets_learn(*state, "zeytin ağacı");
    assert_blotted(*state, "word zeytin ağacı, zeytin", "word ***, ***");
}

static void secrets_are_known_by_the_names_of_their_fields(void **state)
{
    static const char answer[] =
        "{\"cards\": [{\"pin\": \"837465\"}], \"message\": \"PIN 837465\", \"code\": \"null\"}";
    struct json *json = json_parse(bytes_text(answer));
    char *line = secrets_show(*state, json);

    assert_null(strstr(line, "\"pin\": \"837465\""));
    assert_blotted(*state, line,
                   "{\"cards\": [{\"pin\": \"***\"}], \"message\": \"PIN ***\", "
                   "\"code\": \"***\"}");
    assert_blotted(*state, "null", "null");
    free(line);
    json_free(&json);
}

static void secrets_are_known_from_the_rows_of_a_case(void **state)
{
    static const struct situation plain = {.no_card = true};
    static const struct step steps[] = {
        {PIN_1, "", "? pin.change pin=246813 new_pin=$pin",
         "ok cards.0.puk=99887766 @body!~135791"                   },
        {PIN_1, "", "! leaks 5550123",                      "clean"},
        {PIN_1, "", "! clock 2026-03-02",                   "ok"   },
        {SETUP, "", NULL,                                   NULL   },
    };
    static const struct conf_case one = {"one", "", TARGET_CLIENT, &plain, steps};

    secrets_learn_case(*state, &one);
    assert_blotted(*state, "246813 99887766 135791 5550123 2026-03-02",
                   "*** *** *** *** 2026-03-02");
}

static void secrets_are_known_from_commands_that_carry_them(void **state)
{
    static const uint8_t verify[] = {0x00, 0x20, 0x00, 0x01, 0x04, '8', '6', '4', '2'};
    static const uint8_t read[] = {0x00, 0xB0, 0x00, 0x00, 0x04, '1', '3', '5', '7'};

    secrets_learn_command(*state, bytes_of(verify, sizeof verify));
    secrets_learn_command(*state, bytes_of(read, sizeof read));
    assert_blotted(*state, "8642 1357", "*** 1357");
}

static void a_file_is_blotted_in_its_place(void **state)
{
    char path[] = "/tmp/akis-secrets-XXXXXX";
    char text[64] = "";
    int fd = mkstemp(path);

    secrets_learn(*state, "472913");
    assert_int_equal(write(fd, "the PIN is 472913\n", 18), 18);
    assert_true(secrets_blot_file(*state, path));
    assert_int_equal(pread(fd, text, sizeof text, 0), 15);
    assert_string_equal(text, "the PIN is ***\n");
    close(fd);
    unlink(path);
    assert_true(secrets_blot_file(*state, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pin_is_blotted_in_clear_and_in_hexadecimal, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_longer_number_is_not_a_pin, setup, teardown),
        cmocka_unit_test_setup_teardown(the_longest_secret_is_blotted, setup, teardown),
        cmocka_unit_test_setup_teardown(secrets_are_known_by_the_names_of_their_fields, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(secrets_are_known_from_the_rows_of_a_case, setup, teardown),
        cmocka_unit_test_setup_teardown(secrets_are_known_from_commands_that_carry_them, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_file_is_blotted_in_its_place, setup, teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
