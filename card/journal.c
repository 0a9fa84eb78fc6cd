/* SPDX-License-Identifier: MIT */
/* What survives a loss of power: see journal.h. */
#include "card/journal.h"

#include <string.h>

#include "card/crc32.h"
#include "card/record.h"
#include "sim/base/secret.h"

enum { HEAD = 6, TAIL = 4 };

/* One slot as it was read. */
struct slot {
    uint32_t sequence;
    uint16_t companions;
    bool whole;
};

static void put32(uint8_t *out, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> 8 * (3 - i));
}

static uint32_t get32(const uint8_t *in)
{
    return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | in[3];
}

static uint32_t check_of(uint32_t id, struct bytes head_and_body)
{
    uint8_t raw[4];

    put32(raw, id);
    return crc32_of(crc32_of(0, bytes_of(raw, 4)), head_and_body);
}

static uint32_t slot_id(unsigned record, unsigned slot)
{
    return record * 2 + slot;
}

void journal_touch(struct card *card, unsigned record)
{
    card->state.journal.dirty[record] = 1;
}

void journal_touch_file(struct card *card, unsigned index)
{
    journal_touch(card, RECORD_FILES + index);
}

static uint16_t dirty_count(const struct journal *journal)
{
    uint16_t count = 0;

    for (unsigned i = 0; i < RECORDS; i++)
        count = (uint16_t)(count + journal->dirty[i]);
    return count;
}

/* Appends one record as its slot will hold it. */
static bool encode(const struct card *card, unsigned record, uint16_t companions, struct buf *out)
{
    uint8_t raw[4];
    size_t start = out->size;
    uint32_t id = slot_id(record, 1u - card->state.journal.slot[record]);

    put32(raw, card->state.journal.sequence + 1);
    if (!buf_add(out, bytes_of(raw, 4)) || !buf_add_byte(out, (uint8_t)(companions >> 8)) ||
        !buf_add_byte(out, (uint8_t)companions) || !record_write(card, record, out))
        return false;
    put32(raw, check_of(id, bytes_of(out->data + start, out->size - start)));
    return buf_add(out, bytes_of(raw, 4));
}

/* Encodes all touched records behind one another and lists them. */
static bool gather(const struct card *card, struct buf *scratch, struct store_record *list)
{
    const struct journal *journal = &card->state.journal;
    uint16_t companions = dirty_count(journal);
    size_t count = 0;

    for (unsigned record = 0; record < RECORDS; record++) {
        size_t start = scratch->size;
        if (!journal->dirty[record])
            continue;
        if (!encode(card, record, companions, scratch))
            return false;
        list[count].id = slot_id(record, 1u - journal->slot[record]);
        list[count++].value = bytes_of(scratch->data + start, scratch->size - start);
    }
    return true;
}

static void settle(struct card *card)
{
    struct journal *journal = &card->state.journal;

    for (unsigned record = 0; record < RECORDS; record++)
        if (journal->dirty[record])
            journal->slot[record] ^= 1;
    memset(journal->dirty, 0, sizeof journal->dirty);
    journal->sequence++;
    card->state.policy_stored = card->state.policy;
}

bool journal_flush(struct card *card)
{
    struct store_record list[RECORDS];
    struct buf scratch = buf_over(card->scratch.bytes, sizeof card->scratch.bytes);

    if (!bytes_equal(bytes_of(&card->state.policy, sizeof card->state.policy),
                     bytes_of(&card->state.policy_stored, sizeof card->state.policy_stored)))
        journal_touch(card, RECORD_POLICY);
    size_t count = dirty_count(&card->state.journal);
    if (count == 0)
        return true;
    bool stored = gather(card, &scratch, list) &&
                  card->ports.store.commit(card->ports.store.context, list, count) == STORE_OK;
    secret_wipe(card->scratch.bytes, scratch.size);
    if (stored)
        settle(card);
    card->state.broken = card->state.broken || !stored;
    return stored;
}

