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

/* The row that ends a case that did not hold: it fell, or has the verdict's word. */
static const char *ending(enum verdict verdict)
{
    return verdict == VERDICT_FAIL || verdict == VERDICT_FLAKY || verdict == VERDICT_EXPECTED
               ? "fell"
               : verdict_name(verdict);
}

static void write_step(const struct json *line, enum verdict verdict, FILE *trace, FILE *out)
{
    bool held = has_held(line);
    const char *word = held ? "held" : ending(verdict);
    char when[32];

    calendar_print(json_number(line, "when", 0), when, sizeof when);
    fprintf(out, "<li%s><span class=\"%s\">%s</span> ", held ? "" : " class=\"fallen\"",
            held ? "pass" : word, word);
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

/* Opens the list, or goes on to the next: the steps that held are folded away where one did not. */
static void begin_rows(size_t number, bool folded, FILE *out)
{
    if (folded && number == 1)
        fputs("<details><summary class=\"dim\">the steps that held</summary>", out);
    fprintf(out, "<ol class=\"story\" start=\"%zu\">\n", number);
}

static void end_rows(bool folded, FILE *out)
{
    fputs(folded ? "</ol></details>\n" : "</ol>\n", out);
}

/* Steps, the last of which may not have held. */
static void write_steps(const struct result *result, FILE *file, FILE *trace, FILE *out)
{
    char *text = NULL;
    size_t room = 0;
    size_t number = 0;
    bool folded = false;

    while (getline(&text, &room, file) > 0) {
        struct json *line = json_parse(bytes_text(text));
        char *verdict = line ? json_text(line, "verdict") : NULL;

        if (line && !verdict) {
            bool fell = !has_held(line);

            if (fell && number > 0)
                end_rows(folded, out);
            if (number++ == 0 || fell) {
                folded = !fell && result->verdict != VERDICT_PASS;
                begin_rows(number, folded, out);
            }
            write_step(line, result->verdict, trace, out);
        }
        if (verdict && number > 0) {
            end_rows(folded, out);
            number = 0;
            write_field(line, "client", "<p class=\"dim\">The client was ", ".</p>\n", out);
        }
        free(verdict);
        json_free(&line);
    }
    if (number > 0)
        end_rows(folded, out);
    free(text);
}

void page_story(const struct result *result, FILE *out)
{
    FILE *file = open_file(result, "evidence.jsonl");
    FILE *trace = result->verdict == VERDICT_PASS ? NULL : open_file(result, "trace.jsonl");

    if (file) {
        write_steps(result, file, trace, out);
        fclose(file);
    }
    if (trace)
        fclose(trace);
}
