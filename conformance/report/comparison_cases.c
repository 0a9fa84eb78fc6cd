/* SPDX-License-Identifier: MIT */
/* Cases by name: every name that any of the runs has, once. */
#include "conformance/report/comparison_cases.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/report/html.h"

enum { PATH_SIZE = 256 };

/* A verdict, or VERDICT_COUNT when the case was not in that run. */
static int verdict_in(const struct compared *run, const char *name)
{
    enum verdict verdict;

    return past_verdict(&run->past, name, &verdict) ? (int)verdict : VERDICT_COUNT;
}

static bool differs(const int *cells, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (cells[i] != cells[0])
            return true;
    return false;
}

static char *field_of(const struct compared *run, const char *name, const char *field)
{
    char path[PATH_SIZE];

    snprintf(path, sizeof path, "results.[case=%s].%s", name, field);
    return json_text(run->past.json, path);
}

static void write_cell(const struct compared *run, const char *name, int verdict, FILE *out)
{
    char *fell;
    char *why;

    if (verdict == VERDICT_COUNT) {
        fputs("<td><span class=\"none\">not run</span></td>", out);
        return;
    }
    fputs("<td>", out);
    html_word(out, verdict_name((enum verdict)verdict), verdict_name((enum verdict)verdict));
    fell = field_of(run, name, "fell");
    why = field_of(run, name, "why");
    if (fell)
        fprintf(out, " at %s", fell);
    if (verdict != VERDICT_PASS && why && *why) {
        fputs("<div class=\"dim\">", out);
        html_text(out, why);
        fputs("</div>", out);
    }
    fputs("</td>", out);
    free(fell);
    free(why);
}

static void write_name(const struct compared *runs, size_t count, const char *name, FILE *out)
{
    char *claim = NULL;

    for (size_t i = 0; !claim && i < count; i++)
        claim = field_of(&runs[i], name, "claim");
    fputs("<th scope=\"row\"><code>", out);
    html_text(out, name);
    fputs("</code><div class=\"dim\">", out);
    html_text(out, claim ? claim : "");
    fputs("</div></th>", out);
    free(claim);
}

static bool known_before(const struct compared *runs, size_t upto, const char *name)
{
    for (size_t i = 0; i < upto; i++)
        if (verdict_in(&runs[i], name) != VERDICT_COUNT)
            return true;
    return false;
}

typedef void tell_fn(const struct compared *runs, size_t count, const char *name, const int *cells,
                     FILE *out);

static void tell_row(const struct compared *runs, size_t count, const char *name, const int *cells,
                     FILE *out)
{
    fputs("<tr>", out);
    write_name(runs, count, name, out);
    for (size_t i = 0; i < count; i++)
        write_cell(&runs[i], name, cells[i], out);
    fputs("</tr>\n", out);
}

static void tell_name(const struct compared *runs, size_t count, const char *name, const int *cells,
                      FILE *out)
{
    (void)runs;
    (void)count;
    fputs("<li><code>", out);
    html_text(out, name);
    fputs("</code> ", out);
    html_word(out, verdict_name((enum verdict)cells[0]), verdict_name((enum verdict)cells[0]));
    fputs("</li>\n", out);
}

/* Tells every case that differs, or every one that does not; gives how many there are. */
static size_t each_case(const struct compared *runs, size_t count, bool differing, tell_fn *tell,
                        FILE *out)
{
    size_t told = 0;
    char *name;

    for (size_t run = 0; run < count; run++) {
        for (size_t i = 0; (name = past_name(&runs[run].past, i)) != NULL; i++) {
            int cells[COMPARISON_MAX];

            for (size_t cell = 0; cell < count; cell++)
                cells[cell] = verdict_in(&runs[cell], name);
            if (!known_before(runs, run, name) && differs(cells, count) == differing) {
                if (tell)
                    tell(runs, count, name, cells, out);
                told++;
            }
            free(name);
        }
    }
    return told;
}

size_t comparison_cases(const struct compared *runs, size_t count, FILE *out)
{
    const char *columns[COMPARISON_MAX + 2] = {"case"};
    size_t differing = each_case(runs, count, true, NULL, out);
    size_t same = each_case(runs, count, false, NULL, out);

    for (size_t i = 0; i < count; i++)
        columns[i + 1] = runs[i].label;
    fprintf(out, "<h2>Cases that differ (%zu)</h2>\n", differing);
    if (differing > 0) {
        html_table_open(out, "Cases that differ", columns);
        (void)each_case(runs, count, true, tell_row, out);
        html_table_close(out);
    }
    fprintf(out, "<details><summary>%zu cases have the same verdict everywhere</summary><ul>\n",
            same);
    (void)each_case(runs, count, false, tell_name, out);
    fputs("</ul></details>\n", out);
    return differing;
}
