/* SPDX-License-Identifier: MIT */
/* Defect: who locks a Kimlik No by wrong cards in Güvenlik Sözcüğümü Unuttum does it without a word
 * to its holder. (LOG-5) */
#include "portal-mock/attempts.h"

static enum database_result count_in_silence(struct portal *portal, const char *kimlik_no)
{
    const struct portal_policy rules = portal->policy;

    portal->policy.login_lock_tells = 0;
    enum database_result result = attempts_count(portal, kimlik_no);
    portal->policy = rules;
    return result;
}

#define attempts_count count_in_silence
#include "portal-mock/forgotten.c"
