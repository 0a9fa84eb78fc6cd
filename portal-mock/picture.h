/* SPDX-License-Identifier: MIT */
/* Resimdeki Yazı in a session: drawn for a form, answered once. */
#ifndef PORTAL_MOCK_PICTURE_H
#define PORTAL_MOCK_PICTURE_H

#include "portal-mock/inside.h"

/* A new session at STEP_CAPTCHA with a picture; sets its cookie. False: no memory, no randomness.
 */
NODISCARD bool picture_begin(struct portal *portal, struct request *request,
                             struct response *response);
/* A new picture for the session, unless the rules let the old one be answered again; "captcha" and
 * "picture" in the data. */
NODISCARD bool picture_draw(struct portal *portal, struct session *session,
                            struct response *response);
/* True when the letters are those of the picture, which is used up by the question. */
NODISCARD bool picture_holds(struct portal *portal, struct session *session, const char *letters);

#endif
