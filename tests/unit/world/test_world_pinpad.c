/* SPDX-License-Identifier: MIT */
/* A world whose readers have a PIN pad: what is typed there reaches the card, and nothing else. */
#include "sim/world/keypad.h"
#include "sim/world/world.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <winscard.h>

enum { VERIFY_PIN = 0x42330006, STRUCTURE = 24 };

static char trace[64];
static struct world *world;
static char serial[WORLD_SERIAL];
static SCARDCONTEXT context;
static SCARDHANDLE card;

/* One world for all: libpcsclite reads its socket's name once. */
static int open_world(void **state)
{
    const struct world_options options = {.trace = trace};
    char path[108];
    DWORD protocol;

    (void)state;
    (void)snprintf(trace, sizeof trace, "/tmp/akis-pinpad-%d", (int)getpid());
    if (world_new(&options, &world) != WORLD_OK || world_pinpad_fit(world) != WORLD_OK ||
        world_card_new(world, NULL, serial) != WORLD_OK ||
        world_reader_own(world, path, sizeof path) != WORLD_OK ||
        world_insert(world, serial, 0) != WORLD_OK || setenv("PCSCLITE_CSOCK_NAME", path, 1) != 0)
        return -1;
    return SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != 0 ||
           SCardConnect(context, "AKIS Mini Reader 00 00", SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY,
                        &card, &protocol) != 0;
}

static int close_world(void **state)
{
    (void)state;
    SCardDisconnect(card, SCARD_LEAVE_CARD);
    SCardReleaseContext(context);
    world_free(&world);
    return unlink(trace);
}

/* The status word that comes of a VERIFY by the pad, which waits that many seconds. */
static unsigned verify(uint8_t seconds)
{
    const uint8_t structure[STRUCTURE] = {seconds, 0, 0x82, 0, 0, 12, 4, 2, 0,    0, 0, 0,
                                          0,       0, 0,    5, 0, 0,  0, 0, 0x20, 0, 1, 0};
    uint8_t word[2];
    DWORD size = 0;

    assert_int_equal(SCardControl(card, VERIFY_PIN, structure, STRUCTURE, word, sizeof word, &size),
                     0);
    assert_int_equal(size, 2);
    return (unsigned)word[0] << 8 | word[1];
}

static unsigned tries(void)
{
    struct world_card status;

    assert_int_equal(world_card_status(world, serial, &status), WORLD_OK);
    return status.pin_tries;
}

static void *type_later(void *digits)
{
    (void)nanosleep(&(struct timespec){0, 100000000}, NULL);
    return world_pinpad_type(world, 0, digits) == WORLD_OK ? digits : NULL;
}

static void digits_typed_before_or_meanwhile_reach_the_card(void **state)
{
    char wrong[] = "999999";
    pthread_t thread;
    void *typed;

    (void)state;
    assert_int_equal(pthread_create(&thread, NULL, type_later, wrong), 0);
    assert_int_equal(verify(30), 0x63C2);
    pthread_join(thread, &typed);
    assert_non_null(typed);
    assert_int_equal(tries(), 2);
    assert_int_equal(world_pinpad_type(world, 0, "123456"), WORLD_OK);
    assert_int_equal(verify(30), 0x9000);
    assert_int_equal(tries(), 3);
}

static void cancel_forgets_what_was_typed(void **state)
{
    (void)state;
    assert_int_equal(world_pinpad_type(world, 0, "999999"), WORLD_OK);
    assert_int_equal(world_pinpad_cancel(world, 0), WORLD_OK);
    assert_int_equal(verify(30), 0x6401);
    assert_int_equal(verify(1), 0x6400);
    assert_int_equal(tries(), 3);
}

static void pads_of_two_readers_are_two(void **state)
{
    (void)state;
    assert_int_equal(world_pinpad_type(world, 1, "999999"), WORLD_OK);
    assert_int_equal(verify(1), 0x6400);
    assert_int_equal(world_pinpad_cancel(world, 2), WORLD_BAD_ARGUMENT);
}

static void what_is_no_digits_is_refused_and_not_repeated(void **state)
{
    static const char *const wrong[] = {"", "12 34", "12345678901234567", "1234a"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(world_pinpad_type(world, 0, wrong[i]), WORLD_BAD_ARGUMENT);
    assert_null(strstr(world_error(world), "1234"));
    for (int i = 0; i < KEYPAD_ENTRIES; i++)
        assert_int_equal(world_pinpad_type(world, 0, "1234567890123456"), WORLD_OK);
    assert_int_equal(world_pinpad_type(world, 0, "1"), WORLD_REFUSED);
}

/* Comes after the one above, whose digits wait; the handle is of a card that is gone. */
static void card_taken_out_takes_what_was_typed_with_it(void **state)
{
    DWORD protocol;

    (void)state;
    assert_int_equal(world_remove(world, 0), WORLD_OK);
    assert_int_equal(world_insert(world, serial, 0), WORLD_OK);
    assert_int_equal(
        SCardReconnect(card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_ANY, SCARD_LEAVE_CARD, &protocol),
        0);
    assert_int_equal(verify(1), 0x6400);
}

static void trace_holds_no_digit_that_was_typed(void **state)
{
    static char text[1 << 16];
    FILE *file = fopen(trace, "re");

    (void)state;
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    (void)fclose(file);
    assert_non_null(strstr(text, "0020000106************"));
    assert_null(strstr(text, "123456"));
    assert_null(strstr(text, "999999"));
    assert_null(strstr(text, "313233343536"));
    assert_null(strstr(text, "393939393939"));
}

static void world_has_no_pad_unless_it_is_fitted_in_time(void **state)
{
    struct world *plain = NULL;
    char path[108];

    (void)state;
    assert_int_equal(world_new(NULL, &plain), WORLD_OK);
    assert_int_equal(world_pinpad_type(plain, 0, "123456"), WORLD_REFUSED);
    assert_int_equal(world_pinpad_cancel(plain, 0), WORLD_REFUSED);
    assert_int_equal(world_reader_own(plain, path, sizeof path), WORLD_OK);
    assert_int_equal(world_pinpad_fit(plain), WORLD_REFUSED);
    world_free(&plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_typed_before_or_meanwhile_reach_the_card),
        cmocka_unit_test(cancel_forgets_what_was_typed),
        cmocka_unit_test(pads_of_two_readers_are_two),
        cmocka_unit_test(what_is_no_digits_is_refused_and_not_repeated),
        cmocka_unit_test(card_taken_out_takes_what_was_typed_with_it),
        cmocka_unit_test(trace_holds_no_digit_that_was_typed),
        cmocka_unit_test(world_has_no_pad_unless_it_is_fitted_in_time),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
