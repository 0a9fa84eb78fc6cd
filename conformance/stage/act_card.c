/* SPDX-License-Identifier: MIT */
/* Acts on the card's power, and long answers read to their end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/act.h"
#include "conformance/stage/apdu.h"
#include "sim/base/hex.h"

enum { LONG_MAX = 8192 };

static enum stage_result tell_link(struct json *answer, enum link_result result)
{
    if (result == LINK_OK)
        return act_says(answer, "ok");
    if (!json_set_text(answer, "link", link_result_text(result)))
        return STAGE_BROKEN;
    return act_says(answer, "failed");
}

static enum stage_result reset(struct stage *stage, const struct json *fields, struct json *answer)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    char text[2 * LINK_ATR_MAX + 1];
    struct link *link;
    enum stage_result result = stage_link(stage, &link);
    enum link_result reset_result;

    (void)fields;
    if (result != STAGE_OK)
        return result;
    reset_result = link_reset(link, &atr);
    if (!hex_encode(buf_bytes(&atr), text, sizeof text) || !json_set_text(answer, "atr", text))
        return STAGE_BROKEN;
    return tell_link(answer, reset_result);
}

static enum stage_result power(struct stage *stage, const struct json *fields, struct json *answer)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    struct link *link;
    enum stage_result result = stage_link(stage, &link);
    enum link_result cycled;

    (void)fields;
    if (result != STAGE_OK)
        return result;
    cycled = link_power_off(link);
    if (cycled == LINK_OK)
        cycled = link_reset(link, &atr);
    return tell_link(answer, cycled);
}

/* Sends one command and follows 61xx to the end; appends the data to `all`. */
static enum link_result send_whole(struct link *link, struct bytes command, struct buf *all,
                                   uint8_t word[2])
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    uint8_t more[] = {0x00, 0xC0, 0x00, 0x00, 0x00};
    enum link_result result = link_transmit(link, command, &response);

    while (result == LINK_OK) {
        size_t data = response.size - 2;

        if (!buf_add(all, bytes_of(room, data)))
            return LINK_GARBLED;
        memcpy(word, room + data, 2);
        if (word[0] != 0x61)
            break;
        more[4] = word[1];
        buf_clear(&response);
        result = link_transmit(link, bytes_of(more, sizeof more), &response);
    }
    return result;
}

static enum stage_result tell_whole(struct stage *stage, struct json *answer, struct bytes all,
                                    const uint8_t word[2])
{
    char name[5];
    size_t size = 2 * all.size + 1;
    char *text = malloc(size);
    bool told = text && hex_encode(all, text, size) &&
                hex_encode(bytes_of(word, 2), name, sizeof name) &&
                json_set_text(answer, "data", text);

    free(text);
    if (told)
        return act_says(answer, name);
    stage_say(stage, "no memory");
    return STAGE_BROKEN;
}

/* The words "0", "1" … put together again: a command's bytes. */
static char *join(const struct json *fields)
{
    char *all = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&all, &size);
    char name[12];
    char *word;

    if (!out)
        return NULL;
    for (unsigned i = 0;; i++) {
        snprintf(name, sizeof name, "%u", i);
        word = json_text(fields, name);
        if (!word)
            break;
        fprintf(out, "%s ", word);
        free(word);
    }
    fclose(out);
    return all;
}

/* `! send HEX`: the status word as outcome, the whole answer as data. */
static enum stage_result send_long(struct stage *stage, const struct json *fields,
                                   struct json *answer)
{
    char *text = join(fields);
    uint8_t command[LINK_COMMAND_MAX];
    struct buf to_send = buf_over(command, sizeof command);
    uint8_t room[LONG_MAX];
    struct buf all = buf_over(room, sizeof room);
    uint8_t word[2] = {0};
    struct link *link;
    enum stage_result result = stage_link(stage, &link);
    bool read = text && apdu_read(text, &to_send);

    free(text);
    if (result != STAGE_OK || !read)
        return result != STAGE_OK ? result : STAGE_BROKEN;
    if (send_whole(link, buf_bytes(&to_send), &all, word) != LINK_OK)
        return act_says(answer, "failed");
    return tell_whole(stage, answer, buf_bytes(&all), word);
}

/* READ BINARY of the selected file to its end; `! read` answers its bytes in hexadecimal. */
static enum stage_result read_file(struct stage *stage, const struct json *fields,
                                   struct json *answer)
{
    uint8_t room[LONG_MAX];
    struct buf all = buf_over(room, sizeof room);
    uint8_t word[2] = {0x90, 0x00};
    struct link *link;
    enum stage_result result = stage_link(stage, &link);

    (void)fields;
    if (result != STAGE_OK)
        return result;
    while (word[0] == 0x90 && all.size < 0x7F00) {
        uint8_t command[] = {0x00, 0xB0, (uint8_t)(all.size >> 8), (uint8_t)all.size, 0xC0};
        size_t before = all.size;

        if (send_whole(link, bytes_of(command, sizeof command), &all, word) != LINK_OK)
            return act_says(answer, "failed");
        if (all.size == before)
            break;
    }
    return tell_whole(stage, answer, buf_bytes(&all), word);
}

const struct act card_acts[] = {
    {"reset", reset,     "warm reset; atr"                               },
    {"power", power,     "power off and on again"                        },
    {"send",  send_long, "HEX; the status word is the outcome; data"     },
    {"read",  read_file, "the selected transparent file to its end; data"},
    {NULL,    NULL,      NULL                                            },
};
