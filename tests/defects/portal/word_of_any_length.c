/* SPDX-License-Identifier: MIT */
/* Defect: a new Güvenlik Sözcüğü may be as short as it likes. (LOG-2) */
#include "portal-mock/word.h"

#define word_is_fit word_is_fit_right
#include "portal-mock/word.c"
#undef word_is_fit

bool word_is_fit(const char *word)
{
    return *word != '\0';
}
