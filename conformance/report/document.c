/* SPDX-License-Identifier: MIT */
/* JSON, written as it goes. */
#include "conformance/report/document.h"

#include "conformance/json.h"

static void field(FILE *out, const char *name, const char *value, const char *after)
{
    fprintf(out, "\"%s\": ", name);
    json_write_string(out, value);
    fputs(after, out);
}

static void write_shows(const struct conf_case *conf_case, FILE *out)
{
    const char *comma = "";

    fputs("\"shows\": [", out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        if (!case_shows(conf_case, (enum requirement)i))
            continue;
        fprintf(out, "%s\"%s\"", comma, requirement_name((enum requirement)i));
        comma = ", ";
    }
    fputs("], ", out);
}

static void write_result(const struct result *result, FILE *out)
{
    fputs("    {", out);
    field(out, "case", result->instance->name, ", ");
    field(out, "claim", result->instance->conf_case->claim, ", ");
    field(out, "target", target_name(result->instance->conf_case->target), ", ");
    field(out, "verdict", verdict_name(result->verdict), ", ");
    write_shows(result->instance->conf_case, out);
    if (result->fell != SETUP)
        field(out, "fell", requirement_name(result->fell), ", ");
    field(out, "why", result->why, ", ");
    fprintf(out, "\"seconds\": %.3f}", result->seconds);
}

static void write_requirement(const struct run *run, enum requirement requirement, FILE *out)
{
    const struct requirement_row *row = requirement_row(requirement);
    const char *comma = "";

    fputs("    {", out);
    field(out, "id", row->name, ", ");
    field(out, "level", level_name(row->level), ", ");
    field(out, "step", row->step, ", ");
    field(out, "paraphrase", row->paraphrase, ", \"standing\": {");
    for (unsigned t = 0; t < TARGET_COUNT; t++) {
        enum target target = (enum target)(1u << t);

        if (!(row->targets & target))
            continue;
        fputs(comma, out);
        field(out, target_name(target), standing_name(run_standing(run, requirement, target)), "");
        comma = ", ";
    }
    fputs("}}", out);
}

void document_write(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];

    run_count(run, counts);
    fputs("{\n  ", out);
    field(out, "version", AKIS_VERSION, ", ");
    field(out, "link", run->link, ", ");
    field(out, "client", run->client ? run->client : "", ", ");
    field(out, "folder", run->folder, ", ");
    fprintf(out, "\"seed\": %llu, ", (unsigned long long)run->seed);
    fprintf(out, "\"seconds\": %.3f,\n  \"counts\": {", run->seconds);
    for (int i = 0; i < VERDICT_COUNT; i++)
        fprintf(out, "%s\"%s\": %zu", i > 0 ? ", " : "", verdict_name((enum verdict)i), counts[i]);
    fputs("},\n  \"results\": [\n", out);
    for (size_t i = 0; i < run->count; i++) {
        write_result(&run->results[i], out);
        fputs(i + 1 < run->count ? ",\n" : "\n", out);
    }
    fputs("  ],\n  \"requirements\": [\n", out);
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        write_requirement(run, (enum requirement)i, out);
        fputs(i + 1 < REQUIREMENT_COUNT ? ",\n" : "\n", out);
    }
    fputs("  ]\n}\n", out);
}
