/* SPDX-License-Identifier: MIT */
/* The judge's own commands to a foreign card, in the words of its profile. */
#include "conformance/stage/foreign_talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/apdu.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

enum { SERIAL_AT = 55, SERIAL_BYTES = 12, WORD_OK = 0x9000, WORD_LOCKED = 0x6983 };

static unsigned exchange(struct talk *talk, const char *text, struct buf *response)
{
    char *expanded = vars_expand(talk->vars, text);
    uint8_t room[LINK_COMMAND_MAX];
    struct buf command = buf_over(room, sizeof room);
    unsigned word = 0;

    if (expanded && apdu_read(expanded, &command) &&
        link_transmit(talk->link, buf_bytes(&command), response) == LINK_OK && response->size >= 2)
        word =
            (unsigned)response->data[response->size - 2] << 8 | response->data[response->size - 1];
    if (expanded)
        secret_wipe(expanded, strlen(expanded));
    free(expanded);
    secret_wipe(room, sizeof room);
    return word;
}

static unsigned say(struct talk *talk, const char *text)
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);

    return exchange(talk, text, &response);
}

/* Keeps a secret's characters in hexadecimal under `name`. */
static bool keep(struct talk *talk, const char *name, const char *secret)
{
    return vars_set_bytes(talk->vars, name, bytes_text(secret));
}

unsigned talk_serial(struct talk *talk, char serial[FOREIGN_SERIAL])
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    unsigned word = exchange(talk, "00 CA 01 06 4D", &response);

    serial[0] = '\0';
    if (word == WORD_OK && response.size >= SERIAL_AT + SERIAL_BYTES + 2)
        (void)!hex_encode(bytes_of(room + SERIAL_AT, SERIAL_BYTES), serial, FOREIGN_SERIAL);
    return word;
}

unsigned talk_tries(struct talk *talk)
{
    return say(talk, "00 20 00 $PIN");
}

unsigned talk_verify(struct talk *talk, const char *pin)
{
    return keep(talk, "told", pin) ? say(talk, "00 20 00 $PIN { $told }") : 0;
}

static unsigned change(struct talk *talk, const char *command, const char *old, const char *fresh)
{
    char text[80];

    snprintf(text, sizeof text, "%s { $L%zu $told $L%zu $fresh }", command, strlen(old),
             strlen(fresh));
    return keep(talk, "told", old) && keep(talk, "fresh", fresh) ? say(talk, text) : 0;
}

unsigned talk_change_pin(struct talk *talk, const char *old, const char *new_pin)
{
    unsigned word = change(talk, "$CHANGE", old, new_pin);

    if (word == WORD_OK)
        snprintf(talk->foreign->pin, FOREIGN_SECRET, "%s", new_pin);
    return word;
}

unsigned talk_change_puk(struct talk *talk, const char *old, const char *new_puk)
{
    unsigned word = change(talk, "$CHANGEPUK", old, new_puk);

    if (word == WORD_OK)
        snprintf(talk->foreign->puk, FOREIGN_SECRET, "%s", new_puk);
    return word;
}

static void end(struct talk *talk, enum foreign_end how, const char *by)
{
    talk->foreign->end = how;
    snprintf(talk->foreign->by, sizeof talk->foreign->by, "%s", by);
}

/* The PUK sets the stories' PIN and gives all tries back, its own too. */
static unsigned restore_by_puk(struct talk *talk)
{
    unsigned word = 0;

    if (keep(talk, "told", talk->foreign->puk) && keep(talk, "fresh", FOREIGN_STORY_PIN))
        word = say(talk, "00 2C 00 $PIN { $told $fresh }");
    if (word == WORD_OK)
        snprintf(talk->foreign->pin, FOREIGN_SECRET, "%s", FOREIGN_STORY_PIN);
    if (word == WORD_OK && strcmp(talk->foreign->puk, FOREIGN_STORY_PUK) != 0)
        word = talk_change_puk(talk, talk->foreign->puk, FOREIGN_STORY_PUK);
    return word;
}

static unsigned restore_by_pin(struct talk *talk)
{
    unsigned word = talk_verify(talk, talk->foreign->pin);

    if (word == WORD_OK && strcmp(talk->foreign->pin, FOREIGN_STORY_PIN) != 0)
        word = talk_change_pin(talk, talk->foreign->pin, FOREIGN_STORY_PIN);
    return word;
}

static void restore(struct talk *talk, unsigned tries, const char *by)
{
    bool by_puk = foreign_is_old(talk->foreign) && talk->foreign->puk[0];

    if (tries == WORD_LOCKED && !by_puk)
        end(talk, FOREIGN_LOCKED, by);
    else if ((by_puk ? restore_by_puk(talk) : restore_by_pin(talk)) != WORD_OK)
        end(talk, FOREIGN_STRANGE, by);
}

void talk_tidy(struct talk *talk, const char *by)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum link_result reset = link_reset(talk->link, &atr);
    unsigned tries = reset == LINK_OK ? talk_tries(talk) : 0;

    if (tries == 0x6985)
        end(talk, FOREIGN_DEAD, by);
    else if (talk->foreign->destroy && talk->foreign->pin[0])
        restore(talk, tries, by);
    else if (talk->foreign->tries > 0 && tries != 0x63C0 + talk->foreign->tries)
        end(talk, FOREIGN_STRANGE, by);
    buf_clear(&atr);
    (void)!link_reset(talk->link, &atr);
}

/* The command's first four bytes are those of the word `name`. */
static bool is_word(const struct talk *talk, struct bytes command, const char *name)
{
    const char *text = vars_get(talk->vars, name);
    uint8_t room[8];
    struct buf header = buf_over(room, sizeof room);

    return text && hex_decode(text, &header) && header.size == 4 && command.size > 4 &&
           memcmp(command.data, room, 4) == 0;
}

/* The last `size` bytes of a command, as the secret that they set. */
static void take_last(struct bytes command, size_t size, char secret[FOREIGN_SECRET])
{
    if (size == 0 || size >= FOREIGN_SECRET || size > command.size)
        return;
    memcpy(secret, command.data + command.size - size, size);
    secret[size] = '\0';
}

/* How many bytes of a CHANGE's body are the new one. */
static size_t new_size(const struct talk *talk, struct bytes command, const char *old)
{
    const char *counted = vars_get(talk->vars, "L6");
    size_t gone = 5 + strlen(old) + (counted && *counted ? 2 : 0);

    return command.size > gone ? command.size - gone : 0;
}

void talk_follow(struct talk *talk, struct bytes command)
{
    struct foreign *foreign = talk->foreign;

    if (is_word(talk, command, "CHANGE"))
        take_last(command, new_size(talk, command, foreign->pin), foreign->pin);
    else if (is_word(talk, command, "CHANGEPUK"))
        take_last(command, new_size(talk, command, foreign->puk), foreign->puk);
    else if (command.size > 5 && command.data[1] == 0x2C)
        take_last(command, command.size - 5 - (command.data[2] == 0 ? strlen(foreign->puk) : 0),
                  foreign->pin);
}
