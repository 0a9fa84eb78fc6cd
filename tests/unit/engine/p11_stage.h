/* SPDX-License-Identifier: MIT */
/* The PKCS#11 module as an application loads it, with a world's card on its socket. */
#ifndef TESTS_UNIT_ENGINE_P11_STAGE_H
#define TESTS_UNIT_ENGINE_P11_STAGE_H

#include "sim/world/world.h"

#include <p11-kit/pkcs11.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

extern struct world *p11_world;
extern char p11_serial[WORLD_SERIAL]; /* of the card that was put in last */
extern CK_FUNCTION_LIST *p11;

/* Setup and teardown of a test: a world, and the module loaded and initialised. */
int open_module(void **state);
int close_module(void **state);

/* A new card into the reader; NULL for the world's own choice. */
void insert(const char *profile, const char *key, const char *produced);
/* A read-write session on the only slot. */
CK_SESSION_HANDLE open_session(void);
CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE type, const char *pin);
/* The PIN tries left, asked of the world. */
unsigned tries(void);
/* The handle of the only object of that class, 0 when it is not to be seen. */
CK_OBJECT_HANDLE only(CK_SESSION_HANDLE session, CK_OBJECT_CLASS class);

/* A session that is logged in on a new card, and the keys of its only certificate. */
struct keys {
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE public_key, private_key;
};

struct keys log_in(const char *profile, const char *key);

#endif
