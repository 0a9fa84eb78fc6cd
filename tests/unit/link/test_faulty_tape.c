/* SPDX-License-Identifier: MIT */
/* The faulty link befalls the commands it is told to; a tape gives back what was recorded. */
#include "sim/link/faulty.h"
#include "sim/link/tape.h"
#include "tests/unit/reader/echo_card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const uint8_t command[] = {0x00, 0x84, 0x00, 0x00, 0x08};
static const struct bytes challenge = {command, sizeof command};

static struct echo_card card;

static struct link *with_fault(struct link_fault fault)
{
    struct link *link = NULL;

    echo_card_init(&card);
    assert_int_equal(link_faulty_new(&card.link, &fault, 1, &link), LINK_OK);
    return link;
}

static enum link_result ask(struct link *link, struct buf *answer)
{
    buf_clear(answer);
    return link_transmit(link, challenge, answer);
}

static void fault_befalls_its_command_alone(void **state)
{
    const struct {
        struct link_fault fault;
        enum link_result result;
        size_t size;
    } rows[] = {
        {{2, 1, LINK_FAULT_RESET, 0},   LINK_WAS_RESET, 0 },
        {{2, 1, LINK_FAULT_BUSY, 0},    LINK_BUSY,      0 },
        {{2, 1, LINK_FAULT_TIMEOUT, 0}, LINK_TIMEOUT,   0 },
        {{2, 1, LINK_FAULT_SLOW, 5},    LINK_OK,        7 },
        {{2, 1, LINK_FAULT_CUT, 3},     LINK_OK,        3 },
        {{2, 1, LINK_FAULT_CUT, 1},     LINK_GARBLED,   0 },
        {{2, 1, LINK_FAULT_LONG, 3},    LINK_OK,        10},
        {{2, 1, LINK_FAULT_LONG, 999},  LINK_GARBLED,   0 },
        {{2, 1, LINK_FAULT_GARBLED, 0}, LINK_OK,        7 },
        {{2, 1, LINK_FAULT_MORE, 0},    LINK_OK,        2 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct link *link = with_fault(rows[i].fault);
        uint8_t room[LINK_RESPONSE_MAX];
        struct buf answer = buf_over(room, sizeof room);

        assert_int_equal(ask(link, &answer), LINK_OK);
        assert_int_equal(answer.size, 7);
        assert_int_equal(ask(link, &answer), rows[i].result);
        assert_int_equal(answer.size, rows[i].size);
        assert_int_equal(ask(link, &answer), LINK_OK);
        assert_int_equal(answer.size, 7);
        link_free(&link);
    }
}

static void removed_card_stays_out_until_it_returns(void **state)
{
    struct link *link = with_fault((struct link_fault){1, 1, LINK_FAULT_REMOVED, 0});
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);

    (void)state;
    assert_int_equal(ask(link, &answer), LINK_REMOVED);
    assert_int_equal(ask(link, &answer), LINK_NO_CARD);
    assert_int_equal(link_reset(link, &answer), LINK_NO_CARD);
    assert_int_equal(card.commands, 0);
    link_faulty_return(link);
    assert_int_equal(link_reset(link, &answer), LINK_OK);
    assert_int_equal(ask(link, &answer), LINK_OK);
    link_free(&link);
}

static void gone_link_never_comes_back(void **state)
{
    struct link *link = with_fault((struct link_fault){1, 1, LINK_FAULT_GONE, 0});
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);

    (void)state;
    assert_int_equal(ask(link, &answer), LINK_FAILED);
    assert_int_equal(link_reset(link, &answer), LINK_FAILED);
    link_free(&link);
}

static char path[] = "/tmp/akis-tape-XXXXXX";

static void tape_gives_back_what_was_recorded(void **state)
{
    static const uint8_t verify[] = {0x00, 0x20, 0x00, 0x80, 0x06, '1', '2', '3', '4', '5', '6'};
    struct link *link = NULL;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    char text[512] = "";
    FILE *file;

    (void)state;
    echo_card_init(&card);
    assert_int_equal(link_tape_record(&card.link, path, &link), LINK_OK);
    assert_int_equal(link_reset(link, &answer), LINK_OK);
    assert_int_equal(ask(link, &answer), LINK_OK);
    buf_clear(&answer);
    card.mute = true;
    assert_int_equal(link_transmit(link, bytes_of(verify, sizeof verify), &answer), LINK_OK);
    assert_int_equal(link_reset(link, &answer), LINK_NO_CARD);
    assert_int_equal(link_power_off(link), LINK_OK);
    link_free(&link);

    file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    (void)fclose(file);
    assert_non_null(strstr(text, "> 0020008006............\n"));

    buf_clear(&answer);
    assert_int_equal(link_tape_play(path, &link), LINK_OK);
    assert_int_equal(link_reset(link, &answer), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&answer), echo_card_atr));
    assert_int_equal(ask(link, &answer), LINK_OK);
    assert_int_equal(answer.size, 7);
    assert_false(link_tape_at_end(link));
    buf_clear(&answer);
    assert_int_equal(link_transmit(link, bytes_of(verify, sizeof verify), &answer), LINK_OK);
    assert_int_equal(link_reset(link, &answer), LINK_NO_CARD);
    assert_int_equal(link_power_off(link), LINK_OK);
    assert_true(link_tape_at_end(link));
    assert_int_equal(ask(link, &answer), LINK_FAILED);
    link_free(&link);
}

static void other_step_than_the_tapes_fails_for_good(void **state)
{
    struct link *link = NULL;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);

    (void)state;
    assert_int_equal(link_tape_play(path, &link), LINK_OK);
    assert_int_equal(ask(link, &answer), LINK_FAILED);
    assert_int_equal(link_reset(link, &answer), LINK_FAILED);
    assert_false(link_tape_at_end(link));
    link_free(&link);
    assert_int_equal(link_tape_play("/nonexistent", &link), LINK_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fault_befalls_its_command_alone),
        cmocka_unit_test(removed_card_stays_out_until_it_returns),
        cmocka_unit_test(gone_link_never_comes_back),
        cmocka_unit_test(tape_gives_back_what_was_recorded),
        cmocka_unit_test(other_step_than_the_tapes_fails_for_good),
    };
    int fd = mkstemp(path);
    int failed;

    if (fd < 0)
        return 1;
    close(fd);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    (void)unlink(path);
    return failed;
}
