/* SPDX-License-Identifier: MIT */
/* The abstract state of a card: state.def as a struct, as a number, and as a text. */
#ifndef CONFORMANCE_EXPLORE_STATE_H
#define CONFORMANCE_EXPLORE_STATE_H

#include "sim/base/bytes.h"

struct state {
#define FIELD(name, most, meaning) uint8_t name;
#include "conformance/explore/state.def"
#undef FIELD
};

/* The fields by number, in the order of state.def. */
enum field {
#define FIELD(name, most, meaning) FIELD_##name,
#include "conformance/explore/state.def"
#undef FIELD
    FIELDS
};

enum { STATE_TEXT = 160, STATE_BITS = 20, STATE_NUMBERS = 1 << STATE_BITS };

/* Every state is another number below STATE_NUMBERS. A value beyond a field's most counts as it. */
uint32_t state_pack(const struct state *state);
struct state state_unpack(uint32_t number);

uint8_t state_get(const struct state *state, enum field field);
void state_set(struct state *state, enum field field, uint8_t value);

const char *field_name(enum field field);
/* The field of that name, which is `size` characters long. False: there is none. */
NODISCARD bool field_find(const char *name, size_t size, enum field *field);

/* "PIN A, 3 tries; PUK P, 3 tries; verified": for people. */
void state_text(const struct state *state, char text[STATE_TEXT]);

#endif
