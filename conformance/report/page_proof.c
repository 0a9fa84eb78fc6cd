/* SPDX-License-Identifier: MIT */
/* HTML: sums, survivors, reasons, idle cases, and a matrix for each requirement. */
#include "conformance/report/page_proof.h"

#include "conformance/prove/equivalents.h"
#include "conformance/report/html.h"

static const char *const fate_classes[FATES] = {"pass", "expected", "fail"};

static void write_sums(const struct proof *proof, FILE *out)
{
    fprintf(out,
            "<p class=\"dim\">One thing is wrong at a time: a rule of card or portal, a cell of "
            "their tables, a built defect, a client. A case kills it by falling at the very "
            "requirement that it breaks. %.0f s.</p>\n<ul class=\"sum\">",
            proof->took);
    html_sum(out, "none", proof->mutations.count, "mutations");
    for (int i = 0; i < FATES; i++)
        html_sum(out, fate_classes[i], proof_fates(proof, (enum fate)i), fate_name((enum fate)i));
    if (proof->whole)
        html_sum(out, proof_idle(proof) > 0 ? "fail" : "pass", proof_idle(proof), "idle cases");
    fputs("</ul>\n", out);
}

static void write_name(const struct mutation *mutation, FILE *out)
{
    fputs("<code>", out);
    html_text(out, mutation->name);
    fputs("</code>", out);
    if (mutation->wrong[0]) {
        fputs(" <span class=\"dim\">", out);
        html_text(out, mutation->wrong);
        fputs("</span>", out);
    }
}

