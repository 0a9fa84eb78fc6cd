/* SPDX-License-Identifier: MIT */
/* The pcsc-lite server with libpcsclite, and other clients, in front of it. */
#include "sim/link/pcsc.h"
#include "sim/reader/scard.h"
#include "tests/unit/reader/pcsclite_fixture.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SOON = 2000, /* milliseconds */
    AT_ONCE = 5, /* … in which an event must arrive */
};

static struct link *open_link(const char *name)
{
    const struct link_pcsc_options options = {.reader = name};
    struct link *link = NULL;
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    assert_int_equal(link_pcsc_new(&options, &link), LINK_OK);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_true(bytes_equal(buf_bytes(&atr), echo_card_atr));
    return link;
}

static enum link_result say(struct link *link)
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    enum link_result result = link_transmit(link, pcsclite_command, &response);

    if (result == LINK_OK) {
        assert_int_equal(response.size, pcsclite_command.size + 2);
        assert_memory_equal(room, pcsclite_command.data, pcsclite_command.size);
    }
    return result;
}

static void readers_have_their_names_and_are_empty(void **state)
{
    struct link_pcsc_readers readers;

    (void)state;
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 2);
    assert_string_equal(readers.reader[0].name, pcsclite_names[0]);
    assert_string_equal(readers.reader[1].name, pcsclite_names[1]);
    assert_false(readers.reader[0].present);
}

/* A program that waits for the first reader, and when it heard. */
struct watcher {
    pthread_t thread;
    struct link_pcsc_readers readers;
    enum link_result result;
    int64_t heard;
};

static void *watch(void *context)
{
    struct watcher *watcher = context;

    watcher->result = link_pcsc_wait(&watcher->readers, SOON);
    watcher->heard = now_us();
    return NULL;
}

static void start_watching(struct watcher *watcher)
{
    assert_int_equal(link_pcsc_list(&watcher->readers), LINK_OK);
    assert_int_equal(pthread_create(&watcher->thread, NULL, watch, watcher), 0);
    pause_ms(50);
}

/* Microseconds until a waiting program hears of the card's coming or going. */
static int64_t time_of_event(bool coming)
{
    struct watcher watcher;
    int64_t start;

    start_watching(&watcher);
    start = now_us();
    if (coming)
        pcsclite_insert(pcsclite_server, 0, &pcsclite_card.link);
    else
        pcsclite_remove(pcsclite_server, 0);
    pthread_join(watcher.thread, NULL);
    assert_int_equal(watcher.result, LINK_OK);
    assert_int_equal(watcher.readers.reader[0].present, coming);
    return watcher.heard - start;
}

/* A busy machine may put most of them off; who polls every 400 ms is hardly in time twice. */
static void events_arrive_at_once(void **state)
{
    enum { TIMES = 9, ENOUGH = 2 };
    unsigned in_time[2] = {0};

    (void)state;
    echo_card_init(&pcsclite_card);
    for (int i = 0; i < 2 * TIMES; i++)
        in_time[i % 2] += time_of_event(i % 2 == 0) < AT_ONCE * 1000;
    assert_true(in_time[0] >= ENOUGH);
    assert_true(in_time[1] >= ENOUGH);
}

static void mute_card_is_shown_as_mute(void **state)
{
    struct link_pcsc_readers readers;
    struct link *link = NULL;
    const struct link_pcsc_options options = {.reader = pcsclite_names[0]};
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)state;
    echo_card_init(&pcsclite_card);
    pcsclite_card.mute = true;
    pcsclite_insert(pcsclite_server, 0, &pcsclite_card.link);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_true(readers.reader[0].present);
    assert_true(readers.reader[0].mute);
    assert_int_equal(link_pcsc_new(&options, &link), LINK_OK);
    assert_int_not_equal(link_reset(link, &atr), LINK_OK);
    link_free(&link);
}

