/* SPDX-License-Identifier: MIT */
/* A matrix of marks, and sums over it. */
#include "conformance/prove/proof.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/prove/equivalents.h"

/* True when the client under test is asked for something. */
static bool asks_client(const struct conf_case *conf_case)
{
    for (const struct step *step = conf_case->steps; step->send; step++)
        if (step->send[0] == '?')
            return true;
    return false;
}

/* Of the cells there are many, and a whole life over vpcd takes as long as a hundred others. */
static bool is_for(const struct instance *instance, const struct mutation *mutation)
{
    const struct conf_case *conf_case = instance->conf_case;

    if (!case_shows(conf_case, mutation->requirement))
        return false;
    switch (mutation->kind) {
    case MUTATION_RULE:
    case MUTATION_DEFECT:
        return true;
    case MUTATION_CELL:
        return !conf_case->situation->link;
    case MUTATION_CLIENT:
        return asks_client(conf_case);
    }
    return false;
}

bool proof_make(struct proof *proof, struct mutations *mutations)
{
    memset(proof, 0, sizeof *proof);
    proof->mutations = *mutations;
    memset(mutations, 0, sizeof *mutations);
    if (!instances_make(NULL, &proof->cases))
        return false;
    proof->marks = calloc(proof->mutations.count + 1, proof->cases.count);
    proof->seconds = calloc(proof->mutations.count + 1, sizeof *proof->seconds);
    if (!proof->marks || !proof->seconds)
        return false;
    for (size_t i = 0; i < proof->mutations.count; i++)
        for (size_t j = 0; j < proof->cases.count; j++)
            if (is_for(&proof->cases.items[j], &proof->mutations.items[i]))
                proof_set(proof, i, j, MARK_WAITING);
    return true;
}

void proof_free(struct proof *proof)
{
    mutations_free(&proof->mutations);
    instances_free(&proof->cases);
    free(proof->marks);
    free(proof->seconds);
    memset(proof, 0, sizeof *proof);
}

enum mark proof_mark(const struct proof *proof, size_t mutation, size_t instance)
{
    return (enum mark)proof->marks[mutation * proof->cases.count + instance];
}

void proof_set(struct proof *proof, size_t mutation, size_t instance, enum mark mark)
{
    proof->marks[mutation * proof->cases.count + instance] = (unsigned char)mark;
}

enum mark proof_judge(const struct mutation *mutation, const struct result *result)
{
    if (result->verdict == VERDICT_PASS)
        return MARK_HELD;
    if (result->verdict != VERDICT_FAIL)
        return MARK_UNSAID;
    return result->fell == mutation->requirement ? MARK_KILLED : MARK_ELSEWHERE;
}

size_t proof_count(const struct proof *proof, size_t mutation, enum mark mark)
{
    size_t count = 0;

    for (size_t j = 0; j < proof->cases.count; j++)
        count += proof_mark(proof, mutation, j) == mark;
    return count;
}

const struct instance *proof_first(const struct proof *proof, size_t mutation, enum mark mark)
{
    for (size_t j = 0; j < proof->cases.count; j++)
        if (proof_mark(proof, mutation, j) == mark)
            return &proof->cases.items[j];
    return NULL;
}

enum fate proof_fate(const struct proof *proof, size_t mutation)
{
    if (proof_first(proof, mutation, MARK_KILLED))
        return FATE_KILLED;
    return equivalent_reason(&proof->mutations.items[mutation]) ? FATE_EQUIVALENT : FATE_SURVIVED;
}

size_t proof_fates(const struct proof *proof, enum fate fate)
{
    size_t count = 0;

    for (size_t i = 0; i < proof->mutations.count; i++)
        count += proof_fate(proof, i) == fate;
    return count;
}

const char *fate_name(enum fate fate)
{
    static const char *const names[FATES] = {"killed", "equivalent", "survived"};

    return names[fate];
}

const char *mark_name(enum mark mark)
{
    static const char *const names[MARKS] = {
        [MARK_NONE] = "",         [MARK_WAITING] = "",      [MARK_HELD] = "held",
        [MARK_KILLED] = "killed", [MARK_UNSAID] = "unsaid", [MARK_ELSEWHERE] = "elsewhere",
    };

    return names[mark];
}

static bool ever_fell(const struct proof *proof, size_t instance)
{
    for (size_t i = 0; i < proof->mutations.count; i++) {
        enum mark mark = proof_mark(proof, i, instance);

        if (mark == MARK_KILLED || mark == MARK_ELSEWHERE)
            return true;
    }
    return false;
}

/* Instances of one case stand together. */
bool proof_is_idle(const struct proof *proof, size_t instance)
{
    const struct instance *items = proof->cases.items;
    const struct conf_case *conf_case = items[instance].conf_case;

    if (instance > 0 && items[instance - 1].conf_case == conf_case)
        return false;
    for (size_t j = instance; j < proof->cases.count && items[j].conf_case == conf_case; j++)
        if (ever_fell(proof, j))
            return false;
    return true;
}

size_t proof_idle(const struct proof *proof)
{
    size_t count = 0;

    for (size_t j = 0; proof->whole && j < proof->cases.count; j++)
        count += proof_is_idle(proof, j);
    return count;
}

bool proof_is_stale(const struct proof *proof, size_t equivalent)
{
    const struct equivalent *row = equivalent_at(equivalent);
    bool named = false;

    for (size_t i = 0; i < proof->mutations.count; i++) {
        if (!equivalent_covers(row, &proof->mutations.items[i]))
            continue;
        named = true;
        if (proof_fate(proof, i) == FATE_KILLED)
            return true;
    }
    return !named && proof->whole;
}

size_t proof_stale(const struct proof *proof)
{
    size_t count = 0;

    for (size_t i = 0; equivalent_at(i); i++)
        count += proof_is_stale(proof, i);
    return count;
}
