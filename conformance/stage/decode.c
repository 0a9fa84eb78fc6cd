/* SPDX-License-Identifier: MIT */
/* Names of commands and status words. */
#include "conformance/stage/decode.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN = 96 };

struct command_name {
    uint8_t ins;
    bool secret; /* its body is */
    const char *name;
};

static const struct command_name commands[] = {
    {0x09, false, "PHASE"                      },
    {0x10, false, "CREATE DF"                  },
    {0x15, false, "CREATE EF"                  },
    {0x16, false, "DELETE"                     },
    {0x18, false, "DIRECTORY"                  },
    {0x1A, false, "LOGOUT"                     },
    {0x1D, false, "LIST"                       },
    {0x20, true,  "VERIFY"                     },
    {0x22, false, "MANAGE SECURITY ENVIRONMENT"},
    {0x24, true,  "CHANGE REFERENCE DATA"      },
    {0x2A, false, "PERFORM SECURITY OPERATION" },
    {0x2C, true,  "RESET RETRY COUNTER"        },
    {0x82, true,  "EXTERNAL AUTHENTICATE"      },
    {0x84, false, "GET CHALLENGE"              },
    {0x88, false, "INTERNAL AUTHENTICATE"      },
    {0xA4, false, "SELECT"                     },
    {0xB0, false, "READ BINARY"                },
    {0xB2, false, "READ RECORD"                },
    {0xC0, false, "GET RESPONSE"               },
    {0xCA, false, "GET DATA"                   },
    {0xD0, false, "WRITE BINARY"               },
    {0xD6, false, "UPDATE BINARY"              },
};

struct word_name {
    uint16_t value;
    uint16_t mask;
    const char *name;
};

static const struct word_name words[] = {
    {0x9000, 0xFFFF, "done"                                   },
    {0x6100, 0xFF00, "more to come"                           },
    {0x6282, 0xFFFF, "end of file"                            },
    {0x63C0, 0xFFF0, "wrong; the last digit is the tries left"},
    {0x6700, 0xFFFF, "wrong length"                           },
    {0x6982, 0xFFFF, "not verified"                           },
    {0x6983, 0xFFFF, "locked"                                 },
    {0x6984, 0xFFFF, "reference data not usable"              },
    {0x6985, 0xFFFF, "conditions of use not satisfied"        },
    {0x6986, 0xFFFF, "command not allowed"                    },
    {0x6A80, 0xFFFF, "bad data"                               },
    {0x6A82, 0xFFFF, "file not found"                         },
    {0x6A86, 0xFFFF, "bad P1 P2"                              },
    {0x6A88, 0xFFFF, "referenced data not found"              },
    {0x6D00, 0xFFFF, "unknown instruction"                    },
    {0x6E00, 0xFFFF, "unknown class"                          },
};

/* Bytes in hexadecimal; those from `secret_from` on as asterisks, all past SHOWN as dots. */
static void write_bytes(FILE *out, struct bytes bytes, size_t secret_from)
{
    for (size_t i = 0; i < bytes.size && i < SHOWN; i++) {
        if (i < secret_from)
            fprintf(out, "%s%02X", i > 0 ? " " : "", bytes.data[i]);
        else
            fputs(" **", out);
    }
    if (bytes.size > SHOWN)
        fprintf(out, " ... (%zu bytes)", bytes.size);
}

static const struct command_name *find_command(uint8_t ins)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (commands[i].ins == ins)
            return &commands[i];
    return NULL;
}

static const char *find_word(unsigned value)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if ((value & words[i].mask) == words[i].value)
            return words[i].name;
    return "";
}

bool decode_is_secret(struct bytes command)
{
    const struct command_name *found = command.size >= 4 ? find_command(command.data[1]) : NULL;

    return found && found->secret;
}

const char *decode_name(struct bytes command)
{
    const struct command_name *found = command.size >= 4 ? find_command(command.data[1]) : NULL;

    return found ? found->name : "";
}

void decode_command(struct bytes command, char text[DECODE_TEXT])
{
    const struct command_name *found = command.size >= 4 ? find_command(command.data[1]) : NULL;
    FILE *out = fmemopen(text, DECODE_TEXT, "w");

    text[0] = '\0';
    if (!out)
        return;
    write_bytes(out, command, found && found->secret ? 5 : SIZE_MAX);
    if (found)
        fprintf(out, " · %s", found->name);
    fclose(out);
}

void decode_response(struct bytes response, char text[DECODE_TEXT])
{
    FILE *out = fmemopen(text, DECODE_TEXT, "w");
    size_t data = response.size >= 2 ? response.size - 2 : 0;

    text[0] = '\0';
    if (!out)
        return;
    if (data > 0) {
        write_bytes(out, bytes_slice(response, 0, data), SIZE_MAX);
        fputc(' ', out);
    }
    if (response.size >= 2) {
        unsigned word = (unsigned)response.data[data] << 8 | response.data[data + 1];

        fprintf(out, "%04X · %s", word, find_word(word));
    }
    fclose(out);
}
