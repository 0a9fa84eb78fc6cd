/* SPDX-License-Identifier: MIT */
/* The pcsc-lite server with clients that write the wire themselves: the rules, one by one. */
#include "sim/link/faulty.h"
#include "sim/reader/scard.h"
#include "tests/unit/reader/pcsclite_fixture.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { GRACE = 1000 /* milliseconds after which an unused card has lost its power */ };

static void socket_is_for_its_owner_alone(void **state)
{
    struct stat status;

    (void)state;
    assert_int_equal(stat(pcsclite_path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void transaction_shuts_others_out_until_its_end(void **state)
{
    struct raw owner = pcsclite_raw(SHARE_SHARED);
    struct raw other = pcsclite_raw(SHARE_SHARED);
    struct wire_dispose end = {owner.handle, LEAVE_CARD, 0};
    uint8_t room[258];
    size_t size;

    (void)state;
    assert_int_equal(raw_begin(owner.fd, owner.handle), 0);
    assert_int_equal(raw_transmit(other.fd, other.handle, pcsclite_command, room, &size),
                     0x8010000B);
    assert_int_equal(raw_begin(other.fd, other.handle), 0x8010000B);
    assert_int_equal(raw_transmit(owner.fd, owner.handle, pcsclite_command, room, &size), 0);
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
    struct raw owner = pcsclite_raw(SHARE_SHARED);
    struct raw other = pcsclite_raw(SHARE_SHARED);
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
    struct raw dying = pcsclite_raw(SHARE_SHARED);
    struct raw other = pcsclite_raw(SHARE_SHARED);
    unsigned resets = pcsclite_card.resets;

    (void)state;
    assert_int_equal(raw_begin(dying.fd, dying.handle), 0);
    close(dying.fd);
    pause_ms(50);
    assert_int_equal(raw_begin(other.fd, other.handle), 0x80100068);
    assert_int_equal(pcsclite_card.resets, resets + 1);
    close(other.fd);
}

static void unused_card_loses_its_power_and_gets_it_back(void **state)
{
    unsigned resets = pcsclite_card.resets;
    unsigned power_offs = pcsclite_card.power_offs;
    struct raw raw;

    (void)state;
    pause_ms(GRACE);
    assert_int_equal(pcsclite_card.power_offs, power_offs + 1);
    raw = pcsclite_raw(SHARE_SHARED);
    assert_int_equal(pcsclite_card.resets, resets + 1);
    pause_ms(GRACE);
    close(raw_open(pcsclite_path)); /* makes the pcsclite_server look around */
    pause_ms(50);
    assert_int_equal(pcsclite_card.power_offs, power_offs + 1);
    close(raw.fd);
}

static void cancel_ends_a_wait(void **state)
{
    struct raw waiting = pcsclite_raw(SHARE_SHARED);
    struct wire_reader states[WIRE_READERS];
    struct wire_wait told;
    struct wire_cancel cancel = {waiting.context, 0};
    int other = raw_open(pcsclite_path);

    (void)state;
    raw_say(waiting.fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    assert_string_equal(states[0].name, pcsclite_names[0]);
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
    struct raw waiting = pcsclite_raw(SHARE_SHARED);
    struct wire_reader states[WIRE_READERS];
    struct wire_wait told;

    (void)state;
    raw_say(waiting.fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    pcsclite_remove(pcsclite_server, 0);
    raw_say(waiting.fd, WIRE_STOP_WAITING, NULL, 0);
    assert_true(raw_hear(waiting.fd, &told, sizeof told));
    assert_int_equal(told.result, 0);
    raw_say(waiting.fd, WIRE_GET_READERS_STATE, NULL, 0);
    assert_true(raw_hear(waiting.fd, states, sizeof states));
    assert_string_equal(states[0].name, pcsclite_names[0]);
    close(waiting.fd);
}

static void versions_4_to_6_are_spoken_and_others_offered_the_newest(void **state)
{
    (void)state;
    for (int32_t minor = 2; minor <= 8; minor++) {
        struct wire_version version = {WIRE_MAJOR, minor, 0};
        int fd = raw_open(pcsclite_path);
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
    int fd = raw_open(pcsclite_path);

    (void)state;
    (void)raw_establish(fd, 6);
    raw_say(fd, WIRE_WAIT_STATE_CHANGE, NULL, 0);
    raw_say(fd, WIRE_GET_STATES_SIZE, NULL, 0);
    assert_true(raw_hear(fd, &size, sizeof size));
    assert_int_equal(size, WIRE_READERS);
    raw_say(fd, WIRE_GET_STATES_ARRAY, NULL, 0);
    assert_true(raw_hear(fd, states, sizeof states));
    assert_string_equal(states[1].name, pcsclite_names[1]);
    raw_say(fd, WIRE_GET_READER_EVENTS, NULL, 0);
    assert_true(raw_hear(fd, &events, sizeof events));
    assert_int_equal(events.result, 0);
    close(fd);
}

static void reader_tells_its_attributes_and_features(void **state)
{
    static const uint8_t feature[] = {0x12, 4, 0x42, 0x33, 0x00, 0x12};
    struct raw raw = pcsclite_raw(SHARE_SHARED);
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
        struct raw raw = pcsclite_raw(SHARE_SHARED);

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
    struct raw raw = {.fd = raw_open(pcsclite_path)};
    uint8_t room[258];
    size_t size = 0;

    raw.context = raw_establish(raw.fd, 4);
    *right = raw_connect(raw.fd, raw.context, pcsclite_names[0], SHARE_SHARED, &raw.handle) == 0;
    for (int i = 0; *right && i < 300; i++)
        *right = raw_transmit(raw.fd, raw.handle, pcsclite_command, room, &size) == 0 &&
                 size == pcsclite_command.size + 2 &&
                 memcmp(room, pcsclite_command.data, pcsclite_command.size) == 0;
    close(raw.fd);
    return NULL;
}

static void answer_that_does_not_fit_is_not_sent(void **state)
{
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    struct wire_transmit message = {.handle = raw.handle,
                                    .send_protocol = 2,
                                    .send_size = (uint32_t)pcsclite_command.size,
                                    .receive_size = (uint32_t)pcsclite_command.size + 1};
    uint8_t room[258];
    size_t size;

    (void)state;
    raw_say(raw.fd, WIRE_TRANSMIT, &message, sizeof message);
    (void)!send(raw.fd, pcsclite_command.data, pcsclite_command.size, 0);
    assert_true(raw_hear(raw.fd, &message, sizeof message));
    assert_int_equal(message.result, 0x80100008);
    assert_int_equal(message.receive_size, pcsclite_command.size + 2);
    assert_int_equal(raw_transmit(raw.fd, raw.handle, pcsclite_command, room, &size), 0);
    assert_int_equal(size, pcsclite_command.size + 2);
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

static void faults_of_the_link_reach_the_client_by_their_code(void **state)
{
    const struct {
        struct link_fault fault;
        uint32_t result;
        size_t size;
    } rows[] = {
        {{1, 1, LINK_FAULT_REMOVED, 0}, 0x80100069, 0 },
        {{1, 1, LINK_FAULT_GONE, 0},    0x80100016, 0 },
        {{1, 1, LINK_FAULT_RESET, 0},   0x80100068, 0 },
        {{1, 1, LINK_FAULT_BUSY, 0},    0x8010000B, 0 },
        {{1, 1, LINK_FAULT_TIMEOUT, 0}, 0x80100016, 0 },
        {{1, 1, LINK_FAULT_CUT, 1},     0x80100016, 0 },
        {{1, 1, LINK_FAULT_CUT, 3},     0,          3 },
        {{1, 1, LINK_FAULT_LONG, 3},    0,          12},
        {{1, 1, LINK_FAULT_MORE, 0},    0,          2 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct link *faulty = NULL;
        struct raw raw;
        uint8_t room[258];
        size_t size;

        assert_int_equal(link_faulty_new(&pcsclite_card.link, &rows[i].fault, 1, &faulty), LINK_OK);
        pcsclite_insert(pcsclite_server, 0, faulty);
        raw = pcsclite_raw(SHARE_SHARED);
        assert_int_equal(raw_transmit(raw.fd, raw.handle, pcsclite_command, room, &size),
                         rows[i].result);
        assert_int_equal(size, rows[i].size);
        close(raw.fd);
        pcsclite_remove(pcsclite_server, 0);
        link_free(&faulty);
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
    struct raw waiting = pcsclite_raw(SHARE_SHARED);

    (void)state;
    pcsclite_stop(&pcsclite_server);
    assert_null(pcsclite_server);
    assert_true(raw_hung_up(waiting.fd));
    assert_int_equal(access(pcsclite_path, F_OK), -1);
    close(waiting.fd);
}

#define WITH_CARD(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, pcsclite_put_card_in, pcsclite_take_card_out)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(socket_is_for_its_owner_alone),
        WITH_CARD(transaction_shuts_others_out_until_its_end),
        WITH_CARD(waiting_transaction_begins_when_the_other_ends),
        WITH_CARD(dead_client_gives_up_its_transaction_and_the_card_is_reset),
        WITH_CARD(unused_card_loses_its_power_and_gets_it_back),
        WITH_CARD(cancel_ends_a_wait),
        WITH_CARD(stop_waiting_is_answered_once),
        WITH_CARD(versions_4_to_6_are_spoken_and_others_offered_the_newest),
        WITH_CARD(newer_clients_ask_for_the_states_themselves),
        WITH_CARD(reader_tells_its_attributes_and_features),
        WITH_CARD(clients_that_come_and_die_leave_nothing_behind),
        WITH_CARD(answer_that_does_not_fit_is_not_sent),
        WITH_CARD(many_clients_at_once_get_their_own_answers),
        WITH_CARD(faults_of_the_link_reach_the_client_by_their_code),
        cmocka_unit_test(bad_options_are_refused),
        cmocka_unit_test_setup(stop_ends_clients_and_removes_the_socket, pcsclite_put_card_in),
    };
    int failed;

    if (!pcsclite_fixture_start())
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    pcsclite_stop(&pcsclite_server);
    return failed;
}
