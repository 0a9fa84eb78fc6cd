/* SPDX-License-Identifier: MIT */
/* Defect: an ECDSA message is signed over one hash, and names another. (CLI-1) */
#include "sim/engine/pki/openssl.h"

#define OBJ_find_sigid_by_algs(nid, hash, key)                                                     \
    ((void)(hash), OBJ_find_sigid_by_algs(nid, NID_sha256, key))
#include "sim/engine/pki/cms.c"
