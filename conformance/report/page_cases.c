/* SPDX-License-Identifier: MIT */
/* Cases, kind by kind. */
#include "conformance/report/page_cases.h"

#include <string.h>

#include "conformance/report/client_log.h"
#include "conformance/report/console.h"
#include "conformance/report/html.h"
#include "conformance/report/page_story.h"

enum { OPEN_MOST = 8 };

/* A kind of result, under a heading of its own. */
struct kind {
    enum verdict verdict;
    enum level level; /* of the requirement that fell, when `by_level` */
    bool by_level;
    const char *id; /* of its heading */
    const char *heading;
};

static const struct kind kinds[] = {
    {VERDICT_FAIL,          LEVEL_MUST,   true,  "fell-must",     "Fell at a MUST"                        },
    {VERDICT_FAIL,          LEVEL_SHOULD, true,  "fell-should",   "Fell at a SHOULD"                      },
    {VERDICT_FLAKY,         LEVEL_MUST,   false, "flaky",         "Flaky: fell, and held when tried again"},
    {VERDICT_BROKEN,        LEVEL_MUST,   false, "broken",        "Could not be judged"                   },
    {VERDICT_EXPECTED,      LEVEL_MUST,   false, "expected",      "Expected to fail"                      },
    {VERDICT_UNIMPLEMENTED, LEVEL_MUST,   false, "unimplemented", "Unimplemented by the client"           },
    {VERDICT_SKIPPED,       LEVEL_MUST,   false, "skipped",       "Skipped"                               },
};

/* What fell at no requirement, as when a case died, is as bad as a MUST. */
static bool is_of(const struct result *result, const struct kind *kind)
{
    const struct requirement_row *row = requirement_row(result->fell);
    enum level level = row ? row->level : LEVEL_MUST;

    return result->verdict == kind->verdict && (!kind->by_level || level == kind->level);
}

static void write_log(const struct result *result, FILE *out)
{
    struct client_log log;

    client_log_read(result, &log);
    if (log.count == 0)
        return;
    fputs("<p class=\"dim\">The client’s log ends:</p>\n<pre class=\"wire\">", out);
    for (size_t i = 0; i < log.count; i++) {
        html_text(out, log.lines[i]);
        fputc('\n', out);
    }
    fputs("</pre>", out);
}

static void write_why(const struct result *result, FILE *out)
{
    const struct requirement_row *row = requirement_row(result->fell);

    if (!result->why[0])
        return;
    fprintf(out, "<p class=\"%s\">", verdict_name(result->verdict));
    html_text(out, result->why);
    fputs("</p>", out);
    if (!row)
        return;
    fprintf(out, "<p><b>%s</b> %s, guide %s: ", row->name, level_name(row->level), row->step);
    html_text(out, row->paraphrase);
    fputs(".</p>", out);
}

/* Where the first stories fell is read at once; of what else did not hold, its reason is enough. */
static bool is_open(enum verdict verdict, size_t place)
{
    if (place >= OPEN_MOST)
        return false;
    return verdict == VERDICT_FAIL || verdict == VERDICT_BROKEN || verdict == VERDICT_FLAKY;
}

static void write_case(const struct result *result, size_t place, FILE *out)
{
    const struct instance *instance = result->instance;
    char shows[200];

    case_requirements(instance->conf_case, shows, sizeof shows);
    fputs("<details id=\"", out);
    html_text(out, instance->name);
    fprintf(out, "\"%s><summary>", is_open(result->verdict, place) ? " open" : "");
    html_word(out, verdict_name(result->verdict), verdict_name(result->verdict));
    fputs(" <code>", out);
    html_text(out, instance->name);
    fprintf(out, "</code> <span class=\"dim\">%s · %s · %.2f s</span></summary><p>",
            target_name(instance->conf_case->target), shows, result->seconds);
    html_text(out, instance->conf_case->claim);
    fputs("</p>", out);
    write_why(result, out);
    page_story(result, out);
    write_log(result, out);
    fputs("</details>\n", out);
}

static const struct kind held = {VERDICT_PASS, LEVEL_MUST, false, "held", "Held"};

static size_t count_of(const struct run *run, const struct kind *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < run->count; i++)
        count += is_of(&run->results[i], kind);
    return count;
}

static void write_link(const struct run *run, const struct kind *kind, FILE *out)
{
    size_t count = count_of(run, kind);

    if (count > 0)
        fprintf(out, " · <a href=\"#%s\">%s (%zu)</a>", kind->id, kind->heading, count);
}

void page_links(const struct run *run, FILE *out)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        write_link(run, &kinds[i], out);
    write_link(run, &held, out);
}

static void write_kind(const struct run *run, const struct kind *kind, FILE *out)
{
    size_t count = count_of(run, kind);

    if (count == 0)
        return;
    fprintf(out, "<h2 id=\"%s\">%s (%zu)</h2>\n", kind->id, kind->heading, count);
    count = 0;
    for (size_t i = 0; i < run->count; i++)
        if (is_of(&run->results[i], kind))
            write_case(&run->results[i], count++, out);
}

void page_fallen(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];

    run_count(run, counts);
    if (counts[VERDICT_PASS] == run->count)
        fputs("<p>Every case held.</p>\n", out);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        write_kind(run, &kinds[i], out);
}

void page_held(const struct run *run, FILE *out)
{
    write_kind(run, &held, out);
}
