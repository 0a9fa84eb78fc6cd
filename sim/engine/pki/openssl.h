/* SPDX-License-Identifier: MIT */
/* All of OpenSSL that the engine uses, in one place. */
#ifndef SIM_ENGINE_PKI_OPENSSL_H
#define SIM_ENGINE_PKI_OPENSSL_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "sim/engine/akis.h"

/* NULL for AKIS_NO_HASH. */
const EVP_MD *pki_md(enum akis_hash hash);

#endif
