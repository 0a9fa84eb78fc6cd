/* SPDX-License-Identifier: MIT */
/* HTML: summary, matrix, cases. The timeline of a case is in page_story.c. */
#include "conformance/report/page.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/report/console.h"
#include "conformance/report/junit.h"
#include "conformance/report/page_story.h"

static const char head[] =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<title>AKİS conformance</title><style>"
    ":root{--ok:#1a6b34;--bad:#a3142a;--mid:#7a4b00;--ink:#1c1f24;--line:#d6dae0;--soft:#f4f6f8}"
    "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);max-width:72rem;margin:0 auto;"
    "padding:1.5rem}h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.2rem;margin:2rem 0 .6rem}"
    "table{border-collapse:collapse;width:100%;font-size:.92rem}caption{text-align:left}"
    "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);"
    "vertical-align:top}thead th{background:var(--soft)}.n{white-space:nowrap}"
    ".pass,.shown{color:var(--ok)}.fail,.fell,.broken{color:var(--bad);font-weight:700}"
    ".skipped,.unimplemented,.flaky,.expected,.none{color:var(--mid)}"
    ".sum{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}"
    ".sum li{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;"
    "padding:.4rem .9rem}.sum b{font-size:1.3rem;display:block}"
    "details{border:1px solid var(--line);border-radius:.4rem;margin:.35rem 0;"
    "padding:.35rem .8rem}summary{cursor:pointer}code,.wire{font:.82rem/1.4 ui-monospace,"
    "monospace;overflow-wrap:anywhere}.scroll{overflow-x:auto}.dim{color:#565d66}"
    "ol.story{padding-left:1.6rem}ol.story li{margin:.25rem 0}"
    "</style></head><body><main>\n";

static void write_summary(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];

    run_count(run, counts);
    fputs("<h1>AKİS conformance</h1><p class=\"dim\">Judged against the CA’s guide for holders. "
          "Values marked mock are ours. Link: ",
          out);
    junit_escape(out, run->link);
    fputs(". Client: ", out);
    junit_escape(out, run->client ? run->client : "none");
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
        junit_escape(out, row->paraphrase);
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
    junit_escape(out, result->instance->name);
    fprintf(out, "</code> <span class=\"dim\">%s · %.2f s</span></summary><p>", shows,
            result->seconds);
    junit_escape(out, result->instance->conf_case->claim);
    fputs("</p>", out);
    if (result->why[0]) {
        fprintf(out, "<p class=\"%s\">%s: ", verdict_name(result->verdict),
                requirement_name(result->fell));
        junit_escape(out, result->why);
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
    fputs(head, out);
    write_summary(run, out);
    write_matrix(run, out);
    write_cases(run, out);
    fputs("</main></body></html>\n", out);
}
