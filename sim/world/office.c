/* SPDX-License-Identifier: MIT */
/* The world's portal: see office.h. */
#include "sim/world/office.h"

#include "sim/world/inside.h"

#include <stdio.h>
#include <string.h>

void office_init(struct office *office)
{
    *office = (struct office){0};
    policy_fill(portal_policy_table(), &office->rules);
}

void office_end(struct office *office)
{
    portal_free(&office->portal);
}

enum world_result office_result(enum portal_result result, const char *what)
{
    const char *text = portal_result_text(result);

    switch (result) {
    case PORTAL_OK:
        return WORLD_OK;
    case PORTAL_BAD_ARGUMENT:
        return world_fail(WORLD_BAD_ARGUMENT, "%s: %s", what, text);
    case PORTAL_UNKNOWN:
        return world_fail(WORLD_UNKNOWN, "%s: %s", what, text);
    case PORTAL_REFUSED:
        return world_fail(WORLD_REFUSED, "%s: %s", what, text);
    case PORTAL_NOT_LOOPBACK:
    case PORTAL_ADDRESS_IN_USE:
    case PORTAL_STORE_FAILED:
    case PORTAL_NO_MEMORY:
    case PORTAL_CRYPTO_FAILED:
        break;
    }
    return world_fail(WORLD_FAILED, "%s: %s", what, text);
}

static void sms_came(void *context, const char *number, const char *text)
{
    struct world *world = context;

    trace_sms(world->trace, number, text);
    if (!inbox_receive(&world->inbox, dial_now(&world->dial), number, text))
        trace_event(world->trace, "sms not kept", "too many, or no memory");
}

static void request_seen(void *context, const char *method, const char *path, int status)
{
    struct world *world = context;

    trace_request(world->trace, method, path, status);
}

/* The world is locked. */
static enum portal_result start(struct world *world)
{
    const struct world_holder *first = world_first_holder();
    struct portal_holder holder = {first->id, first->name, first->phone, first->word};
    char directory[WORLD_PATH + 16];
    struct portal_options options = {
        .directory = directory,
        .clock = dial_port(&world->dial),
        .random = world_dice(world),
        .phone = {sms_came,     world},
        .watch = {request_seen, world},
        .policy = &world->office.rules,
        .key_pool = world->keys[0] ? world->keys : NULL,
        .driver_file = world->driver[0] ? world->driver : NULL,
    };

    (void)snprintf(directory, sizeof directory, "%s/portal", world->directory);
    enum portal_result result = portal_new(&options, &world->office.portal);
    if (result == PORTAL_OK)
        result = portal_add_holder(world->office.portal, &holder);
    if (result == PORTAL_REFUSED && world->keeps)
        result = PORTAL_OK; /* known from before */
    if (result != PORTAL_OK)
        portal_free(&world->office.portal);
    return result;
}

enum world_result office_portal(struct world *world, struct portal **portal)
{
    enum portal_result result = PORTAL_OK;

    pthread_mutex_lock(&world->lock);
    if (!world->office.portal)
        result = start(world);
    *portal = world->office.portal;
    pthread_mutex_unlock(&world->lock);
    return office_result(result, "the portal does not start");
}

/* One string of the running portal, or NULL. */
static const char *told(struct world *world, const char *(*ask)(const struct portal *portal))
{
    struct portal *portal;

    return office_portal(world, &portal) == WORLD_OK ? ask(portal) : NULL;
}

const char *world_portal_url(struct world *world)
{
    return told(world, portal_url);
}

const char *world_plain_url(struct world *world)
{
    return told(world, portal_plain_url);
}

const char *world_tls_root_file(struct world *world)
{
    return told(world, portal_tls_root_file);
}

const char *world_chain_file(struct world *world)
{
    return told(world, portal_chain_file);
}

const struct world_holder *world_first_holder(void)
{
    static const struct world_holder holder = {"11111111110", "Ayşe Yılmaz", "05550000001",
                                               "zeytin ağacı"};

    return &holder;
}

enum world_result world_add_holder(struct world *world, const struct world_holder *holder)
{
    struct portal_holder wanted = {holder->id, holder->name, holder->phone, holder->word};
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result != WORLD_OK)
        return result;
    return office_result(portal_add_holder(portal, &wanted), "the holder");
}

enum world_result world_captcha(struct world *world, const char *id, char answer[16])
{
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result != WORLD_OK)
        return result;
    return office_result(portal_captcha_answer(portal, id, answer), "the picture");
}

enum world_result world_certificate_set(struct world *world, const char *serial, const char *state)
{
    enum { KEY_COMPROMISE = 1 };
    struct portal *portal;
    enum world_result result = office_portal(world, &portal);

    if (result != WORLD_OK)
        return result;
    if (strcmp(state, "good") == 0)
        return office_result(portal_lift(portal, serial), "lifting the hold");
    if (strcmp(state, "held") == 0)
        return office_result(portal_suspend(portal, serial, PORTAL_HOLD_BY_HOLDER), "suspending");
    if (strcmp(state, "held-by-ca") == 0)
        return office_result(portal_suspend(portal, serial, PORTAL_HOLD_BY_CA), "suspending");
    if (strcmp(state, "revoked") == 0)
        return office_result(portal_revoke(portal, serial, KEY_COMPROMISE), "revoking");
    return world_fail(WORLD_BAD_ARGUMENT,
                      "no certificate state \"%s\": good, held, held-by-ca, revoked", state);
}
