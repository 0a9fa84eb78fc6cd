/* SPDX-License-Identifier: MIT */
/* The trace: see trace.h. A line is written by one call, so that lines never mix. */
#include "sim/world/trace.h"

#include "sim/base/hex.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct trace {
    pthread_mutex_t lock;
    FILE *file;
    struct clock_port clock;
    uint64_t lines;
};

struct trace *trace_new(const char *path, struct clock_port clock)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct trace *trace = fd >= 0 ? calloc(1, sizeof *trace) : NULL;

    if (trace)
        trace->file = fdopen(fd, "a");
    if (!trace || !trace->file) {
        if (fd >= 0)
            close(fd);
        free(trace);
        return NULL;
    }
    setvbuf(trace->file, NULL, _IOLBF, 0);
    pthread_mutex_init(&trace->lock, NULL);
    trace->clock = clock;
    return trace;
}

void trace_free(struct trace **trace)
{
    if (!*trace)
        return;
    (void)fclose((*trace)->file);
    pthread_mutex_destroy(&(*trace)->lock);
    free(*trace);
    *trace = NULL;
}

/* Instructions whose body is a PIN, a PUK or a cryptogram (ISO/IEC 7816-4). */
static bool carries_secret(uint8_t ins)
{
    return ins == 0x20 || ins == 0x24 || ins == 0x2C || ins == 0x82;
}

/* The length byte stands in clear only where it truly is one: in a malformed command it could be a
 * digit. */
static size_t clear_bytes(struct bytes command)
{
    size_t size = command.size;

    if (size < 2 || !carries_secret(command.data[1]))
        return size;
    if (size <= 4)
        return size;
    bool has_length = command.data[4] == size - 5 || (size > 5 && command.data[4] == size - 6);
    return has_length ? 5 : 4;
}

void trace_command(struct bytes command, char text[TRACE_APDU])
{
    struct bytes shown = bytes_slice(command, 0, (TRACE_APDU - 1) / 2);
    size_t clear = clear_bytes(command);

    if (!hex_encode(shown, text, TRACE_APDU))
        text[0] = '\0';
    for (size_t i = 2 * clear; i < 2 * shown.size; i++)
        text[i] = '*';
}

/* Writes `text` as a JSON string; digits as '*' where `hide` says so. */
static void put_string(FILE *file, const char *text, bool hide)
{
    (void)fputc('"', file);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            (void)fprintf(file, "\\%c", c);
        else if (c < 0x20)
            (void)fprintf(file, "\\u%04x", c);
        else
            (void)fputc(hide && c >= '0' && c <= '9' ? '*' : c, file);
    }
    (void)fputc('"', file);
}

/* Locks, and writes what every line begins with. */
static FILE *begin(struct trace *trace, const char *event)
{
    pthread_mutex_lock(&trace->lock);
    (void)fprintf(trace->file, "{\"n\":%" PRIu64 ",\"time\":%" PRId64 ",\"event\":", ++trace->lines,
                  clock_now(&trace->clock));
    put_string(trace->file, event, false);
    return trace->file;
}

static void end(struct trace *trace)
{
    (void)fputs("}\n", trace->file);
    pthread_mutex_unlock(&trace->lock);
}

void trace_exchange(struct trace *trace, unsigned slot, const char *serial, struct bytes command,
                    struct bytes response)
{
    char asked[TRACE_APDU];
    char told[TRACE_APDU];

    if (!trace)
        return;
    trace_command(command, asked);
    if (!hex_encode(response, told, sizeof told))
        told[0] = '\0';
    (void)fprintf(begin(trace, "apdu"),
                  ",\"slot\":%u,\"card\":\"%s\",\"command\":\"%s\",\"response\":\"%s\"", slot,
                  serial, asked, told);
    end(trace);
}

void trace_request(struct trace *trace, const char *method, const char *path, int status)
{
    if (!trace)
        return;
    FILE *file = begin(trace, "request");
    (void)fputs(",\"method\":", file);
    put_string(file, method, false);
    (void)fputs(",\"path\":", file);
    put_string(file, path, false);
    (void)fprintf(file, ",\"status\":%d", status);
    end(trace);
}

void trace_sms(struct trace *trace, const char *number, const char *text)
{
    if (!trace)
        return;
    FILE *file = begin(trace, "sms");
    (void)fputs(",\"number\":", file);
    put_string(file, number, false);
    (void)fputs(",\"text\":", file);
    put_string(file, text, true);
    end(trace);
}

void trace_event(struct trace *trace, const char *event, const char *detail)
{
    if (!trace)
        return;
    FILE *file = begin(trace, event);
    (void)fputs(",\"detail\":", file);
    put_string(file, detail, false);
    end(trace);
}
