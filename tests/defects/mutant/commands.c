/* SPDX-License-Identifier: MIT */
/* Cells of the card's command table: class, instruction, versions, shapes, lives, access, handler.
 */
#include "tests/defects/mutant/commands.h"

#include "tests/defects/mutant/cells.h"

#include <string.h>

enum { ROWS_MOST = 64 };

struct bit {
    const char *name;
    uint8_t bit;
};

static const struct bit families[] = {
    {"V1", V1},
    {"V2", V2}
};
static const struct bit lives[] = {
    {"BLANK",  BLANK },
    {"IN_USE", IN_USE},
    {"DEAD",   DEAD  }
};
static const struct bit shapes[] = {
    {"BARE",   BARE  },
    {"ASKS",   ASKS  },
    {"TELLS",  TELLS },
    {"BOTH",   BOTH  },
    {"CHAINS", CHAINS}
};
static const char *const accesses[] = {"ANYONE", "HOLDER", "FACTORY", "NOBODY"};

/* Each bit of a cell turned: "-BARE" where it was set, "+BARE" where it was not. */
static void turn_bits(const char *name, const char *column, uint8_t *value, const struct bit *bits,
                      size_t count)
{
    const uint8_t right = *value;

    for (size_t i = 0; i < count; i++)
        if (cell("-", "command %s %s%c%s", name, column, right & bits[i].bit ? '-' : '+',
                 bits[i].name))
            *value = right ^ bits[i].bit;
}

static void walk_row(struct command *row, const struct command *next)
{
    const char *name = row->name;
    const enum access right = row->access;

    turn_bits(name, "families", &row->families, families, sizeof families / sizeof *families);
    turn_bits(name, "shapes", &row->shapes, shapes, sizeof shapes / sizeof *shapes);
    turn_bits(name, "lives", &row->lives, lives, sizeof lives / sizeof *lives);
    for (int access = ANYONE; access <= NOBODY; access++)
        if (access != (int)right && cell("-", "command %s access=%s", name, accesses[access]))
            row->access = (enum access)access;
    if (cell("-", "command %s cla=%02X", name, row->cla ^ 0x80))
        row->cla ^= 0x80;
    if (cell("-", "command %s ins=01", name))
        row->ins = 0x01;
    if (cell("-", "command %s run=%s", name, next->name))
        row->run = next->run;
}

const struct command *walk_commands(size_t *count)
{
    static struct command copy[ROWS_MOST];

    memcpy(copy, commands, command_count * sizeof *copy);
    for (size_t i = 0; i < command_count; i++)
        walk_row(&copy[i], &commands[(i + 1) % command_count]);
    *count = command_count;
    return copy;
}
