/* SPDX-License-Identifier: MIT */
/* Commands over a link: what is sent, what is asked again, and where it ends. */

#include "sim/base/hex.h"
#include "sim/engine/dialect.h"
#include "sim/engine/tlv.h"
#include "sim/engine/transport.h"
#include "tests/unit/engine/fake_link.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum akis_outcome send(struct fake_link *fake, struct command command,
                              const char *const *answers, struct buf *answer, unsigned *sw)
{
    struct link *link = fake_link_start(fake, NULL, answers);

    return transport_send(link, &command, answer, sw);
}

static const struct command read_command = {.ins = 0xB0, .le = LE_ALL};

static void a_long_answer_is_collected(void **state)
{
    static const char *const answers[] = {"0102 6102", "0304 6101", "05 9000", NULL};
    uint8_t room[16];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, read_command, answers, &answer, &sw), AKIS_OK);
    assert_int_equal(sw, 0x9000);
    assert_int_equal(answer.size, 5);
    assert_memory_equal(room, "\1\2\3\4\5", 5);
    assert_memory_equal(fake.last, "\0\xC0\0\0\1", 5);
}

static void a_wrong_le_is_asked_again_with_the_right_one(void **state)
{
    static const char *const answers[] = {"6C02", "0102 9000", NULL};
    uint8_t room[16];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, read_command, answers, &answer, &sw), AKIS_OK);
    assert_int_equal(answer.size, 2);
    assert_memory_equal(fake.last, "\0\xB0\0\0\2", 5);
}

static void a_body_is_never_sent_twice(void **state)
{
    static const char *const answers[] = {"6C02", "0102 9000", NULL};
    const struct command verify = {.ins = 0x20, .data = bytes_text("123456"), .le = LE_NONE};
    uint8_t room[16];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, verify, answers, &answer, &sw), AKIS_OK);
    assert_int_equal(sw, 0x6C02);
    assert_int_equal(fake.sent, 1);
}

static void endless_more_ends_with_an_error(void **state)
{
    static const char *const full[] = {"00 6100", NULL};
    static const char *const empty[] = {"6100", NULL};
    uint8_t room[1024];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, read_command, full, &answer, &sw), AKIS_CARD_GARBLED);
    assert_true(fake.sent < 400);
    assert_int_equal(send(&fake, read_command, empty, &answer, &sw), AKIS_CARD_GARBLED);
    assert_int_equal(fake.sent, 2);
}

static void an_answer_longer_than_its_room_is_an_error(void **state)
{
    static const char *const answers[] = {"0102030405 9000", NULL};
    uint8_t room[4];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, read_command, answers, &answer, &sw), AKIS_CARD_GARBLED);
}

static void a_long_body_is_chained(void **state)
{
    static const char *const answers[] = {"9000", NULL};
    static const uint8_t body[256];
    const struct command sign = {
        .ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = {body, sizeof body},
                   .le = LE_ALL
    };
    uint8_t room[16];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, sign, answers, &answer, &sw), AKIS_OK);
    assert_int_equal(fake.sent, 2);
    assert_int_equal(fake.last[0], 0x00);
    assert_int_equal(fake.last[4], 256 - 0xF4);
    assert_int_equal(fake.last_size, 5 + 256 - 0xF4 + 1);
}

static void a_refused_link_of_a_chain_ends_it(void **state)
{
    static const char *const answers[] = {"6E00", "9000", NULL};
    static const uint8_t body[256];
    const struct command sign = {
        .ins = 0x2A, .data = {body, sizeof body},
             .le = LE_ALL
    };
    uint8_t room[16];
    struct buf answer = buf_over(room, sizeof room);
    struct fake_link fake;
    unsigned sw = 0;

    (void)state;
    assert_int_equal(send(&fake, sign, answers, &answer, &sw), AKIS_OK);
    assert_int_equal(sw, 0x6E00);
    assert_int_equal(fake.sent, 1);
}

static void tlv_never_reads_past_its_bytes(void **state)
{
    static const uint8_t lies[] = {0x30, 0x05, 0x02, 0x01};
    static const uint8_t huge[] = {0x30, 0x83, 0xFF, 0xFF, 0xFF};
    static const uint8_t endless[] = {0x30, 0x80, 0x00, 0x00};
    struct bytes rest = bytes_of(lies, sizeof lies);
    struct tlv tlv;

    (void)state;
    assert_false(tlv_next(&rest, &tlv));
    rest = bytes_of(huge, sizeof huge);
    assert_false(tlv_next(&rest, &tlv));
    rest = bytes_of(endless, sizeof endless);
    assert_false(tlv_next(&rest, &tlv));
    assert_int_equal(rest.size, sizeof endless);
}

static const char *version_of(const char *atr)
{
    uint8_t room[64];
    struct buf bytes = buf_over(room, sizeof room);

    assert_true(hex_decode(atr, &bytes));
    const struct dialect *dialect = dialect_of(buf_bytes(&bytes));
    return dialect ? dialect->version : "none";
}

static void every_family_member_is_known_by_its_atr(void **state)
{
    (void)state;
    assert_string_equal(version_of("3BBA11008131FE4D55454B41452056312E30AE"), "v1.0");
    assert_string_equal(version_of("3B9F968131FE45806755454B41451252318073B3A180AA"), "v1.2.1");
    assert_string_equal(version_of("3B9F978131FE4580655443D2210831C073F6218081055B"), "v2.2.8");
    assert_string_equal(version_of("3B9F978131FE4580655443D3228231C073F621808105D3"), "v2.5");
    assert_string_equal(version_of("3B9F978131FE4580655443D4300131C073F62180810500"), "v2.x");
    assert_string_equal(version_of("3B6800000073C84011009000"), "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_answer_is_collected),
        cmocka_unit_test(a_wrong_le_is_asked_again_with_the_right_one),
        cmocka_unit_test(a_body_is_never_sent_twice),
        cmocka_unit_test(endless_more_ends_with_an_error),
        cmocka_unit_test(an_answer_longer_than_its_room_is_an_error),
        cmocka_unit_test(a_long_body_is_chained),
        cmocka_unit_test(a_refused_link_of_a_chain_ends_it),
        cmocka_unit_test(tlv_never_reads_past_its_bytes),
        cmocka_unit_test(every_family_member_is_known_by_its_atr),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
