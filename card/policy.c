/* SPDX-License-Identifier: MIT */
/* The card's rules: the table that policy.def spells. */
#include "card/policy.h"

#include <stddef.h>

static const struct policy_field fields[] = {
#define POLICY(name, kind, right, least, most, requirement, meaning)                               \
    {#name,       POLICY_##kind, offsetof(struct card_policy, name), (right), (least), (most),     \
     requirement, meaning},
#include "card/policy.def"
#undef POLICY
};

struct policy_table card_policy_table(void)
{
    return (struct policy_table){fields, sizeof fields / sizeof fields[0]};
}
