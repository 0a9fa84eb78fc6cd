/* SPDX-License-Identifier: MIT */
/* Defect: who comes without a cookie is taken for somebody who is in. (LOG-3) */
#include "portal-mock/gate.h"

#define gate_open gate_open_right
#include "portal-mock/gate.c"
#undef gate_open

void gate_open(struct portal *portal, struct request *request)
{
    gate_open_right(portal, request);
    if (request->session)
        return;
    request->session = sessions_begin(&portal->sessions, &portal->random, portal_now(portal));
    if (request->session)
        request->session->step = STEP_IN;
}
