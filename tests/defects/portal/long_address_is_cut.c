/* SPDX-License-Identifier: MIT */
/* Defect: an e-mail address that is too long is cut, and not refused. (CRT-7) */
#include "portal-mock/person.h"

#define person_is_email person_is_email_right
#include "portal-mock/person.c"
#undef person_is_email

bool person_is_email(const char *text)
{
    return strlen(text) >= 128 || person_is_email_right(text);
}
