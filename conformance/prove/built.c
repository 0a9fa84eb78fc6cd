/* SPDX-License-Identifier: MIT */
/* What tests/defects builds: programs by name, and the cells that one of them can change. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/prove/mutation.h"

enum kind { JUDGE = MUTATION_DEFECT, CLIENT = MUTATION_CLIENT };

static const struct mutation defects[] = {
#define DEFECT(name, id, kind, wrong) {(enum mutation_kind)(kind), #name, id, wrong},
#include "conformance/prove/defects.def"
#undef DEFECT
};

static const char *program_of(const struct mutation *mutation)
{
    switch (mutation->kind) {
    case MUTATION_RULE:
        return NULL;
    case MUTATION_CELL:
        return "mutant";
    case MUTATION_DEFECT:
    case MUTATION_CLIENT:
        return mutation->name;
    }
    return NULL;
}

static bool is_built(const char *folder, const char *name)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (access(path, X_OK) == 0)
        return true;
    fprintf(stderr, "akis-conformance: %s is not built; the target \"defects\" does it\n", path);
    return false;
}

static bool add_defects(struct mutations *mutations)
{
    bool added = true;

    for (size_t i = 0; added && i < sizeof defects / sizeof *defects; i++)
        added = mutations_add(mutations, &defects[i]);
    return added;
}

/* Starts `mutant cells`; gives its output to read, or NULL. */
static FILE *ask_cells(const char *program, pid_t *pid)
{
    char *arguments[] = {(char[]){"mutant"}, (char[]){"cells"}, NULL};
    posix_spawn_file_actions_t actions;
    int pipe_ends[2];
    FILE *answer = NULL;

    if (pipe2(pipe_ends, O_CLOEXEC) != 0)
        return NULL;
    if (posix_spawn_file_actions_init(&actions) == 0) {
        if (posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], 1) == 0 &&
            posix_spawn(pid, program, &actions, NULL, arguments, environ) == 0)
            answer = fdopen(pipe_ends[0], "re");
        posix_spawn_file_actions_destroy(&actions);
    }
    close(pipe_ends[1]);
    if (!answer)
        close(pipe_ends[0]);
    return answer;
}

/* A line is: requirement, blank, name. */
static bool read_cell(const char *line, struct mutation *mutation)
{
    char requirement[16];
    int name = 0;

    memset(mutation, 0, sizeof *mutation);
    mutation->kind = MUTATION_CELL;
    if (sscanf(line, "%15s %n", requirement, &name) < 1 || name == 0)
        return false;
    mutation->requirement = requirement_find(requirement);
    snprintf(mutation->name, sizeof mutation->name, "%.*s", (int)strcspn(line + name, "\n"),
             line + name);
    return mutation->requirement != SETUP;
}

static bool add_cells(struct mutations *mutations, const char *folder)
{
    struct mutation mutation;
    char program[1024];
    char line[256];
    bool added = true;
    int status = -1;
    pid_t pid = 0;
    FILE *answer;

    snprintf(program, sizeof program, "%s/mutant", folder);
    answer = ask_cells(program, &pid);
    if (!answer)
        return false;
    while (added && fgets(line, sizeof line, answer)) {
        added = read_cell(line, &mutation) && mutations_add(mutations, &mutation);
        if (!added)
            fprintf(stderr, "akis-conformance: mutant cells: a line without requirement: %s", line);
    }
    fclose(answer);
    return waitpid(pid, &status, 0) == pid && status == 0 && added;
}

bool mutations_add_built(struct mutations *mutations, const char *folder)
{
    return add_defects(mutations) && is_built(folder, "mutant") && add_cells(mutations, folder);
}

bool mutations_are_built(const struct mutations *mutations, const char *folder)
{
    bool all = true;

    for (size_t i = 0; i < mutations->count; i++) {
        const char *program = program_of(&mutations->items[i]);

        if (program && mutations->items[i].kind != MUTATION_CELL)
            all = is_built(folder, program) && all;
    }
    return all;
}

void mutation_program(const struct mutation *mutation, const char *folder, char *path, size_t size)
{
    const char *program = program_of(mutation);

    (void)snprintf(path, size, "%s%s%s", program ? folder : "", program ? "/" : "",
                   program ? program : "");
}
