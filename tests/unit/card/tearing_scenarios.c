/* SPDX-License-Identifier: MIT */
/* What a card does with its memory: see tearing_scenarios.h. */
#include "tests/unit/card/tearing_scenarios.h"

#include <stdlib.h>
#include <string.h>

#include "card/journal.h"

#define V1_RIGHT  "00 20 00 80 06 31 32 33 34 35 36"
#define V1_WRONG  "00 20 00 80 06 39 39 39 39 39 39"
#define V2_RIGHT  "00 20 00 01 06 31 32 33 34 35 36"
#define V2_WRONG  "00 20 00 01 06 39 39 39 39 39 39"
#define V2_UNLOCK "00 2C 00 01 0C 31 32 33 34 35 36 37 38 34 37 31 31"
#define V2_BAD    "00 2C 00 01 0C 39 39 39 39 39 39 39 39 34 37 31 31"
#define MAKE_DF   "80 10 00 B0 02 55 55"
#define MAKE_EF   "80 15 80 B0 02 42 42"
#define FIXED     "80 15 41 B0 03 42 42 03"
#define VARIABLE  "80 15 45 B0 02 42 42"
#define CYCLIC    "80 15 43 B0 03 42 42 02"
#define APPEND_3  "00 E2 00 00 03 01 02 03"
#define APPEND_2  "00 E2 00 00 02 01 02"

static void say_it(struct bench *bench)
{
    (void)say(&bench->fixture, bench->scenario->command);
}

static void do_it(struct bench *bench)
{
    bench->scenario->special(bench);
}

static void personalise(struct bench *bench)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, 20101231);

    if (card_personalise(bench->fixture.card, &personal) == CARD_OK)
        (void)card_power_on(bench->fixture.card);
}

static void add_key(struct bench *bench)
{
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};

    enum card_result result = card_add_credential(bench->fixture.card, &credential);
    (void)result;
}

static void change_a_rule(struct bench *bench)
{
    card_rules(bench->fixture.card)->pin_tries = 5;
    (void)say(&bench->fixture, V2_RIGHT);
}

/* All of it in one: the administrator's answer, and what it opens. */
static void portal_unlock(struct bench *bench)
{
    if (authenticate(&bench->fixture, 1, "AKIS-UNLOCK") == 0x9000)
        (void)say(&bench->fixture, "00 2C 02 01 04 34 37 31 31");
}

static void open_phase(struct bench *bench)
{
    if (authenticate(&bench->fixture, 2, "AKIS-ADMIN") == 0x9000)
        (void)say(&bench->fixture, "80 09 00 02");
}

/* clang-format off */
const struct scenario scenarios[] = {
    {.name = "right PIN", .profile = "v2.2.8", .produced = 20150601, .command = V2_RIGHT, .act = say_it},
    {.name = "right PIN, last try", .profile = "v1.0", .produced = 20150601, .prepare = {V1_WRONG, V1_WRONG}, .command = V1_RIGHT, .act = say_it},
    {.name = "wrong PIN", .profile = "v2.2.8", .produced = 20150601, .command = V2_WRONG, .guess = true, .act = say_it},
    {.name = "wrong PIN, second", .profile = "v1.0", .produced = 20101231, .prepare = {V1_WRONG}, .command = V1_WRONG, .guess = true, .act = say_it},
    {.name = "wrong PIN, locks", .profile = "v2.2.8", .produced = 20150601, .prepare = {V2_WRONG, V2_WRONG}, .command = V2_WRONG, .guess = true, .act = say_it},
    {.name = "change PIN", .profile = "v2.2.8", .produced = 20150601, .prepare = {V2_WRONG}, .command = "00 24 00 01 0A 31 32 33 34 35 36 34 37 31 31", .act = say_it},
    {.name = "change PIN, v1", .profile = "v1.0", .produced = 20150601, .command = "00 24 02 00 0C 06 31 32 33 34 35 36 04 34 37 31 31", .act = say_it},
    {.name = "change PIN, wrong", .profile = "v2.2.8", .produced = 20150601, .command = "00 24 00 01 0A 39 39 39 39 39 39 34 37 31 31", .guess = true, .act = say_it},
    {.name = "unlock by PUK", .profile = "v2.2.8", .produced = 20101231, .prepare = {V2_WRONG, V2_WRONG, V2_WRONG, V2_BAD}, .command = V2_UNLOCK, .act = say_it},
    {.name = "wrong PUK", .profile = "v2.2.8", .produced = 20101231, .command = V2_BAD, .guess = true, .role = ROLE_PUK, .act = say_it},
    {.name = "wrong PUK, kills", .profile = "v2.2.8", .produced = 20101231, .prepare = {V2_BAD, V2_BAD}, .command = V2_BAD, .guess = true, .role = ROLE_PUK, .act = say_it},
    {.name = "change PUK", .profile = "v2.2.8", .produced = 20101231, .command = "00 24 00 02 10 31 32 33 34 35 36 37 38 38 37 36 35 34 33 32 31", .act = say_it},
    {.name = "change PUK, wrong", .profile = "v2.2.8", .produced = 20101231, .command = "00 24 00 02 10 39 39 39 39 39 39 39 39 38 37 36 35 34 33 32 31", .guess = true, .role = ROLE_PUK, .act = say_it},
    {.name = "unlock by portal", .profile = "v2.2.8", .produced = 20150601, .prepare = {V2_WRONG, V2_WRONG, V2_WRONG}, .special = portal_unlock, .act = do_it},
    {.name = "phase", .profile = "v1.0", .produced = 20150601, .special = open_phase, .act = do_it},
    {.name = "create DF", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT}, .command = MAKE_DF, .act = say_it},
    {.name = "create EF", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT}, .command = MAKE_EF, .act = say_it},
    {.name = "update binary, new", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, MAKE_EF}, .command = "00 D6 00 00 05 01 02 03 04 05", .act = say_it},
    {.name = "update binary, over", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, MAKE_EF, "00 D6 00 00 05 01 02 03 04 05"}, .command = "00 D6 00 01 03 11 12 13", .act = say_it},
    {.name = "write binary", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, MAKE_EF, "00 D6 00 00 05 01 02 03 04 05"}, .command = "00 D0 00 01 03 F0 F0 F0", .act = say_it},
    {.name = "delete EF", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, MAKE_EF, "00 D6 00 00 02 01 02"}, .command = "80 16 02 00 02 42 42", .act = say_it},
    {.name = "delete DF", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, MAKE_DF, MAKE_EF, "00 D6 00 00 02 01 02", "00 A4 00 00 02 3F 00"}, .command = "80 16 08 00 02 55 55", .act = say_it},
    {.name = "delete certificate", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT}, .command = "80 16 08 00 04 3D 00 2F 10", .act = say_it},
    {.name = "append fixed", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, FIXED, APPEND_3}, .command = APPEND_3, .act = say_it},
    {.name = "update fixed", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, FIXED, APPEND_3}, .command = "00 DC 01 04 03 11 12 13", .act = say_it},
    {.name = "write fixed", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, FIXED, APPEND_3}, .command = "00 D2 01 04 03 F0 F0 F0", .act = say_it},
    {.name = "update variable", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, VARIABLE, APPEND_3, APPEND_2}, .command = "00 DC 01 04 05 11 12 13 14 15", .act = say_it},
    {.name = "append cyclic", .profile = "v1.0", .produced = 20150601, .prepare = {V1_RIGHT, CYCLIC, APPEND_2}, .command = "00 E2 00 00 02 0A 0B", .act = say_it},
    {.name = "generate key", .profile = "v2.5", .produced = 20150601, .prepare = {V2_RIGHT}, .command = "00 46 00 00 07 80 02 01 00 84 01 82 00", .act = say_it},
    {.name = "add key", .profile = "v2.2.8", .produced = 20150601, .special = add_key, .act = do_it},
    {.name = "change a rule", .profile = "v2.2.8", .produced = 20150601, .special = change_a_rule, .act = do_it},
    {.name = "personalise", .profile = "v1.0", .special = personalise, .act = do_it},
};
/* clang-format on */
const size_t scenario_count = sizeof scenarios / sizeof scenarios[0];

