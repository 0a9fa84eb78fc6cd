/* SPDX-License-Identifier: MIT */
/* Defect: the factory forgets the certificate. (DEL-1) */
#include "card/credential.h"

#define credential_add credential_add_right
#include "card/credential.c"
#undef credential_add

enum card_result credential_add(struct card *card, uint8_t reference,
                                const struct card_credential *credential)
{
    struct card_credential bare = *credential;

    bare.certificate = bytes_of(NULL, 0);
    return credential_add_right(card, reference, &bare);
}
