/* SPDX-License-Identifier: MIT */
/* Pairing codes: what a page shows, a person types into a program, and the program comes with. */
#ifndef PORTAL_MOCK_PAIRING_CODE_H
#define PORTAL_MOCK_PAIRING_CODE_H

#include "portal-mock/session.h"

enum { PAIRING_CODE = 10 }; /* ABCD-EFGH and an end */

/* Letters that no one mistakes for each other. */
NODISCARD bool pairing_code_draw(const struct random_port *random, char code[PAIRING_CODE]);

/* What a session holds of the kind looked for; "" for nothing. */
typedef const char *held_fn(const struct session *session);
/* The session that holds `text`, which must have `size` characters; else NULL. */
struct session *pairing_find(const struct sessions *sessions, const char *text, size_t size,
                             held_fn *held);

#endif
