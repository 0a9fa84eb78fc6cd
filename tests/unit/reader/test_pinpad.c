/* SPDX-License-Identifier: MIT */
/* A reader's PIN pad: the digits go to the card, the program gets the status word alone. */
#include "sim/reader/pinpad.h"
#include "sim/reader/scard.h"
#include "tests/unit/reader/pcsclite_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>
#include <winscard.h>

enum {
    GET_FEATURES = 0x42000D48,
    GET_PIN_PROPERTIES = 0x4233000A,
    VERIFY_PIN = 0x42330006,
    FOR_EVER = 255, /* seconds */
    STRUCTURE = 24, /* with a template of five bytes */
};

/* Whoever types, and how often the pad was asked. */
static struct {
    _Atomic enum pcsclite_key key;
    const char *digits;
    atomic_uint asked;
} person;

static enum pcsclite_key type(void *context, unsigned milliseconds, struct buf *digits)
{
    (void)context;
    person.asked++;
    if (person.key == PCSCLITE_KEY_NONE)
        pause_ms(milliseconds);
    else if (person.key == PCSCLITE_KEY_OK && !buf_add(digits, bytes_text(person.digits)))
        fail_msg("no room for %s", person.digits);
    return person.key;
}

static int nobody_types(void **state)
{
    person.key = PCSCLITE_KEY_NONE;
    person.digits = "";
    person.asked = 0;
    return pcsclite_put_card_in(state);
}

static void person_types(const char *digits)
{
    person.digits = digits;
    person.key = PCSCLITE_KEY_OK;
}

/* VERIFY with ASCII digits, 4 to 12 of them, as our cards take it. */
static void fill(uint8_t structure[STRUCTURE])
{
    static const uint8_t usual[STRUCTURE] = {
        FOR_EVER, 0, 0x82, 0, 0, 12, 4, 2, 1, 0x1F, 0x04, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0x20, 0, 1, 0};

    memcpy(structure, usual, STRUCTURE);
}

static void say_control(const struct raw *raw, struct bytes data, uint32_t room)
{
    const struct wire_control message = {.handle = raw->handle,
                                         .code = VERIFY_PIN,
                                         .send_size = (uint32_t)data.size,
                                         .receive_size = room};

    raw_say(raw->fd, WIRE_CONTROL, &message, sizeof message);
    assert_int_equal(send(raw->fd, data.data, data.size, 0), data.size);
}

/* The result, and at 0 the last two bytes of the answer. */
static uint32_t hear_control(const struct raw *raw, unsigned *word)
{
    struct wire_control message;
    uint8_t room[LINK_RESPONSE_MAX];

    assert_true(raw_hear(raw->fd, &message, sizeof message));
    if (message.result != 0)
        return message.result;
    assert_in_range(message.returned, 2, sizeof room);
    assert_true(raw_hear(raw->fd, room, message.returned));
    *word = (unsigned)room[message.returned - 2] << 8 | room[message.returned - 1];
    return 0;
}

/* The word that one order gives, which the server takes. */
static unsigned verify(const uint8_t structure[STRUCTURE])
{
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    unsigned word = 0;

    say_control(&raw, bytes_of(structure, STRUCTURE), LINK_RESPONSE_MAX);
    assert_int_equal(hear_control(&raw, &word), 0);
    close(raw.fd);
    return word;
}

static void wait_until_asked(void)
{
    for (int i = 0; i < 2000 && !person.asked; i++)
        pause_ms(1);
    assert_true(person.asked > 0);
}

/* The same program as with any reader: PC/SC's own library asks, the echo shows the command. */
static void libpcsclite_verifies_by_the_pad(void **state)
{
    static const uint8_t expected[] = {0, 0x20, 0, 1, 6, '1', '2', '3', '4', '5', '6', 0x90, 0x00};
    static const uint8_t features[] = {0x06, 4, 0x42, 0x33, 0, 0x06, 0x0A, 4, 0x42,
                                       0x33, 0, 0x0A, 0x12, 4, 0x42, 0x33, 0, 0x12};
    SCARDCONTEXT context;
    SCARDHANDLE card;
    DWORD protocol;
    DWORD size = 0;
    uint8_t structure[STRUCTURE];
    uint8_t room[LINK_RESPONSE_MAX];

    (void)state;
    fill(structure);
    person_types("123456");
    assert_int_equal(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context), 0);
    assert_int_equal(SCardConnect(context, pcsclite_names[0], SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1,
                                  &card, &protocol),
                     0);
    assert_int_equal(SCardControl(card, GET_FEATURES, NULL, 0, room, sizeof room, &size), 0);
    assert_int_equal(size, sizeof features);
    assert_memory_equal(room, features, size);
    assert_int_equal(SCardControl(card, GET_PIN_PROPERTIES, NULL, 0, room, sizeof room, &size), 0);
    assert_int_equal(size, 4);
    assert_int_equal(SCardControl(card, VERIFY_PIN, structure, STRUCTURE, room, sizeof room, &size),
                     0);
    assert_int_equal(size, sizeof expected);
    assert_memory_equal(room, expected, size);
    SCardDisconnect(card, SCARD_LEAVE_CARD);
    SCardReleaseContext(context);
}

