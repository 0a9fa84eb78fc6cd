/* SPDX-License-Identifier: MIT */
/*
 * The pcsc-lite server, with libpcsclite in front of it and with clients that write the
 * wire themselves. One server for all tests: libpcsclite reads its socket's name once.
 */
#include "sim/link/pcsc.h"
#include "sim/reader/pcsclite.h"
#include "sim/reader/scard.h"
#include "tests/unit/reader/echo_card.h"
#include "tests/unit/reader/raw_client.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SOON = 2000,  /* milliseconds */
    AT_ONCE = 5,  /* … in which an event must arrive */
    GRACE = 1000, /* … after which an unused card has lost its power */
};

static const char *const names[] = {"AKİS Mini Reader 00 00", "Milko Mini Reader 01 00", NULL};
static char path[64];
static struct pcsclite_server *server;
static struct echo_card card;

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void pause_ms(unsigned milliseconds)
{
    (void)usleep(milliseconds * 1000);
}

static int put_card_in(void **state)
{
    (void)state;
    echo_card_init(&card);
    pcsclite_insert(server, 0, &card.link);
    return 0;
}

static int take_card_out(void **state)
{
    (void)state;
    pcsclite_remove(server, 0);
    return 0;
}

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

static const uint8_t select_mf[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};
static const struct bytes command = {select_mf, sizeof select_mf};

static enum link_result say(struct link *link)
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    enum link_result result = link_transmit(link, command, &response);

    if (result == LINK_OK) {
        assert_int_equal(response.size, command.size + 2);
        assert_memory_equal(room, command.data, command.size);
    }
    return result;
}

/* A raw client with a handle on the first reader. */
struct raw {
    int fd;
    uint32_t context;
    int32_t handle;
};

static struct raw raw_client(uint32_t share)
{
    struct raw raw = {.fd = raw_open(path)};

    raw.context = raw_establish(raw.fd, 4);
    assert_int_equal(raw_connect(raw.fd, raw.context, names[0], share, &raw.handle), 0);
    return raw;
}

static void socket_is_for_its_owner_alone(void **state)
{
    struct stat status;

    (void)state;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void readers_have_their_names_and_are_empty(void **state)
{
    struct link_pcsc_readers readers;

    (void)state;
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 2);
    assert_string_equal(readers.reader[0].name, names[0]);
    assert_string_equal(readers.reader[1].name, names[1]);
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
        pcsclite_insert(server, 0, &card.link);
    else
        pcsclite_remove(server, 0);
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
    echo_card_init(&card);
    for (int i = 0; i < 2 * TIMES; i++)
        in_time[i % 2] += time_of_event(i % 2 == 0) < AT_ONCE * 1000;
    assert_true(in_time[0] >= ENOUGH);
    assert_true(in_time[1] >= ENOUGH);
}

static void mute_card_is_shown_as_mute(void **state)
{
    struct link_pcsc_readers readers;
    struct link *link = NULL;
    const struct link_pcsc_options options = {.reader = names[0]};
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)state;
    echo_card_init(&card);
    card.mute = true;
    pcsclite_insert(server, 0, &card.link);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_true(readers.reader[0].present);
    assert_true(readers.reader[0].mute);
    assert_int_equal(link_pcsc_new(&options, &link), LINK_OK);
    assert_int_not_equal(link_reset(link, &atr), LINK_OK);
    link_free(&link);
}

static void answers_come_back(void **state)
{
    struct link *link = open_link(names[0]);

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void removed_card_is_told_and_a_new_one_works_after_reset(void **state)
{
    struct link *link = open_link(names[0]);
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);

    (void)state;
    pcsclite_remove(server, 0);
    assert_int_equal(say(link), LINK_REMOVED);
    pcsclite_insert(server, 0, &card.link);
    assert_int_equal(link_reset(link, &atr), LINK_OK);
    assert_int_equal(say(link), LINK_OK);
    link_free(&link);
}

static void *remove_soon(void *context)
{
    (void)context;
    pause_ms(50);
    pcsclite_remove(server, 0);
    return NULL;
}

static void card_pulled_in_mid_command_is_told(void **state)
{
    struct link *link = open_link(names[0]);
    pthread_t thread;

    (void)state;
    card.slowness = 200;
    assert_int_equal(pthread_create(&thread, NULL, remove_soon, NULL), 0);
    assert_int_equal(say(link), LINK_REMOVED);
    pthread_join(thread, NULL);
    link_free(&link);
}

