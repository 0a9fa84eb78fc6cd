/* SPDX-License-Identifier: MIT */
/* Defect: the text of any session's picture is taken: one person reads for many. (LOG-5) */
#include "portal-mock/picture.h"

#include "portal-mock/inside.h"

#define picture_holds picture_holds_right
#include "portal-mock/picture.c"
#undef picture_holds

bool picture_holds(struct portal *portal, struct session *session, const char *letters)
{
    bool found = picture_holds_right(portal, session, letters);

    for (size_t i = 0; !found && i < portal->sessions.count; i++) {
        const struct session *other = portal->sessions.list[i];
        found = *other->captcha && strcasecmp(letters, other->letters) == 0;
    }
    return found;
}
