/* SPDX-License-Identifier: MIT */
/* Calls that fail, one at a time: store, randomness, cryptography. Nothing that lasts is harmed. */
#include <string.h>

#include "tests/unit/card/fixture.h"

#define PIN_V2 "00 20 00 01 06 31 32 33 34 35 36"

/* Ports whose calls can fail. */
struct shaky {
    struct card_ports real;
    unsigned left;
    bool failed;
};

static bool fails(struct shaky *shaky)
{
    if (shaky->left == 0 || --shaky->left > 0)
        return false;
    shaky->failed = true;
    return true;
}

static enum store_result shaky_load(void *context, uint32_t id, struct buf *value)
{
    struct shaky *shaky = context;

    return shaky->real.store.load(shaky->real.store.context, id, value);
}

static enum store_result shaky_commit(void *context, const struct store_record *records,
                                      size_t count)
{
    struct shaky *shaky = context;

    return fails(shaky) ? STORE_FAILED
                        : shaky->real.store.commit(shaky->real.store.context, records, count);
}

static bool shaky_fill(void *context, uint8_t *out, size_t size)
{
    struct shaky *shaky = context;

    return !fails(shaky) && random_fill(&shaky->real.random, out, size);
}

static enum crypto_result shaky_digest(void *context, enum crypto_hash hash, struct bytes data,
                                       struct buf *out)
{
    struct shaky *shaky = context;
    const struct crypto_port *real = &shaky->real.crypto;

    return fails(shaky) ? CRYPTO_FAILED : real->digest(real->context, hash, data, out);
}

static enum crypto_result shaky_cmac(void *context, const uint8_t key[32], struct bytes data,
                                     uint8_t mac[16])
{
    struct shaky *shaky = context;
    const struct crypto_port *real = &shaky->real.crypto;

    return fails(shaky) ? CRYPTO_FAILED : real->cmac(real->context, key, data, mac);
}

static enum crypto_result shaky_generate(void *context, const char *kind, struct buf *key)
{
    struct shaky *shaky = context;
    const struct crypto_port *real = &shaky->real.crypto;

    return fails(shaky) ? CRYPTO_FAILED : real->generate(real->context, kind, key);
}

static enum crypto_result shaky_public(void *context, struct bytes key, struct buf *spki)
{
    struct shaky *shaky = context;
    const struct crypto_port *real = &shaky->real.crypto;

    return fails(shaky) ? CRYPTO_FAILED : real->public_of(real->context, key, spki);
}

static enum crypto_result shaky_ecdsa(void *context, struct bytes key, struct bytes digest,
                                      struct buf *out)
{
    struct shaky *shaky = context;
    const struct crypto_port *real = &shaky->real.crypto;

    return fails(shaky) ? CRYPTO_BAD_KEY : real->ecdsa(real->context, key, digest, out);
}

static struct card_ports shake(struct shaky *shaky, const struct card_ports *real)
{
    struct card_ports ports = *real;

    memset(shaky, 0, sizeof *shaky);
    shaky->real = *real;
    ports.store.load = shaky_load;
    ports.store.commit = shaky_commit;
    ports.store.context = shaky;
    ports.random.fill = shaky_fill;
    ports.random.context = shaky;
    ports.crypto.ecdsa = shaky_ecdsa;
    ports.crypto.generate = shaky_generate;
    ports.crypto.public_of = shaky_public;
    ports.crypto.digest = shaky_digest;
    ports.crypto.cmac = shaky_cmac;
    ports.crypto.context = shaky;
    return ports;
}

static const char *const everything[] = {
    PIN_V2,
    "00 24 00 01 0C 31 32 33 34 35 36 31 32 33 34 35 36",
    "00 2C 00 01 0E 31 32 33 34 35 36 37 38 31 32 33 34 35 36",
    "00 24 00 02 10 31 32 33 34 35 36 37 38 31 32 33 34 35 36 37 38",
    PIN_V2,
    "00 88 00 01 10 00000000000000000000000000000000 10",
    "00 22 41 AA 03 80 01 02",
    "00 2A 90 80 03 61 62 63",
    "00 22 41 B6 06 80 01 A1 84 01 81",
    "00 2A 9E 9A 00",
    "00 46 00 00 07 80 02 01 00 84 01 82 00",
};