static void write_survivors(const struct proof *proof, FILE *out)
{
    fputs("<h2>What survived</h2>\n", out);
    if (proof_fates(proof, FATE_SURVIVED) == 0) {
        fputs("<p>Nothing.</p>\n", out);
        return;
    }
    fputs("<ul>", out);
    for (size_t i = 0; i < proof->mutations.count; i++) {
        if (proof_fate(proof, i) != FATE_SURVIVED)
            continue;
        fprintf(out, "<li><b class=\"fail\">%s</b> ",
                requirement_name(proof->mutations.items[i].requirement));
        write_name(&proof->mutations.items[i], out);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

/* How many mutations of the proof a line of equivalents.def lets live. */
static size_t covered(const struct proof *proof, const struct equivalent *row)
{
    size_t count = 0;

    for (size_t i = 0; i < proof->mutations.count; i++)
        count += equivalent_covers(row, &proof->mutations.items[i]);
    return count;
}

static void write_reasons(const struct proof *proof, FILE *out)
{
    static const char *const columns[] = {"mutations", "how many", "why no case can notice", NULL};

    fputs("<h2>What may survive</h2>\n", out);
    html_table_open(out, "Equivalent mutations", columns);
    for (size_t i = 0; equivalent_at(i); i++) {
        const struct equivalent *row = equivalent_at(i);

        if (covered(proof, row) == 0 && !proof_is_stale(proof, i))
            continue;
        fputs("<tr><th scope=\"row\"><code>", out);
        html_text(out, row->pattern);
        fprintf(out, "</code></th><td>%zu</td><td>", covered(proof, row));
        html_text(out, row->reason);
        if (proof_is_stale(proof, i))
            fputs(" <b class=\"fail\">Stale: nothing of the kind survives.</b>", out);
        fputs("</td></tr>\n", out);
    }
    html_table_close(out);
}

static void write_idle(const struct proof *proof, FILE *out)
{
    if (!proof->whole)
        return;
    fputs("<h2>Idle cases</h2>\n", out);
    if (proof_idle(proof) == 0) {
        fputs("<p>None: each case noticed something.</p>\n", out);
        return;
    }
    fputs("<ul>", out);
    for (size_t j = 0; j < proof->cases.count; j++) {
        if (!proof_is_idle(proof, j))
            continue;
        fputs("<li><code>", out);
        html_text(out, proof->cases.items[j].name);
        fputs("</code></li>", out);
    }
    fputs("</ul>\n", out);
}

static void write_mark(enum mark mark, FILE *out)
{
    static const char *const signs[MARKS] = {
        [MARK_NONE] = "",    [MARK_WAITING] = "",    [MARK_HELD] = "·",
        [MARK_KILLED] = "K", [MARK_ELSEWHERE] = "e", [MARK_UNSAID] = "–",
    };

    fprintf(out, "<td class=\"mark %s\">%s</td>", mark_name(mark), signs[mark]);
}

static void write_row(const struct proof *proof, size_t i, FILE *out)
{
    const struct mutation *mutation = &proof->mutations.items[i];
    enum fate fate = proof_fate(proof, i);

    fputs("<tr><th scope=\"row\">", out);
    write_name(mutation, out);
    fprintf(out, "</th><td>%s</td><td class=\"%s\">%s</td>", mutation_kind_name(mutation->kind),
            fate_classes[fate], fate_name(fate));
    for (size_t j = 0; j < proof->cases.count; j++)
        if (case_shows(proof->cases.items[j].conf_case, mutation->requirement))
            write_mark(proof_mark(proof, i, j), out);
    fputs("</tr>\n", out);
}

/* Columns are numbers; their names stand below the table. */
static void write_columns(const struct proof *proof, enum requirement requirement, FILE *out)
{
    enum { MOST = 256 };
    static char numbers[MOST][8];
    const char *columns[MOST + 4] = {"wrong", "kind", "fate", NULL};
    size_t count = 0;

    for (size_t j = 0; j < proof->cases.count && count < MOST; j++) {
        if (!case_shows(proof->cases.items[j].conf_case, requirement))
            continue;
        (void)snprintf(numbers[count], sizeof numbers[count], "%zu", count + 1);
        columns[3 + count] = numbers[count];
        columns[3 + ++count] = NULL;
    }
    html_table_open(out, requirement_name(requirement), columns);
}

static void write_matrix(const struct proof *proof, enum requirement requirement, FILE *out)
{
    write_columns(proof, requirement, out);
    for (size_t i = 0; i < proof->mutations.count; i++)
        if (proof->mutations.items[i].requirement == requirement)
            write_row(proof, i, out);
    html_table_close(out);
    fputs("<ol class=\"dim\">", out);
    for (size_t j = 0; j < proof->cases.count; j++) {
        if (!case_shows(proof->cases.items[j].conf_case, requirement))
            continue;
        fputs("<li><code>", out);
        html_text(out, proof->cases.items[j].name);
        fputs("</code></li>", out);
    }
    fputs("</ol>\n", out);
}

static void write_requirement(const struct proof *proof, enum requirement requirement, FILE *out)
{
    size_t fates[FATES] = {0};
    size_t all = 0;

    for (size_t i = 0; i < proof->mutations.count; i++) {
        if (proof->mutations.items[i].requirement != requirement)
            continue;
        fates[proof_fate(proof, i)]++;
        all++;
    }
    if (all == 0)
        return;
    fprintf(out, "<details%s><summary><b>%s</b> %zu mutations",
            fates[FATE_SURVIVED] > 0 ? " open" : "", requirement_name(requirement), all);
    for (int i = 0; i < FATES; i++)
        if (fates[i] > 0)
            fprintf(out, ", <span class=\"%s\">%zu %s</span>", fate_classes[i], fates[i],
                    fate_name((enum fate)i));
    fputs("</summary><p>", out);
    html_text(out, requirement_row(requirement)->paraphrase);
    fputs("</p>\n", out);
    write_matrix(proof, requirement, out);
    fputs("</details>\n", out);
}

void page_proof_write(const struct proof *proof, FILE *out)
{
    html_open(out, "AKİS conformance: the proof");
    write_sums(proof, out);
    write_survivors(proof, out);
    write_reasons(proof, out);
    write_idle(proof, out);
    fputs("<h2>Kill matrix</h2>\n<p>Each row is a mutation, each column a case that shows the "
          "requirement: <b class=\"pass\">K</b> it fell there, <b class=\"mid\">e</b> it fell at "
          "another requirement, · it held, – it could not say.</p>\n",
          out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
        write_requirement(proof, (enum requirement)i, out);
    html_close(out);
}
