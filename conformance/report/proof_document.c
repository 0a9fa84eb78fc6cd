/* SPDX-License-Identifier: MIT */
/* JSON, written as it goes. */
#include "conformance/report/proof_document.h"

#include "conformance/json.h"
#include "conformance/prove/equivalents.h"

static void field(FILE *out, const char *name, const char *value, const char *after)
{
    fprintf(out, "\"%s\": ", name);
    json_write_string(out, value);
    fputs(after, out);
}

static void write_marks(const struct proof *proof, size_t i, FILE *out)
{
    const char *comma = "";

    fputs("\"cases\": {", out);
    for (size_t j = 0; j < proof->cases.count; j++) {
        const char *mark = mark_name(proof_mark(proof, i, j));

        if (!*mark)
            continue;
        fputs(comma, out);
        field(out, proof->cases.items[j].name, mark, "");
        comma = ", ";
    }
    fputs("}", out);
}

static void write_mutation(const struct proof *proof, size_t i, FILE *out)
{
    const struct mutation *mutation = &proof->mutations.items[i];
    enum fate fate = proof_fate(proof, i);

    fputs("    {", out);
    field(out, "mutation", mutation->name, ", ");
    field(out, "kind", mutation_kind_name(mutation->kind), ", ");
    if (mutation->wrong[0])
        field(out, "wrong", mutation->wrong, ", ");
    field(out, "requirement", requirement_name(mutation->requirement), ", ");
    field(out, "fate", fate_name(fate), ", ");
    if (fate == FATE_EQUIVALENT)
        field(out, "reason", equivalent_reason(mutation), ", ");
    fprintf(out, "\"seconds\": %.3f, ", proof->seconds[i]);
    write_marks(proof, i, out);
    fputs("}", out);
}

static void write_idle(const struct proof *proof, FILE *out)
{
    const char *comma = "";

    fputs("  \"idle\": [", out);
    for (size_t j = 0; proof->whole && j < proof->cases.count; j++) {
        if (!proof_is_idle(proof, j))
            continue;
        fputs(comma, out);
        json_write_string(out, proof->cases.items[j].name);
        comma = ", ";
    }
    fputs("],\n", out);
}

static void write_stale(const struct proof *proof, FILE *out)
{
    const char *comma = "";

    fputs("  \"stale\": [", out);
    for (size_t i = 0; equivalent_at(i); i++) {
        if (!proof_is_stale(proof, i))
            continue;
        fputs(comma, out);
        json_write_string(out, equivalent_at(i)->pattern);
        comma = ", ";
    }
    fputs("],\n", out);
}

void proof_document_write(const struct proof *proof, FILE *out)
{
    fputs("{\n  ", out);
    field(out, "version", AKIS_VERSION, ", ");
    field(out, "folder", proof->folder, ", ");
    fprintf(out, "\"seed\": %llu, \"seconds\": %.3f, \"whole\": %s,\n",
            (unsigned long long)proof->seed, proof->took, proof->whole ? "true" : "false");
    fprintf(out, "  \"counts\": {\"mutations\": %zu", proof->mutations.count);
    for (int i = 0; i < FATES; i++)
        fprintf(out, ", \"%s\": %zu", fate_name((enum fate)i), proof_fates(proof, (enum fate)i));
    fprintf(out, ", \"idle\": %zu, \"stale\": %zu},\n", proof_idle(proof), proof_stale(proof));
    write_idle(proof, out);
    write_stale(proof, out);
    fputs("  \"mutations\": [\n", out);
    for (size_t i = 0; i < proof->mutations.count; i++) {
        write_mutation(proof, i, out);
        fputs(i + 1 < proof->mutations.count ? ",\n" : "\n", out);
    }
    fputs("  ]\n}\n", out);
}
