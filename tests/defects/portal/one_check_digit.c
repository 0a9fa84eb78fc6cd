/* SPDX-License-Identifier: MIT */
/* Defect: of a Kimlik No's two check digits the last one alone is checked. (LOG-9) */
#include "portal-mock/kimlik.h"

#define kimlik_no_holds kimlik_no_holds_right
#include "portal-mock/kimlik.c"
#undef kimlik_no_holds

bool kimlik_no_holds(const char *text)
{
    int sum = 0;

    if (strlen(text) != DIGITS || strspn(text, "0123456789") != DIGITS || text[0] == '0')
        return false;
    for (int i = 0; i < DIGITS - 1; i++)
        sum += text[i] - '0';
    return text[DIGITS - 1] - '0' == sum % 10;
}
