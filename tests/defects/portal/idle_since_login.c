/* SPDX-License-Identifier: MIT */
/* Defect: a session's ten minutes run from its login, however busy it is. (LOG-8) */
#include "portal-mock/gate.h"

#define gate_open gate_open_right
#include "portal-mock/gate.c"
#undef gate_open

void gate_open(struct portal *portal, struct request *request)
{
    struct session *session = NULL;
    char id[SESSION_ID];
    int64_t seen = 0;

    (void)pthread_mutex_lock(&portal->lock);
    if (request_cookie(request, "oturum", id, sizeof id))
        session = sessions_find(&portal->sessions, id);
    if (session)
        seen = session->seen;
    (void)pthread_mutex_unlock(&portal->lock);
    gate_open_right(portal, request);
    if (request->session && request->session->step == STEP_IN)
        request->session->seen = seen;
}
