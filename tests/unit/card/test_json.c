/* SPDX-License-Identifier: MIT */
/* A card as JSON, out and in, and a factory order as JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/json.h"
#include "sim/base/hex.h"
#include "tests/unit/card/fixture.h"

static int open_it(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture, "v2.2.8", "rsa1024", 20101231);
    *state = &fixture;
    return 0;
}

static int close_it(void **state)
{
    fixture_close(*state);
    return 0;
}

static void imported_card_is_the_exported_one(void **state)
{
    struct fixture *card = *state;
    struct fixture copy;
    char *json = NULL;
    char *again = NULL;

    expect(card, "00 20 00 01 06 39 39 39 39 39 39", "63C2");
    card_rules(card->card)->puk_tries = 4;
    assert_int_equal(card_json_export(card->card, WITH_SECRETS, &json), CARD_OK);
    keep_seed("json", bytes_text(json));
    fixture_ports(&copy);
    assert_int_equal(card_json_import(bytes_text(json), &copy.ports, &copy.card), CARD_OK);
    assert_int_equal(card_json_export(copy.card, WITH_SECRETS, &again), CARD_OK);
    assert_string_equal(json, again);
    fixture_reopen(&copy);
    assert_int_equal(look(&copy).pin_tries, 2);
    assert_int_equal(card_rules(copy.card)->puk_tries, 4);
    expect(&copy, "00 20 00 01 06 31 32 33 34 35 36", "9000");
    expect(&copy, "00 22 41 B6 06 80 01 82 84 01 81", "9000");
    assert_int_equal(say(&copy, "00 2A 9E 9A 04 30 02 05 00 00"), 0x9000);
    assert_int_equal(card_json_import(bytes_text(json), &copy.ports, &copy.card),
                     CARD_BAD_ARGUMENT);
    card_json_free(&json);
    card_json_free(&again);
    card_json_free(&again);
    fixture_close(&copy);
}

static void secrets_leave_the_card_on_request_alone(void **state)
{
    struct fixture *card = *state;
    struct bytes key = fixture_key("rsa1024");
    static char hex[4096];
    struct fixture copy;
    char *json = NULL;

    assert_true(hex_encode(bytes_slice(key, 200, 60), hex, sizeof hex));
    assert_int_equal(card_json_export(card->card, WITHOUT_SECRETS, &json), CARD_OK);
    assert_null(strstr(json, hex));
    assert_null(strstr(json, "digest"));
    assert_null(strstr(json, "admin_key"));
    assert_non_null(strstr(json, FIXTURE_SERIAL));
    fixture_ports(&copy);
    assert_int_equal(card_json_import(bytes_text(json), &copy.ports, &copy.card),
                     CARD_BAD_ARGUMENT);
    fixture_close(&copy);
    card_json_free(&json);
    assert_int_equal(card_json_export(card->card, WITH_SECRETS, &json), CARD_OK);
    assert_non_null(strstr(json, hex));
    card_json_free(&json);
}

/* The document with one text put for another; freed by the caller. */
static char *altered(const char *json, const char *from, const char *to)
{
    const char *at = strstr(json, from);
    size_t room = strlen(json) + strlen(to) + 1;
    char *made = malloc(room);

    assert_non_null(at);
    assert_non_null(made);
    (void)snprintf(made, room, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from));
    return made;
}

