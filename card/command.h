/* SPDX-License-Identifier: MIT */
/*
 * The command table and its one pipeline. By the time `run` is called the class, the life
 * of the card, the shape and the access condition have all been checked, in that order; a
 * handler never checks them again, and never sees a length byte or a chain.
 */
#ifndef CARD_COMMAND_H
#define CARD_COMMAND_H

#include "card/card.h"
#include "card/iso7816/apdu.h"
#include "card/iso7816/sw.h"

/* The two languages that AKİS cards speak, as bits. */
enum command_family { V1 = 1, V2 = 2 };

/* The lives in which a command is heard, as bits over enum card_life. */
enum command_life { BLANK = 1 << CARD_BLANK, IN_USE = 1 << CARD_IN_USE, DEAD = 1 << CARD_DEAD };

/* Who may: also the access conditions of files. */
enum access {
    ANYONE,  /* always */
    HOLDER,  /* after the PIN */
    FACTORY, /* after the administrator's authentication */
    NOBODY,
};

typedef enum sw command_fn(struct card *card, const struct capdu *in, struct buf *out);

struct command {
    uint8_t cla;
    uint8_t ins;
    const char *name;
    uint8_t families; /* V1 | V2 */
    uint8_t shapes;   /* BARE | ASKS | TELLS | BOTH */
    uint8_t lives;
    enum access access;
    command_fn *run;
    const char *clause; /* of ISO/IEC 7816-4 unless it says another; "AKIS": the vendor's own */
};

/* The table that the shipped profiles share. */
extern const struct command commands[];
extern const size_t command_count;

/* The row of that instruction in the card's profile, or NULL. */
const struct command *command_find(const struct card *card, uint8_t ins);

/* True when the access condition is met now. */
bool card_may(const struct card *card, enum access access);

/* A further bit of a row's shapes: the command may come in pieces. */
enum { CHAINS = 16 };

/* Checks class, life, chaining, shape and access, in that order. SW_OK sets the row. Pieces of
 * a chain are checked one by one. */
NODISCARD enum sw card_admit(const struct card *card, const struct capdu *in,
                             const struct command **row);

/* Obeys one whole command (a chain already joined); appends the answer's data to `out`. */
NODISCARD enum sw card_obey(struct card *card, const struct capdu *in, struct buf *out);

/* Handlers, by the file they stand in. */
command_fn cmd_verify, cmd_change, cmd_reset_retry, cmd_logout;  /* cmd_pin.c */
command_fn cmd_challenge, cmd_external, cmd_internal, cmd_phase; /* cmd_authenticate.c */
command_fn cmd_mse, cmd_pso, cmd_generate;                       /* cmd_security.c */
command_fn cmd_select, cmd_get_data, cmd_get_response, cmd_directory, cmd_list; /* cmd_select.c */
command_fn cmd_read_binary, cmd_write_binary, cmd_update_binary;                /* cmd_binary.c */
command_fn cmd_read_record, cmd_write_record, cmd_update_record,
    cmd_append_record;                               /* cmd_record.c */
command_fn cmd_create_ef, cmd_create_df, cmd_delete; /* cmd_create.c */

#endif
