/* SPDX-License-Identifier: MIT */
/* Every command, a row each, and the one pipeline they all go through: see command.h. */
#include "card/command.h"
#include "card/state.h"

enum { ALL = V1 | V2, LIVING = BLANK | IN_USE, EVER = BLANK | IN_USE | DEAD };

/* clang-format off */
const struct command commands[] = {
    {0x80, 0x09, "PHASE",                   ALL, BARE,                       IN_USE, ANYONE,  cmd_phase,         "AKIS"       },
    {0x80, 0x10, "CREATE DF",               V1,  TELLS,                      IN_USE, ANYONE,  cmd_create_df,     "AKIS"       },
    {0x80, 0x15, "CREATE EF",               V1,  TELLS,                      IN_USE, ANYONE,  cmd_create_ef,     "AKIS"       },
    {0x80, 0x16, "DELETE",                  V1,  TELLS,                      IN_USE, ANYONE,  cmd_delete,        "AKIS"       },
    {0x80, 0x18, "DIRECTORY",               V1,  ASKS,                       IN_USE, ANYONE,  cmd_directory,     "AKIS"       },
    {0x80, 0x1A, "LOGOUT",                  ALL, BARE,                       IN_USE, ANYONE,  cmd_logout,        "AKIS"       },
    {0x80, 0x1D, "LIST",                    V2,  ASKS,                       IN_USE, ANYONE,  cmd_list,          "AKIS"       },
    {0x00, 0x20, "VERIFY",                  ALL, BARE | TELLS,               IN_USE, ANYONE,  cmd_verify,        "7.5.6"      },
    {0x00, 0x22, "MANAGE SECURITY ENVIRONMENT", ALL, BARE | TELLS,           IN_USE, ANYONE,  cmd_mse,           "7.5.11"     },
    {0x00, 0x24, "CHANGE REFERENCE DATA",   ALL, TELLS,                      IN_USE, ANYONE,  cmd_change,        "7.5.7"      },
    {0x00, 0x2A, "PERFORM SECURITY OPERATION", ALL, ASKS | TELLS | BOTH | CHAINS, IN_USE, HOLDER,  cmd_pso,           "7816-8, 11" },
    {0x00, 0x2C, "RESET RETRY COUNTER",     ALL, TELLS,                      IN_USE, ANYONE,  cmd_reset_retry,   "7.5.10"     },
    {0x00, 0x46, "GENERATE ASYMMETRIC KEY PAIR", V2, BOTH,                   IN_USE, HOLDER,  cmd_generate,      "7816-8, 5.1"},
    {0x00, 0x82, "EXTERNAL AUTHENTICATE",   ALL, TELLS,                      IN_USE, ANYONE,  cmd_external,      "7.5.4"      },
    {0x00, 0x84, "GET CHALLENGE",           ALL, ASKS,                       IN_USE, ANYONE,  cmd_challenge,     "7.5.3"      },
    {0x00, 0x88, "INTERNAL AUTHENTICATE",   ALL, BOTH,                       IN_USE, ANYONE,  cmd_internal,      "7.5.2"      },
    {0x00, 0xA4, "SELECT",                  ALL, BARE | ASKS | TELLS | BOTH, EVER,   ANYONE,  cmd_select,        "7.1.1"      },
    {0x00, 0xB0, "READ BINARY",             ALL, ASKS,                       IN_USE, ANYONE,  cmd_read_binary,   "7.2.3"      },
    {0x00, 0xB2, "READ RECORD",             ALL, ASKS,                       IN_USE, ANYONE,  cmd_read_record,   "7.3.3"      },
    {0x00, 0xC0, "GET RESPONSE",            ALL, ASKS,                       IN_USE, ANYONE,  cmd_get_response,  "7.6.1"      },
    {0x00, 0xCA, "GET DATA",                ALL, ASKS,                       EVER,   ANYONE,  cmd_get_data,      "7.4.2"      },
    {0x00, 0xD0, "WRITE BINARY",            ALL, TELLS,                      IN_USE, ANYONE,  cmd_write_binary,  "7.2.4"      },
    {0x00, 0xD2, "WRITE RECORD",            ALL, TELLS,                      IN_USE, ANYONE,  cmd_write_record,  "7.3.4"      },
    {0x00, 0xD6, "UPDATE BINARY",           ALL, TELLS,                      IN_USE, ANYONE,  cmd_update_binary, "7.2.5"      },
    {0x00, 0xDC, "UPDATE RECORD",           ALL, TELLS,                      IN_USE, ANYONE,  cmd_update_record, "7.3.5"      },
    {0x00, 0xE2, "APPEND RECORD",           ALL, TELLS,                      IN_USE, ANYONE,  cmd_append_record, "7.3.6"      },
};
/* clang-format on */
const size_t command_count = sizeof commands / sizeof commands[0];

const struct command *command_find(const struct card *card, uint8_t ins)
{
    const struct card_profile *profile = card->profile;

    for (size_t i = 0; i < profile->command_count; i++)
        if (profile->commands[i].ins == ins && (profile->commands[i].families & profile->family))
            return &profile->commands[i];
    return NULL;
}

bool card_may(const struct card *card, enum access access)
{
    const struct session *session = &card->state.session;

    switch (access) {
    case ANYONE:
        return true;
    case HOLDER:
        return session->verified || !card->state.policy.sign_needs_pin;
    case FACTORY:
        return session->factory || card->state.identity.phase == PHASE_ADMINISTRATION;
    case NOBODY:
        return false;
    }
    return false;
}

/* What a card that is not in use says to a command it does not hear now. */
static enum sw refusal(const struct card *card)
{
    return card_life_of(card) == CARD_DEAD ? (enum sw)card->state.policy.dead_word : SW_CONDITIONS;
}

enum sw card_admit(const struct card *card, const struct capdu *in, const struct command **row)
{
    const struct command *command = command_find(card, in->ins);
    uint8_t cla = (uint8_t)(in->cla & ~CLA_CHAIN);

    if (cla != 0x00 && cla != 0x80)
        return SW_UNKNOWN_CLA;
    if (!command)
        return SW_UNKNOWN_INS;
    if (command->cla != cla)
        return SW_UNKNOWN_CLA;
    if (!(command->lives & 1 << card_life_of(card)))
        return refusal(card);
    if (in->cla != cla && !(command->shapes & CHAINS))
        return SW_CHAINING;
    if (!(command->shapes & in->shape))
        return SW_WRONG_LENGTH;
    if (!card_may(card, command->access))
        return SW_SECURITY;
    *row = command;
    return SW_OK;
}

enum sw card_obey(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct command *command = NULL;
    enum sw sw = card_admit(card, in, &command);

    return command ? command->run(card, in, out) : sw;
}
