/* SPDX-License-Identifier: MIT */
/* A certificate's life: see life.h. */
#include "portal-mock/life.h"

#include <stdio.h>
#include <string.h>

static const struct {
    int number;
    const char *name;
} reasons[] = {
    {0, "unspecified"         },
    {1, "keyCompromise"       },
    {3, "affiliationChanged"  },
    {4, "superseded"          },
    {5, "cessationOfOperation"},
    {9, "privilegeWithdrawn"  },
};

int reason_of(const char *name)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (strcmp(reasons[i].name, name) == 0)
            return reasons[i].number;
    return -1;
}

const char *reason_name(int reason)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].number == reason)
            return reasons[i].name;
    return "unspecified";
}

/* Writes the new state, from now on. */
static enum error set(struct portal *portal, struct certificate *certificate, enum state state,
                      const char *held_by, int reason)
{
    certificate->state = state;
    certificate->reason = reason;
    certificate->since = portal_now(portal);
    (void)snprintf(certificate->held_by, sizeof certificate->held_by, "%s", held_by);
    enum database_result result = certificate_set_state(portal->database, certificate);
    return result == DATABASE_OK ? ERROR_none : error_of(result);
}

static bool is_over(const struct portal *portal, const struct certificate *certificate)
{
    return portal_now(portal) > certificate->not_after;
}

static bool is_final(const struct portal *portal, const struct certificate *certificate)
{
    return certificate->state == STATE_REVOKED && portal->policy.revoked_for_ever;
}

/* What is good can be held; and by the CA what its holder holds, so that it is no longer his to
 * lift. */
static bool may_hold(const struct certificate *certificate, enum hand hand)
{
    return certificate->state == STATE_GOOD ||
           (certificate->state == STATE_HELD && hand == HAND_CA &&
            strcmp(certificate->held_by, "ca") != 0);
}

enum error life_suspend(struct portal *portal, const char *serial, enum hand hand)
{
    struct certificate certificate;
    enum database_result found = certificate_find(portal->database, serial, &certificate);
    enum error error = ERROR_wrong_state;

    if (found != DATABASE_OK)
        error = error_of(found);
    else if (may_hold(&certificate, hand) && !is_over(portal, &certificate))
        error = set(portal, &certificate, STATE_HELD, hand == HAND_CA ? "ca" : "holder", 0);
    certificate_free(&certificate);
    return error;
}

enum error life_lift(struct portal *portal, const char *serial, enum hand hand)
{
    struct certificate certificate;
    enum database_result found = certificate_find(portal->database, serial, &certificate);
    bool may = hand == HAND_CA || portal->policy.holder_lifts_ca_hold ||
               strcmp(certificate.held_by, "ca") != 0;
    enum error error = ERROR_wrong_state;

    if (found != DATABASE_OK)
        error = error_of(found);
    else if (certificate.state != STATE_GOOD && !is_final(portal, &certificate) &&
             !is_over(portal, &certificate))
        error = may ? set(portal, &certificate, STATE_GOOD, "", 0) : ERROR_held_by_ca;
    certificate_free(&certificate);
    return error;
}

enum error life_revoke(struct portal *portal, const char *serial, int reason)
{
    struct certificate certificate;
    enum database_result found = certificate_find(portal->database, serial, &certificate);
    enum error error = ERROR_wrong_state;

    if (found != DATABASE_OK)
        error = error_of(found);
    else if (certificate.state != STATE_REVOKED && !is_over(portal, &certificate))
        error = set(portal, &certificate, STATE_REVOKED, "", reason);
    certificate_free(&certificate);
    return error;
}
