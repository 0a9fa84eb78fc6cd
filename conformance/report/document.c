/* SPDX-License-Identifier: MIT */
/* JSON, written as it goes. */
#include "conformance/report/document.h"

#include "conformance/json.h"
#include "conformance/runner/standing.h"

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
    if (result->fell != SETUP) {
        field(out, "fell", requirement_name(result->fell), ", ");
        field(out, "level", level_name(requirement_row(result->fell)->level), ", ");
    }
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

static void write_level(const struct run *run, enum level level, FILE *out)
{
    static const enum standing shares[] = {STANDING_EXCLUDED, STANDING_UNIMPLEMENTED,
                                           STANDING_SKIPPED};
    struct tally tally = run_tally(run, level);
    const char *comma = "";

    fprintf(out, "\"%s\": {\"asked\": %zu", level_name(level), tally.asked);
    for (int i = 0; i < STANDING_COUNT; i++)
        fprintf(out, ", \"%s\": %zu", standing_name((enum standing)i), tally.by[i]);
    fputs(", \"percent\": {", out);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        fprintf(out, "%s\"%s\": %.1f", comma, standing_name(shares[i]),
                tally_share(&tally, shares[i]));
        comma = ", ";
    }
    fputs("}}", out);
}

static void write_settings(const struct run *run, FILE *out)
{
    const char *comma = "";

    fputs("\"settings\": [", out);
    for (const char *const *setting = run->settings; setting && *setting; setting++) {
        fputs(comma, out);
        json_write_string(out, *setting);
        comma = ", ";
    }
    fputs("],\n  ", out);
}

static void write_head(const struct run *run, FILE *out)
{
    size_t counts[VERDICT_COUNT];
    char links[RUN_LINKS];

    run_count(run, counts);
    run_links(run, links);
    field(out, "version", AKIS_VERSION, ", ");
    field(out, "link", run->link, ", ");
    field(out, "links", links, ",\n  ");
    field(out, "client", run->client ? run->client : "", ",\n  ");
    field(out, "folder", run->folder, ",\n  ");
    write_settings(run, out);
    fprintf(out, "\"seed\": %llu, ", (unsigned long long)run->seed);
    fprintf(out, "\"seconds\": %.3f,\n  \"counts\": {", run->seconds);
    for (int i = 0; i < VERDICT_COUNT; i++)
        fprintf(out, "%s\"%s\": %zu", i > 0 ? ", " : "", verdict_name((enum verdict)i), counts[i]);
    fputs("},\n  \"levels\": {", out);
    write_level(run, LEVEL_MUST, out);
    fputs(",\n             ", out);
    write_level(run, LEVEL_SHOULD, out);
    fputs("},\n", out);
}

void document_write(const struct run *run, FILE *out)
{
    fputs("{\n  ", out);
    write_head(run, out);
    fputs("  \"results\": [\n", out);
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