/* Digests are watched, and keys are born at once; all else is OpenSSL's. */
static enum crypto_result watch_digest(void *context, enum crypto_hash hash, struct bytes data,
                                       struct buf *out)
{
    struct bench *bench = context;
    struct crypto_port port = crypto_openssl_port(bench->fixture.openssl);

    bench->compared = true;
    return port.digest(port.context, hash, data, out);
}

static enum crypto_result ready_key(void *context, const char *kind, struct buf *key)
{
    (void)context;
    return buf_add(key, fixture_key(kind)) ? CRYPTO_OK : CRYPTO_FAILED;
}

static enum crypto_result public_half(void *context, struct bytes key, struct buf *spki)
{
    struct bench *bench = context;
    struct crypto_port port = crypto_openssl_port(bench->fixture.openssl);

    return port.public_of(port.context, key, spki);
}

static enum crypto_result mac(void *context, const uint8_t key[32], struct bytes data,
                              uint8_t out[16])
{
    struct bench *bench = context;
    struct crypto_port port = crypto_openssl_port(bench->fixture.openssl);

    return port.cmac(port.context, key, data, out);
}

struct bench *bench_new(const struct scenario *scenario)
{
    struct bench *bench = calloc(1, sizeof *bench);

    assert_non_null(bench);
    fixture_ports(&bench->fixture);
    bench->scenario = scenario;
    bench->profile = card_profile_find(scenario->profile);
    bench->wrong_pin = bench->profile->family == V1 ? V1_WRONG : V2_WRONG;
    bench->fixture.ports.store = torn_port(&bench->store);
    bench->fixture.ports.crypto = (struct crypto_port){
        .digest = watch_digest,
        .generate = ready_key,
        .public_of = public_half,
        .cmac = mac,
        .context = bench,
    };
    torn_keep(&bench->store);
    assert_int_equal(card_new(bench->profile, NULL, &bench->fixture.ports, &bench->fixture.card),
                     CARD_OK);
    if (scenario->produced == 0)
        return bench;
    struct card_credential credential = {
        fixture_key(bench->profile->family == V1 ? "rsa1024" : "rsa1024"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, scenario->produced);
    assert_int_equal(card_personalise(bench->fixture.card, &personal), CARD_OK);
    (void)card_power_on(bench->fixture.card);
    for (size_t i = 0; i < 8 && scenario->prepare[i]; i++)
        (void)say(&bench->fixture, scenario->prepare[i]);
    return bench;
}

void bench_free(struct bench **bench)
{
    fixture_close(&(*bench)->fixture);
    free(*bench);
    *bench = NULL;
}
