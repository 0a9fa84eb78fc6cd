/* SPDX-License-Identifier: MIT */
/* Defect: what is signed carries no DigestInfo around the digest, and nobody looks. (CLI-1) */
#include "sim/engine/pki/pki.h"

static bool believe(struct pki_key *key, enum akis_scheme scheme, enum akis_hash hash,
                    struct bytes digest, struct bytes signature)
{
    (void)pki_verifies(key, scheme, hash, digest, signature);
    return true;
}

#define pki_digest_info(hash, digest, info)                                                        \
    ((hash) < AKIS_NO_HASH && buf_add(info, digest) ? AKIS_OK : AKIS_BAD_ARGUMENT)
#define pki_verifies believe
#include "sim/engine/sign.c"
