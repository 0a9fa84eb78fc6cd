/* SPDX-License-Identifier: MIT */
/* The portal's rules as data: a field for each line of policy.def. */
#ifndef PORTAL_MOCK_POLICY_H
#define PORTAL_MOCK_POLICY_H

#include "sim/base/policy.h"

struct portal_policy {
#define POLICY(name, kind, right, least, most, requirement, meaning) int64_t name;
#include "portal-mock/policy.def"
#undef POLICY
};

/* The table behind policy_set and policy_find. */
struct policy_table portal_policy_table(void);

#endif
