/* SPDX-License-Identifier: MIT */
/*
 * A whole card as plain bytes and back. The journal's own numbers are the store's truth, not
 * the snapshot's: they stay, and what differs is touched.
 */
#include <string.h>

#include "card/journal.h"
#include "sim/base/secret.h"

enum { MAGIC = 0x414B5331 }; /* "AKS1" */

struct head {
    uint32_t magic;
    uint32_t size; /* of the state that follows */
    const struct card_profile *profile;
};

size_t card_state_size(const struct card_state *state)
{
    return offsetof(struct card_state, files) + offsetof(struct files, heap) + state->files.used;
}

size_t card_snapshot_size(const struct card *card)
{
    return sizeof(struct head) + card_state_size(&card->state);
}

bool card_snapshot(const struct card *card, struct buf *out)
{
    struct head head = {MAGIC, (uint32_t)card_state_size(&card->state), card->profile};

    if (out->capacity - out->size < card_snapshot_size(card))
        return false;
    return buf_add(out, bytes_of(&head, sizeof head)) &&
           buf_add(out, bytes_of(&card->state, head.size));
}

static bool same(const void *one, const void *other, size_t size)
{
    return bytes_equal(bytes_of(one, size), bytes_of(other, size));
}

static bool same_file(const struct files *one, const struct files *other, unsigned index)
{
    struct file a = one->table[index];
    struct file b = other->table[index];

    b.offset = a.offset; /* where it lies is not what it is */
    return same(&a, &b, sizeof a) &&
           bytes_equal(files_content(one, index), files_content(other, index));
}

/* Touches what is not the same in the store, which holds `old` but for what is dirty. */
static void touch_differences(struct card *card, const struct card_profile *profile,
                              const struct card_state *old)
{
    const struct card_state *now = &card->state;

    if (profile != card->profile || !same(&old->identity, &now->identity, sizeof now->identity))
        journal_touch(card, RECORD_IDENTITY);
    if (!same(old->pins, now->pins, sizeof now->pins))
        journal_touch(card, RECORD_PINS);
    for (unsigned i = 0; i < FILES_MAX; i++)
        if (!same_file(&old->files, &now->files, i))
            journal_touch_file(card, i);
}

enum card_result card_restore(struct card *card, struct bytes snapshot)
{
    struct card_state *old = &card->scratch.state;
    struct head head;

    if (snapshot.size < sizeof head)
        return CARD_BAD_ARGUMENT;
    memcpy(&head, snapshot.data, sizeof head);
    if (head.magic != MAGIC || head.size != snapshot.size - sizeof head ||
        head.size > sizeof card->state)
        return CARD_BAD_ARGUMENT;
    size_t size = card_state_size(&card->state);
    memcpy(old, &card->state, size);
    const struct card_profile *profile = card->profile;
    memcpy(&card->state, snapshot.data + sizeof head, head.size);
    if (size > head.size)
        secret_wipe((uint8_t *)&card->state + head.size, size - head.size);
    card->profile = head.profile;
    card->state.journal = old->journal;
    card->state.policy_stored = old->policy_stored;
    touch_differences(card, profile, old);
    secret_wipe(old, size);
    return journal_flush(card) ? CARD_OK : CARD_STORE_FAILED;
}