static void slow_card_delays_no_other_reader(void **state)
{
    struct raw slow = raw_client(SHARE_SHARED);
    struct wire_transmit message = {.handle = slow.handle,
                                    .send_protocol = 2,
                                    .send_size = (uint32_t)command.size,
                                    .receive_size = 258};
    struct echo_card other;
    struct link *link;
    int64_t start;

    (void)state;
    echo_card_init(&other);
    card.slowness = 500;
    raw_say(slow.fd, WIRE_TRANSMIT, &message, sizeof message);
    (void)!send(slow.fd, command.data, command.size, 0);
    start = now_us();
    pcsclite_insert(server, 1, &other.link);
    link = open_link(names[1]);
    assert_int_equal(say(link), LINK_OK);
    assert_true(now_us() - start < 200000);
    link_free(&link);
    pcsclite_remove(server, 1);
    close(slow.fd);
}

static void exclusive_client_keeps_others_out(void **state)
{
    struct raw alone = raw_client(SHARE_EXCLUSIVE);
    struct link_pcsc_readers readers;
    int other = raw_open(path);
    uint32_t context = raw_establish(other, 4);
    int32_t handle;

    (void)state;
    assert_int_equal(raw_connect(other, context, names[0], SHARE_SHARED, &handle), 0x8010000B);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_true(readers.reader[0].exclusive);
    close(alone.fd);
    pause_ms(50);
    assert_int_equal(raw_connect(other, context, names[0], SHARE_EXCLUSIVE, &handle), 0);
    close(other);
    pause_ms(50);
}

static void foreign_reset_is_told_until_reconnected(void **state)
{
    struct raw victim = raw_client(SHARE_SHARED);
    struct link *link = open_link(names[0]);
    uint8_t room[258];
    size_t size;

    (void)state;
    assert_int_equal(raw_transmit(victim.fd, victim.handle, command, room, &size), 0x80100068);
    assert_int_equal(raw_transmit(victim.fd, victim.handle, command, room, &size), 0x80100068);
    struct wire_reconnect again = {.handle = victim.handle,
                                   .share = SHARE_SHARED,
                                   .protocols = 3,
                                   .initialization = LEAVE_CARD};
    assert_true(raw_ask(victim.fd, WIRE_RECONNECT, &again, sizeof again));
    assert_int_equal(again.result, 0);
    assert_int_equal(raw_transmit(victim.fd, victim.handle, command, room, &size), 0);
    assert_int_equal(size, command.size + 2);
    link_free(&link);
    close(victim.fd);
}

static void transaction_shuts_others_out_until_its_end(void **state)
{
    struct raw owner = raw_client(SHARE_SHARED);
    struct raw other = raw_client(SHARE_SHARED);
    struct wire_dispose end = {owner.handle, LEAVE_CARD, 0};
    uint8_t room[258];
    size_t size;

    (void)state;
    assert_int_equal(raw_begin(owner.fd, owner.handle), 0);
    assert_int_equal(raw_transmit(other.fd, other.handle, command, room, &size), 0x8010000B);
    assert_int_equal(raw_begin(other.fd, other.handle), 0x8010000B);
    assert_int_equal(raw_transmit(owner.fd, owner.handle, command, room, &size), 0);
    assert_true(raw_ask(owner.fd, WIRE_END_TRANSACTION, &end, sizeof end));
    assert_int_equal(end.result, 0);
    assert_int_equal(raw_begin(other.fd, other.handle), 0);
    assert_true(raw_ask(owner.fd, WIRE_END_TRANSACTION, &end, sizeof end));
    assert_int_equal(end.result, 0x8010000B);
    close(owner.fd);
    close(other.fd);
}

static void waiting_transaction_begins_when_the_other_ends(void **state)
{
    struct raw owner = raw_client(SHARE_SHARED);
    struct raw other = raw_client(SHARE_SHARED);
    struct wire_dispose end = {owner.handle, LEAVE_CARD, 0};
    struct wire_handle begin = {other.handle, 0};
    int64_t start;

    (void)state;
    assert_int_equal(raw_begin(owner.fd, owner.handle), 0);
    raw_say(other.fd, WIRE_BEGIN_TRANSACTION, &begin, sizeof begin);
    pause_ms(20);
    start = now_us();
    assert_true(raw_ask(owner.fd, WIRE_END_TRANSACTION, &end, sizeof end));
    assert_true(raw_hear(other.fd, &begin, sizeof begin));
    assert_int_equal(begin.result, 0);
    assert_true(now_us() - start < 50000);
    close(owner.fd);
    close(other.fd);
}

