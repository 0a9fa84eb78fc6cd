/* SPDX-License-Identifier: MIT */
/*
 * What a store may hold: input is slots, each as id (1), length (2) and bytes; with the id's
 * highest bit set the check at its end is put right, so that the decoders behind it are
 * reached. The card comes up whole, blank, or not at all.
 */
#include <string.h>

#include "card/crc32.h"
#include "tests/fuzz/card/home.h"
#include "tests/fuzz/target.h"

enum { SLOT_MOST = 4096, MEND = 0x80 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

static void put(const struct store_port *store, uint8_t head, struct bytes value)
{
    uint8_t room[SLOT_MOST] = {0};
    uint32_t id = head & 0x7F;
    uint8_t raw[4] = {0, 0, 0, (uint8_t)id};
    struct store_record record = {id, bytes_of(room, value.size)};

    if (value.size > sizeof room)
        return;
    if (value.size > 0)
        memcpy(room, value.data, value.size);
    if ((head & MEND) && value.size >= 4) {
        uint32_t crc = crc32_of(crc32_of(0, bytes_of(raw, 4)), bytes_of(room, value.size - 4));
        for (unsigned i = 0; i < 4; i++)
            room[value.size - 4 + i] = (uint8_t)(crc >> 8 * (3 - i));
    }
    must(store->commit(store->context, &record, 1) == STORE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes rest = bytes_of(data, size);
    struct card *card = NULL;
    struct home home;

    home_open(&home);
    while (rest.size >= 3) {
        size_t length = (size_t)(rest.data[1] << 8 | rest.data[2]);
        put(&home.ports.store, rest.data[0], bytes_slice(rest, 3, length));
        rest = bytes_slice(rest, 3 + length, rest.size);
    }
    if (card_new(card_profile_find("v1.0"), NULL, &home.ports, &card) == CARD_OK) {
        uint8_t room[258];
        struct buf response = buf_over(room, sizeof room);
        (void)card_power_on(card);
        card_transmit(card, bytes_of("\x80\x18\x00\x00\x00", 5), &response);
        card_transmit(card, bytes_of("\x00\xA4\x08\x00\x02\x3D\x00", 7), &response);
    }
    card_free(&card);
    home_close(&home);
    return 0;
}
