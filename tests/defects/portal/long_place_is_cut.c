/* SPDX-License-Identifier: MIT */
/* Defect: an address that is too long is cut, and not refused. (CRT-7) */
#include "portal-mock/person.h"

#define person_is_line person_is_line_right
#include "portal-mock/person.c"
#undef person_is_line

bool person_is_line(const char *text)
{
    return strlen(text) >= 256 || person_is_line_right(text);
}
