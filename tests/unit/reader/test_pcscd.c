/* SPDX-License-Identifier: MIT */
/*
 * A private pcscd, vpcd in it, our server behind vpcd and our PC/SC link in front: end to
 * end. Exits 77, with the reason, where the machine cannot.
 */
#include "sim/link/pcsc.h"
#include "sim/reader/pcscd.h"
#include "sim/reader/vpcd.h"
#include "tests/unit/reader/echo_card.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SKIPPED = 77, SOON = 5000 /* milliseconds */ };

static const char *const names[] = {"AKİS Mini Reader", "Milko Mini Reader", NULL};
static const char first_reader[] = "AKİS Mini Reader 00 00";

/* One daemon for all tests: libpcsclite reads PCSCLITE_CSOCK_NAME once a process. */
static struct pcscd *daemon_of_all;

struct stack {
    struct vpcd_server *server;
    struct pcscd_slot slot;
    struct echo_card card;
};

/* Waits until the first reader holds a card, or does not. */
static void wait_for_card(bool present, struct link_pcsc_readers *readers)
{
    assert_int_equal(link_pcsc_list(readers), LINK_OK);
    while (readers->reader[0].present != present)
        assert_int_equal(link_pcsc_wait(readers, SOON), LINK_OK);
}

static int make_stack(void **state)
{
    struct stack *stack = calloc(1, sizeof *stack);
    struct link_pcsc_readers readers;
    struct vpcd_server_options options = {.dial = pcscd_dial_slot, .context = &stack->slot};

    echo_card_init(&stack->card);
    stack->slot = (struct pcscd_slot){daemon_of_all, 0};
    assert_true(vpcd_server_start(&options, &stack->server));
    wait_for_card(false, &readers); /* the last test's is gone at the next poll */
    *state = stack;
    return 0;
}

static int end_stack(void **state)
{
    struct stack *stack = *state;

    vpcd_server_stop(&stack->server);
    free(stack);
    return 0;
}

static struct link *open_card(struct stack *stack)
{
    struct link_pcsc_readers readers;
    struct link *link = NULL;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    vpcd_server_insert(stack->server, &stack->card.link);
    wait_for_card(true, &readers);
    assert_int_equal(link_pcsc_new(NULL, &link), LINK_OK);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&atr), echo_card_atr));
    return link;
}

static enum link_result say(struct link *link)
{
    const uint8_t command[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    enum link_result result = link_transmit(link, bytes_of(command, sizeof command), &response);

    if (result == LINK_OK) {
        assert_int_equal(response.size, sizeof command + 2);
        assert_memory_equal(room, command, sizeof command);
    }
    return result;
}

static void readers_have_their_names_and_two_slots(void **state)
{
    struct link_pcsc_readers readers;

    (void)state;
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 2 * PCSCD_SLOTS);
    assert_int_equal(pcscd_slot_count(daemon_of_all), 2 * PCSCD_SLOTS);
    assert_string_equal(readers.reader[0].name, first_reader);
    assert_string_equal(readers.reader[1].name, "AKİS Mini Reader 00 01");
    assert_string_equal(readers.reader[2].name, "Milko Mini Reader 00 00");
    assert_false(readers.reader[0].present);
}

static void inserted_card_is_seen_with_its_atr(void **state)
{
    struct stack *stack = *state;
    struct link_pcsc_readers readers;

    vpcd_server_insert(stack->server, &stack->card.link);
    wait_for_card(true, &readers);
    assert_int_equal(readers.reader[0].atr_size, echo_card_atr.size);
    assert_memory_equal(readers.reader[0].atr, echo_card_atr.data, echo_card_atr.size);
}

static void removed_card_is_seen_and_the_link_says_so(void **state)
{
    struct stack *stack = *state;
    struct link *link = open_card(stack);
    struct link_pcsc_readers readers;

    vpcd_server_remove(stack->server);
    wait_for_card(false, &readers);
    assert_int_equal(say(link), LINK_REMOVED);
    link_free(&link);
}

