/* SPDX-License-Identifier: MIT */
/* Defect: E-imzalı Giriş keeps the session's cookie: who planted it is in too. (LOG-6) */
#include "portal-mock/handlers.h"

static bool raise_as_it_is(struct session *session, const struct random_port *random,
                           enum step step)
{
    (void)random;
    session->step = step;
    return true;
}

#define session_raise raise_as_it_is
#include "portal-mock/signed.c"
