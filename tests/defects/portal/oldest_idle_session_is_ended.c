/* SPDX-License-Identifier: MIT */
/* Defect: at each request one idle session is ended, the one that stands first. (LOG-8) */
#include "portal-mock/session.h"

#define sessions_expire sessions_expire_right
#include "portal-mock/session.c"
#undef sessions_expire

void sessions_expire(struct sessions *sessions, int64_t now, int64_t idle)
{
    for (size_t i = 0; i < sessions->count; i++)
        if (now - sessions->list[i]->seen > idle) {
            sessions_end(sessions, sessions->list[i]);
            return;
        }
}
