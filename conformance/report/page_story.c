/* SPDX-License-Identifier: MIT */
/* evidence.jsonl as HTML. */
#include "conformance/report/page_story.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/json.h"
#include "conformance/report/junit.h"
#include "sim/base/calendar.h"

static void write_field(const struct json *line, const char *name, const char *before,
                        const char *after, FILE *out)
{
    char *text = json_text(line, name);

    fputs(before, out);
    if (text)
        junit_escape(out, text);
    fputs(after, out);
    free(text);
}

static void write_step(const struct json *line, FILE *out)
{
    char *held = json_text(line, "held");
    bool fell = held && strcmp(held, "false") == 0;
    char when[32];

    calendar_print(json_number(line, "when", 0), when, sizeof when);
    fprintf(out, "<li><span class=\"%s\">%s</span> ", fell ? "fail" : "pass",
            fell ? "fell" : "held");
    write_field(line, "requirement", "<span class=\"dim\">", "</span> ", out);
    write_field(line, "say", "", "", out);
    fprintf(out, " <span class=\"dim\">%s</span>", when);
    write_field(line, "sent", "<div class=\"wire\">→ ", "</div>", out);
    write_field(line, "got", "<div class=\"wire\">← ", "", out);
    write_field(line, "expected", " <span class=\"dim\">(expected: ", ")</span></div></li>\n", out);
    free(held);
}

void page_story(const struct result *result, FILE *out)
{
    char path[RESULT_PATH + 32];
    char *text = NULL;
    size_t room = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/evidence.jsonl", result->folder);
    file = fopen(path, "re");
    if (!file)
        return;
    fputs("<ol class=\"story\">\n", out);
    while (getline(&text, &room, file) > 0) {
        struct json *line = json_parse(bytes_text(text));
        char *verdict = line ? json_text(line, "verdict") : NULL;

        if (line && !verdict)
            write_step(line, out);
        free(verdict);
        json_free(&line);
    }
    fputs("</ol>", out);
    free(text);
    fclose(file);
}
