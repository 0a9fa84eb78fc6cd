/* SPDX-License-Identifier: MIT */
/* A document as a factory order and as a card. What is taken in comes out the same again. */
#include <string.h>

#include "card/json.h"
#include "tests/fuzz/card/home.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

static void order(struct bytes json)
{
    struct home home;
    struct card *card = NULL;
    struct card_view view;

    home_open(&home);
    must(card_new(card_profile_find("v2.5"), NULL, &home.ports, &card) == CARD_OK);
    bool made = card_json_personalise(card, json) == CARD_OK;
    card_look(card, &view);
    must(made == (view.life == CARD_IN_USE));
    card_free(&card);
    home_close(&home);
}

static void import(struct bytes json)
{
    struct home home;
    struct card *card = NULL;
    char *text = NULL;

    home_open(&home);
    if (card_json_import(json, &home.ports, &card) == CARD_OK) {
        struct card *again = NULL;
        must(card_json_export(card, WITH_SECRETS, &text) == CARD_OK);
        must(card_new(NULL, NULL, &home.ports, &again) == CARD_OK);
        uint8_t room[258];
        struct buf reply = buf_over(room, sizeof room);
        (void)card_power_on(again);
        card_transmit(again, bytes_of("\x80\x18\x00\x00\x00", 5), &reply);
        must(reply.size >= 2);
        card_free(&again);
    }
    card_json_free(&text);
    card_free(&card);
    home_close(&home);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    order(bytes_of(data, size));
    import(bytes_of(data, size));
    return 0;
}
