/* SPDX-License-Identifier: MIT */
/* trace.jsonl as HTML, a line an event. */
#include "conformance/report/page_trace.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"
#include "conformance/report/html.h"
#include "conformance/stage/decode.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"

enum { APDU_SHOWN = 160, APDU_MAX = 600 };

static void write_field(const struct json *line, const char *name, const char *before, FILE *out)
{
    char *text = json_text(line, name);

    if (text) {
        fputs(before, out);
        html_text(out, text);
    }
    free(text);
}

/* A command in hexadecimal, its secret bytes asterisks already, with its name. */
static void write_command(const char *hex, FILE *out)
{
    uint8_t head[4];
    struct buf bytes = buf_over(head, sizeof head);
    char ins[9];

    for (size_t i = 0; hex[i] && hex[i + 1] && i < APDU_SHOWN; i += 2)
        fprintf(out, "%s%.2s", i > 0 ? " " : "", hex + i);
    if (strlen(hex) > APDU_SHOWN)
        fprintf(out, " … (%zu bytes)", strlen(hex) / 2);
    snprintf(ins, sizeof ins, "%.8s", hex);
    if (hex_decode(ins, &bytes))
        fprintf(out, " · %s", decode_name(buf_bytes(&bytes)));
}

static void write_response(const char *hex, FILE *out)
{
    uint8_t room[APDU_MAX];
    struct buf bytes = buf_over(room, sizeof room);
    char text[DECODE_TEXT];

    if (!hex_decode(hex, &bytes)) {
        html_text(out, hex);
        return;
    }
    decode_response(buf_bytes(&bytes), text);
    html_text(out, text);
}

static void write_apdu(const struct json *line, FILE *out)
{
    char *command = json_text(line, "command");
    char *response = json_text(line, "response");

    fputs("→ ", out);
    write_command(command ? command : "", out);
    fputs("<br>← ", out);
    write_response(response ? response : "", out);
    free(command);
    free(response);
}

static void write_event(const struct json *line, FILE *out)
{
    char *event = json_text(line, "event");
    char when[32];

    calendar_print(json_number(line, "time", 0), when, sizeof when);
    fprintf(out, "<li><span class=\"dim\">%s</span> ", when);
    if (event && strcmp(event, "apdu") == 0) {
        write_apdu(line, out);
    } else if (event && strcmp(event, "request") == 0) {
        write_field(line, "method", "", out);
        write_field(line, "path", " ", out);
        write_field(line, "status", " · ", out);
    } else {
        html_text(out, event ? event : "?");
        write_field(line, "number", " to ", out);
        write_field(line, "text", ": ", out);
        write_field(line, "detail", ": ", out);
    }
    fputs("</li>\n", out);
    free(event);
}

void page_trace(FILE *trace, int64_t until, const char *open, FILE *out)
{
    char *text = NULL;
    size_t room = 0;
    size_t told = 0;

    while (ftello(trace) < until && getline(&text, &room, trace) > 0) {
        struct json *line = json_parse(bytes_text(text));

        if (line && told++ == 0)
            fprintf(out,
                    "<details %s><summary class=\"dim\">what the world saw</summary>"
                    "<ul class=\"trace wire\">\n",
                    open);
        if (line)
            write_event(line, out);
        json_free(&line);
    }
    if (told > 0)
        fputs("</ul></details>", out);
    free(text);
}