static void reader_without_a_pad_offers_none(void **state)
{
    struct raw raw = {.fd = raw_open(pcsclite_path)};
    struct wire_control features = {.code = GET_FEATURES, .receive_size = 64};
    uint8_t structure[STRUCTURE];
    uint8_t room[6];
    unsigned word;

    (void)state;
    fill(structure);
    raw.context = raw_establish(raw.fd, 4);
    assert_int_equal(raw_connect(raw.fd, raw.context, pcsclite_names[1], SHARE_DIRECT, &raw.handle),
                     0);
    features.handle = raw.handle;
    assert_true(raw_ask(raw.fd, WIRE_CONTROL, &features, sizeof features));
    assert_int_equal(features.returned, sizeof room);
    assert_true(raw_hear(raw.fd, room, sizeof room));
    assert_int_equal(room[0], 0x12);
    say_control(&raw, bytes_of(structure, STRUCTURE), 64);
    assert_int_equal(hear_control(&raw, &word), 0x8010001F);
    assert_int_equal(person.asked, 0);
    close(raw.fd);
}

static void template_without_a_length_is_taken_too(void **state)
{
    struct pinpad_order order;
    uint8_t structure[STRUCTURE];
    uint8_t room[PINPAD_COMMAND_MAX];
    struct buf command = buf_over(room, sizeof room);

    (void)state;
    fill(structure);
    structure[15] = 4;
    structure[0] = 0;
    assert_int_equal(pinpad_read(bytes_of(structure, STRUCTURE - 1), &order), PINPAD_OK);
    assert_int_equal(order.seconds, 30);
    assert_true(pinpad_build(&order, bytes_text("1234"), &command));
    assert_memory_equal(room,
                        "\x00\x20\x00\x01\x04"
                        "1234",
                        9);
}

static void pad_that_nobody_touches_gives_up_in_time(void **state)
{
    uint8_t structure[STRUCTURE];
    int64_t start = now_us();

    (void)state;
    fill(structure);
    structure[0] = 1;
    assert_int_equal(verify(structure), 0x6400);
    assert_in_range(now_us() - start, 1000000, 3000000);
    assert_int_equal(pcsclite_card.commands, 0);
}

static void cancel_key_ends_it_and_costs_no_try(void **state)
{
    uint8_t structure[STRUCTURE];

    (void)state;
    fill(structure);
    person.key = PCSCLITE_KEY_CANCEL;
    assert_int_equal(verify(structure), 0x6401);
    assert_int_equal(pcsclite_card.commands, 0);
}

static void digits_outside_the_limits_never_reach_the_card(void **state)
{
    static const char *const wrong[] = {"", "123", "1234567890123", "12a4", "12345678901234567890"};
    static const char *const right[] = {"1234", "123456789012"};
    uint8_t structure[STRUCTURE];

    (void)state;
    fill(structure);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        person_types(wrong[i]);
        assert_int_equal(verify(structure), 0x6403);
    }
    assert_int_equal(pcsclite_card.commands, 0);
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        person_types(right[i]);
        assert_int_equal(verify(structure), 0x9000);
    }
    assert_int_equal(pcsclite_card.commands, 2);
}

/* Nobody must be led to type a PIN for a command that is no VERIFY, or in a form that is not ours.
 */
static void other_forms_are_refused_before_anybody_types(void **state)
{
    static const struct {
        uint8_t at;
        uint8_t value;
    } changes[] = {
        {2,  0x80},
        {2,  0x81},
        {2,  0x86},
        {2,  0x8A},
        {3,  0x08},
        {3,  0x80},
        {5,  0   }, /* at most */
        {5,  17  },
        {5,  0xFF},
        {6,  13  },
        {6,  0xFF},
        {7,  0   },
        {7,  0x05},
        {20, 0xD6},
        {20, 0x24},
    };
    uint8_t structure[STRUCTURE];

    (void)state;
    person_types("123456");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        fill(structure);
        structure[changes[i].at] = changes[i].value;
        assert_int_equal(verify(structure), 0x6B80);
    }
    assert_int_equal(person.asked, 0);
    assert_int_equal(pcsclite_card.commands, 0);
}