/* Reads one slot into the scratch; its body is a view there. */
static enum store_result read_slot(struct card *card, uint32_t id, struct slot *slot,
                                   struct bytes *body)
{
    struct buf raw = buf_over(card->scratch.bytes, sizeof card->scratch.bytes);
    enum store_result result = card->ports.store.load(card->ports.store.context, id, &raw);

    if (raw.size > card->scratch_used)
        card->scratch_used = raw.size;
    slot->whole = false;
    if (result != STORE_OK || raw.size < HEAD + TAIL)
        return result;
    slot->sequence = get32(raw.data);
    slot->companions = (uint16_t)(raw.data[4] << 8 | raw.data[5]);
    slot->whole =
        get32(raw.data + raw.size - TAIL) == check_of(id, bytes_of(raw.data, raw.size - TAIL));
    *body = bytes_slice(buf_bytes(&raw), HEAD, raw.size - HEAD - TAIL);
    return STORE_OK;
}

/* The newest sequence at or below `below` among the slots, and whether its commit is whole. */
static bool newest(const struct slot *slots, uint32_t below, uint32_t *sequence)
{
    uint16_t found = 0;
    uint16_t companions = 0;

    *sequence = 0;
    for (unsigned i = 0; i < RECORDS * 2; i++)
        if (slots[i].whole && slots[i].sequence <= below && slots[i].sequence > *sequence)
            *sequence = slots[i].sequence;
    for (unsigned i = 0; i < RECORDS * 2; i++) {
        if (slots[i].whole && slots[i].sequence == *sequence) {
            companions = slots[i].companions;
            found++;
        }
    }
    return *sequence == 0 || found == companions;
}

/* Strikes out the slots of commits that were torn; the sequence to go on from is the highest
 * ever seen. A struck slot's record is touched: the next commit covers the debris. Gives the
 * newest whole commit's sequence; 0: there is none. */
static uint32_t strike_torn(struct card *card, struct slot *slots)
{
    struct journal *journal = &card->state.journal;
    uint32_t good = UINT32_MAX;
    bool whole = newest(slots, good, &good);

    journal->sequence = good;
    while (!whole)
        whole = newest(slots, good - 1, &good);
    for (unsigned i = 0; i < RECORDS * 2; i++) {
        if (slots[i].whole && slots[i].sequence > good) {
            slots[i].whole = false;
            journal->dirty[i / 2] = 1;
            journal->slot[i / 2] = 1 - i % 2;
        }
    }
    return good;
}

static enum card_result load_record(struct card *card, unsigned record, const struct slot *slots,
                                    char *profile)
{
    const struct slot *pair = slots + record * 2;
    unsigned which = pair[1].whole && (!pair[0].whole || pair[1].sequence > pair[0].sequence);
    struct bytes body = bytes_of(NULL, 0);
    struct slot again;

    if (!pair[which].whole)
        return CARD_OK;
    card->state.journal.slot[record] = (uint8_t)which;
    if (read_slot(card, slot_id(record, which), &again, &body) != STORE_OK || !again.whole)
        return CARD_STORE_FAILED;
    return record_read(card, record, body, profile) ? CARD_OK : CARD_STORE_DAMAGED;
}

enum card_result journal_load(struct card *card, char *profile)
{
    struct slot slots[RECORDS * 2];
    struct bytes body;
    enum card_result result = CARD_OK;
    bool rewritten = false; /* a second slot is in use: this was more than a torn first commit */

    memset(&card->state.journal, 0, sizeof card->state.journal);
    for (unsigned id = 0; id < RECORDS * 2; id++) {
        enum store_result read = read_slot(card, id, &slots[id], &body);
        if (read == STORE_FAILED)
            return CARD_STORE_DAMAGED;
        rewritten = rewritten || (read == STORE_OK && id % 2 == 0);
    }
    uint32_t good = strike_torn(card, slots);
    for (unsigned record = 0; record < RECORDS && result == CARD_OK; record++)
        result = load_record(card, record, slots, profile);
    secret_wipe(card->scratch.bytes, card->scratch_used);
    card->scratch_used = 0;
    bool nameless = profile[0] == '\0';
    if (result == CARD_OK && (good == 0 ? rewritten : nameless))
        return CARD_STORE_DAMAGED;
    return result;
}
