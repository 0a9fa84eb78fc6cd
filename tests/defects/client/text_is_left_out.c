/* SPDX-License-Identifier: MIT */
/* Defect: a message that is to hold its text is made without it. (CLI-1) */
#include "sim/engine/pki/pki.h"

#define pki_cms_new pki_cms_new_right
#include "sim/engine/pki/cms.c"
#undef pki_cms_new

enum akis_outcome pki_cms_new(struct bytes certificate, const struct akis_cms_options *options,
                              int64_t now, struct bytes content, struct pki_cms **cms)
{
    struct akis_cms_options bare = *options;

    bare.attached = false;
    return pki_cms_new_right(certificate, &bare, now, content, cms);
}