static void altered_document_is_refused(void **state)
{
    static const char *const changes[][2] = {
        {"\"akis-card\"",         "\"other\""                     },
        {"\"version\": 1",        "\"version\": 2"                },
        {"\"v2.2.8\"",            "\"v9\""                        },
        {"\"2010-12-31\"",        "\"2010-13-31\""                },
        {"\"2010-12-31\"",        "20101231"                      },
        {"\"policy\": {",         "\"policy\": {\"nobody\": \"1\""},
        {"\"tries\": 3",          "\"tries\": 99"                 },
        {"\"tries\": 3",          "\"tries\": \"3\""              },
        {"\"salt\": \"",          "\"salt\": \"0"                 },
        {"\"kind\": \"df\"",      "\"kind\": \"dir\""             },
        {"\"parent\": 0",         "\"parent\": 1"                 },
        {"\"parent\": 0",         "\"parent\": 64"                },
        {"\"fid\": \"3F00\"",     "\"fid\": \"3F\""               },
        {"\"read\": \"anyone\"",  "\"read\": \"all\""             },
        {"\"record_size\": 0",    "\"record_size\": 256"          },
        {"\"content\": \"",       "\"content\": \"X"              },
        {"\"admin_key\": \"",     "\"admin_key\": \"00"           },
        {"\"serial\": \"",        "\"serial\": \"00"              },
        {"\"holder_id\": \"",     "\"holder_id\": \"1234567890"   },
        {"\"phase\"",             "\"face\""                      },
        {"\"length\": 6",         "\"length\": 0"                 },
        {"{",                     "[1, 2]"                        },
        {"\"write\": \"nobody\"", "\"w\": 1"                      },
        {"\"write\": \"anyone\"", "\"w\": 1"                      },
    };
    struct fixture *card = *state;
    char *json = NULL;

    assert_int_equal(card_json_export(card->card, WITH_SECRETS, &json), CARD_OK);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct fixture copy;
        if (!strstr(json, changes[i][0]))
            continue;
        char *wrong = altered(json, changes[i][0], changes[i][1]);
        fixture_ports(&copy);
        assert_int_equal(card_json_import(bytes_text(wrong), &copy.ports, &copy.card),
                         CARD_BAD_ARGUMENT);
        assert_null(copy.card);
        fixture_close(&copy);
        free(wrong);
    }
    card_json_free(&json);
}

/* An order for a card with an RSA-1024 key. */
static void write_order(char *text, size_t size, const char *pin, const char *admin)
{
    static char key[4096];

    assert_true(hex_encode(fixture_key("rsa1024"), key, sizeof key));
    (void)snprintf(
        text, size,
        "{\"serial\": \"%s\", \"produced\": \"2015-06-01\", \"holder_id\": \"11111111110\","
        " \"pin\": \"%s\", \"puk\": \"12345678\", \"admin_key\": \"%s\","
        " \"credentials\": [{\"key\": \"%s\", \"certificate\": \"3003020105\"}]}",
        FIXTURE_SERIAL, pin, admin, key);
}

static void order_makes_a_card(void **state)
{
    static const char admin[] = "0102030405060708000000000000000000000000000000000000000000000000";
    static char order[8192];
    struct fixture card;

    (void)state;
    fixture_ports(&card);
    assert_int_equal(card_new(card_profile_find("v2.2.8"), NULL, &card.ports, &card.card), CARD_OK);
    char *json = NULL;
    assert_int_equal(card_json_export(card.card, WITH_SECRETS, &json), CARD_BAD_ARGUMENT);
    write_order(order, sizeof order, "12", admin);
    assert_int_equal(card_json_personalise(card.card, bytes_text(order)), CARD_BAD_ARGUMENT);
    write_order(order, sizeof order, "123456", "01");
    assert_int_equal(card_json_personalise(card.card, bytes_text(order)), CARD_BAD_ARGUMENT);
    assert_int_equal(card_json_personalise(card.card, bytes_text("{\"credentials\": []}")),
                     CARD_BAD_ARGUMENT);
    assert_int_equal(card_json_personalise(card.card, bytes_text("nonsense")), CARD_BAD_ARGUMENT);
    write_order(order, sizeof order, "123456", admin);
    keep_seed("json", bytes_text(order));
    assert_int_equal(card_json_personalise(card.card, bytes_text(order)), CARD_OK);
    (void)card_power_on(card.card);
    expect(&card, "00 20 00 01 06 31 32 33 34 35 36", "9000");
    assert_int_equal(authenticate(&card, 1, "AKIS-UNLOCK"), 0x9000);
    fixture_close(&card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(imported_card_is_the_exported_one, open_it, close_it),
        cmocka_unit_test_setup_teardown(secrets_leave_the_card_on_request_alone, open_it, close_it),
        cmocka_unit_test_setup_teardown(altered_document_is_refused, open_it, close_it),
        cmocka_unit_test(order_makes_a_card),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
