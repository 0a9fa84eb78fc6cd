/* SPDX-License-Identifier: MIT */
/* TAP, as testanything.org has it. What is written here means the same in versions 13 and 14; it is
 * announced as 13 unless 14 was asked for, since Perl's own prove refuses the number 14 and every
 * reader of 14 takes 13 too. */
#include "conformance/report/tap.h"

#include "conformance/json.h"

enum { TAP_PLAIN = 13 };

/* Text in a test point: '#' and '\' are escaped, ends of lines become blanks. */
static void write_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            fputc('\\', out);
        fputc(*text == '\n' || *text == '\r' ? ' ' : *text, out);
    }
}

static void write_directive(FILE *out, const struct result *result)
{
    switch (result->verdict) {
    case VERDICT_SKIPPED:
    case VERDICT_UNIMPLEMENTED:
        fprintf(out, " # SKIP %s: ", verdict_name(result->verdict));
        write_text(out, result->why);
        break;
    case VERDICT_EXPECTED:
        fputs(" # TODO expected to fail", out);
        break;
    case VERDICT_PASS:
    case VERDICT_FAIL:
    case VERDICT_FLAKY:
    case VERDICT_BROKEN:
        break;
    }
}

static bool is_ok(enum verdict verdict)
{
    return verdict != VERDICT_FAIL && verdict != VERDICT_BROKEN && verdict != VERDICT_EXPECTED;
}

static void write_diagnosis(FILE *out, const struct result *result)
{
    const struct requirement_row *row = requirement_row(result->fell);

    fputs("  ---\n  verdict: ", out);
    json_write_string(out, verdict_name(result->verdict));
    fputs("\n  requirement: ", out);
    json_write_string(out, requirement_name(result->fell));
    if (row)
        fprintf(out, "\n  level: %s", level_name(row->level));
    fputs("\n  message: ", out);
    json_write_string(out, result->why);
    fputs("\n  claim: ", out);
    json_write_string(out, result->instance->conf_case->claim);
    fputs("\n  ...\n", out);
}

void tap_write(const struct run *run, FILE *out)
{
    fprintf(out, "TAP version %u\n1..%zu\n", run->tap ? run->tap : TAP_PLAIN, run->count);
    for (size_t i = 0; i < run->count; i++) {
        const struct result *result = &run->results[i];

        fprintf(out, "%s %zu - ", is_ok(result->verdict) ? "ok" : "not ok", i + 1);
        write_text(out, result->instance->name);
        write_directive(out, result);
        fputc('\n', out);
        if (!is_ok(result->verdict) || result->verdict == VERDICT_FLAKY)
            write_diagnosis(out, result);
    }
}
