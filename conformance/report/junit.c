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

static void write_counts(const struct run *run, const struct suite *suite, FILE *out)
{
    double seconds = 0;

    for (size_t i = 0; i < run->count; i++)
        if (!suite || run->results[i].instance->suite == suite)
            seconds += run->results[i].seconds;
    fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.3f\"",
            count_if(run, suite, NULL), count_if(run, suite, is_failure),
            count_if(run, suite, is_error), count_if(run, suite, is_skip), seconds);
}

static void write_properties(const struct result *result, FILE *out)
{
    fputs("      <properties>\n", out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++)
        if (case_shows(result->instance->conf_case, (enum requirement)i))
            fprintf(out, "        <property name=\"requirement\" value=\"%s\"/>\n",
                    requirement_name((enum requirement)i));
    fputs("      </properties>\n", out);
}

static void write_outcome(const struct result *result, FILE *out)
{
    const char *element = is_failure(result->verdict) ? "failure"
                          : is_error(result->verdict) ? "error"
                          : is_skip(result->verdict)  ? "skipped"
                                                      : NULL;
    char message[RESULT_WHY + 40];

    if (!element)
        return;
    snprintf(message, sizeof message, "%s: %s", requirement_name(result->fell), result->why);
    fprintf(out, "      <%s", element);
    attribute(out, "message", is_skip(result->verdict) ? result->why : message);
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
    write_properties(result, out);
    write_outcome(result, out);
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
        for (size_t i = 0; i < run->count; i++)
            if (run->results[i].instance->suite == *suite)
                write_case(&run->results[i], out);
        fputs("  </testsuite>\n", out);
    }
    fputs("</testsuites>\n", out);
}
