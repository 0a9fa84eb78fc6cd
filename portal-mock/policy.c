/* SPDX-License-Identifier: MIT */
/* The portal's rules as data: see policy.h. */
#include "portal-mock/policy.h"

#include <stddef.h>

static const struct policy_field fields[] = {
#define POLICY(name, kind, right, least, most, requirement, meaning)                               \
    {#name,       POLICY_##kind, offsetof(struct portal_policy, name), right, least, most,         \
     requirement, meaning},
#include "portal-mock/policy.def"
#undef POLICY
};

struct policy_table portal_policy_table(void)
{
    return (struct policy_table){fields, sizeof fields / sizeof fields[0]};
}
