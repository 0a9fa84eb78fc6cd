/* SPDX-License-Identifier: MIT */
/* Defect: a Kimlik No may begin with a zero. (LOG-9) */
#include "portal-mock/kimlik.h"

#define kimlik_no_holds kimlik_no_holds_right
#include "portal-mock/kimlik.c"
#undef kimlik_no_holds

/* With 1 in the zero's place the tenth digit grows by 7, and the last by 8. */
bool kimlik_no_holds(const char *text)
{
    char other[DIGITS + 1];

    if (*text != '0' || strlen(text) != DIGITS)
        return kimlik_no_holds_right(text);
    memcpy(other, text, sizeof other);
    other[0] = '1';
    other[9] = (char)('0' + (other[9] - '0' + 7) % 10);
    other[10] = (char)('0' + (other[10] - '0' + 8) % 10);
    return kimlik_no_holds_right(other);
}
