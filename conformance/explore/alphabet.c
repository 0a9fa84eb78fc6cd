/* SPDX-License-Identifier: MIT */
/* The alphabet's letters and their bytes: see alphabet.h. */
#include "conformance/explore/alphabet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/apdu.h"
#include "conformance/stage/dialect.h"

const struct letter letters[LETTERS] = {
#define LETTER(id, name, input, given, fresh, apdu) {#id, name, input, given, fresh, apdu},
#include "conformance/explore/letters.def"
#undef LETTER
};

static const char *const pins[] = {"123456", "6543210987654321"}; /* the longest there is */
static const char *const puks[] = {"12345678", "87654321"};

const char *alphabet_pin(unsigned which)
{
    return pins[which];
}

const char *alphabet_puk(unsigned which)
{
    return puks[which];
}

struct word {
    const char *name;
    const char *text; /* its characters are the bytes */
};

static const struct word words[] = {
    {"WRONG",     "999999"                      },
    {"PART",      "1234"                        },
    {"SHORT",     "123"                         },
    {"LETTER",    "12345:"                      }, /* what stands behind the 9 */
    {"LONG",      "1111111111111111111111111111"},
    {"OVER",      "11111111111111111"           },
    {"FRONT",     "/23456"                      }, /* … and before the 0 */
    {"WRONGPUK",  "99999999"                    },
    {"PUK7",      "8765432"                     },
    {"PUK9",      "876543219"                   },
    {"LETTERPUK", "8765432:"                    },
    {"FRONTPUK",  "/7654321"                    },
};

/* SHA-256's DigestInfo before the digest (RFC 8017, 9.2, note 1). */
#define DIGEST_INFO "30 31 30 0D 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20"

static bool set_text(struct vars *vars, const char *name, const char *text)
{
    return vars_set_bytes(vars, name, bytes_text(text));
}

static bool set_zeros(struct vars *vars, const char *name, const char *head, size_t count)
{
    char text[512] = "";
    size_t at = (size_t)snprintf(text, sizeof text, "%s", head);

    for (size_t i = 0; i < count; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, " 00");
    return vars_set(vars, name, text);
}

/* What the letters say beyond the version's own words: v1.0's PUK has the reference 81, and its
 * PINs come with their lengths. */
static bool teach(const char *dialect, struct vars *vars)
{
    bool v1 = strcmp(dialect, "v1.0") == 0;
    bool taught = dialect_speak(dialect, vars) && vars_set(vars, "L28", v1 ? "1C" : "") &&
                  set_text(vars, "A", pins[0]) && set_text(vars, "B", pins[1]) &&
                  set_text(vars, "P", puks[0]) && set_text(vars, "Q", puks[1]) &&
                  set_zeros(vars, "BLOCK", "", 128) && set_zeros(vars, "DIGEST", DIGEST_INFO, 32) &&
                  set_zeros(vars, "MAC", "", ANSWER_SIZE) &&
                  vars_set(vars, "PUK", v1 ? "81" : "02");

    for (size_t i = 0; taught && i < sizeof words / sizeof *words; i++)
        taught = set_text(vars, words[i].name, words[i].text);
    return taught;
}

static bool speak(const struct letter *letter, const struct vars *vars, struct spoken *spoken)
{
    struct buf bytes = buf_over(spoken->bytes, sizeof spoken->bytes);
    char *text = letter->apdu ? vars_expand(vars, letter->apdu) : NULL;
    bool read = text && apdu_read(text, &bytes);

    spoken->size = bytes.size;
    free(text);
    return read || !letter->apdu;
}

bool alphabet_speak(const char *dialect, struct spoken spoken[LETTERS])
{
    struct vars *vars = vars_new();
    bool spoke = vars && teach(dialect, vars);

    for (size_t i = 0; spoke && i < LETTERS; i++)
        spoke = speak(&letters[i], vars, &spoken[i]);
    vars_free(&vars);
    return spoke;
}