static void hostile_structures_are_refused_and_harm_nothing(void **state)
{
    static const uint32_t sizes[] = {0, 3, 4, 6, 0x7FFFFFFF, 0x80000000, 0xFFFFFFED, 0xFFFFFFFF};
    static uint8_t much[WIRE_DATA];
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    uint8_t structure[STRUCTURE];
    unsigned word;

    (void)state;
    person_types("123456");
    fill(structure);
    for (size_t size = 0; size < STRUCTURE; size++) {
        say_control(&raw, bytes_of(structure, size), 64);
        assert_int_equal(hear_control(&raw, &word), 0x80100011);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        memcpy(structure + 15, &sizes[i], sizeof sizes[i]);
        say_control(&raw, bytes_of(structure, STRUCTURE), 64);
        assert_int_equal(hear_control(&raw, &word), 0x80100011);
    }
    fill(structure);
    structure[23] = 0xFF; /* an Lc without its data */
    say_control(&raw, bytes_of(structure, STRUCTURE), 64);
    assert_int_equal(hear_control(&raw, &word), 0x80100011);
    memset(much, 0xFF, sizeof much);
    say_control(&raw, bytes_of(much, sizeof much), 64);
    assert_int_equal(hear_control(&raw, &word), 0x80100011);
    assert_int_equal(person.asked, 0);
    assert_int_equal(pcsclite_card.commands, 0);
    close(raw.fd);
    fill(structure);
    assert_int_equal(verify(structure), 0x9000);
}

static void answer_without_room_costs_no_try(void **state)
{
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    uint8_t structure[STRUCTURE];
    unsigned word;

    (void)state;
    person_types("123456");
    fill(structure);
    say_control(&raw, bytes_of(structure, STRUCTURE), 1);
    assert_int_equal(hear_control(&raw, &word), 0x80100008);
    assert_int_equal(pcsclite_card.commands, 0);
    close(raw.fd);
}

static void card_taken_out_ends_the_typing(void **state)
{
    struct raw raw = pcsclite_raw(SHARE_SHARED);
    uint8_t structure[STRUCTURE];
    unsigned word;
    int64_t start;

    (void)state;
    fill(structure);
    say_control(&raw, bytes_of(structure, STRUCTURE), 64);
    wait_until_asked();
    start = now_us();
    pcsclite_remove(pcsclite_server, 0);
    assert_int_equal(hear_control(&raw, &word), 0x80100069);
    assert_true(now_us() - start < 1000000);
    close(raw.fd);
}

static void pad_serves_one_at_a_time_and_outlives_its_client(void **state)
{
    struct raw dying = pcsclite_raw(SHARE_SHARED);
    struct raw other = pcsclite_raw(SHARE_SHARED);
    uint8_t structure[STRUCTURE];
    unsigned word;

    (void)state;
    fill(structure);
    say_control(&dying, bytes_of(structure, STRUCTURE), 64);
    wait_until_asked();
    say_control(&other, bytes_of(structure, STRUCTURE), 64);
    assert_int_equal(hear_control(&other, &word), 0x8010000B);
    close(dying.fd);
    pause_ms(300);
    assert_int_equal(pcsclite_card.commands, 0);
    person_types("123456");
    assert_int_equal(verify(structure), 0x9000);
    close(other.fd);
}

int main(void)
{
#define AT_PAD(test) cmocka_unit_test_setup_teardown(test, nobody_types, pcsclite_take_card_out)
    const struct CMUnitTest tests[] = {
        AT_PAD(libpcsclite_verifies_by_the_pad),
        AT_PAD(reader_without_a_pad_offers_none),
        AT_PAD(template_without_a_length_is_taken_too),
        AT_PAD(pad_that_nobody_touches_gives_up_in_time),
        AT_PAD(cancel_key_ends_it_and_costs_no_try),
        AT_PAD(digits_outside_the_limits_never_reach_the_card),
        AT_PAD(other_forms_are_refused_before_anybody_types),
        AT_PAD(hostile_structures_are_refused_and_harm_nothing),
        AT_PAD(answer_without_room_costs_no_try),
        AT_PAD(card_taken_out_ends_the_typing),
        AT_PAD(pad_serves_one_at_a_time_and_outlives_its_client),
    };
    int failed;

    pcsclite_pad.ask = type;
    if (!pcsclite_fixture_start())
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    pcsclite_stop(&pcsclite_server);
    return failed;
}
