/* SPDX-License-Identifier: MIT */
/* Patterns: first into pieces, then the pieces against the bytes. */
#include "conformance/pattern.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PIECES_MAX = 600, NAME_MAX_LENGTH = 31 };

enum piece_kind { PIECE_BYTE, PIECE_RUN };

struct piece {
    enum piece_kind kind;
    uint8_t value; /* of a byte */
    uint8_t mask;
    bool open;    /* of a run: as long as need be */
    size_t count; /* of a closed run */
    char name[NAME_MAX_LENGTH + 1];
};

struct pieces {
    struct piece at[PIECES_MAX];
    size_t count;
    size_t closed; /* bytes that all but the open run take */
    bool open;
};

static bool digit(char text, unsigned *value, unsigned *mask)
{
    const char *digits = "0123456789ABCDEF";
    const char *found;

    *value = 0;
    *mask = 0;
    if (text == '.')
        return true;
    found = text ? strchr(digits, toupper((unsigned char)text)) : NULL;
    if (!found)
        return false;
    *value = (unsigned)(found - digits);
    *mask = 15;
    return true;
}

/* Reads two digits at `text`; gives what was read, 0 when malformed. */
static size_t read_byte(const char *text, struct piece *piece)
{
    unsigned value[2];
    unsigned mask[2];

    if (!digit(text[0], &value[0], &mask[0]) || !digit(text[1], &value[1], &mask[1]))
        return 0;
    piece->kind = PIECE_BYTE;
    piece->value = (uint8_t)(value[0] << 4 | value[1]);
    piece->mask = (uint8_t)(mask[0] << 4 | mask[1]);
    return 2;
}

/* Reads `<name:16>` or `<name:*>`. */
static size_t read_named(const char *text, struct piece *piece)
{
    size_t length = strcspn(text + 1, ":>");
    const char *count = text + 1 + length + 1;
    char *end;

    if (text[1 + length] != ':' || length == 0 || length > NAME_MAX_LENGTH)
        return 0;
    piece->kind = PIECE_RUN;
    memcpy(piece->name, text + 1, length);
    piece->open = count[0] == '*' && count[1] == '>';
    if (piece->open)
        return length + 4;
    piece->count = strtoul(count, &end, 10);
    return piece->count > 0 && *end == '>' ? (size_t)(end - text) + 1 : 0;
}

static size_t read_piece(const char *text, struct piece *piece)
{
    if (*text == '<')
        return read_named(text, piece);
    if (*text != '*')
        return read_byte(text, piece);
    piece->kind = PIECE_RUN;
    piece->open = true;
    return 1;
}

static bool read_pieces(const char *text, size_t length, struct pieces *pieces)
{
    const char *end = text + length;

    while (text < end) {
        struct piece *piece = &pieces->at[pieces->count];
        size_t read;

        if (*text == ' ') {
            text++;
            continue;
        }
        if (pieces->count + 1 >= PIECES_MAX)
            return false;
        read = read_piece(text, piece);
        if (read == 0 || (piece->open && pieces->open))
            return false;
        pieces->open = pieces->open || piece->open;
        pieces->closed += piece->kind == PIECE_BYTE ? 1 : piece->count;
        pieces->count++;
        text += read;
    }
    return text == end;
}

/* Walks pieces and bytes side by side; keeps the named runs when `kept` is given. */
static bool walk(const struct pieces *pieces, struct bytes actual, struct vars *kept)
{
    size_t at = 0;

    for (size_t i = 0; i < pieces->count; i++) {
        const struct piece *piece = &pieces->at[i];
        size_t count = piece->open ? actual.size - pieces->closed : piece->count;

        if (piece->kind == PIECE_BYTE) {
            if ((actual.data[at++] & piece->mask) != piece->value)
                return false;
            continue;
        }
        if (kept && piece->name[0] &&
            !vars_set_bytes(kept, piece->name, bytes_slice(actual, at, count)))
            return false;
        at += count;
    }
    return true;
}

static enum pattern_result match_one(const char *pattern, size_t length, struct bytes actual,
                                     struct vars *kept)
{
    struct pieces *pieces = calloc(1, sizeof *pieces);
    enum pattern_result result = PATTERN_MALFORMED;

    if (!pieces || !read_pieces(pattern, length, pieces))
        goto out;
    result = PATTERN_DIFFERS;
    if (actual.size < pieces->closed || (!pieces->open && actual.size != pieces->closed))
        goto out;
    if (walk(pieces, actual, NULL) && (!kept || walk(pieces, actual, kept)))
        result = PATTERN_HOLDS;
out:
    free(pieces);
    return result;
}

enum pattern_result pattern_match(const char *pattern, struct bytes actual, struct vars *kept)
{
    enum pattern_result result = PATTERN_DIFFERS;

    while (result == PATTERN_DIFFERS) {
        size_t length = strcspn(pattern, "|");

        result = match_one(pattern, length, actual, kept);
        if (pattern[length] == '\0')
            break;
        pattern += length + 1;
    }
    return result;
}
