/* SPDX-License-Identifier: MIT */
/* Kimlik No: 11 digits, the last two of which check the others. */
#ifndef PORTAL_MOCK_KIMLIK_H
#define PORTAL_MOCK_KIMLIK_H

#include <stdbool.h>

bool kimlik_no_holds(const char *text);

#endif
