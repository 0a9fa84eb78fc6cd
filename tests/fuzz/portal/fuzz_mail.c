/* SPDX-License-Identifier: MIT */
/* E-mail messages with their parts, nested, broken and endless. */
#include "portal-mock/mime.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mail mail;

    if (mail_read(bytes_of(data, size), &mail) && !strchr(mail.from, '@'))
        abort();
    mail_free(&mail);
    return 0;
}
