/* SPDX-License-Identifier: MIT */
/* Before a run: see check.h. */
#include "conformance/runner/check.h"

#include <stdio.h>
#include <string.h>

#include "sim/world/world.h"

static bool setting_holds(struct world *world, const char *setting)
{
    char name[80];
    size_t length = strcspn(setting, "=");

    (void)snprintf(name, sizeof name, "%.*s", (int)length, setting);
    if (setting[length] != '=') {
        fprintf(stderr, "akis-conformance: --set %s: it takes NAME=VALUE\n", setting);
        return false;
    }
    if (world_policy_set(world, name, setting + length + 1) == WORLD_OK)
        return true;
    fprintf(stderr, "akis-conformance: --set %s: %s; akissim card policy explains the rules\n",
            setting, world_error(world));
    return false;
}

bool check_settings(const struct options *options)
{
    struct world *world = NULL;
    bool hold = true;

    if (!options->stage.settings[0] || world_new(NULL, &world) != WORLD_OK)
        return true; /* a machine without worlds is told by the cases */
    for (const char *const *setting = options->stage.settings; hold && *setting; setting++)
        hold = setting_holds(world, *setting);
    world_free(&world);
    return hold;
}