static void dead_client_gives_up_its_transaction_and_the_card_is_reset(void **state)
{
    struct raw dying = raw_client(SHARE_SHARED);
    struct raw other = raw_client(SHARE_SHARED);
    unsigned resets = card.resets;

    (void)state;
    assert_int_equal(raw_begin(dying.fd, dying.handle), 0);
    close(dying.fd);
    pause_ms(50);
    assert_int_equal(raw_begin(other.fd, other.handle), 0x80100068);
    assert_int_equal(card.resets, resets + 1);
    close(other.fd);
}

static void unused_card_loses_its_power_and_gets_it_back(void **state)
{
    unsigned resets = card.resets;
    unsigned power_offs = card.power_offs;
    struct raw raw;

    (void)state;
    pause_ms(GRACE);
    assert_int_equal(card.power_offs, power_offs + 1);
    raw = raw_client(SHARE_SHARED);
    assert_int_equal(card.resets, resets + 1);
    pause_ms(GRACE);
    close(raw_open(path)); /* makes the server look around */
    pause_ms(50);
    assert_int_equal(card.power_offs, power_offs + 1);
    close(raw.fd);
}

static void cancel_ends_a_wait(void **state)
{
    struct raw waiting = raw_client(SHARE_SHARED);
    struct wire_reader states[WIRE_READERS];
    struct wire_wait told;
    struct wire_cancel cancel = {waiting.context, 0};
    int other = raw_open(path);

    (void)state;
    raw_say(waiting.fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    assert_string_equal(states[0].name, names[0]);
    assert_true(raw_ask(other, WIRE_CANCEL, &cancel, sizeof cancel));
    assert_int_equal(cancel.result, 0);
    assert_true(raw_hear(waiting.fd, &told, sizeof told));
    assert_int_equal(told.result, 0x80100002);
    cancel.context = waiting.context;
    assert_true(raw_ask(other, WIRE_CANCEL, &cancel, sizeof cancel));
    assert_int_equal(cancel.result, 0x80100003);
    close(other);
    close(waiting.fd);
}

static void stop_waiting_is_answered_once(void **state)
{
    struct raw waiting = raw_client(SHARE_SHARED);
    struct wire_reader states[WIRE_READERS];
    struct wire_wait told;

    (void)state;
    raw_say(waiting.fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    pcsclite_remove(server, 0);
    raw_say(waiting.fd, WIRE_STOP_WAITING, NULL, 0);
    assert_true(raw_hear(waiting.fd, &told, sizeof told));
    assert_int_equal(told.result, 0);
    raw_say(waiting.fd, WIRE_GET_READERS_STATE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    assert_string_equal(states[0].name, names[0]);
    close(waiting.fd);
}

static void versions_4_to_6_are_spoken_and_others_offered_the_newest(void **state)
{
    (void)state;
    for (int32_t minor = 2; minor <= 8; minor++) {
        struct wire_version version = {WIRE_MAJOR, minor, 0};
        int fd = raw_open(path);
        bool known = minor >= 4 && minor <= 6;

        assert_true(raw_ask(fd, WIRE_VERSION, &version, sizeof version));
        assert_int_equal(version.result, known ? 0 : 0x8010001E);
        assert_int_equal(version.minor, known ? minor : 6);
        close(fd);
    }
}

static void newer_clients_ask_for_the_states_themselves(void **state)
{
    struct wire_reader states[WIRE_READERS];
    struct wire_events events = {0};
    int32_t size;
    int fd = raw_open(path);

    (void)state;
    (void)raw_establish(fd, 6);
    raw_say(fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    raw_say(fd, WIRE_GET_STATES_SIZE, NULL, 0);
    assert_true(raw_hear(fd, &size, sizeof size));
    assert_int_equal(size, WIRE_READERS);
    raw_say(fd, WIRE_GET_STATES_ARRAY, NULL, 0);
    assert_true(raw_hear(fd, states, sizeof states));
    assert_string_equal(states[1].name, names[1]);
    raw_say(fd, WIRE_GET_READER_EVENTS, NULL, 0);
    assert_true(raw_hear(fd, &events, sizeof events));
    assert_int_equal(events.result, 0);
    close(fd);
}

static void unplugged_reader_is_gone_and_comes_back_empty(void **state)
{
    struct raw raw = raw_client(SHARE_SHARED);
    struct link_pcsc_readers readers;
    uint8_t room[258];
    size_t size;

    (void)state;
    pcsclite_unplug(server, 0);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 1);
    assert_int_equal(raw_transmit(raw.fd, raw.handle, command, room, &size), 0x80100017);
    pcsclite_plug(server, 0);
    assert_int_equal(link_pcsc_list(&readers), LINK_OK);
    assert_int_equal(readers.count, 2);
    assert_false(readers.reader[0].present);
    close(raw.fd);
}

static void reader_tells_its_attributes_and_features(void **state)
{
    static const uint8_t feature[] = {0x12, 4, 0x42, 0x33, 0x00, 0x12};
    struct raw raw = raw_client(SHARE_SHARED);
    struct wire_attribute atr = {.handle = raw.handle, .id = 0x00090303, .size = WIRE_ATTRIBUTE};
    struct wire_attribute small = {.handle = raw.handle, .id = 0x00090303, .size = 3};
    struct wire_attribute unknown = {.handle = raw.handle, .id = 0x00ABCDEF, .size = 9};
    struct wire_control control = {
        .handle = raw.handle, .code = 0x42000D48, .receive_size = sizeof feature};
    uint8_t room[sizeof feature];

    (void)state;
    assert_true(raw_ask(raw.fd, WIRE_GET_ATTRIBUTE, &atr, sizeof atr));
    assert_int_equal(atr.result, 0);
    assert_int_equal(atr.size, echo_card_atr.size);
    assert_memory_equal(atr.value, echo_card_atr.data, echo_card_atr.size);
    assert_true(raw_ask(raw.fd, WIRE_GET_ATTRIBUTE, &small, sizeof small));
    assert_int_equal(small.result, 0x80100008);
    assert_int_equal(small.size, echo_card_atr.size);
    assert_true(raw_ask(raw.fd, WIRE_GET_ATTRIBUTE, &unknown, sizeof unknown));
    assert_int_equal(unknown.result, 0x8010001F);
    assert_true(raw_ask(raw.fd, WIRE_CONTROL, &control, sizeof control));
    assert_int_equal(control.result, 0);
    assert_int_equal(control.returned, sizeof feature);
    assert_true(raw_hear(raw.fd, room, sizeof room));
    assert_memory_equal(room, feature, sizeof feature);
    close(raw.fd);
}

static void garbage_ends_its_own_connection_and_no_other(void **state)
{
    static const struct {
        uint32_t size;
        uint32_t command;
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
    struct link *link = open_link(names[0]);
    struct raw owner = raw_client(SHARE_SHARED);
    int fd;

    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        fd = raw_open(path);
        assert_int_equal(send(fd, &headers[i], sizeof headers[i], 0), sizeof headers[i]);
        assert_true(raw_hung_up(fd));
        close(fd);
    }
    fd = raw_open(path);
    raw_say(fd, WIRE_TRANSMIT, &endless, sizeof endless);
    assert_true(raw_hung_up(fd));
    close(fd);
    fd = raw_open(path);
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
    struct link *link = open_link(names[0]);
    int fd = raw_open(path);
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

static size_t open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void clients_that_come_and_die_leave_nothing_behind(void **state)
{
    size_t before = open_descriptors();

    (void)state;
    for (int i = 0; i < 300; i++) {
        struct raw raw = raw_client(SHARE_SHARED);

        if (i % 2)
            assert_int_equal(raw_begin(raw.fd, raw.handle), 0);
        close(raw.fd);
        if (i % 2)
            pause_ms(1);
    }
    for (int wait = 0; wait < 100 && open_descriptors() > before; wait++)
        pause_ms(10);
    assert_true(open_descriptors() <= before); /* the last test's client may have been among them */
}

static void *say_often(void *context)
{
    bool *right = context;
    struct raw raw = {.fd = raw_open(path)};
    uint8_t room[258];
    size_t size = 0;

    raw.context = raw_establish(raw.fd, 4);
    *right = raw_connect(raw.fd, raw.context, names[0], SHARE_SHARED, &raw.handle) == 0;
    for (int i = 0; *right && i < 300; i++)
        *right = raw_transmit(raw.fd, raw.handle, command, room, &size) == 0 &&
                 size == command.size + 2 && memcmp(room, command.data, command.size) == 0;
    close(raw.fd);
    return NULL;
}

static void answer_that_does_not_fit_is_not_sent(void **state)
{
    struct raw raw = raw_client(SHARE_SHARED);
    struct wire_transmit message = {.handle = raw.handle,
                                    .send_protocol = 2,
                                    .send_size = (uint32_t)command.size,
                                    .receive_size = (uint32_t)command.size + 1};
    uint8_t room[258];
    size_t size;

    (void)state;
    raw_say(raw.fd, WIRE_TRANSMIT, &message, sizeof message);
    (void)!send(raw.fd, command.data, command.size, 0);
    assert_true(raw_hear(raw.fd, &message, sizeof message));
    assert_int_equal(message.result, 0x80100008);
    assert_int_equal(message.receive_size, command.size + 2);
    assert_int_equal(raw_transmit(raw.fd, raw.handle, command, room, &size), 0);
    assert_int_equal(size, command.size + 2);
    close(raw.fd);
}

static void many_clients_at_once_get_their_own_answers(void **state)
{
    enum { CLIENTS = 8 };
    pthread_t threads[CLIENTS];
    bool right[CLIENTS] = {false};

    (void)state;
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, say_often, &right[i]), 0);
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(right[i]);
    }
}

static void bad_options_are_refused(void **state)
{
    const char *const nameless[] = {"", NULL};
    char long_path[200];
    struct pcsclite_options options = {.path = ""};
    struct pcsclite_server *other = NULL;

    (void)state;
    assert_int_equal(pcsclite_start(&options, &other), PCSCLITE_BAD_ARGUMENT);
    memset(long_path, 'x', sizeof long_path);
    long_path[sizeof long_path - 1] = '\0';
    options.path = long_path;
    assert_int_equal(pcsclite_start(&options, &other), PCSCLITE_BAD_ARGUMENT);
    options = (struct pcsclite_options){.path = "/tmp/akis-never", .names = nameless};
    assert_int_equal(pcsclite_start(&options, &other), PCSCLITE_BAD_ARGUMENT);
    options = (struct pcsclite_options){.path = "/nonexistent/socket"};
    assert_int_equal(pcsclite_start(&options, &other), PCSCLITE_NO_SOCKET);
    assert_null(other);
}

static void stop_ends_clients_and_removes_the_socket(void **state)
{
    struct raw waiting = raw_client(SHARE_SHARED);

    (void)state;
    pcsclite_stop(&server);
    assert_null(server);
    assert_true(raw_hung_up(waiting.fd));
    assert_int_equal(access(path, F_OK), -1);
    close(waiting.fd);
}

#define WITH_CARD(test) cmocka_unit_test_setup_teardown(test, put_card_in, take_card_out)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(socket_is_for_its_owner_alone),
        cmocka_unit_test(readers_have_their_names_and_are_empty),
        cmocka_unit_test(events_arrive_at_once),
        cmocka_unit_test_teardown(mute_card_is_shown_as_mute, take_card_out),
        WITH_CARD(answers_come_back),
        WITH_CARD(removed_card_is_told_and_a_new_one_works_after_reset),
        WITH_CARD(card_pulled_in_mid_command_is_told),
        WITH_CARD(slow_card_delays_no_other_reader),
        WITH_CARD(exclusive_client_keeps_others_out),
        WITH_CARD(foreign_reset_is_told_until_reconnected),
        WITH_CARD(transaction_shuts_others_out_until_its_end),
        WITH_CARD(waiting_transaction_begins_when_the_other_ends),
        WITH_CARD(dead_client_gives_up_its_transaction_and_the_card_is_reset),
        WITH_CARD(unused_card_loses_its_power_and_gets_it_back),
        WITH_CARD(cancel_ends_a_wait),
        WITH_CARD(stop_waiting_is_answered_once),
        WITH_CARD(versions_4_to_6_are_spoken_and_others_offered_the_newest),
        WITH_CARD(newer_clients_ask_for_the_states_themselves),
        WITH_CARD(unplugged_reader_is_gone_and_comes_back_empty),
        WITH_CARD(reader_tells_its_attributes_and_features),
        WITH_CARD(garbage_ends_its_own_connection_and_no_other),
        WITH_CARD(client_that_never_reads_holds_nobody_up),
        WITH_CARD(clients_that_come_and_die_leave_nothing_behind),
        WITH_CARD(answer_that_does_not_fit_is_not_sent),
        WITH_CARD(many_clients_at_once_get_their_own_answers),
        cmocka_unit_test(bad_options_are_refused),
        cmocka_unit_test_setup(stop_ends_clients_and_removes_the_socket, put_card_in),
    };
    const struct pcsclite_options options = {.path = path, .names = names};

    (void)snprintf(path, sizeof path, "/tmp/akis-pcsclite-%d", (int)getpid());
    if (pcsclite_start(&options, &server) != PCSCLITE_OK)
        return 1;
    setenv("PCSCLITE_CSOCK_NAME", path, 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
