/* SPDX-License-Identifier: MIT */
/* The world's clock, phone and trace, each alone. */
#include "sim/base/calendar.h"
#include "sim/world/dial.h"
#include "sim/world/inbox.h"
#include "sim/world/trace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static int64_t at(const char *text)
{
    int64_t when;

    assert_true(calendar_parse(text, &when));
    return when;
}

static void frozen_clock_stands_until_it_is_moved(void **state)
{
    struct dial dial;

    (void)state;
    dial_init(&dial);
    assert_true(dial_set(&dial, "frozen", "2027-01-01T12:00:00"));
    assert_int_equal(dial_now(&dial), at("2027-01-01T12:00:00"));
    assert_true(dial_add(&dial, 181));
    assert_int_equal(dial_now(&dial), at("2027-01-01T12:03:01"));
    assert_string_equal(dial_mode_text(&dial), "frozen");
    dial_end(&dial);
}

static void offset_clock_runs_on_from_a_date_or_by_seconds(void **state)
{
    struct dial dial;
    int64_t real = (int64_t)time(NULL);

    (void)state;
    dial_init(&dial);
    assert_true(dial_set(&dial, "offset", "-3600"));
    assert_in_range(dial_now(&dial) - (real - 3600), 0, 2);
    assert_true(dial_set(&dial, "offset", "2010-12-31"));
    assert_in_range(dial_now(&dial) - at("2010-12-31"), 0, 2);
    assert_true(dial_add(&dial, 86400));
    assert_in_range(dial_now(&dial) - at("2011-01-01"), 0, 2);
    assert_true(dial_set(&dial, "real", NULL));
    assert_in_range(dial_now(&dial) - real, 0, 2);
    dial_end(&dial);
}

static void clock_refuses_nonsense_and_stays(void **state)
{
    static const char *const wrong[][2] = {
        {"offset",  "2027-02-30"          },
        {"offset",  "9223372036854775807" },
        {"offset",  "99999999999999999999"},
        {"offset",  "12x"                 },
        {"offset",  ""                    },
        {"offset",  NULL                  },
        {"frozen",  "tomorrow"            },
        {"stopped", "2027-01-01"          },
    };
    struct dial dial;

    (void)state;
    dial_init(&dial);
    assert_true(dial_set(&dial, "frozen", "2027-01-01"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(dial_set(&dial, wrong[i][0], wrong[i][1]));
    assert_false(dial_add(&dial, INT64_MAX));
    assert_false(dial_add(&dial, INT64_MIN));
    assert_int_equal(dial_now(&dial), at("2027-01-01"));
    dial_end(&dial);
}

static void newest_message_comes_first_and_numbers_match_by_digits(void **state)
{
    struct inbox inbox;
    struct message message;
    char text[64];

    (void)state;
    inbox_init(&inbox);
    for (int i = 0; i < 40; i++) {
        (void)snprintf(text, sizeof text, "Kodunuz: %d", 100000 + i);
        assert_true(inbox_put(&inbox, i, i % 2 ? "0555 000 00 01" : "05550000002", text));
    }
    assert_true(inbox_read(&inbox, "05550000001", 0, &message));
    assert_string_equal(message.code, "100039");
    assert_true(inbox_read(&inbox, "05550000001", 19, &message));
    assert_string_equal(message.code, "100001");
    assert_int_equal(message.when, 1);
    assert_false(inbox_read(&inbox, "05550000001", 20, &message));
    assert_false(inbox_read(&inbox, "0555000000", 0, &message));
    assert_true(inbox_read(&inbox, NULL, 0, &message));
    inbox_end(&inbox);
}

static void code_is_the_lone_run_of_four_to_nine_digits(void **state)
{
    static const char *const texts[][2] = {
        {"SMS Onay Kodunuz: 123456",              "123456"   },
        {"TEST: 123456 kodu 180 saniye geçerli", "123456"   },
        {"180 saniye. Kod 987654321.",            "987654321"},
        {"Kart 0123456789AB, kod 4321",           "4321"     },
        {"Kart 12345B, 6789* ve 1234-, kod 4321", "4321"     },
        {"Kart A12345B678901, kod 4321",          "4321"     },
        {"hesabınız kilitlendi",                ""         },
        {"",                                      ""         },
    };
    char code[16];

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        inbox_code(texts[i][0], code);
        assert_string_equal(code, texts[i][1]);
    }
}

static void expect_command(const uint8_t *command, size_t size, const char *expected)
{
    char text[TRACE_APDU];

    trace_command(bytes_of(command, size), text);
    assert_string_equal(text, expected);
}

#define COMMAND(expected, ...)                                                                     \
    expect_command((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}), expected)

static void trace_masks_the_body_of_commands_with_secrets(void **state)
{
    (void)state;
    COMMAND("0020000102****", 0x00, 0x20, 0x00, 0x01, 0x02, 0x31, 0x32);
    COMMAND("0020000102******", 0x00, 0x20, 0x00, 0x01, 0x02, 0x31, 0x32, 0x00);
    COMMAND("00200001", 0x00, 0x20, 0x00, 0x01);
    COMMAND("1024000102****", 0x10, 0x24, 0x00, 0x01, 0x02, 0x31, 0x32);
    COMMAND("002C000102****", 0x00, 0x2C, 0x00, 0x01, 0x02, 0x31, 0x32);
    COMMAND("0082000002****", 0x00, 0x82, 0x00, 0x00, 0x02, 0x31, 0x32);
    COMMAND("00A40000023F00", 0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00);
}

static void trace_masks_a_digit_that_stands_where_the_length_should(void **state)
{
    (void)state;
    COMMAND("00200001**", 0x00, 0x20, 0x00, 0x01, 0x31);
    COMMAND("00200001********", 0x00, 0x20, 0x00, 0x01, 0x31, 0x32, 0x33, 0x34);
    COMMAND("00200001******", 0x00, 0x20, 0x00, 0x01, 0x06, 0x31, 0x32);
}

static int64_t noon(void *context)
{
    (void)context;
    return 1000;
}

static void trace_lines_hold_no_code_and_stay_json(void **state)
{
    char path[] = "/tmp/akis-trace-XXXXXX";
    char line[512];
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    struct trace *trace = trace_new(path, (struct clock_port){noon, NULL});
    assert_non_null(trace);
    trace_sms(trace, "05550000001", "Kod \"123456\"\n");
    trace_request(trace, "GET", "/nb.go", 200);
    trace_free(&trace);
    FILE *file = fopen(path, "r");
    assert_non_null(fgets(line, sizeof line, file));
    assert_string_equal(line, "{\"n\":1,\"time\":1000,\"event\":\"sms\",\"number\":\"05550000001\","
                              "\"text\":\"Kod \\\"******\\\"\\u000a\"}\n");
    assert_non_null(fgets(line, sizeof line, file));
    assert_non_null(strstr(line, "\"path\":\"/nb.go\",\"status\":200}"));
    (void)fclose(file);
    (void)unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frozen_clock_stands_until_it_is_moved),
        cmocka_unit_test(offset_clock_runs_on_from_a_date_or_by_seconds),
        cmocka_unit_test(clock_refuses_nonsense_and_stays),
        cmocka_unit_test(newest_message_comes_first_and_numbers_match_by_digits),
        cmocka_unit_test(code_is_the_lone_run_of_four_to_nine_digits),
        cmocka_unit_test(trace_masks_the_body_of_commands_with_secrets),
        cmocka_unit_test(trace_masks_a_digit_that_stands_where_the_length_should),
        cmocka_unit_test(trace_lines_hold_no_code_and_stay_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
