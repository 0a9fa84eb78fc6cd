/* SPDX-License-Identifier: MIT */
/* Defect: of a message the hash of its text is checked, and not the signature over it. (CLI-1) */
#include "sim/engine/pki/openssl.h"

#define CMS_verify(cms, certificates, store, content, out, flags)                                  \
    CMS_verify(cms, certificates, store, content, out, (flags) | CMS_NO_ATTR_VERIFY)
#include "sim/engine/pki/verify.c"
