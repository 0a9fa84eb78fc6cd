/* SPDX-License-Identifier: MIT */
/* Defect: what is folded in a message's header is not read. (DEL-4) */
#include "portal-mock/mime.h"

#include <stdlib.h>
#include <string.h>

#define mail_read mail_read_right
#include "portal-mock/mime.c"
#undef mail_read

bool mail_read(struct bytes message, struct mail *mail)
{
    char *copy = strndup((const char *)message.data, message.size);
    bool read = false;

    for (char *at = copy; at && (at = strstr(at, "\r\n")) != NULL;) {
        char *next = at + 2;
        if (*next == ' ' || *next == '\t')
            memmove(next, next + strcspn(next, "\r"), strlen(next + strcspn(next, "\r")) + 1);
        else
            at = next;
        if (*next == '\r') /* an empty line came of it */
            memmove(next, next + 2, strlen(next + 2) + 1);
    }
    if (copy)
        read = mail_read_right(bytes_text(copy), mail);
    free(copy);
    return read;
}
