/* SPDX-License-Identifier: MIT */
/* What a form carries against forgery: bound to its session, at its step, and to where it goes. */
#ifndef PORTAL_MOCK_FORM_TOKEN_H
#define PORTAL_MOCK_FORM_TOKEN_H

#include "portal-mock/session.h"

enum { FORM_TOKEN = 33 };

/* The token of the session's form whose action is that path: half of HMAC-SHA256 over the path,
 * in 32 hexadecimal digits. False: the computation failed; `token` is untouched. */
NODISCARD bool form_token_make(const struct session *session, const char *path,
                               char token[FORM_TOKEN]);
/* True when `token` is that one. NULL is not. */
NODISCARD bool form_token_holds(const struct session *session, const char *path, const char *token);

#endif
