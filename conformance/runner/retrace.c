/* SPDX-License-Identifier: MIT */
/* Events one by one, each as a line in which nothing is left that may differ. */
#include "conformance/runner/retrace.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"

enum { HEADER_DIGITS = 8, IDENTIFIER = 12, NUMBER = 3 };

static const char read_binary[] = "00B0";

struct reader {
    FILE *file;
    char *text;
    size_t room;
    char before[RETRACE_LINE];
};

/* Writes `text` with a '#' for every run of digits that could be a date, a time or a number drawn,
 * and every longer run of hexadecimal ones. */
static void write_plain(const char *text, FILE *out)
{
    while (*text) {
        size_t digits = strspn(text, "0123456789");
        size_t hex = strspn(text, "0123456789abcdefABCDEF");
        size_t run = hex >= IDENTIFIER ? hex : digits >= NUMBER ? digits : 0;

        fputc(run > 0 ? '#' : *text, out);
        text += run > 0 ? run : 1;
    }
}

static void write_apdu(const struct json *line, FILE *out)
{
    char *command = json_text(line, "command");
    char *response = json_text(line, "response");
    size_t size = response ? strlen(response) : 0;

    if (command && strncmp(command, read_binary, sizeof read_binary - 1) == 0)
        fputs("APDU 00 B0, all of it", out);
    else if (command)
        fprintf(out, "APDU %.*s (%zu bytes) -> %s", HEADER_DIGITS, command, strlen(command) / 2,
                size >= 4 ? response + size - 4 : "nothing");
    free(command);
    free(response);
}

static void write_field(const struct json *line, const char *name, FILE *out)
{
    char *text = json_text(line, name);

    fputc(' ', out);
    write_plain(text ? text : "", out);
    free(text);
}

/* The event as it is compared; "" for one that is not. */
static void describe(const struct json *line, char text[RETRACE_LINE])
{
    char *event = json_text(line, "event");
    FILE *out = fmemopen(text, RETRACE_LINE, "w");

    text[0] = '\0';
    if (out && event && strcmp(event, "apdu") == 0) {
        write_apdu(line, out);
    } else if (out && event && strcmp(event, "request") == 0) {
        write_field(line, "method", out);
        write_field(line, "path", out);
        write_field(line, "status", out);
    } else if (out && event && strcmp(event, "sms") == 0) {
        fputs("SMS", out);
        write_field(line, "number", out);
        write_field(line, "text", out);
    }
    if (out)
        fclose(out);
    text[RETRACE_LINE - 1] = '\0';
    free(event);
}

/* The next event that counts; "" at the end. One that only goes on reading counts as no other. */
static void next(struct reader *reader, char text[RETRACE_LINE])
{
    text[0] = '\0';
    while (!text[0] && getline(&reader->text, &reader->room, reader->file) > 0) {
        struct json *line = json_parse(bytes_text(reader->text));

        if (line)
            describe(line, text);
        json_free(&line);
        if (strcmp(text, reader->before) == 0 && strstr(text, "all of it"))
            text[0] = '\0';
    }
    memcpy(reader->before, text, RETRACE_LINE);
}

static void reader_close(struct reader *reader)
{
    if (reader->file)
        fclose(reader->file);
    free(reader->text);
}

enum retrace_result retrace(const char *recorded, const char *now, struct retrace *found)
{
    struct reader was = {.file = fopen(recorded, "re")};
    struct reader is = {.file = fopen(now, "re")};
    enum retrace_result result = was.file && is.file ? RETRACE_SAME : RETRACE_MISSING;

    memset(found, 0, sizeof *found);
    while (result == RETRACE_SAME) {
        next(&was, found->was);
        next(&is, found->is);
        if (strcmp(found->was, found->is) != 0)
            result = RETRACE_DIFFERS;
        else if (!found->was[0])
            break;
        else
            found->same++;
    }
    reader_close(&was);
    reader_close(&is);
    return result;
}
