/* SPDX-License-Identifier: MIT */
/* The comparison's page: heads and requirements. Its cases are in comparison_cases.c. */
#include "conformance/report/comparison.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/report/comparison_cases.h"
#include "conformance/report/html.h"
#include "conformance/report/page.h"
#include "conformance/runner/standing.h"

enum { PATH_SIZE = 96, FIXED_COLUMNS = 4 };

static enum standing standing_in(const struct compared *run, enum requirement requirement,
                                 enum target target)
{
    enum standing standing = STANDING_NOT_RUN;
    char path[PATH_SIZE];
    char *text;

    snprintf(path, sizeof path, "requirements.[id=%s].standing.%s", requirement_name(requirement),
             target_name(target));
    text = json_text(run->past.json, path);
    if (text && !standing_find(text, &standing))
        standing = STANDING_NOT_RUN;
    free(text);
    return standing;
}

static bool differs(const enum standing *cells, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (cells[i] != cells[0])
            return true;
    return false;
}

/* What none of the runs asked is no row. */
static bool is_wanted(const enum standing *cells, size_t count, bool differing)
{
    return differs(cells, count) == differing && (differing || cells[0] != STANDING_NOT_RUN);
}

static void write_row(enum requirement requirement, enum target target, const enum standing *cells,
                      size_t count, FILE *out)
{
    const struct requirement_row *row = requirement_row(requirement);

    fprintf(out,
            "<tr><th scope=\"row\" class=\"n\">%s</th><td>%s</td><td>%s</td>"
            "<td class=\"asks\">",
            row->name, level_name(row->level), target_name(target));
    html_text(out, row->paraphrase);
    fprintf(out, " <span class=\"dim\">(guide %s)</span></td>", row->step);
    for (size_t i = 0; i < count; i++) {
        fputs("<td class=\"n\">", out);
        html_word(out, page_class(cells[i]), standing_name(cells[i]));
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

/* The rows that differ, or those that do not; gives how many there are. Without `out` it only
 * counts. */
static size_t write_rows(const struct compared *runs, size_t count, bool differing, FILE *out)
{
    size_t told = 0;

    for (int level = LEVEL_MUST; level <= LEVEL_SHOULD; level++) {
        for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
            for (unsigned t = 0; t < TARGET_COUNT; t++) {
                enum requirement requirement = (enum requirement)i;
                enum target target = (enum target)(1u << t);
                enum standing cells[COMPARISON_MAX];

                if (!(requirement_row(requirement)->targets & target) ||
                    requirement_row(requirement)->level != (enum level)level)
                    continue;
                for (size_t run = 0; run < count; run++)
                    cells[run] = standing_in(&runs[run], requirement, target);
                if (!is_wanted(cells, count, differing))
                    continue;
                if (out)
                    write_row(requirement, target, cells, count, out);
                told++;
            }
        }
    }
    return told;
}

static void open_table(const struct compared *runs, size_t count, const char *label, FILE *out)
{
    const char *columns[FIXED_COLUMNS + COMPARISON_MAX + 1] = {"id", "level", "target", "asks"};

    for (size_t i = 0; i < count; i++)
        columns[FIXED_COLUMNS + i] = runs[i].label;
    html_table_open(out, label, columns);
}

static void write_requirements(const struct compared *runs, size_t count, bool differing, FILE *out)
{
    const char *heading = differing ? "Requirements that differ" : "Requirements that are the same";
    size_t rows = write_rows(runs, count, differing, NULL);

    fprintf(out, "<h2>%s (%zu)</h2>\n", heading, rows);
    if (rows == 0)
        return;
    open_table(runs, count, heading, out);
    (void)write_rows(runs, count, differing, out);
    html_table_close(out);
}

static void write_share(const struct compared *run, enum level level, FILE *out)
{
    char path[PATH_SIZE];
    int64_t asked;
    int64_t shown;

    snprintf(path, sizeof path, "levels.%s.asked", level_name(level));
    asked = json_number(run->past.json, path, 0);
    snprintf(path, sizeof path, "levels.%s.shown", level_name(level));
    shown = json_number(run->past.json, path, 0);
    fprintf(out, "<td class=\"n\">%lld of %lld shown", (long long)shown, (long long)asked);
    for (int i = STANDING_FELL; i <= STANDING_NOT_REACHED; i++) {
        int64_t number;

        snprintf(path, sizeof path, "levels.%s.%s", level_name(level),
                 standing_name((enum standing)i));
        number = json_number(run->past.json, path, 0);
        if (number > 0)
            fprintf(out, "<br><span class=\"%s\">%lld %s</span>", page_class((enum standing)i),
                    (long long)number, standing_name((enum standing)i));
    }
    fputs("</td>", out);
}

static void write_runs(const struct compared *runs, size_t count, FILE *out)
{
    static const char *const columns[] = {"client",     "MUST",    "SHOULD", "cases",
                                          "cards over", "command", NULL};

    fputs("<h2>Clients</h2>\n", out);
    html_table_open(out, "Clients", columns);
    for (size_t i = 0; i < count; i++) {
        char *links = json_text(runs[i].past.json, "links");
        char *client = json_text(runs[i].past.json, "client");

        fputs("<tr><th scope=\"row\">", out);
        html_text(out, runs[i].label);
        fputs("</th>", out);
        write_share(&runs[i], LEVEL_MUST, out);
        write_share(&runs[i], LEVEL_SHOULD, out);
        fprintf(out, "<td>%zu</td><td>", runs[i].past.count);
        html_text(out, links ? links : "");
        fputs("</td><td><code>", out);
        html_text(out, client && *client ? client : "none");
        fputs("</code></td></tr>\n", out);
        free(links);
        free(client);
    }
    html_table_close(out);
}

struct comparison_counts comparison_write(const struct compared *runs, size_t count, FILE *out)
{
    struct comparison_counts counts;

    html_open(out, "AKİS conformance: a comparison");
    fputs(
        "<p class=\"dim\">What differs stands first; a MUST before a SHOULD. What none of the runs "
        "asked is left out.</p>\n",
        out);
    write_runs(runs, count, out);
    page_legend(out);
    write_requirements(runs, count, true, out);
    counts.requirements = write_rows(runs, count, true, NULL);
    counts.cases = comparison_cases(runs, count, out);
    write_requirements(runs, count, false, out);
    html_close(out);
    return counts;
}
