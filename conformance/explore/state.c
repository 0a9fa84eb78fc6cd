/* SPDX-License-Identifier: MIT */
/* The abstract state: see state.h. */
#include "conformance/explore/state.h"

#include <stdio.h>
#include <string.h>

struct field_row {
    const char *name;
    uint8_t most;
    size_t offset;
};

static const struct field_row fields[FIELDS] = {
#define FIELD(name, most, meaning) {#name, most, offsetof(struct state, name)},
#include "conformance/explore/state.def"
#undef FIELD
};

uint8_t state_get(const struct state *state, enum field field)
{
    return ((const uint8_t *)state)[fields[field].offset];
}

void state_set(struct state *state, enum field field, uint8_t value)
{
    ((uint8_t *)state)[fields[field].offset] = value;
}

static unsigned bits_of(uint8_t most)
{
    unsigned bits = 0;

    while (most >> bits)
        bits++;
    return bits;
}

uint32_t state_pack(const struct state *state)
{
    uint32_t number = 0;

    for (unsigned i = 0; i < FIELDS; i++) {
        uint8_t value = state_get(state, (enum field)i);
        number =
            number << bits_of(fields[i].most) | (value > fields[i].most ? fields[i].most : value);
    }
    return number;
}

struct state state_unpack(uint32_t number)
{
    struct state state;

    for (unsigned i = FIELDS; i-- > 0;) {
        unsigned bits = bits_of(fields[i].most);
        state_set(&state, (enum field)i, (uint8_t)(number & ((1u << bits) - 1)));
        number >>= bits;
    }
    return state;
}

const char *field_name(enum field field)
{
    return fields[field].name;
}

bool field_find(const char *name, size_t size, enum field *field)
{
    for (unsigned i = 0; i < FIELDS; i++) {
        if (strlen(fields[i].name) != size || strncmp(fields[i].name, name, size) != 0)
            continue;
        *field = (enum field)i;
        return true;
    }
    return false;
}

void state_text(const struct state *state, char text[STATE_TEXT])
{
    (void)snprintf(text, STATE_TEXT, "PIN %c, %u left; PUK %c, %u left%s%s%s%s%s%s%s",
                   "AB?"[state->pin < 2 ? state->pin : 2], state -> tries,
                   "PQ?"[state->puk < 2 ? state->puk : 2], state -> puktries,
                   state -> verified ? "; verified" : "", state->key ? "; key chosen" : "",
                   state->challenge ? "; challenge out" : "",
                   state->authorised ? "; authorised" : "", state->admin ? "; administrator" : "",
                   state->phase ? "; phase open" : "", state->chain ? "; chain begun" : "");
}
