/* SPDX-License-Identifier: MIT */
/* HTML: summary, legend, matrix. The cases are in page_cases.c. */
#include "conformance/report/page.h"

#include <string.h>

#include "conformance/report/html.h"
#include "conformance/report/page_cases.h"
#include "conformance/runner/standing.h"

static void write_settings(const struct run *run, FILE *out)
{
    if (!run->settings || !run->settings[0])
        return;
    fputs("<p class=\"fail\">With rules broken on purpose:", out);
    for (const char *const *setting = run->settings; *setting; setting++) {
        fputs(" <code>", out);
        html_text(out, *setting);
        fputs("</code>", out);
    }
    fputs("</p>\n", out);
}

static void write_summary(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];
    char links[RUN_LINKS];

    run_count(run, counts);
    run_links(run, links);
    fputs(
        "<p class=\"dim\">Judged against the CA’s guide for holders; where it gives no value, the "
        "guide’s step says mock. Cards over ",
        out);
    html_text(out, links);
    fputs(". Client: ", out);
    html_text(out, run->client ? run->client : "none");
    fprintf(out, ". Seed %llu. %.1f s.</p>\n", (unsigned long long)run->seed, run->seconds);
    write_settings(run, out);
    fputs("<ul class=\"sum\">", out);
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (counts[i] > 0)
            html_sum(out, verdict_name((enum verdict)i), counts[i], verdict_name((enum verdict)i));
    fputs("</ul>\n<nav aria-label=\"Parts\"><a href=\"#must\">MUST</a> · <a "
          "href=\"#should\">SHOULD</a>",
          out);
    page_links(run, out);
    fputs("</nav>\n", out);
}

const char *page_class(enum standing standing)
{
    if (standing == STANDING_NOT_REACHED)
        return standing_name(STANDING_SKIPPED);
    return standing == STANDING_NOT_RUN || standing == STANDING_NO_CASE ? "none"
                                                                        : standing_name(standing);
}

