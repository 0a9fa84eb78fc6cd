/* SPDX-License-Identifier: MIT */
/* Writes the tape a line a step, and plays it back in lockstep. */
#include "sim/link/tape.h"

#include "sim/base/hex.h"
#include "sim/base/secret.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BODY_MAX = LINK_RESPONSE_MAX + LINK_COMMAND_MAX,
    LINE_MAX_SIZE = 2 * BODY_MAX + 16,
    HEADER_AND_LC = 5,
};

struct tape_link {
    struct link link;
    struct link *inner; /* recording */
    FILE *file;
    bool lost; /* playing: out of step */
};

/* VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER carry PINs and PUKs. */
static bool has_secret(struct bytes command)
{
    static const uint8_t secret[] = {0x20, 0x24, 0x2C};

    return command.size > HEADER_AND_LC && memchr(secret, command.data[1], sizeof secret);
}

/* The command as it stands on the tape, without its mark. */
static bool write_command(struct bytes command, char *line, size_t size)
{
    if (!hex_encode(command, line, size))
        return false;
    if (has_secret(command))
        for (size_t i = HEADER_AND_LC * 2; line[i]; i++)
            line[i] = '.';
    return true;
}

static void put(struct tape_link *self, const char *mark, const char *words)
{
    (void)fprintf(self->file, "%s%s\n", mark, words);
    (void)fflush(self->file);
}

static void put_result(struct tape_link *self, const char *mark, enum link_result result,
                       struct bytes answer)
{
    char line[LINE_MAX_SIZE];

    if (result != LINK_OK)
        put(self, "! ", link_result_text(result));
    else if (hex_encode(answer, line, sizeof line))
        put(self, mark, line);
}

static enum link_result record_reset(void *context, struct buf *atr)
{
    struct tape_link *self = context;
    size_t from = atr->size;
    enum link_result result = link_reset(self->inner, atr);

    if (result != LINK_OK)
        put(self, "reset", "");
    put_result(self, "reset ", result, bytes_of(atr->data + from, atr->size - from));
    return result;
}

static enum link_result record_power_off(void *context)
{
    struct tape_link *self = context;

    put(self, "off", "");
    return link_power_off(self->inner);
}

static enum link_result record_transmit(void *context, struct bytes command, struct buf *response)
{
    struct tape_link *self = context;
    char line[LINE_MAX_SIZE];
    size_t from = response->size;
    enum link_result result;

    if (!write_command(command, line, sizeof line))
        return LINK_FAILED;
    put(self, "> ", line);
    secret_wipe(line, sizeof line);
    result = link_transmit(self->inner, command, response);
    put_result(self, "< ", result, bytes_of(response->data + from, response->size - from));
    return result;
}

static enum link_result record_begin(void *context)
{
    struct tape_link *self = context;

    return link_begin(self->inner);
}

static enum link_result record_end(void *context)
{
    struct tape_link *self = context;

    return link_end(self->inner);
}

static void tape_free(void *context)
{
    struct tape_link *self = context;

    link_free(&self->inner);
    if (self->file)
        (void)fclose(self->file);
    free(self);
}

static enum link_result lose(struct tape_link *self)
{
    self->lost = true;
    return LINK_FAILED;
}

/* The next line without its end; false at the tape's end. */
static bool next_line(struct tape_link *self, char *line)
{
    if (self->lost || !fgets(line, LINE_MAX_SIZE, self->file))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return true;
}

/* A line of a result: "! words". LINK_OK when it is none, or of no known words. */
static enum link_result said_result(const char *line)
{
    if (strncmp(line, "! ", 2) != 0)
        return LINK_OK;
    for (int result = LINK_NO_CARD; result <= LINK_GARBLED; result++)
        if (strcmp(line + 2, link_result_text((enum link_result)result)) == 0)
            return (enum link_result)result;
    return LINK_OK;
}

/* Appends what follows `mark` on `line`, or gives the result the line tells. */
static enum link_result take_answer(struct tape_link *self, const char *line, const char *mark,
                                    struct buf *answer)
{
    enum link_result result = said_result(line);

    if (result != LINK_OK)
        return result;
    if (strncmp(line, mark, strlen(mark)) != 0 || !hex_decode(line + strlen(mark), answer))
        return lose(self);
    return LINK_OK;
}

static enum link_result play_reset(void *context, struct buf *atr)
{
    struct tape_link *self = context;
    char line[LINE_MAX_SIZE];

    if (!next_line(self, line))
        return lose(self);
    if (strcmp(line, "reset") == 0 && !next_line(self, line))
        return lose(self);
    return take_answer(self, line, "reset ", atr);
}

static enum link_result play_power_off(void *context)
{
    struct tape_link *self = context;
    char line[LINE_MAX_SIZE];

    if (!next_line(self, line) || strcmp(line, "off") != 0)
        return lose(self);
    return LINK_OK;
}

/* Dots fit any digit, so that tapes written by hand may say ".." too. */
static bool fits(const char *pattern, const char *line)
{
    for (; *pattern && *line; pattern++, line++)
        if (*pattern != '.' && *line != '.' && *pattern != *line)
            return false;
    return *pattern == *line;
}

static enum link_result play_transmit(void *context, struct bytes command, struct buf *response)
{
    struct tape_link *self = context;
    char expected[LINE_MAX_SIZE];
    char line[LINE_MAX_SIZE];

    if (!next_line(self, expected) || strncmp(expected, "> ", 2) != 0 ||
        !write_command(command, line, sizeof line) || !fits(expected + 2, line))
        return lose(self);
    if (!next_line(self, line))
        return lose(self);
    return take_answer(self, line, "< ", response);
}

static enum link_result make_tape(FILE *file, struct link *inner, const struct link_ops *ops,
                                  struct link **link)
{
    struct tape_link *self = file ? calloc(1, sizeof *self) : NULL;

    if (!self) {
        link_free(&inner);
        if (file)
            (void)fclose(file);
        return LINK_FAILED;
    }
    *self = (struct tape_link){
        .link = {ops, self},
          .inner = inner, .file = file
    };
    *link = &self->link;
    return LINK_OK;
}

enum link_result link_tape_record(struct link *inner, const char *path, struct link **link)
{
    static const struct link_ops ops = {
        .reset = record_reset,
        .power_off = record_power_off,
        .transmit = record_transmit,
        .begin = record_begin,
        .end = record_end,
        .free = tape_free,
    };
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (fd >= 0 && !file)
        close(fd);
    return make_tape(file, inner, &ops, link);
}

enum link_result link_tape_play(const char *path, struct link **link)
{
    static const struct link_ops ops = {
        .reset = play_reset,
        .power_off = play_power_off,
        .transmit = play_transmit,
        .free = tape_free,
    };

    return make_tape(fopen(path, "re"), NULL, &ops, link);
}

bool link_tape_at_end(struct link *link)
{
    struct tape_link *self = link->self;
    int next = self->lost ? 0 : getc(self->file);

    if (next != EOF && !self->lost)
        (void)ungetc(next, self->file);
    return next == EOF;
}
