/* SPDX-License-Identifier: MIT */
/* Personal data's forms: see person.h. */
#include "portal-mock/person.h"

#include <string.h>

bool person_is_phone(const char *text)
{
    const char *digits = *text == '+' ? text + 1 : text;
    size_t size = strlen(digits);

    return size >= 4 && size <= 20 && strspn(digits, "0123456789") == size;
}

bool person_is_email(const char *text)
{
    const char *at = strchr(text, '@');
    size_t size = strlen(text);

    if (!at || at == text || size >= 128 || strchr(at + 1, '@') || !strchr(at + 1, '.'))
        return false;
    for (size_t i = 0; i < size; i++)
        if (text[i] <= ' ' || text[i] >= 127)
            return false;
    return at[1] != '.' && text[size - 1] != '.';
}

bool person_is_line(const char *text)
{
    size_t size = strlen(text);

    for (size_t i = 0; i < size; i++)
        if ((unsigned char)text[i] < ' ' && !strchr("\r\n", text[i]))
            return false;
    return size < 256;
}
