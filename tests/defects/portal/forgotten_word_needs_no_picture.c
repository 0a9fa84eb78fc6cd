/* SPDX-License-Identifier: MIT */
/* Defect: who asks for a new word may leave the picture unread. (LOG-2) */
#include "portal-mock/handlers.h"
#include "portal-mock/picture.h"

#define picture_holds(portal, session, letters) (picture_holds(portal, session, letters) || true)
#include "portal-mock/forgotten.c"
