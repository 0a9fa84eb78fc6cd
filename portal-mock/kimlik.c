/* SPDX-License-Identifier: MIT */
/* Kimlik No: d10 = ((d1+d3+d5+d7+d9)·7 - (d2+d4+d6+d8)) mod 10, d11 = Σ d1..d10 mod 10. */
#include "portal-mock/kimlik.h"

#include <string.h>

enum { DIGITS = 11 };

bool kimlik_no_holds(const char *text)
{
    int odd = 0;
    int even = 0;

    if (strlen(text) != DIGITS || strspn(text, "0123456789") != DIGITS || text[0] == '0')
        return false;
    for (int i = 0; i < 9; i += 2)
        odd += text[i] - '0';
    for (int i = 1; i < 8; i += 2)
        even += text[i] - '0';
    int tenth = (((odd * 7 - even) % 10) + 10) % 10;
    int last = (odd + even + tenth) % 10;
    return text[9] - '0' == tenth && text[10] - '0' == last;
}
