/* SPDX-License-Identifier: MIT */
/* Reads a card's file: a table of its names. */
#include "conformance/runner/card_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/base/calendar.h"
#include "sim/base/secret.h"

enum { LINE = 128, PIN_LEAST = 4, PIN_MOST = 16, PUK_DIGITS = 8, SERIAL_DIGITS = 24 };

typedef bool take_fn(struct foreign *foreign, const char *value);

static bool is_digits(const char *value, size_t least, size_t most)
{
    size_t length = strlen(value);

    return length >= least && length <= most && strspn(value, "0123456789") == length;
}

static bool take_pin(struct foreign *foreign, const char *value)
{
    snprintf(foreign->own_pin, FOREIGN_SECRET, "%s", value);
    return is_digits(value, PIN_LEAST, PIN_MOST);
}

static bool take_puk(struct foreign *foreign, const char *value)
{
    snprintf(foreign->own_puk, FOREIGN_SECRET, "%s", value);
    return is_digits(value, PUK_DIGITS, PUK_DIGITS);
}

static bool take_produced(struct foreign *foreign, const char *value)
{
    int64_t noon;
    char text[LINE + 16];

    snprintf(text, sizeof text, "%sT12:00:00", value);
    if (strlen(value) != 10 || !calendar_parse(text, &noon))
        return false;
    foreign->produced = strtol(value, NULL, 10) * 10000 + strtol(value + 5, NULL, 10) * 100 +
                        strtol(value + 8, NULL, 10);
    return true;
}

static bool take_serial(struct foreign *foreign, const char *value)
{
    snprintf(foreign->serial, FOREIGN_SERIAL, "%s", value);
    return strlen(value) == SERIAL_DIGITS && strspn(value, "0123456789ABCDEF") == SERIAL_DIGITS;
}

static bool take_profile(struct foreign *foreign, const char *value)
{
    snprintf(foreign->profile, FOREIGN_PROFILE, "%s", value);
    return strlen(value) < FOREIGN_PROFILE;
}

static const struct {
    const char *name;
    take_fn *take;
    const char *wants;
} rows[] = {
    {"pin",      take_pin,      "4 to 16 digits"                   },
    {"puk",      take_puk,      "8 digits"                         },
    {"produced", take_produced, "a date, YYYY-MM-DD"               },
    {"serial",   take_serial,   "24 hexadecimal digits, upper case"},
    {"profile",  take_profile,  "v1.0, v2.2.8 or v2.5"             },
};
enum { ROWS = sizeof rows / sizeof *rows };

static bool take_line(struct foreign *foreign, char *line)
{
    char *equals;

    line[strcspn(line, "\r\n")] = '\0';
    if (!*line || *line == '#')
        return true;
    equals = strchr(line, '=');
    for (size_t i = 0; equals && i < ROWS; i++) {
        if (strlen(rows[i].name) != (size_t)(equals - line) ||
            strncmp(rows[i].name, line, strlen(rows[i].name)) != 0)
            continue;
        if (rows[i].take(foreign, equals + 1))
            return true;
        fprintf(stderr, "akis-conformance: --card: %s= takes %s\n", rows[i].name, rows[i].wants);
        return false;
    }
    fputs("akis-conformance: --card: a line is none of pin= puk= produced= serial= profile=\n",
          stderr);
    return false;
}

/* A file on disk that others may read is no place for a PIN. */
static bool is_private(FILE *file)
{
    struct stat status;

    return fstat(fileno(file), &status) == 0 &&
           (!S_ISREG(status.st_mode) || (status.st_mode & 077) == 0);
}

static bool read_lines(FILE *file, struct foreign *foreign)
{
    char line[LINE];
    bool read = true;

    setvbuf(file, NULL, _IONBF, 0);
    while (read && fgets(line, sizeof line, file))
        read = take_line(foreign, line);
    secret_wipe(line, sizeof line);
    return read;
}

bool card_file_read(const char *path, struct foreign *foreign)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    bool read = false;

    if (!file)
        fprintf(stderr, "akis-conformance: --card: %s cannot be read\n", path);
    else if (!is_private(file))
        fprintf(stderr,
                "akis-conformance: --card: others may read %s, which holds a PIN: chmod 600 it\n",
                path);
    else
        read = read_lines(file, foreign);
    if (file && !is_stdin)
        fclose(file);
    return read;
}
