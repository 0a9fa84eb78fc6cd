/* SPDX-License-Identifier: MIT */
/* evidence.jsonl as HTML, with trace.jsonl beside it. */
#include "conformance/report/page_story.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"
#include "conformance/report/html.h"
#include "conformance/report/page_trace.h"
#include "sim/base/calendar.h"

static void write_field(const struct json *line, const char *name, const char *before,
                        const char *after, FILE *out)
{
    char *text = json_text(line, name);

    if (text && *text) {
        fputs(before, out);
        html_text(out, text);
        fputs(after, out);
    }
    free(text);
}

static bool has_held(const struct json *line)
{
    char *held = json_text(line, "held");
    bool fell = held && strcmp(held, "false") == 0;

    free(held);
    return !fell;
}

static void write_step(const struct json *line, FILE *trace, FILE *out)
{
    bool held = has_held(line);
    char when[32];

    calendar_print(json_number(line, "when", 0), when, sizeof when);
    fprintf(out, "<li%s><span class=\"%s\">%s</span> ", held ? "" : " class=\"fallen\"",
            held ? "pass" : "fail", held ? "held" : "fell");
    write_field(line, "requirement", "<span class=\"dim\">", "</span> ", out);
    write_field(line, "say", "", "", out);
    fprintf(out, " <span class=\"dim\">%s</span>", when);
    write_field(line, "sent", "<div class=\"wire\">→ ", "</div>", out);
    write_field(line, "got", "<div class=\"wire\">← ", "</div>", out);
    write_field(line, "expected", "<div class=\"wire dim\">expected: ", "</div>", out);
    if (!held)
        write_field(line, "why", "<div class=\"fail\">", "</div>", out);
    if (trace)
        page_trace(trace, json_number(line, "traced", 0), held ? "" : "open", out);
    fputs("</li>\n", out);
}

static FILE *open_file(const struct result *result, const char *name)
{
    char path[RESULT_PATH + 32];

    snprintf(path, sizeof path, "%s/%s", result->folder, name);
    return fopen(path, "re");
}

void page_story(const struct result *result, FILE *out)
{
    FILE *file = open_file(result, "evidence.jsonl");
    FILE *trace = result->verdict == VERDICT_PASS ? NULL : open_file(result, "trace.jsonl");
    char *text = NULL;
    size_t room = 0;

    if (file)
        fputs("<ol class=\"story\">\n", out);
    while (file && getline(&text, &room, file) > 0) {
        struct json *line = json_parse(bytes_text(text));
        char *verdict = line ? json_text(line, "verdict") : NULL;

        if (line && !verdict)
            write_step(line, trace, out);
        free(verdict);
        json_free(&line);
    }
    if (file) {
        fputs("</ol>", out);
        fclose(file);
    }
    free(text);
    if (trace)
        fclose(trace);
}
