/* SPDX-License-Identifier: MIT */
/* Reading an e-mail message (RFC 5322, RFC 2045, 2046): its sender, its words, and whether there is
 * an image in it. What the message means is decided elsewhere. */
#ifndef PORTAL_MOCK_MIME_H
#define PORTAL_MOCK_MIME_H

#include "portal-mock/text.h"

struct mail {
    char from[192];
    char subject[256];
    struct text words; /* of its text parts, decoded */
    bool image;        /* a part that is a picture (PNG, JPEG) or PDF by its first bytes too */
};

/* False when it is no message: without From and Date, headers malformed, parts nested deeper than 4
 * or not closed. Give `mail` back with mail_free on either result. */
NODISCARD bool mail_read(struct bytes message, struct mail *mail);
void mail_free(struct mail *mail);

#endif
