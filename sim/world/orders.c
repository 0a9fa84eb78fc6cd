/* SPDX-License-Identifier: MIT */
/*
 * From an order to a card: the CA makes its data, the factory writes it, and then it is
 * brought into the state that was ordered.
 */
#include "card/profiles/profile.h"
#include "sim/base/calendar.h"
#include "sim/base/secret.h"
#include "sim/world/inside.h"
#include "sim/world/state.h"

#include <stdio.h>
#include <string.h>

enum { LIST_MAX = 128 };

/* Which keys and certificates come on the card; the names of world_card_order. */
enum credentials { ONE, TWO, STRANGE, CREDENTIALS };
static const char *const credential_words[CREDENTIALS] = {"one", "two", "strange"};

/* What an order comes to, with every default filled in. */
struct plan {
    const struct card_profile *profile;
    const struct state *state;
    enum credentials credentials;
    struct portal_product other; /* the second key and certificate, unless it is ONE */
    struct card_policy rules;
    struct portal_order order;
};

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static int64_t day_of(int64_t when)
{
    struct civil civil = calendar_istanbul(when);

    return civil.year * 10000 + civil.month * 100 + civil.day;
}

/* "pin_tries=4" into the rules. */
static bool apply_setting(struct card_policy *rules, const char *setting)
{
    const char *equals = strchr(setting, '=');
    char name[64];

    if (!equals || (size_t)(equals - setting) >= sizeof name)
        return false;
    memcpy(name, setting, (size_t)(equals - setting));
    name[equals - setting] = '\0';
    return policy_set(card_policy_table(), rules, name, equals + 1) == POLICY_OK;
}

static enum world_result plan_rules(struct world *world, const struct world_card_order *order,
                                    struct plan *plan)
{
    pthread_mutex_lock(&world->lock);
    plan->rules = world->card_rules;
    pthread_mutex_unlock(&world->lock);
    for (const char *const *each = order->settings; each && *each; each++)
        if (!apply_setting(&plan->rules, *each))
            return world_fail(WORLD_BAD_ARGUMENT,
                              "no such rule of a card, or not a value for it: \"%s\"", *each);
    return WORLD_OK;
}

/* A card dies by its PUK alone, so a dead one is of the old kind when no date was given. */
static const char *default_produced(const struct state *state)
{
    return state->card == STATE_DEAD ? "2010-06-01" : "2015-06-01";
}

/* Appends a word to a list of them. */
static void list(char text[LIST_MAX], const char *word)
{
    const size_t size = strlen(text);

    (void)snprintf(text + size, LIST_MAX - size, "%s%s", size ? ", " : "", word);
}

static enum world_result no_profile(const char *name)
{
    char all[LIST_MAX] = "";

    for (const char *const *each = card_profile_names(); *each; each++)
        list(all, *each);
    return world_fail(WORLD_BAD_ARGUMENT, "no card profile \"%s\": %s", name, all);
}

static enum world_result no_state(const char *name)
{
    char all[LIST_MAX] = "";
    const char *each;

    for (size_t i = 0; (each = state_name_at(i)) != NULL; i++)
        list(all, each);
    return world_fail(WORLD_BAD_ARGUMENT, "no card state \"%s\": %s", name, all);
}

/* Says who can, or what this one can. */
static enum world_result no_key(const struct card_profile *profile, const char *kind)
{
    char able[LIST_MAX] = "", kinds[LIST_MAX] = "";

    for (size_t i = 0; profiles[i]; i++)
        if (profile_takes(profiles[i], kind))
            list(able, profiles[i]->name);
    for (size_t i = 0; profile->kinds[i]; i++)
        list(kinds, profile->kinds[i]);
    return world_fail(WORLD_BAD_ARGUMENT, "a %s card takes no key \"%s\": %s%s; it takes %s",
                      profile->name, kind, able[0] ? "that is for profile " : "no profile does",
                      able, kinds);
}

static enum credentials find_credentials(const char *word)
{
    int i = ONE;

