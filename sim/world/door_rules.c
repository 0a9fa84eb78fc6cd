/* SPDX-License-Identifier: MIT */
/* The control door's handlers on rules and faults. */
#include "sim/world/door_routes.h"
#include "sim/world/inside.h"

enum world_result door_policy(struct door_call *call)
{
    json_t *list = json_array();
    struct world_rule rule;

    for (size_t i = 0; world_rule_at(call->world, i, &rule); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:b}", "name", rule.name,
                                              "value", rule.value, "requirement", rule.requirement,
                                              "meaning", rule.meaning, "right", rule.is_right));
    json_object_set_new(call->answer, "rules", list);
    return WORLD_OK;
}

enum world_result door_policy_put(struct door_call *call)
{
    const char *value = door_text(call, "value");

    return world_policy_set(call->world, call->arguments[0], value ? value : "");
}

enum world_result door_faults(struct door_call *call)
{
    json_t *list = json_array();
    struct world_fault_kind kind;

    for (size_t i = 0; world_fault_at(i, &kind); i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:s}", "name", kind.name, "counts",
                                              kind.counts, "amount", (json_int_t)kind.amount,
                                              "meaning", kind.meaning));
    json_object_set_new(call->answer, "faults", list);
    return WORLD_OK;
}

/* A number of the body that may be missing; out of the bounds it is what nothing takes. */
static unsigned small_number(const struct door_call *call, const char *field, unsigned otherwise)
{
    int64_t number = otherwise;

    if (json_object_get(call->body, field) && !door_number(call, field, &number))
        return 0;
    return number < 0 || number > 1000000 ? 0 : (unsigned)number;
}

enum world_result door_fault_put(struct door_call *call)
{
    struct world_fault fault = {
        .name = call->arguments[0],
        .slot = small_number(call, "slot", 0),
        .first = small_number(call, "first", 1),
        .count = small_number(call, "count", 1),
    };

    if (json_object_get(call->body, "amount") && !door_number(call, "amount", &fault.amount))
        return world_fail(WORLD_BAD_ARGUMENT, "amount: a whole number");
    return world_fault_set(call->world, &fault);
}
