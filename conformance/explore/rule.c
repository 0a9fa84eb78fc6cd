/* SPDX-License-Identifier: MIT */
/* The words of the model's rows: see rule.h. */
#include "conformance/explore/rule.h"

#include <string.h>

static bool is_dead(const struct state *state, const struct letter *letter)
{
    (void)letter;
    return state->puktries == 0;
}

static bool is_locked(const struct state *state, const struct letter *letter)
{
    (void)letter;
    return state->tries == 0;
}

/* The secret shown is the one that counts now. */
static bool is_right(const struct state *state, const struct letter *letter)
{
    if (letter->input & (VERIFY | CHANGE))
        return state->pin < 2 && letter->given == (state->pin == 0 ? PIN_A : PIN_B);
    if (letter->input & (CHANGE_PUK | UNLOCK))
        return state->puk < 2 && letter->given == (state->puk == 0 ? PUK_P : PUK_Q);
    return letter->given == RIGHT_ANSWER;
}

static bool is_bad(const struct state *state, const struct letter *letter)
{
    (void)state;
    return letter->fresh == MALFORMED;
}

struct named_claim {
    const char *name;
    bool (*holds)(const struct state *state, const struct letter *letter);
};

static const struct named_claim named_claims[] = {
    {"dead",   is_dead  },
    {"locked", is_locked},
    {"right",  is_right },
    {"bad",    is_bad   },
};

static bool read_claim(const char *word, size_t size, struct claim *claim)
{
    claim->denied = *word == '!';
    claim->holds = NULL;
    word += claim->denied;
    size -= claim->denied;
    for (size_t i = 0; i < sizeof named_claims / sizeof *named_claims; i++) {
        const char *name = named_claims[i].name;
        if (strlen(name) != size || strncmp(name, word, size) != 0)
            continue;
        claim->holds = named_claims[i].holds;
        return true;
    }
    return field_find(word, size, &claim->field);
}

/* "tries-1", "verified=0", "pin=new". */
static bool read_effect(const char *word, size_t size, struct effect *effect)
{
    size_t name = strcspn(word, "=-");

    if (name >= size || !field_find(word, name, &effect->field))
        return false;
    const char *value = word + name + 1;
    size_t length = size - name - 1;
    effect->kind = word[name] == '-' ? LOSES_ONE : *value == 'n' ? BECOMES_NEW : BECOMES;
    effect->value = (uint8_t)(*value - '0');
    if (effect->kind == BECOMES_NEW)
        return length == 3 && strncmp(value, "new", 3) == 0;
    return length == 1 && *value >= '0' && *value <= '9' &&
           (effect->kind == BECOMES || effect->value == 1);
}

static bool read_when(const char *text, struct rule *rule)
{
    rule->claim_count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t size = strcspn(text, " ");
        if (rule->claim_count == RULE_TERMS ||
            !read_claim(text, size, &rule->claims[rule->claim_count++]))
            return false;
        text += size;
    }
    return true;
}

static bool read_then(const char *text, struct rule *rule)
{
    uint8_t part = 0;

    rule->effect_count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t size = strcspn(text, " ;");
        if (rule->effect_count == RULE_EFFECTS || part >= RULE_PARTS)
            return false;
        struct effect *effect = &rule->effects[rule->effect_count++];
        if (!read_effect(text, size, effect))
            return false;
        effect->part = part;
        text += size;
        part = (uint8_t)(part + (*text == ';'));
        text += *text == ';';
    }
    return true;
}

bool rule_read(const char *when, const char *then, struct rule *rule)
{
    return (!when || read_when(when, rule)) && (!then || read_then(then, rule));
}

bool rule_holds(const struct rule *rule, const struct state *state, const struct letter *letter)
{
    for (size_t i = 0; i < rule->claim_count; i++) {
        const struct claim *claim = &rule->claims[i];
        bool holds =
            claim->holds ? claim->holds(state, letter) : state_get(state, claim->field) != 0;
        if (holds == claim->denied)
            return false;
    }
    return true;
}

unsigned rule_parts(const struct rule *rule)
{
    return rule->effect_count == 0 ? 0 : rule->effects[rule->effect_count - 1].part + 1u;
}

/* The number that the state has for the letter's new PIN or PUK. */
static uint8_t fresh_number(const struct letter *letter)
{
    return (uint8_t)(letter->fresh >= PUK_P ? letter->fresh - PUK_P : letter->fresh - PIN_A);
}

void rule_apply(const struct rule *rule, unsigned part, const struct letter *letter,
                struct state *state)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        const struct effect *effect = &rule->effects[i];
        uint8_t now = state_get(state, effect->field);
        if (effect->part != part)
            continue;
        switch (effect->kind) {
        case BECOMES:
            state_set(state, effect->field, effect->value);
            break;
        case LOSES_ONE:
            state_set(state, effect->field, (uint8_t)(now > 0 ? now - 1 : 0));
            break;
        case BECOMES_NEW:
            state_set(state, effect->field, fresh_number(letter));
            break;
        }
    }
}
