/* SPDX-License-Identifier: MIT */
/*
 * Secrets are gone when they should be: the process reads all its own writable memory and
 * looks for them. What it looks for it keeps masked, so that it does not find itself.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "card/crypto_nettle.h"
#include "sim/base/secret.h"
#include "tests/unit/card/fixture.h"
#include "tests/unit/card/verify.h"

#ifdef __SANITIZE_ADDRESS__
enum { QUARANTINE = 1 }; /* what OpenSSL frees is kept aside, and never written over */
#else
enum { QUARANTINE = 0 };
#endif

enum { REGION_MOST = 64 << 20 };      /* larger ones are the sanitizer's */
enum { SCALAR = 48, SCALAR_AT = 35 }; /* in a P-384 key as OpenSSL writes it */
enum { MASK = 0x5A, WINDOW = 1 << 16, NEEDLE_MOST = 64, OVERLAP = NEEDLE_MOST };

struct needle {
    uint8_t masked[NEEDLE_MOST];
    size_t size;
};

static void hide(struct needle *needle, struct bytes secret)
{
    needle->size = secret.size < NEEDLE_MOST ? secret.size : NEEDLE_MOST;
    for (size_t i = 0; i < needle->size; i++)
        needle->masked[i] = secret.data[i] ^ MASK;
}

static bool stands_at(const volatile uint8_t *at, const struct needle *needle)
{
    for (size_t i = 0; i < needle->size; i++)
        if ((at[i] ^ MASK) != needle->masked[i])
            return false;
    return true;
}

static size_t count_in(int memory, unsigned long from, unsigned long to,
                       const struct needle *needle)
{
    static uint8_t window[WINDOW + OVERLAP];
    size_t found = 0;

    for (unsigned long at = from; at < to; at += WINDOW) {
        size_t want = to - at < sizeof window ? to - at : sizeof window;
        ssize_t got = pread(memory, window, want, (off_t)at);
        for (size_t i = 0; got > 0 && i + needle->size <= (size_t)got && i < WINDOW; i++) {
            unsigned long place = at + i;
            bool mine = place + needle->size > (unsigned long)(uintptr_t)window &&
                        place < (unsigned long)(uintptr_t)(window + sizeof window);
            found += !mine && stands_at(window + i, needle);
        }
        secret_wipe(window, sizeof window);
    }
    return found;
}

/* How often the secret stands in this process's writable memory. */
static size_t count(const struct needle *needle)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY);
    char line[512];
    size_t found = 0;

    assert_non_null(maps);
    assert_true(memory >= 0);
    while (fgets(line, sizeof line, maps)) {
        unsigned long from;
        unsigned long to;
        char rights[5];
        if (sscanf(line, "%lx-%lx %4s", &from, &to, rights) != 3 || rights[1] != 'w' ||
            to - from > REGION_MOST)
            continue;
        found += count_in(memory, from, to, needle);
    }
    (void)fclose(maps);
    (void)close(memory);
    return found;
}

/* The digits are made when they are needed, and never stand in the program. */
static void write_pin(uint8_t *out, uint64_t seed, size_t digits)
{
    for (size_t i = 0; i < digits; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        out[i] = (uint8_t)('0' + (seed >> 33) % 10);
    }
}

enum { PIN_SIZE = 16, PIN_SEED = 11, NEW_SEED = 12 };

static struct fixture card;
static uint8_t command[300];

static unsigned send(size_t size)
{
    unsigned sw = say_bytes(&card, bytes_of(command, size));

    secret_wipe(command, sizeof command);
    secret_wipe(card.transcript, sizeof card.transcript);
    card.transcript_size = 0;
    return sw;
}

static unsigned verify(uint64_t seed)
{
    const uint8_t head[5] = {0x00, 0x20, 0x00, 0x01, PIN_SIZE};

    memcpy(command, head, 5);
    write_pin(command + 5, seed, PIN_SIZE);
    return send(5 + PIN_SIZE);
}

static unsigned change(uint64_t old, uint64_t fresh)
{
    const uint8_t head[5] = {0x00, 0x24, 0x00, 0x01, 2 * PIN_SIZE};

    memcpy(command, head, 5);
    write_pin(command + 5, old, PIN_SIZE);
    write_pin(command + 5 + PIN_SIZE, fresh, PIN_SIZE);
    return send(5 + 2 * PIN_SIZE);
}

static void open_card(const char *kind)
{
    struct card_credential credential = {fixture_key(kind), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, 20150601);
    uint8_t pin[PIN_SIZE];

    fixture_ports(&card);
    write_pin(pin, PIN_SEED, PIN_SIZE);
    personal.pin = bytes_of(pin, PIN_SIZE);
    assert_int_equal(card_new(card_profile_find("v2.2.8"), NULL, &card.ports, &card.card), CARD_OK);
    assert_int_equal(card_personalise(card.card, &personal), CARD_OK);
    secret_wipe(pin, sizeof pin);
    (void)card_power_on(card.card);
}

static void needle_of_pin(struct needle *needle, uint64_t seed)
{
    uint8_t pin[PIN_SIZE];

    write_pin(pin, seed, PIN_SIZE);
    hide(needle, bytes_of(pin, PIN_SIZE));
    secret_wipe(pin, sizeof pin);
}