static void answers_come_back(void **state)
{
    struct link *link = open_link(pcsclite_names[0]);

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void removed_card_is_told_and_a_new_one_works_after_reset(void **state)
{
    struct link *link = open_link(pcsclite_names[0]);
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)state;
    pcsclite_remove(pcsclite_server, 0);
    assert_int_equal(say(link), LINK_REMOVED);
    pcsclite_insert(pcsclite_server, 0, &pcsclite_card.link);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void *remove_soon(void *context)
{
    (void)context;
    pause_ms(50);
    pcsclite_remove(pcsclite_server, 0);
    return NULL;
}

static void card_pulled_in_mid_command_is_told(void **state)
{
    struct link *link = open_link(pcsclite_names[0]);
    pthread_t thread;

    (void)state;
    pcsclite_card.slowness = 200;
    assert_int_equal(pthread_create(&thread, NULL, remove_soon, NULL), 0);
    assert_int_equal(say(link), LINK_REMOVED);
    pthread_join(thread, NULL);
    link_free(&link);
}

static void slow_card_delays_no_other_reader(void **state)
{
    struct raw slow = pcsclite_raw(SHARE_SHARED);
    struct wire_transmit message = {.handle = slow.handle,
                                    .send_protocol = 2,
                                    .send_size = (uint32_t)pcsclite_command.size,
                                    .receive_size = 258};
    struct echo_card other;
    struct link *link;
    int64_t start;

    (void)state;
    echo_card_init(&other);
    pcsclite_card.slowness = 500;
    raw_say(slow.fd, WIRE_TRANSMIT, &message, sizeof message);
    (void)!send(slow.fd, pcsclite_command.data, pcsclite_command.size, 0);
    start = now_us();
    pcsclite_insert(pcsclite_server, 1, &other.link);
    link = open_link(pcsclite_names[1]);
    assert_int_equal(say(link), LINK_OK);
    assert_true(now_us() - start < 200000);
    link_free(&link);
    pcsclite_remove(pcsclite_server, 1);
    close(slow.fd);
}

static void exclusive_client_keeps_others_out(void **state)
{
    struct raw alone = pcsclite_raw(SHARE_EXCLUSIVE);
    struct link_pcsc_readers readers;
    int other = raw_open(pcsclite_path);
    uint32_t context = raw_establish(other, 4);
    int32_t handle;

    (void)state;
    assert_int_equal(raw_connect(other, context, pcsclite_names[0], SHARE_SHARED, &handle),
                     0x8010000B);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_true(readers.reader[0].exclusive);
    close(alone.fd);
    pause_ms(50);
    assert_int_equal(raw_connect(other, context, pcsclite_names[0], SHARE_EXCLUSIVE, &handle), 0);
    close(other);
    pause_ms(50);
}

static void foreign_reset_is_told_until_reconnected(void **state)
{
    struct raw victim = pcsclite_raw(SHARE_SHARED);
    struct link *link = open_link(pcsclite_names[0]);
    uint8_t room[258];
    size_t size;

    (void)state;
    assert_int_equal(raw_transmit(victim.fd, victim.handle, pcsclite_command, room, &size),
                     0x80100068);
    assert_int_equal(raw_transmit(victim.fd, victim.handle, pcsclite_command, room, &size),
                     0x80100068);
    struct wire_reconnect again = {.handle = victim.handle,
                                   .share = SHARE_SHARED,
                                   .protocols = 3,
                                   .initialization = LEAVE_CARD};
    assert_true(raw_ask(victim.fd, WIRE_RECONNECT, &again, sizeof again));
    assert_int_equal(again.result, 0);
    assert_int_equal(raw_transmit(victim.fd, victim.handle, pcsclite_command, room, &size), 0);
    assert_int_equal(size, pcsclite_command.size + 2);
    link_free(&link);
    close(victim.fd);
}

static void unplugged_reader_is_gone_and_comes_back_empty(void **state)
{
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    struct link_pcsc_readers readers;
    uint8_t room[258];
    size_t size;

    (void)state;
    pcsclite_unplug(pcsclite_server, 0);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 1);
    assert_int_equal(raw_transmit(raw.fd, raw.handle, pcsclite_command, room, &size), 0x80100017);
    pcsclite_plug(pcsclite_server, 0);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 2);
    assert_false(readers.reader[0].present);
    close(raw.fd);
}

static void garbage_ends_its_own_connection_and_no_other(void **state)
{
    static const struct {
        uint32_t size;
        uint32_t pcsclite_command;
    } headers[] = {
        {0,          0            },
        {0,          0x03         },
        {0,          0x18         },
        {0,          0xFFFFFFFF   },
        {1,          WIRE_STATUS  },
        {0xFFFFFFFF, WIRE_TRANSMIT},
        {9,          WIRE_CANCEL  },
        {8,          WIRE_CONNECT }
    };
    struct wire_transmit endless = {.send_size = 0xFFFFFFFF};
    struct wire_handle foreign = {0, 0};
    struct link *link = open_link(pcsclite_names[0]);
    struct raw owner = pcsclite_raw(SHARE_SHARED);
    int fd;

    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        fd = raw_open(pcsclite_path);
        assert_int_equal(send(fd, &headers[i], sizeof headers[i], 0), sizeof headers[i]);
        assert_true(raw_hung_up(fd));
        close(fd);
    }
    fd = raw_open(pcsclite_path);
    raw_say(fd, WIRE_TRANSMIT, &endless, sizeof endless);
    assert_true(raw_hung_up(fd));
    close(fd);
    fd = raw_open(pcsclite_path);
    foreign.handle = owner.handle;
    raw_say(fd, WIRE_BEGIN_TRANSACTION, &foreign, sizeof foreign);
    assert_true(raw_hung_up(fd));
    close(fd);
    close(owner.fd);
    assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void client_that_never_reads_holds_nobody_up(void **state)
{
    struct link *link = open_link(pcsclite_names[0]);
    int fd = raw_open(pcsclite_path);
    int64_t start = now_us();

    (void)state;
    (void)raw_establish(fd, 4);
    for (int i = 0; i < 2000; i++) {
        const struct wire_header wait = {0, WIRE_WAIT_STATE_CHANGE};

        if (send(fd, &wait, sizeof wait, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            break;
    }
    assert_int_equal(say(link), LINK_OK);
    assert_true(now_us() - start < 1000000);
    link_free(&link);
    close(fd);
}

#define WITH_CARD(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, pcsclite_put_card_in, pcsclite_take_card_out)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_have_their_names_and_are_empty),
        cmocka_unit_test(events_arrive_at_once),
        cmocka_unit_test_teardown(mute_card_is_shown_as_mute, pcsclite_take_card_out),
        WITH_CARD(answers_come_back),
        WITH_CARD(removed_card_is_told_and_a_new_one_works_after_reset),
        WITH_CARD(card_pulled_in_mid_command_is_told),
        WITH_CARD(slow_card_delays_no_other_reader),
        WITH_CARD(exclusive_client_keeps_others_out),
        WITH_CARD(foreign_reset_is_told_until_reconnected),
        WITH_CARD(unplugged_reader_is_gone_and_comes_back_empty),
        WITH_CARD(garbage_ends_its_own_connection_and_no_other),
        WITH_CARD(client_that_never_reads_holds_nobody_up),
    };
    int failed;

    if (!pcsclite_fixture_start())
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    pcsclite_stop(&pcsclite_server);
    return failed;
}