static void write_level_row(const struct run *run, enum level level, FILE *out)
{
    struct tally tally = run_tally(run, level);

    fprintf(out, "<tr><th scope=\"row\">%s</th><td>%zu</td>", level_name(level), tally.asked);
    for (int i = 0; i < STANDING_COUNT; i++) {
        enum standing standing = (enum standing)i;

        fprintf(out, "<td class=\"n\"><span class=\"%s\">%zu</span>",
                tally.by[i] > 0 ? page_class(standing) : "dim", tally.by[i]);
        if (i >= STANDING_EXCLUDED && i <= STANDING_SKIPPED)
            fprintf(out, " <span class=\"dim\">%.1f %%</span>", tally_share(&tally, standing));
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

static void write_levels(const struct run *run, FILE *out)
{
    const char *columns[STANDING_COUNT + 3] = {"level", "asked"};

    for (int i = 0; i < STANDING_COUNT; i++)
        columns[i + 2] = standing_name((enum standing)i);
    fputs("<h2>MUST and SHOULD</h2>\n<p class=\"dim\">A requirement counts once for each target "
          "that it is asked of.</p>\n",
          out);
    html_table_open(out, "Requirements by level", columns);
    write_level_row(run, LEVEL_MUST, out);
    write_level_row(run, LEVEL_SHOULD, out);
    html_table_close(out);
}

/* The first case that makes it stand so; NULL: none was run. */
static const struct result *first_of(const struct run *run, enum requirement requirement,
                                     enum target target, enum standing standing)
{
    for (size_t i = 0; i < run->count; i++) {
        const struct result *result = &run->results[i];
        const struct conf_case *conf_case = result->instance->conf_case;

        if (conf_case->target == target && case_shows(conf_case, requirement) &&
            result_standing(result, requirement) == standing)
            return result;
    }
    return NULL;
}

/* "held in 13 of 14, 1 unimplemented" */
static void write_counts(const size_t by[STANDING_COUNT], FILE *out)
{
    size_t all = 0;

    for (int i = 0; i < STANDING_COUNT; i++)
        all += by[i];
    fprintf(out, "<div class=\"dim\">held in %zu of %zu, %zu unimplemented</div>",
            by[STANDING_SHOWN], all, by[STANDING_UNIMPLEMENTED]);
}

/* How a requirement stands: a way to its first case that says so. */
static void write_standing(const struct run *run, enum requirement requirement, enum target target,
                           FILE *out)
{
    enum standing standing = run_standing(run, requirement, target);
    const struct result *because = first_of(run, requirement, target, standing);
    size_t by[STANDING_COUNT];

    if (!because) {
        html_word(out, page_class(standing), standing_name(standing));
        return;
    }
    fputs("<a href=\"#", out);
    html_text(out, because->instance->name);
    fprintf(out, "\" class=\"%s\">%s</a>", page_class(standing), standing_name(standing));
    run_cases(run, requirement, target, by);
    if (by[STANDING_UNIMPLEMENTED] > 0)
        write_counts(by, out);
}

static void write_row(const struct run *run, enum requirement requirement, FILE *out)
{
    const struct requirement_row *row = requirement_row(requirement);

    fprintf(out,
            "<tr><th scope=\"row\" class=\"n\">%s</th><td class=\"n\">%s</td><td class=\"asks\">",
            row->name, row->step);
    html_text(out, row->paraphrase);
    fputs("</td>", out);
    for (unsigned t = 0; t < TARGET_COUNT; t++) {
        enum target target = (enum target)(1u << t);

        fputs("<td class=\"n\">", out);
        if (row->targets & target)
            write_standing(run, requirement, target, out);
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

static void write_matrix(const struct run *run, enum level level, FILE *out)
{
    const char *columns[TARGET_COUNT + 4] = {"id", "guide", "asks"};

    for (unsigned t = 0; t < TARGET_COUNT; t++)
        columns[t + 3] = target_name((enum target)(1u << t));
    fprintf(out, "<h2 id=\"%s\">%s</h2>\n", level == LEVEL_MUST ? "must" : "should",
            level_name(level));
    html_table_open(out, level_name(level), columns);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
        if (requirement_row((enum requirement)i)->level == level)
            write_row(run, (enum requirement)i, out);
    html_table_close(out);
}

void page_legend(FILE *out)
{
    static const struct {
        enum standing standing;
        const char *meaning;
    } rows[] = {
        {STANDING_SHOWN,         "a case showed it and none fell"                          },
        {STANDING_FELL,          "a case fell at it"                                       },
        {STANDING_FLAKY,         "a case fell at it, and held when it was tried once more" },
        {STANDING_EXCLUDED,      "a case fell at it, as the file of expected failures says"},
        {STANDING_UNIMPLEMENTED, "the client says that it cannot do this"                  },
        {STANDING_SKIPPED,       "its cases could not run here"                            },
        {STANDING_NOT_REACHED,
         "its cases fell at another requirement first, or could not be judged"             },
        {STANDING_NOT_RUN,       "its cases were not part of this run"                     },
    };

    fputs("<details><summary>What the words mean</summary><dl class=\"legend\">", out);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fputs("<dt>", out);
        html_word(out, page_class(rows[i].standing), standing_name(rows[i].standing));
        fprintf(out, "</dt><dd>%s</dd>", rows[i].meaning);
    }
    fputs("</dl><p>Guide: G-n its n-th step, N-n its n-th note under step 6, B its closing list, ! "
          "its boxed warning, mock a value of our own.</p></details>\n",
          out);
}

void page_write(const struct run *run, FILE *out)
{
    html_open(out, "AKİS conformance");
    write_summary(run, out);
    write_levels(run, out);
    write_matrix(run, LEVEL_MUST, out);
    write_matrix(run, LEVEL_SHOULD, out);
    page_legend(out);
    page_fallen(run, out);
    page_held(run, out);
    html_close(out);
}
