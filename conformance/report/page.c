/* SPDX-License-Identifier: MIT */
/* HTML: summary, matrix, cases. The timeline of a case is in page_story.c. */
#include "conformance/report/page.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/report/console.h"
#include "conformance/report/html.h"
#include "conformance/report/page_story.h"
#include "conformance/runner/standing.h"

static void write_summary(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];

    run_count(run, counts);
    fputs("<p class=\"dim\">Judged against the CA’s guide for holders. "
          "Values marked mock are ours. Link: ",
          out);
    html_text(out, run->link);
    fputs(". Client: ", out);
    html_text(out, run->client ? run->client : "none");
    fprintf(out, ". %.1f s.</p>\n<ul class=\"sum\">", run->seconds);
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (counts[i] > 0)
            fprintf(out, "<li><b class=\"%s\">%zu</b>%s</li>", verdict_name((enum verdict)i),
                    counts[i], verdict_name((enum verdict)i));
    fputs("</ul>\n", out);
}

static const char *standing_class(enum standing standing)
{
    return standing == STANDING_SHOWN ? "shown" : standing == STANDING_FELL ? "fell" : "none";
}

static void write_standing(const struct run *run, enum requirement requirement, FILE *out)
{
    const struct requirement_row *row = requirement_row(requirement);

    for (unsigned t = 0; t < TARGET_COUNT; t++) {
        enum target target = (enum target)(1u << t);
        enum standing standing;

        if (!(row->targets & target)) {
            fputs("<td><span class=\"dim\" aria-label=\"not asked\">–</span></td>", out);
            continue;
        }
        standing = run_standing(run, requirement, target);
        fprintf(out, "<td class=\"n %s\">%s</td>", standing_class(standing),
                standing_name(standing));
    }
}

static void write_matrix(const struct run *run, FILE *out)
{
    fputs("<h2>Requirements</h2><div class=\"scroll\" role=\"region\" tabindex=\"0\" "
          "aria-label=\"Requirements\"><table><thead><tr><th scope=\"col\">id</th>"
          "<th scope=\"col\">level</th><th scope=\"col\">guide</th><th scope=\"col\">asks</th>",
          out);
    for (unsigned t = 0; t < TARGET_COUNT; t++)
        fprintf(out, "<th scope=\"col\">%s</th>", target_name((enum target)(1u << t)));
    fputs("</tr></thead><tbody>\n", out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        const struct requirement_row *row = requirement_row((enum requirement)i);

        fprintf(out,
                "<tr><th scope=\"row\" class=\"n\">%s</th><td>%s</td><td class=\"n\">%s</td><td>",
                row->name, level_name(row->level), row->step);
        html_text(out, row->paraphrase);
        fputs("</td>", out);
        write_standing(run, (enum requirement)i, out);
        fputs("</tr>\n", out);
    }
    fputs("</tbody></table></div>\n", out);
}

static bool has_story(enum verdict verdict)
{
    return verdict == VERDICT_FAIL || verdict == VERDICT_BROKEN || verdict == VERDICT_FLAKY ||
           verdict == VERDICT_EXPECTED;
}

static void write_case(const struct result *result, FILE *out)
{
    char shows[200];

    case_requirements(result->instance->conf_case, shows, sizeof shows);
    fprintf(out, "<details%s><summary><span class=\"%s\">%s</span> <code>",
            has_story(result->verdict) ? " open" : "", verdict_name(result->verdict),
            verdict_name(result->verdict));
    html_text(out, result->instance->name);
    fprintf(out, "</code> <span class=\"dim\">%s · %.2f s</span></summary><p>", shows,
            result->seconds);
    html_text(out, result->instance->conf_case->claim);
    fputs("</p>", out);
    if (result->why[0]) {
        fprintf(out, "<p class=\"%s\">%s: ", verdict_name(result->verdict),
                requirement_name(result->fell));
        html_text(out, result->why);
        fputs("</p>", out);
    }
    page_story(result, out);
    fputs("</details>\n", out);
}

static void write_cases(const struct run *run, FILE *out)
{
    fputs("<h2>What did not hold</h2>\n", out);
    size_t told = 0;

    for (size_t i = 0; i < run->count; i++) {
        if (run->results[i].verdict == VERDICT_PASS)
            continue;
        write_case(&run->results[i], out);
        told++;
    }
    if (told == 0)
        fputs("<p>Nothing: all cases passed.</p>", out);
    fputs("<h2>What held</h2>\n", out);
    for (size_t i = 0; i < run->count; i++)
        if (run->results[i].verdict == VERDICT_PASS)
            write_case(&run->results[i], out);
}

void page_write(const struct run *run, FILE *out)
{
    html_open(out, "AKİS conformance");
    write_summary(run, out);
    write_matrix(run, out);
    write_cases(run, out);
    html_close(out);
}
