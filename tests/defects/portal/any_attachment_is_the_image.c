/* SPDX-License-Identifier: MIT */
/* Defect: whatever is called an image is taken for one. (DEL-4) */
#include "portal-mock/mime.h"

#define mail_read mail_read_right
#include "portal-mock/mime.c"
#undef mail_read

bool mail_read(struct bytes message, struct mail *mail)
{
    bool read = mail_read_right(message, mail);

    mail->image = mail->image || memmem(message.data, message.size, "image/", 6) != NULL;
    return read;
}
