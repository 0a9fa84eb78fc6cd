/* SPDX-License-Identifier: MIT */
/* The rules of card and portal by their full names: see world.h. */
#include "sim/world/inside.h"

#include <stdio.h>
#include <string.h>

static bool apply_to_cards(struct world *world, const char *name, const char *value)
{
    struct policy_table table = card_policy_table();

    for (size_t i = 0; i < world->rack.count; i++) {
        struct rack_card *card = world->rack.cards[i];
        world_hold(world, card);
        enum policy_result result = policy_set(table, card_rules(card->card), name, value);
        world_let_go(world, card);
        if (result != POLICY_OK)
            return false;
    }
    return true;
}

static enum policy_result set_card_rule(struct world *world, const char *name, const char *value)
{
    pthread_mutex_lock(&world->lock);
    enum policy_result result = policy_set(card_policy_table(), &world->card_rules, name, value);
    if (result == POLICY_OK && !apply_to_cards(world, name, value))
        result = POLICY_BAD_VALUE;
    pthread_mutex_unlock(&world->lock);
    return result;
}

static enum policy_result set_portal_rule(struct world *world, const char *name, const char *value)
{
    pthread_mutex_lock(&world->lock);
    enum policy_result result =
        policy_set(portal_policy_table(), &world->office.rules, name, value);
    if (result == POLICY_OK && world->office.portal)
        result = portal_policy_set(world->office.portal, name, value);
    pthread_mutex_unlock(&world->lock);
    return result;
}

enum world_result world_policy_set(struct world *world, const char *name, const char *value)
{
    enum policy_result result = POLICY_UNKNOWN_FIELD;

    if (strncmp(name, "card.", 5) == 0)
        result = set_card_rule(world, name + 5, value);
    else if (strncmp(name, "portal.", 7) == 0)
        result = set_portal_rule(world, name + 7, value);
    if (result == POLICY_UNKNOWN_FIELD)
        return world_fail(WORLD_UNKNOWN, "no rule \"%s\"", name);
    if (result == POLICY_BAD_VALUE)
        return world_fail(WORLD_BAD_ARGUMENT, "\"%s\" is no value for %s", value, name);
    trace_event(world->trace, "policy", name);
    return WORLD_OK;
}

/* One rule as it stands. `policy` holds its value. */
static void tell(const char *part, const struct policy_field *field, const void *policy,
                 struct world_rule *rule)
{
    (void)snprintf(rule->name, sizeof rule->name, "%s.%s", part, field->name);
    policy_print(field, policy, rule->value, sizeof rule->value);
    rule->requirement = field->requirement;
    rule->meaning = field->meaning;
    rule->is_right = policy_get(field, policy) == field->right;
}

bool world_rule_at(struct world *world, size_t index, struct world_rule *rule)
{
    struct policy_table cards = card_policy_table();
    struct policy_table portal = portal_policy_table();
    bool found = index < cards.count + portal.count;

    pthread_mutex_lock(&world->lock);
    if (index < cards.count)
        tell("card", &cards.fields[index], &world->card_rules, rule);
    else if (found)
        tell("portal", &portal.fields[index - cards.count], &world->office.rules, rule);
    pthread_mutex_unlock(&world->lock);
    return found;
}