    while (i < CREDENTIALS && strcmp(credential_words[i], word) != 0)
        i++;
    return (enum credentials)i;
}

static enum world_result make_plan(struct world *world, const struct world_card_order *order,
                                   struct plan *plan)
{
    const char *profile = or_else(order->profile, "v2.2.8");
    const char *state = or_else(order->state, "fresh");
    const char *key = or_else(order->key, "rsa2048");
    int64_t produced;

    *plan = (struct plan){.profile = card_profile_find(profile),
                          .state = state_find(state),
                          .credentials = find_credentials(or_else(order->credentials, "one"))};
    if (plan->credentials == CREDENTIALS)
        return world_fail(WORLD_BAD_ARGUMENT, "a card's credentials are one, two or strange");
    if (!plan->profile)
        return no_profile(profile);
    if (!plan->state)
        return no_state(state);
    if (!profile_takes(plan->profile, key))
        return no_key(plan->profile, key);
    const char *date = or_else(order->produced, default_produced(plan->state));
    if (strlen(date) != 10 || !calendar_parse(date, &produced))
        return world_fail(WORLD_BAD_ARGUMENT, "\"%s\" is no date like 2015-06-01", date);
    plan->order = (struct portal_order){
        .holder_id = or_else(order->holder_id, world_first_holder()->id),
        .produced = day_of(produced),
        .key_kind = key,
        .pin = or_else(order->pin, "123456"),
        .puk = or_else(order->puk, "12345678"),
        .flavour = order->flavour,
        .subject_id = order->subject,
    };
    state_validity(plan->state->certificate, world_now(world), &plan->order.not_before,
                   &plan->order.not_after);
    return plan_rules(world, order, plan);
}

/* The factory: writes the product on a blank card. */
static enum world_result personalise(const struct rack_card *card, const struct plan *plan,
                                     const struct portal_product *product)
{
    const struct portal_product *keys = plan->credentials == STRANGE ? &plan->other : product;
    const struct card_credential credentials[] = {
        {.key = bytes_of(keys->key,       keys->key_size),
         .certificate = bytes_of(product->certificate,    product->certificate_size)   },
        {.key = bytes_of(plan->other.key, plan->other.key_size),
         .certificate = bytes_of(plan->other.certificate, plan->other.certificate_size)},
    };
    struct card_personal personal = {
        .serial = product->serial,
        .produced = plan->order.produced,
        .holder_id = plan->order.holder_id,
        .pin = bytes_text(product->pin),
        .puk = bytes_text(product->puk),
        .credentials = credentials,
        .credential_count = plan->credentials == TWO ? 2 : 1,
    };

    memcpy(personal.admin_key, product->admin_key, sizeof personal.admin_key);
    enum card_result result = card_personalise(card->card, &personal);
    secret_wipe(personal.admin_key, sizeof personal.admin_key);
    if (result == CARD_OK)
        return WORLD_OK;
    return world_fail(result == CARD_BAD_ARGUMENT ? WORLD_BAD_ARGUMENT : WORLD_FAILED,
                      "the card cannot be personalised: %s", card_result_text(result));
}

static enum world_result reach_state(struct world *world, const struct rack_card *card,
                                     const struct plan *plan, const struct portal_product *product)
{
    if (!state_reach(card->card, plan->state->card, product->pin, product->puk))
        return world_fail(WORLD_REFUSED,
                          "a card of that production date and policy cannot become \"%s\"",
                          plan->state->name);
    if (plan->state->certificate == STATE_SUSPENDED)
        return world_certificate_set(world, card->certificate, "held");
    if (plan->state->certificate == STATE_REVOKED)
        return world_certificate_set(world, card->certificate, "revoked");
    return WORLD_OK;
}

static enum world_result to_rack(struct world *world, struct rack_card **card, char *serial)
{
    pthread_mutex_lock(&world->lock);
    enum rack_result result = rack_put(&world->rack, *card);
    pthread_mutex_unlock(&world->lock);
    if (result != RACK_OK)
        return world_fail(WORLD_FAILED, "%s", rack_result_text(result));
    (void)snprintf(serial, WORLD_SERIAL, "%s", (*card)->serial);
    *card = NULL;
    return WORLD_OK;
}

