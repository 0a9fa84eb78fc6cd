/* SPDX-License-Identifier: MIT */
/* Lines. */
#include "conformance/report/proof_lines.h"

#include "conformance/prove/equivalents.h"

void proof_line(const struct proof *proof, size_t i, FILE *out)
{
    const struct mutation *mutation = &proof->mutations.items[i];
    const struct instance *first = proof_first(proof, i, MARK_KILLED);
    enum fate fate = proof_fate(proof, i);
    size_t elsewhere = proof_count(proof, i, MARK_ELSEWHERE);
    size_t unsaid = proof_count(proof, i, MARK_UNSAID);

    fprintf(out, "%-10s %-6s %-44s %-7s by %zu",
            fate == FATE_SURVIVED ? "SURVIVED" : fate_name(fate),
            mutation_kind_name(mutation->kind), mutation->name,
            requirement_name(mutation->requirement), proof_count(proof, i, MARK_KILLED));
    if (elsewhere > 0)
        fprintf(out, ", %zu fell elsewhere", elsewhere);
    if (unsaid > 0)
        fprintf(out, ", %zu could not say", unsaid);
    if (first)
        fprintf(out, ": %s", first->name);
    else if (fate == FATE_EQUIVALENT)
        fprintf(out, ": %s", equivalent_reason(mutation));
    else if (mutation->wrong[0])
        fprintf(out, ": %s", mutation->wrong);
    fputc('\n', out);
    fflush(out);
}

static void write_idle(const struct proof *proof, FILE *out)
{
    for (size_t j = 0; proof->whole && j < proof->cases.count; j++)
        if (proof_is_idle(proof, j))
            fprintf(out, "idle       %s.%s\n", proof->cases.items[j].suite->name,
                    proof->cases.items[j].conf_case->name);
}

static void write_stale(const struct proof *proof, FILE *out)
{
    for (size_t i = 0; equivalent_at(i); i++)
        if (proof_is_stale(proof, i))
            fprintf(out, "STALE      equivalents.def: nothing survives of \"%s\"\n",
                    equivalent_at(i)->pattern);
}

void proof_summary(const struct proof *proof, FILE *out)
{
    write_idle(proof, out);
    write_stale(proof, out);
    fprintf(out,
            "\n%zu mutations in %.0f s: %zu killed by a case that names their requirement, "
            "%zu equivalent, %zu survived",
            proof->mutations.count, proof->took, proof_fates(proof, FATE_KILLED),
            proof_fates(proof, FATE_EQUIVALENT), proof_fates(proof, FATE_SURVIVED));
    if (proof->whole)
        fprintf(out, "; %zu idle cases", proof_idle(proof));
    fprintf(out, "\nReport: %s/report.html\n", proof->folder);
}

/* A case that was not asked again, or could not say, contradicts nobody. */
static bool differ(enum mark before, enum mark after)
{
    return before != after && before != MARK_UNSAID && after != MARK_UNSAID &&
           (before == MARK_KILLED || after == MARK_KILLED);
}

size_t proof_differences(const struct proof *first, const struct proof *second, FILE *out)
{
    size_t count = 0;

    for (size_t i = 0; i < first->mutations.count; i++) {
        for (size_t j = 0; j < first->cases.count; j++) {
            enum mark before = proof_mark(first, i, j);
            enum mark after = proof_mark(second, i, j);

            if (!differ(before, after))
                continue;
            count++;
            fprintf(out, "DIFFERS    seed %llu %s, seed %llu %s: %s, %s\n",
                    (unsigned long long)first->seed, mark_name(before),
                    (unsigned long long)second->seed, mark_name(after),
                    first->mutations.items[i].name, first->cases.items[j].name);
        }
    }
    return count;
}
