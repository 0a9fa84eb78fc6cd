/* SPDX-License-Identifier: MIT */
/* Defect: a login keeps the session's cookie: who planted it is in too. (LOG-3) */
#include "portal-mock/session.h"

#define session_raise session_raise_right
#include "portal-mock/session.c"
#undef session_raise

bool session_raise(struct session *session, const struct random_port *random, enum step step)
{
    if (!*session->id)
        return session_raise_right(session, random, step);
    session->step = step;
    return true;
}
