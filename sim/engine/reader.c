/* SPDX-License-Identifier: MIT */
/* Readers: those of PC/SC, or the one socket that was inherited. */
#include "sim/base/hex.h"
#include "sim/engine/akis.h"
#include "sim/engine/outcome.h"
#include "sim/link/pcsc.h"
#include "sim/link/socket.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 5000 };

/* Hexadecimal, or "" when it does not fit. */
static void hex_or_nothing(struct bytes bytes, char *text, size_t size)
{
    if (!hex_encode(bytes, text, size))
        text[0] = '\0';
}

static const char *const link_name = "link";

static bool has_inherited(void)
{
    const char *text = getenv("AKIS_LINK_FD");

    return text && text[0] != '\0';
}

/* A link over a copy of the inherited descriptor, so that it can be opened again later. */
static enum akis_outcome open_inherited(struct link **link)
{
    char *end = NULL;
    long fd = strtol(getenv("AKIS_LINK_FD"), &end, 10);
    int copy = *end == '\0' && fd >= 0 && fd < 0xFFFFF ? dup((int)fd) : -1;

    return outcome_of_link(copy < 0 ? LINK_FAILED : link_socket_new(copy, link));
}

static struct akis_result list_inherited(struct akis_reader *readers, size_t room, size_t *count)
{
    struct link *link = NULL;
    uint8_t atr_room[LINK_ATR_MAX];
    struct buf atr = buf_over(atr_room, sizeof atr_room);
    enum akis_outcome outcome = open_inherited(&link);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    *count = 1;
    if (room > 0) {
        readers[0] = (struct akis_reader){.card = link_reset(link, &atr) == LINK_OK};
        snprintf(readers[0].name, sizeof readers[0].name, "%s", link_name);
        hex_or_nothing(buf_bytes(&atr), readers[0].atr, sizeof readers[0].atr);
    }
    link_free(&link);
    return result_of(AKIS_OK);
}

struct akis_result akis_readers(struct akis_reader *readers, size_t room, size_t *count)
{
    struct link_pcsc_readers all;

    if (has_inherited())
        return list_inherited(readers, room, count);
    if (link_pcsc_list(&all) != LINK_OK)
        return result_of(AKIS_NO_SERVICE);
    for (size_t i = 0; i < all.count && i < room; i++) {
        const struct link_pcsc_reader *each = &all.reader[i];
        readers[i] =
            (struct akis_reader){.card = each->present, .mute = each->mute, .events = each->events};
        snprintf(readers[i].name, sizeof readers[i].name, "%s", each->name);
        hex_or_nothing(bytes_of(each->atr, each->atr_size), readers[i].atr, sizeof readers[i].atr);
    }
    *count = all.count;
    return result_of(all.count > 0 ? AKIS_OK : AKIS_NO_READER);
}

struct akis_result akis_readers_wait(int timeout_ms)
{
    struct link_pcsc_readers all;
    enum link_result result = has_inherited() ? LINK_TIMEOUT : link_pcsc_list(&all);

    if (result == LINK_OK)
        result = link_pcsc_wait(&all, timeout_ms);
    if (result == LINK_TIMEOUT)
        return result_of(AKIS_NOTHING_NEW);
    return result_of(result == LINK_OK ? AKIS_OK : AKIS_NO_SERVICE);
}

/* Why there is no card to be opened: no service, no reader, a mute card, or none. */
static enum akis_outcome reason(const char *reader)
{
    struct link_pcsc_readers all;
    bool mute = false, known = reader == NULL;

    if (link_pcsc_list(&all) != LINK_OK)
        return AKIS_NO_SERVICE;
    for (size_t i = 0; i < all.count; i++) {
        bool asked = !reader || strcmp(reader, all.reader[i].name) == 0;
        known = known || asked;
        mute = mute || (asked && all.reader[i].mute);
    }
    if (all.count == 0 || !known)
        return AKIS_NO_READER;
    return mute ? AKIS_MUTE_CARD : AKIS_NO_CARD;
}

static enum akis_outcome open_pcsc(const char *reader, struct link **link)
{
    const struct link_pcsc_options options = {.reader = reader, .patience = PATIENCE_MS};
    enum link_result result = link_pcsc_new(&options, link);

    if (result == LINK_NO_CARD || result == LINK_FAILED)
        return reason(reader);
    return outcome_of_link(result);
}

struct akis_result akis_card_open(const char *reader, const struct akis_clock *clock,
                                  struct akis_card **card)
{
    struct link *link = NULL;
    enum akis_outcome outcome = has_inherited() ? open_inherited(&link) : open_pcsc(reader, &link);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    struct akis_result result = akis_card_open_link(&link, clock, card);
    if (has_inherited() || (result.outcome != AKIS_NO_CARD && result.outcome != AKIS_CARD_REMOVED))
        return result;
    outcome = reason(reader);
    /* A mute card cannot be powered, which PC/SC tells in the words of one that was taken out. */
    return result.outcome == AKIS_NO_CARD || outcome == AKIS_MUTE_CARD ? result_of(outcome)
                                                                       : result;
}
