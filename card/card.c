/* SPDX-License-Identifier: MIT */
/* The virtual card as its owner handles it: made, powered, spoken to, looked at: card.h. */
#include "card/card.h"

#include <stdlib.h>
#include <string.h>

#include "card/chain.h"
#include "card/journal.h"
#include "card/record.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

const char *card_result_text(enum card_result result)
{
    switch (result) {
    case CARD_OK:
        return "done";
    case CARD_BAD_ARGUMENT:
        return "a field is missing, malformed or too long";
    case CARD_NO_MEMORY:
        return "no memory";
    case CARD_STORE_FAILED:
        return "the store refused";
    case CARD_STORE_DAMAGED:
        return "the store holds no card that this version can read";
    case CARD_CRYPTO_FAILED:
        return "a cryptographic operation failed";
    case CARD_FULL:
        return "no room on the card";
    }
    return "unknown";
}

enum card_life card_life_of(const struct card *card)
{
    const struct card_state *state = &card->state;

    if (!state->identity.personalised)
        return CARD_BLANK;
    if (state->pins[ROLE_PUK].tries == 0 && state->policy.wrong_puks_kill)
        return CARD_DEAD;
    return CARD_IN_USE;
}

bool card_unlocks_by_puk(const struct card *card)
{
    return card->state.identity.produced < card->state.policy.unlock_border;
}

bool card_tree_is_sound(const struct card *card)
{
    const struct file *table = card->state.files.table;

    if (card->state.identity.personalised && table[FILE_MF].kind != FILE_DF)
        return false;
    for (unsigned i = 0; i < FILES_MAX; i++)
        if (table[i].kind != FILE_FREE && table[table[i].parent].kind != FILE_DF)
            return false;
    return true;
}

enum card_result card_reload(struct card *card)
{
    char name[PROFILE_NAME_ROOM] = "";
    struct card_policy rules = card->state.policy;
    bool powered = card->state.powered;

    secret_wipe(&card->state, card_state_size(&card->state));
    card->state.policy = card->state.policy_stored = rules;
    enum card_result result = journal_load(card, name);
    if (result != CARD_OK)
        return result;
    if (!card_tree_is_sound(card))
        return CARD_STORE_DAMAGED;
    if (name[0] != '\0' && (!card->profile || strcmp(card->profile->name, name) != 0))
        card->profile = card_profile_find(name);
    if (!card->profile)
        return name[0] != '\0' ? CARD_STORE_DAMAGED : CARD_BAD_ARGUMENT;
    session_end(card);
    card->state.powered = powered;
    return CARD_OK;
}

enum card_result card_new(const struct card_profile *profile, const struct card_policy *policy,
                          const struct card_ports *ports, struct card **card)
{
    struct card *made = calloc(1, sizeof *made);

    if (!made)
        return CARD_NO_MEMORY;
    made->profile = profile;
    made->ports = *ports;
    if (policy)
        made->state.policy = *policy;
    else
        policy_fill(card_policy_table(), &made->state.policy);
    enum card_result result = card_reload(made);
    if (result != CARD_OK) {
        card_free(&made);
        return result;
    }
    *card = made;
    return CARD_OK;
}

void card_free(struct card **card)
{
    if (!*card)
        return;
    secret_wipe(*card, sizeof **card);
    free(*card);
    *card = NULL;
}

/* What against the rules a power cycle gives back. */
static void forget_tries(struct card *card)
{
    const struct card_policy *rules = &card->state.policy;

    if (!rules->tries_survive_reset)
        pin_refill(card, ROLE_PIN);
    if (!rules->puk_tries_survive_reset ||
        (!rules->dead_stays_dead && card_life_of(card) == CARD_DEAD))
        pin_refill(card, ROLE_PUK);
}

struct bytes card_power_on(struct card *card)
{
    struct buf atr = buf_over(card->atr, sizeof card->atr);

    if (card->state.broken && card_reload(card) != CARD_OK) {
        card->state.broken = true;
        return bytes_of(NULL, 0);
    }
    session_end(card);
    if (card->state.identity.personalised)
        forget_tries(card);
    if (!hex_decode(card->profile->atr, &atr))
        return bytes_of(NULL, 0);
    if (card->state.policy.next_atr) {
        atr.data[atr.size - 2] ^= 0x10;
        atr.data[atr.size - 1] ^= 0x10;
    }
    card->state.powered = true;
    return buf_bytes(&atr);
}

void card_power_off(struct card *card)
{
    session_end(card);
    card->state.powered = false;
}

void card_transmit(struct card *card, struct bytes command, struct buf *response)
{
    size_t start = response->size;

    if (!card->state.powered)
        return;
    enum sw sw = card->state.broken ? SW_MEMORY : chain_exchange(card, command, response);
    uint8_t word[2] = {(uint8_t)((unsigned)sw >> 8), (uint8_t)sw};
    if (!buf_add(response, bytes_of(word, 2)))
        response->size = start;
}

void card_look(const struct card *card, struct card_view *view)
{
    const struct card_state *state = &card->state;

    view->profile = card->profile->name;
    if (!hex_encode(bytes_of(state->identity.serial, SERIAL_SIZE), view->serial,
                    sizeof view->serial))
        view->serial[0] = '\0';
    view->produced = state->identity.produced;
    view->life = card_life_of(card);
    view->pin_tries = state->pins[ROLE_PIN].tries;
    view->puk_tries = state->pins[ROLE_PUK].tries;
    view->pin_verified = state->session.verified;
    view->unlocks_by_puk = card_unlocks_by_puk(card);
}

struct card_policy *card_rules(struct card *card)
{
    return &card->state.policy;
}
