/* SPDX-License-Identifier: MIT */
/* `play NAME`: one instance, in this process. */
#include "conformance/stage/play.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "conformance/command/command.h"
#include "conformance/runner/instance.h"
#include "conformance/runner/options.h"

static const struct instance *find(const struct instances *instances, const char *name)
{
    for (size_t i = 0; i < instances->count; i++)
        if (strcmp(instances->items[i].name, name) == 0)
            return &instances->items[i];
    return NULL;
}

enum exit_code command_play(int argc, char **argv)
{
    struct options options = {.out = NULL};
    const struct instance *instance;
    struct instances instances;
    enum verdict verdict = VERDICT_BROKEN;

    if (argc < 2 || !options_read(argc, argv, 2, &options) || !options.out) {
        fputs("akis-conformance: play NAME --out DIR [options of run]\n", stderr);
        return EXIT_COULD_NOT_RUN;
    }
    if (!instances_make(NULL, &instances))
        return EXIT_COULD_NOT_RUN;
    instance = find(&instances, argv[1]);
    options.stage.evidence = options.out;
    if (instance)
        verdict = play(instance->conf_case, instance->profile, &options.stage);
    else
        fprintf(stderr, "akis-conformance: there is no case %s\n", argv[1]);
    instances_free(&instances);
    return verdict_exit(verdict);
}
