/* SPDX-License-Identifier: MIT */
/* Defect: a CMS signature is made over the empty text. (CLI-1) */
#include "sim/engine/card.h"

#define akis_sign_cms akis_sign_cms_right
#include "sim/engine/sign.c"
#undef akis_sign_cms

struct akis_result akis_sign_cms(struct akis_card *card, const struct akis_certificate *certificate,
                                 const struct akis_cms_options *options, const uint8_t *content,
                                 size_t size, struct akis_blob *cms)
{
    (void)size;
    return akis_sign_cms_right(card, certificate, options, content, 0, cms);
}