static void search_finds_what_is_there(void **state)
{
    struct needle needle;
    uint8_t *kept = malloc(PIN_SIZE);

    (void)state;
    assert_non_null(kept);
    needle_of_pin(&needle, PIN_SEED);
    assert_int_equal(count(&needle), 0);
    write_pin(kept, PIN_SEED, PIN_SIZE);
    assert_int_equal(count(&needle), 1);
    secret_wipe(kept, PIN_SIZE);
    free(kept);
}

static void no_pin_stays_in_memory_after_logout(void **state)
{
    struct needle old;
    struct needle fresh;

    (void)state;
    needle_of_pin(&old, PIN_SEED);
    needle_of_pin(&fresh, NEW_SEED);
    open_card("rsa1024");
    assert_int_equal(verify(NEW_SEED), 0x63C2);
    assert_int_equal(verify(PIN_SEED), 0x9000);
    assert_int_equal(change(PIN_SEED, NEW_SEED), 0x9000);
    assert_int_equal(verify(NEW_SEED), 0x9000);
    assert_int_equal(say(&card, "80 1A 00 00"), 0x9000);
    assert_int_equal(count(&old), 0);
    assert_int_equal(count(&fresh), 0);
    fixture_close(&card);
}

static void deciphered_message_is_gone_when_it_was_fetched(void **state)
{
    uint8_t message[32];
    struct buf cipher = buf_over(command + 6, 128);
    struct needle needle;

    (void)state;
    open_card("rsa1024");
    write_pin(message, 99, sizeof message);
    hide(&needle, bytes_of(message, sizeof message));
    const uint8_t head[6] = {0x00, 0x2A, 0x80, 0x86, 129, 0x00};
    memcpy(command, head, sizeof head);
    assert_int_equal(
        encrypt_for(fixture_key("rsa1024"), bytes_of(message, sizeof message), &cipher), 128);
    secret_wipe(message, sizeof message);
    uint8_t saved[140];
    memcpy(saved, command, 135);
    assert_int_equal(verify(PIN_SEED), 0x9000);
    assert_int_equal(say(&card, "00 22 41 B8 06 80 01 80 84 01 81"), 0x9000);
    memcpy(command, saved, 134);
    command[134] = 0x00;
    assert_int_equal(send(135), 0x9000);
    assert_int_equal(said(&card).size, sizeof message);
    secret_wipe(card.reply, sizeof card.reply);
    assert_int_equal(count(&needle), 0);
    fixture_close(&card);
}

/* OpenSSL's decoder frees one copy of what it decoded without a wipe; until the allocator
 * writes over it that one may be found. Card, store, key cache and fixture leave none. */
enum { LEFT_BY_DECODER = 1 };

static void keys_are_gone_with_the_card(void **state)
{
    struct bytes key = fixture_key("rsa1536");
    struct needle needle;

    (void)state;
    if (QUARANTINE)
        skip();
    open_card("rsa1536");
    assert_int_equal(verify(PIN_SEED), 0x9000);
    assert_int_equal(say(&card, "00 22 41 B6 06 80 01 82 84 01 81"), 0x9000);
    assert_int_equal(say(&card, "00 2A 9E 9A 04 30 02 05 00 00"), 0x9000);
    hide(&needle, bytes_slice(key, key.size - 64, 64)); /* the last of its private numbers */
    assert_true(count(&needle) >= 4);
    fixture_close(&card);
    union {
        const uint8_t *read;
        uint8_t *write;
    } view = {key.data};
    secret_wipe(view.write, key.size);
    assert_true(count(&needle) <= LEFT_BY_DECODER);
}

/* Where a number is worked with it stands as limbs: the other way round. */
static void hide_reversed(struct needle *needle, struct bytes secret)
{
    needle->size = secret.size;
    for (size_t i = 0; i < secret.size; i++)
        needle->masked[i] = secret.data[secret.size - 1 - i] ^ MASK;
}

static void no_scalar_is_left_by_a_signature(void **state)
{
    static const uint8_t digest[48] = {1};
    const struct bytes key = fixture_key("p384");
    uint8_t *kept = malloc(SCALAR);
    uint8_t room[2 * SCALAR];
    struct buf signature = buf_over(room, sizeof room);
    struct needle needle;

    (void)state;
    assert_non_null(kept);
    hide_reversed(&needle, bytes_slice(key, SCALAR_AT, SCALAR));
    for (size_t i = 0; i < SCALAR; i++)
        kept[i] = key.data[SCALAR_AT + SCALAR - 1 - i];
    assert_int_equal(count(&needle), 1); /* it would be found */
    secret_wipe(kept, SCALAR);
    free(kept);
    assert_int_equal(crypto_nettle_ecdsa(key, bytes_of(digest, sizeof digest), &signature),
                     CRYPTO_OK);
    assert_int_equal(count(&needle), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search_finds_what_is_there),
        cmocka_unit_test(no_pin_stays_in_memory_after_logout),
        cmocka_unit_test(deciphered_message_is_gone_when_it_was_fetched),
        cmocka_unit_test(keys_are_gone_with_the_card),
        cmocka_unit_test(no_scalar_is_left_by_a_signature),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
