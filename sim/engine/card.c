/* SPDX-License-Identifier: MIT */
/* An open card: waking it, knowing it, keeping it for a sequence of commands, letting it go. */
#include "sim/engine/card.h"

#include "sim/base/hex.h"
#include "sim/base/secret.h"
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    BORDER = 20110101, /* produced before: PUK; from then on: the portal (UNB-6) */
    DATE_AT = 0,       /* in the answer to GET DATA 01 06 */
    SERIAL_AT = 55,
    SERIAL_SIZE = 12,
};

int64_t clock_of(const struct akis_clock *clock)
{
    return clock && clock->now ? clock->now(clock->context) : (int64_t)time(NULL);
}

/* What was true of the card is no longer known: it has to be selected anew. */
static void forget(struct akis_card *card)
{
    card->awake = false;
    card->logged_in = false;
    card->keys_read = false;
    card->key_count = 0;
}

/* The way to the card is gone, or out of step: it has to be reset before anything else. */
static void lose(struct akis_card *card)
{
    forget(card);
    card->powered = false;
}

enum akis_outcome card_send(struct akis_card *card, const struct command *command,
                            struct buf *answer, unsigned *sw)
{
    enum akis_outcome outcome = transport_send(card->link, command, answer, sw);

    if (outcome != AKIS_OK)
        lose(card);
    return outcome;
}

enum akis_outcome card_tell(struct akis_card *card, const struct command *command, unsigned *sw)
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    enum akis_outcome outcome = card_send(card, command, &answer, sw);

    secret_wipe(room, sizeof room);
    return outcome;
}

/* YYYYMMDD from eight ASCII digits, or 0. */
static int64_t read_date(struct bytes data)
{
    int64_t date = 0;

    for (size_t i = DATE_AT; i < DATE_AT + 8; i++) {
        if (i >= data.size || data.data[i] < '0' || data.data[i] > '9')
            return 0;
        date = date * 10 + (data.data[i] - '0');
    }
    return date >= 19000101 && date <= 21991231 ? date : 0;
}

/* Serial and production date by GET DATA; a card that does not tell has neither. */
static enum akis_outcome read_identity(struct akis_card *card)
{
    const struct command get = {.ins = 0xCA, .p1 = 0x01, .p2 = 0x06, .le = 0x4D};
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    unsigned sw = 0;
    enum akis_outcome outcome = card_send(card, &get, &answer, &sw);

    if (outcome != AKIS_OK)
        return outcome;
    struct bytes serial = bytes_slice(buf_bytes(&answer), SERIAL_AT, SERIAL_SIZE);
    card->identity.produced = sw == 0x9000 ? read_date(buf_bytes(&answer)) : 0;
    if (sw != 0x9000 || serial.size != SERIAL_SIZE ||
        !hex_encode(serial, card->identity.serial, sizeof card->identity.serial))
        card->identity.serial[0] = '\0';
    card->identity.unlocks_by_puk =
        card->identity.produced != 0 && card->identity.produced < BORDER;
    return AKIS_OK;
}

/* Power, ATR, version. */
static enum akis_outcome wake(struct akis_card *card)
{
    uint8_t room[LINK_ATR_MAX];
    struct buf atr = buf_over(room, sizeof room);
    enum akis_outcome outcome = outcome_of_link(link_reset(card->link, &atr));

    lose(card);
    if (outcome != AKIS_OK)
        return outcome;
    memset(&card->identity, 0, sizeof card->identity);
    if (atr.size == 0)
        return AKIS_MUTE_CARD;
    if (!hex_encode(buf_bytes(&atr), card->identity.atr, sizeof card->identity.atr))
        return AKIS_CARD_GARBLED;
    card->dialect = dialect_of(buf_bytes(&atr));
    if (!card->dialect)
        return AKIS_FOREIGN_CARD;
    snprintf(card->identity.version, sizeof card->identity.version, "%s", card->dialect->version);
    card->powered = true;
    return AKIS_OK;
}