/* A life with the nth call failing; true while there was such a call. */
static bool live_with_failure(unsigned nth)
{
    struct card_credential credential = {fixture_key("p256"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, 20101231);
    struct fixture card;
    struct shaky shaky;

    fixture_ports(&card);
    struct card_ports real = card.ports;
    card.ports = shake(&shaky, &real);
    assert_int_equal(card_new(card_profile_find("v2.6"), NULL, &card.ports, &card.card), CARD_OK);
    shaky.left = nth;
    enum card_result result = card_personalise(card.card, &personal);
    assert_true((result != CARD_OK) == shaky.failed);
    if (result != CARD_OK)
        assert_int_equal(card_personalise(card.card, &personal), CARD_OK);
    (void)card_power_on(card.card);
    for (size_t i = 0; i < sizeof everything / sizeof everything[0]; i++)
        (void)say(&card, everything[i]);
    if (authenticate(&card, 2, "AKIS-ADMIN") == 0x9000)
        (void)say(&card, "80 09 00 02");
    result = card_add_credential(card.card, &credential);
    bool met = shaky.failed;
    shaky.left = 0;
    assert_true(card_power_on(card.card).size > 0);
    assert_true(look(&card).pin_tries >= 2 && look(&card).puk_tries >= 2);
    expect(&card, PIN_V2, "9000");
    assert_int_equal(card_add_credential(card.card, &credential), CARD_OK);
    fixture_reopen(&card);
    expect(&card, PIN_V2, "9000");
    fixture_close(&card);
    return met;
}

static void failing_call_harms_nothing_that_lasts(void **state)
{
    unsigned nth = 1;

    (void)state;
    while (live_with_failure(nth))
        nth++;
    assert_true(nth > 25);
}

/* A locked card's unlock with the nth call failing; true while there was such a call. */
static bool unlock_with_failure(unsigned nth)
{
    struct fixture card;
    struct shaky shaky;

    fixture_open(&card, "v2.6", "p256", 20101231);
    for (int i = 0; i < 3; i++)
        (void)say(&card, "00 20 00 01 06 39 39 39 39 39 39");
    struct card_ports real = card.ports;
    card.ports = shake(&shaky, &real);
    fixture_reopen(&card);
    shaky.left = nth;
    bool done = say(&card, "00 2C 00 01 0E 31 32 33 34 35 36 37 38 36 35 34 33 32 31") == 0x9000;
    bool met = shaky.failed;
    shaky.left = 0;
    assert_true(card_power_on(card.card).size > 0);
    expect(&card, PIN_V2, done ? "63C2" : "6983");
    expect(&card, "00 20 00 01 06 36 35 34 33 32 31", done ? "9000" : "6983");
    fixture_close(&card);
    return met;
}

static void unlock_that_fails_leaves_the_lock(void **state)
{
    unsigned nth = 1;

    (void)state;
    while (unlock_with_failure(nth))
        nth++;
    assert_true(nth > 5);
}

static void store_that_refuses_mutes_the_card_until_it_is_powered_again(void **state)
{
    struct fixture fixture;
    struct fixture *card = &fixture;
    struct shaky shaky;

    (void)state;
    fixture_open(card, "v2.6", "p256", 20200601);
    struct card_ports real = card->ports;
    card->ports = shake(&shaky, &real);
    fixture_reopen(card);
    shaky.left = 1;
    expect(card, PIN_V2, "6581");
    expect(card, "00 CA 01 04 0A", "6581");
    (void)card_power_on(card->card);
    assert_int_equal(look(card).pin_tries, 3);
    expect(card, PIN_V2, "9000");
    fixture_close(card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_call_harms_nothing_that_lasts),
        cmocka_unit_test(unlock_that_fails_leaves_the_lock),
        cmocka_unit_test(store_that_refuses_mutes_the_card_until_it_is_powered_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
