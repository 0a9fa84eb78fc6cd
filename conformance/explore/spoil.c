/* SPDX-License-Identifier: MIT */
/* Commands that are right but for one thing: see spoil.h. */
#include "conformance/explore/spoil.h"

#include <string.h>

enum {
    CLA,
    INS,
    P1,
    P2,
    LC,
    HEAD = LC,
    PIECES = 0x10, /* class of a piece: what it begins is looked at with the last one */
    INS_VERIFY = 0x20,
    INS_CHANGE = 0x24,
    INS_PSO = 0x2A,
    INS_RESET_RETRY = 0x2C,
    INS_EXTERNAL = 0x82,
    INS_SELECT = 0xA4,
    INS_GET_DATA = 0xCA,
};

enum how {
    TURN,     /* bits of a byte of the head */
    BARE,     /* the head alone */
    ONE_BYTE, /* one byte of data */
    SHORT,    /* the last byte is missing */
    LONGER,   /* a byte more: a Le where none is due, or too much */
    TWO_MORE, /* … and another */
    NO_COUNT, /* Lc or Le 00, and what it counted behind it */
    EXTENDED, /* extended length */
};

struct row {
    const char *name;
    enum how how;
    uint8_t at;
    uint8_t bits;
};

static const struct row rows[SPOILS] = {
    {"in secure messaging",         TURN,     CLA, 0x04},
    {"on another channel",          TURN,     CLA, 0x01},
    {"in the other family's class", TURN,     CLA, 0x80},
    {"as a piece",                  TURN,     CLA, 0x10},
    {"P1 with bit 1 turned",        TURN,     P1,  0x01},
    {"P1 with bit 2 turned",        TURN,     P1,  0x02},
    {"P1 with bit 3 turned",        TURN,     P1,  0x04},
    {"P1 with bit 4 turned",        TURN,     P1,  0x08},
    {"P1 with bit 5 turned",        TURN,     P1,  0x10},
    {"P1 with bit 6 turned",        TURN,     P1,  0x20},
    {"P1 with bit 7 turned",        TURN,     P1,  0x40},
    {"P1 with bit 8 turned",        TURN,     P1,  0x80},
    {"P2 with bit 1 turned",        TURN,     P2,  0x01},
    {"P2 with bit 2 turned",        TURN,     P2,  0x02},
    {"P2 with bit 3 turned",        TURN,     P2,  0x04},
    {"P2 with bit 4 turned",        TURN,     P2,  0x08},
    {"P2 with bit 5 turned",        TURN,     P2,  0x10},
    {"P2 with bit 6 turned",        TURN,     P2,  0x20},
    {"P2 with bit 7 turned",        TURN,     P2,  0x40},
    {"P2 with bit 8 turned",        TURN,     P2,  0x80},
    {"without data and Le",         BARE,     0,   0   },
    {"with one byte of data",       ONE_BYTE, 0,   0   },
    {"a byte short",                SHORT,    0,   0   },
    {"a byte longer",               LONGER,   0,   0   },
    {"two bytes longer",            TWO_MORE, 0,   0   },
    {"its length 00",               NO_COUNT, 0,   0   },
    {"in extended length",          EXTENDED, 0,   0   },
};

const char *spoil_name(int spoil)
{
    return rows[spoil].name;
}

/* Turned bits that make another command that is right. */
struct other {
    uint8_t ins;
    uint8_t at;
    uint8_t bits;
};

static const struct other others[] = {
    {INS_PSO,         CLA, 0x10}, /* comes in pieces */
    {INS_VERIFY,      P2,  0x01}, /* v1.0: asks for the PUK's tries in place of the PIN's */
    {INS_CHANGE,      P2,  0x01}, /* v1.0: the PUK in place of the PIN */
    {INS_CHANGE,      P2,  0x80}, /* v1.0: looks at the lower seven bits */
    {INS_RESET_RETRY, P1,  0x02}, /* without the PUK, or with it */
};

static bool is_right(const struct spoken *spoken, const struct row *row)
{
    uint8_t ins = spoken->bytes[INS];

    if (row->at != CLA &&
        (ins == INS_SELECT || ins == INS_GET_DATA || spoken->bytes[CLA] == PIECES))
        return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].ins == ins && others[i].at == row->at && others[i].bits == row->bits)
            return ins != INS_VERIFY || spoken->size == HEAD;
    return false;
}

static bool resize(struct spoken *spoken, size_t size)
{
    if (size > SPOKEN_MAX)
        return false;
    if (size > spoken->size)
        memset(spoken->bytes + spoken->size, 0, size - spoken->size);
    spoken->size = size;
    return true;
}

/* The data and what follows, `by` bytes later; what comes in between is zero. */
static bool push(struct spoken *spoken, size_t by)
{
    size_t tail = spoken->size - HEAD;

    if (!resize(spoken, spoken->size + by))
        return false;
    memmove(spoken->bytes + HEAD + by, spoken->bytes + HEAD, tail);
    memset(spoken->bytes + HEAD, 0, by);
    return true;
}

/* A letter of which fewer bytes are no right command of their own: VERIFY without data asks, and
 * the card signs whatever it is given. */
static bool may_shrink(uint8_t ins, size_t size)
{
    return size > LC + 1 && ins != INS_VERIFY && ins != INS_PSO;
}

bool spoil_make(int spoil, unsigned letter, struct spoken *spoken)
{
    const struct row *row = &rows[spoil];
    bool counted = spoken->size > HEAD && spoken->bytes[LC] != 0;

    if (spoken->size < HEAD || (letters[letter].input & (UNKNOWN | STUMP | PIN_PIECE | GENERATE)))
        return false;
    uint8_t ins = spoken->bytes[INS];
    switch (row->how) {
    case TURN:
        spoken->bytes[row->at] ^= row->bits;
        return !is_right(spoken, row);
    case BARE:
        return may_shrink(ins, spoken->size) && ins != INS_SELECT && resize(spoken, HEAD);
    case ONE_BYTE:
        spoken->bytes[LC] = 1;
        return may_shrink(ins, spoken->size) && ins != INS_SELECT && resize(spoken, LC + 2);
    case SHORT:
        return counted && spoken->size > LC + 1 && ins != INS_PSO &&
               resize(spoken, spoken->size - 1);
    case LONGER:
        return resize(spoken, spoken->size + 1);
    case TWO_MORE:
        return resize(spoken, spoken->size + 2);
    case NO_COUNT:
        spoken->bytes[LC] = 0;
        return spoken->size > LC + 1;
    case EXTENDED:
        return counted && push(spoken, 2);
    }
    return false;
}

bool spoil_allows(int spoil, unsigned word, bool nothing, bool obeyed)
{
    bool error = word >> 8 >= 0x64 && word >> 8 <= 0x6F;

    return (error && nothing) || (obeyed && rows[spoil].how == LONGER);
}

bool spoil_allows_state(unsigned letter, const struct state *before, const struct state *after)
{
    enum input input = letters[letter].input;
    struct state left = *after;

    if (after->challenge && (!before->challenge || !(input & (ANSWER | OFFICE))))
        return false;
    if (after->authorised && (!before->authorised || !(input & (SET_PIN | UNLOCK))))
        return false;
    if (after->chain && after->chain != before->chain)
        return false;
    left.challenge = before->challenge;
    left.authorised = before->authorised;
    left.chain = before->chain;
    return memcmp(&left, before, sizeof left) == 0;
}