/* Identity and application: the first words with a card, and after a foreign reset. */
static enum akis_outcome get_to_know(struct akis_card *card)
{
    enum akis_outcome outcome = read_identity(card);

    if (outcome == AKIS_OK)
        outcome = card_select_application(card);
    card->identity.dead = outcome == AKIS_CARD_DEAD;
    if (outcome == AKIS_CARD_DEAD)
        outcome = AKIS_OK;
    card->awake = outcome == AKIS_OK;
    return outcome;
}

/* Another program's reset costs what was verified and selected, no more. */
static enum akis_outcome keep_others_off(struct akis_card *card)
{
    enum link_result result = link_begin(card->link);

    if (result == LINK_WAS_RESET) {
        forget(card);
        result = link_begin(card->link);
    }
    if (result != LINK_OK && result != LINK_BUSY)
        lose(card);
    return outcome_of_link(result);
}

static enum akis_outcome take(struct akis_card *card)
{
    enum akis_outcome outcome = card->powered ? AKIS_OK : wake(card);

    if (outcome == AKIS_OK)
        outcome = keep_others_off(card);
    if (outcome != AKIS_OK || card->awake)
        return outcome;
    outcome = get_to_know(card);
    if (outcome != AKIS_OK)
        link_end(card->link);
    return outcome;
}

enum akis_outcome card_enter(struct akis_card *card)
{
    enum akis_outcome outcome = AKIS_OK;

    pthread_mutex_lock(&card->lock);
    if (card->depth == 0)
        outcome = take(card);
    else if (!card->awake)
        outcome = card->powered ? get_to_know(card) : AKIS_CARD_REMOVED;
    if (outcome == AKIS_OK)
        card->depth++;
    else
        pthread_mutex_unlock(&card->lock);
    return outcome;
}

void card_leave(struct akis_card *card)
{
    if (--card->depth == 0)
        link_end(card->link);
    pthread_mutex_unlock(&card->lock);
}

static bool lock_new(pthread_mutex_t *lock)
{
    pthread_mutexattr_t kind;

    if (pthread_mutexattr_init(&kind) != 0)
        return false;
    bool made = pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE) == 0 &&
                pthread_mutex_init(lock, &kind) == 0;
    pthread_mutexattr_destroy(&kind);
    return made;
}

struct akis_result akis_card_open_link(struct link **link, const struct akis_clock *clock,
                                       struct akis_card **card)
{
    struct akis_card *made = calloc(1, sizeof *made);

    if (!made || !lock_new(&made->lock)) {
        free(made);
        link_free(link);
        return result_of(AKIS_NO_MEMORY);
    }
    made->link = *link;
    *link = NULL;
    if (clock)
        made->clock = *clock;
    enum akis_outcome outcome = card_enter(made);
    if (outcome != AKIS_OK) {
        akis_card_close(&made);
        return result_of(outcome);
    }
    card_leave(made);
    *card = made;
    return result_of(AKIS_OK);
}

void akis_card_close(struct akis_card **card)
{
    if (!*card)
        return;
    if ((*card)->logged_in) {
        struct akis_result ignored = akis_logout(*card);
        (void)ignored;
    }
    link_free(&(*card)->link);
    pki_key_free(&(*card)->verifier);
    pthread_mutex_destroy(&(*card)->lock);
    secret_wipe(*card, sizeof **card);
    free(*card);
    *card = NULL;
}

void akis_card_identity(struct akis_card *card, struct akis_identity *identity)
{
    pthread_mutex_lock(&card->lock);
    *identity = card->identity;
    pthread_mutex_unlock(&card->lock);
}

struct akis_result akis_card_begin(struct akis_card *card)
{
    return result_of(card_enter(card));
}

void akis_card_end(struct akis_card *card)
{
    card_leave(card);
}