static void link_works_again_after_reinsertion_and_reset(void **state)
{
    struct stack *stack = *state;
    struct link *link = open_card(stack);
    struct link_pcsc_readers readers;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    vpcd_server_remove(stack->server);
    wait_for_card(false, &readers);
    vpcd_server_insert(stack->server, &stack->card.link);
    wait_for_card(true, &readers);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void answers_come_back_byte_by_byte(void **state)
{
    struct link *link = open_card(*state);

    assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void exclusive_link_keeps_others_out(void **state)
{
    struct stack *stack = *state;
    const struct link_pcsc_options alone = {.reader = first_reader, .share = LINK_PCSC_EXCLUSIVE};
    struct link *shared = open_card(stack);
    struct link *exclusive = NULL;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    assert_int_equal(link_pcsc_new(&alone, &exclusive), LINK_OK);
    assert_int_equal(link_reset(exclusive, &atr), LINK_BUSY);
    assert_int_equal(link_power_off(shared), LINK_OK);
    assert_int_equal(link_reset(exclusive, &atr), LINK_OK);
    buf_clear(&atr);
    assert_int_equal(link_reset(shared, &atr), LINK_BUSY);
    link_free(&exclusive);
    link_free(&shared);
}

static void foreign_reset_is_told_once(void **state)
{
    struct stack *stack = *state;
    const struct link_pcsc_options same = {.reader = first_reader};
    struct link *link = open_card(stack);
    struct link *other = NULL;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    assert_int_equal(link_pcsc_new(&same, &other), LINK_OK);
    assert_int_equal(link_reset(other, &atr), LINK_OK);
    assert_int_equal(say(link), LINK_WAS_RESET);
    assert_int_equal(say(link), LINK_OK);
    link_free(&other);
    link_free(&link);
}

static void transaction_begins_and_ends(void **state)
{
    struct link *link = open_card(*state);

    assert_int_equal(link_begin(link), LINK_OK);
    assert_int_equal(say(link), LINK_OK);
    assert_int_equal(link_end(link), LINK_OK);
    link_free(&link);
}

static void reset_reaches_the_card(void **state)
{
    struct stack *stack = *state;
    struct link *link = open_card(stack);
    unsigned before = stack->card.resets;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_true(stack->card.resets > before);
    link_free(&link);
}

static void wait_gives_up_in_time(void **state)
{
    struct link_pcsc_readers readers;

    (void)state;
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(link_pcsc_wait(&readers, 50), LINK_TIMEOUT);
}

static void unknown_reader_is_no_card(void **state)
{
    const struct link_pcsc_options nobody = {.reader = "No Such Reader"};
    struct link *link = NULL;

    (void)state;
    assert_int_equal(link_pcsc_new(&nobody, &link), LINK_NO_CARD);
    assert_null(link);
}

static void bad_names_are_refused(void **state)
{
    const char *const quoted[] = {"say \"hello\"", NULL};
    const char *const none[] = {NULL};
    struct pcscd_options options = {.names = quoted};
    struct pcscd *pcscd = NULL;

    (void)state;
    assert_int_equal(pcscd_start(&options, &pcscd), PCSCD_BAD_ARGUMENT);
    options.names = none;
    assert_int_equal(pcscd_start(&options, &pcscd), PCSCD_BAD_ARGUMENT);
    assert_null(pcscd);
}

static void nothing_answers_after_the_stop(void **state)
{
    struct link_pcsc_readers readers;

    (void)state;
    pcscd_stop(&daemon_of_all);
    assert_null(daemon_of_all);
    assert_int_equal(link_pcsc_list(&readers), LINK_FAILED);
}

/* 0 when a private pcscd runs here, and now one does. */
static int start_daemon(void)
{
    const struct pcscd_options options = {.names = names};
    enum pcscd_result result = pcscd_start(&options, &daemon_of_all);

    if (result == PCSCD_OK)
        return setenv("PCSCLITE_CSOCK_NAME", pcscd_socket(daemon_of_all), 1);
    (void)fprintf(stderr, "skipped: %s\n", pcscd_result_text(result));
    return SKIPPED;
}

#define WITH_STACK(test) cmocka_unit_test_setup_teardown(test, make_stack, end_stack)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_STACK(readers_have_their_names_and_two_slots),
        WITH_STACK(inserted_card_is_seen_with_its_atr),
        WITH_STACK(removed_card_is_seen_and_the_link_says_so),
        WITH_STACK(link_works_again_after_reinsertion_and_reset),
        WITH_STACK(answers_come_back_byte_by_byte),
        WITH_STACK(exclusive_link_keeps_others_out),
        WITH_STACK(foreign_reset_is_told_once),
        WITH_STACK(transaction_begins_and_ends),
        WITH_STACK(reset_reaches_the_card),
        WITH_STACK(wait_gives_up_in_time),
        WITH_STACK(unknown_reader_is_no_card),
        cmocka_unit_test(bad_names_are_refused),
        cmocka_unit_test(nothing_answers_after_the_stop),
    };
    int skip = start_daemon();

    return skip ? skip : cmocka_run_group_tests(tests, NULL, NULL);
}
