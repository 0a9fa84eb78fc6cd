/* SPDX-License-Identifier: MIT */
/* JUnit XML, as the common CI engines read it. */
#include "conformance/report/junit.h"

#include <string.h>

void junit_escape(FILE *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        switch (byte) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&apos;", out);
            break;
        default:
            fputc(byte < 0x20 && !strchr("\t\n\r", byte) ? '?' : byte, out);
            break;
        }
    }
}

static void attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    junit_escape(out, value);
    fputc('"', out);
}

static bool is_error(enum verdict verdict)
{
    return verdict == VERDICT_BROKEN;
}

static bool is_failure(enum verdict verdict)
{
    return verdict == VERDICT_FAIL;
}

static bool is_skip(enum verdict verdict)
{
    return verdict == VERDICT_SKIPPED || verdict == VERDICT_UNIMPLEMENTED ||
           verdict == VERDICT_EXPECTED;
}

static size_t count_if(const struct run *run, const struct suite *suite, bool (*of)(enum verdict))
{
    size_t count = 0;

    for (size_t i = 0; i < run->count; i++)
        if ((!suite || run->results[i].instance->suite == suite) &&
            (!of || of(run->results[i].verdict)))
            count++;
    return count;
}

/* `skipped` stands at a suite alone: the common schema does not know it at the whole. */
static void write_counts(const struct run *run, const struct suite *suite, FILE *out)
{
    double seconds = 0;

    for (size_t i = 0; i < run->count; i++)
        if (!suite || run->results[i].instance->suite == suite)
            seconds += run->results[i].seconds;
    fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", count_if(run, suite, NULL),
            count_if(run, suite, is_failure), count_if(run, suite, is_error));
    if (suite)
        fprintf(out, " skipped=\"%zu\"", count_if(run, suite, is_skip));
    fprintf(out, " time=\"%.3f\"", seconds);
}

static void property(FILE *out, const char *name, const char *value)
{
    fputs("      <property", out);
    attribute(out, "name", name);
    attribute(out, "value", value);
    fputs("/>\n", out);
}

static void write_properties(const struct run *run, FILE *out)
{
    char seed[24];
    char links[RUN_LINKS];

    snprintf(seed, sizeof seed, "%llu", (unsigned long long)run->seed);
    run_links(run, links);
    fputs("    <properties>\n", out);
    property(out, "version", AKIS_VERSION);
    property(out, "seed", seed);
    property(out, "link", links);
    property(out, "client", run->client ? run->client : "none");
    for (const char *const *setting = run->settings; setting && *setting; setting++)
        property(out, "set", *setting);
    fputs("    </properties>\n", out);
}

/* What the case shows: as output, since no schema has properties in a case. */
static void write_shown(const struct result *result, FILE *out)
{
    fputs("      <system-out>claim: ", out);
    junit_escape(out, result->instance->conf_case->claim);
    fputs("\n", out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
        if (case_shows(result->instance->conf_case, (enum requirement)i))
            fprintf(out, "requirement: %s (%s)\n", requirement_name((enum requirement)i),
                    level_name(requirement_row((enum requirement)i)->level));
    fputs("</system-out>\n", out);
}

static const char *element_of(enum verdict verdict)
{
    if (verdict == VERDICT_FLAKY)
        return "flakyFailure";
    if (is_failure(verdict))
        return "failure";
    if (is_error(verdict))
        return "error";
    return is_skip(verdict) ? "skipped" : NULL;
}

static void write_outcome(const struct result *result, FILE *out)
{
    const char *element = element_of(result->verdict);
    const struct requirement_row *row = requirement_row(result->fell);
    char message[RESULT_WHY + 60];

    if (!element)
        return;
    snprintf(message, sizeof message, "%s %s: %s", row ? level_name(row->level) : "",
             requirement_name(result->fell), result->why);
    fprintf(out, "      <%s", element);
    attribute(out, "message", is_skip(result->verdict) ? result->why : message + (row ? 0 : 1));
    if (!is_skip(result->verdict))
        attribute(out, "type", requirement_name(result->fell));
    fputs(">", out);
    junit_escape(out, result->instance->conf_case->claim);
    fprintf(out, "</%s>\n", element);
}

static void write_case(const struct result *result, FILE *out)
{
    char class[64];

    snprintf(class, sizeof class, "akis.%s", result->instance->suite->name);
    fputs("    <testcase", out);
    attribute(out, "name", result->instance->name);
    attribute(out, "classname", class);
    fprintf(out, " time=\"%.3f\">\n", result->seconds);
    write_outcome(result, out);
    write_shown(result, out);
    fputs("    </testcase>\n", out);
}

void junit_write(const struct run *run, FILE *out)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"akis-conformance\"", out);
    write_counts(run, NULL, out);
    fputs(">\n", out);
    for (const struct suite *const *suite = suites(); *suite; suite++) {
        if (count_if(run, *suite, NULL) == 0)
            continue;
        fputs("  <testsuite", out);
        attribute(out, "name", (*suite)->name);
        write_counts(run, *suite, out);
        fputs(">\n", out);
        write_properties(run, out);
        for (size_t i = 0; i < run->count; i++)
            if (run->results[i].instance->suite == *suite)
                write_case(&run->results[i], out);
        fputs("  </testsuite>\n", out);
    }
    fputs("</testsuites>\n", out);
}