/* From the CA's product to a card in the rack. */
static enum world_result finish(struct world *world, const struct plan *plan,
                                const struct portal_product *product, char serial[WORLD_SERIAL])
{
    struct rack_card *card = NULL;
    enum rack_result made = rack_make(&world->rack, product->serial, plan->profile, &plan->rules,
                                      world_dice(world), &card);

    if (made != RACK_OK)
        return world_fail(WORLD_FAILED, "%s", rack_result_text(made));
    (void)snprintf(card->certificate, sizeof card->certificate, "%s", product->certificate_serial);
    enum world_result result = personalise(card, plan, product);
    if (result == WORLD_OK)
        result = reach_state(world, card, plan, product);
    if (result == WORLD_OK)
        result = to_rack(world, &card, serial);
    rack_discard(&world->rack, &card);
    if (result == WORLD_OK)
        trace_event(world->trace, "card new", serial);
    return result;
}

enum world_result world_card_new(struct world *world, const struct world_card_order *order,
                                 char serial[WORLD_SERIAL])
{
    static const struct world_card_order defaults;
    struct plan plan;
    struct portal *portal;
    struct portal_product product = {0};
    enum world_result result = make_plan(world, order ? order : &defaults, &plan);

    if (result == WORLD_OK)
        result = office_portal(world, &portal);
    if (result == WORLD_OK)
        result = office_result(portal_produce(portal, &plan.order, &product), "production");
    if (result == WORLD_OK && plan.credentials != ONE) {
        state_validity(state_find("fresh")->certificate, world_now(world), &plan.order.not_before,
                       &plan.order.not_after);
        result = office_result(portal_produce(portal, &plan.order, &plan.other), "production");
    }
    if (result == WORLD_OK)
        result = finish(world, &plan, &product, serial);
    portal_product_free(&plan.other);
    portal_product_free(&product);
    return result;
}

/* A plan for a card that follows another: same profile and rules, produced today. */
static enum world_result plan_successor(struct world *world, const char *serial, struct plan *plan)
{
    struct world_card old;
    enum world_result result = world_card_status(world, serial, &old);

    if (result != WORLD_OK)
        return result;
    *plan = (struct plan){.profile = card_profile_find(old.profile), .state = state_find("fresh")};
    plan->order.produced = day_of(world_now(world));
    plan->order.holder_id = world_first_holder()->id;
    pthread_mutex_lock(&world->lock);
    plan->rules = world->card_rules;
    pthread_mutex_unlock(&world->lock);
    return WORLD_OK;
}

typedef enum portal_result portal_successor(struct portal *portal, const char *card_serial,
                                            struct portal_product *product);

static enum world_result succeed(struct world *world, const char *serial, portal_successor *produce,
                                 const char *what, char successor[WORLD_SERIAL])
{
    struct plan plan;
    struct portal *portal;
    struct portal_product product = {0};
    enum world_result result = plan_successor(world, serial, &plan);

    if (result == WORLD_OK)
        result = office_portal(world, &portal);
    if (result == WORLD_OK)
        result = office_result(produce(portal, serial, &product), what);
    if (result == WORLD_OK)
        result = finish(world, &plan, &product, successor);
    portal_product_free(&product);
    return result;
}

enum world_result world_card_renew(struct world *world, const char *serial,
                                   char renewed[WORLD_SERIAL])
{
    return succeed(world, serial, portal_renew, "the renewal", renewed);
}

enum world_result world_card_replace(struct world *world, const char *serial,
                                     char replacement[WORLD_SERIAL])
{
    return succeed(world, serial, portal_replace, "the replacement", replacement);
}

enum world_result world_book_fee(struct world *world, const char *serial)
{
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result != WORLD_OK)
        return result;
    return office_result(portal_book_fee(portal, serial), "the fee");
}
