/* SPDX-License-Identifier: MIT */
/* The card's rules as data: a field for each line of policy.def. */
#ifndef CARD_POLICY_H
#define CARD_POLICY_H

#include "sim/base/policy.h"

struct card_policy {
#define POLICY(name, kind, right, least, most, requirement, meaning) int64_t name;
#include "card/policy.def"
#undef POLICY
};

/* The table behind policy_set and policy_find. */
struct policy_table card_policy_table(void);

#endif
