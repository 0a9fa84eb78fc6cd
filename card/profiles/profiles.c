/* SPDX-License-Identifier: MIT */
/* The list of versions, and how one is found: see profile.h. */
#include "card/profiles/profile.h"

#include <string.h>

extern const struct card_profile profile_v1_0, profile_v1_2_1, profile_v1_2_1_nxp, profile_v1_2_2,
    profile_v1_2_2_nxp, profile_v2_0, profile_v2_2_8, profile_v2_2_8_uktum, profile_v2_5,
    profile_v2_6;

const struct card_profile *const profiles[] = {
    &profile_v1_0, &profile_v1_2_1, &profile_v1_2_1_nxp,   &profile_v1_2_2, &profile_v1_2_2_nxp,
    &profile_v2_0, &profile_v2_2_8, &profile_v2_2_8_uktum, &profile_v2_5,   &profile_v2_6,
    NULL,
};

static const char *const names[] = {
    "v1.0",   "v1.2.1",       "v1.2.1-nxp", "v1.2.2", "v1.2.2-nxp", "v2.0",
    "v2.2.8", "v2.2.8-uktum", "v2.5",       "v2.6",   NULL,
};

const struct card_profile *card_profile_find(const char *name)
{
    for (size_t i = 0; profiles[i]; i++)
        if (strcmp(profiles[i]->name, name) == 0)
            return profiles[i];
    return NULL;
}

const char *const *card_profile_names(void)
{
    return names;
}

bool profile_takes(const struct card_profile *profile, const char *kind)
{
    for (size_t i = 0; profile->kinds[i]; i++)
        if (strcmp(profile->kinds[i], kind) == 0)
            return true;
    return false;
}

const struct algorithm *profile_algorithm(const struct card_profile *profile, uint8_t byte)
{
    for (size_t i = 0; i < profile->algorithm_count; i++)
        if (profile->algorithms[i].byte == byte)
            return &profile->algorithms[i];
    return NULL;
}
