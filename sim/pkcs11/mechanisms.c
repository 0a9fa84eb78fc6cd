/* SPDX-License-Identifier: MIT */
/* The table of mechanisms. */
#include "sim/pkcs11/module.h"

enum { RSA_LEAST = 1024, RSA_MOST = 2816, EC_LEAST = 256, EC_MOST = 384 };

#define SIGNS (CKF_HW | CKF_SIGN | CKF_VERIFY)
#define SEALS (CKF_ENCRYPT | CKF_DECRYPT)

/* clang-format off */
static const struct mechanism mechanisms[] = {
    {CKM_RSA_PKCS,            SIGNS | SEALS, AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_NO_HASH},
    {CKM_RSA_X_509,           SIGNS | SEALS, AKIS_KEY_RSA, AKIS_RSA_RAW,   AKIS_NO_HASH},
    {CKM_SHA1_RSA_PKCS,       SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA1   },
    {CKM_SHA256_RSA_PKCS,     SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA256 },
    {CKM_SHA384_RSA_PKCS,     SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA384 },
    {CKM_SHA512_RSA_PKCS,     SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA512 },
    {CKM_RSA_PKCS_PSS,        SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PSS,   AKIS_NO_HASH},
    {CKM_SHA256_RSA_PKCS_PSS, SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PSS,   AKIS_SHA256 },
    {CKM_SHA384_RSA_PKCS_PSS, SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PSS,   AKIS_SHA384 },
    {CKM_SHA512_RSA_PKCS_PSS, SIGNS,      AKIS_KEY_RSA, AKIS_RSA_PSS,   AKIS_SHA512 },
    {CKM_ECDSA,               SIGNS,      AKIS_KEY_EC,  AKIS_ECDSA,     AKIS_NO_HASH},
    {CKM_ECDSA_SHA256,        SIGNS,      AKIS_KEY_EC,  AKIS_ECDSA,     AKIS_SHA256 },
    {CKM_ECDSA_SHA384,        SIGNS,      AKIS_KEY_EC,  AKIS_ECDSA,     AKIS_SHA384 },
    {CKM_ECDSA_SHA512,        SIGNS,      AKIS_KEY_EC,  AKIS_ECDSA,     AKIS_SHA512 },
    {CKM_SHA_1,               CKF_DIGEST, AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA1   },
    {CKM_SHA256,              CKF_DIGEST, AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA256 },
    {CKM_SHA384,              CKF_DIGEST, AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA384 },
    {CKM_SHA512,              CKF_DIGEST, AKIS_KEY_RSA, AKIS_RSA_PKCS1, AKIS_SHA512 },
};
/* clang-format on */
enum { MECHANISMS = sizeof mechanisms / sizeof *mechanisms };

const EVP_MD *mechanism_md(enum akis_hash hash)
{
    switch (hash) {
    case AKIS_SHA1:
        return EVP_sha1();
    case AKIS_SHA256:
        return EVP_sha256();
    case AKIS_SHA384:
        return EVP_sha384();
    case AKIS_SHA512:
        return EVP_sha512();
    case AKIS_NO_HASH:
        return NULL;
    }
    return NULL;
}

static bool is_digest(const struct mechanism *mechanism)
{
    return (mechanism->flags & CKF_DIGEST) != 0;
}

static bool is_hidden(const struct mechanism *mechanism)
{
    return quirk(QUIRK_no_ecdsa_hash) && mechanism->scheme == AKIS_ECDSA &&
           mechanism->hash != AKIS_NO_HASH && !is_digest(mechanism);
}

const struct mechanism *mechanism_of(CK_MECHANISM_TYPE type)
{
    for (size_t i = 0; i < MECHANISMS; i++) {
        if (mechanisms[i].type == type)
            return is_hidden(&mechanisms[i]) ? NULL : &mechanisms[i];
    }
    return NULL;
}

/* The kinds of keys on the token decide what it can do. */
static bool serves(const struct slot *slot, const struct mechanism *mechanism)
{
    if (is_hidden(mechanism))
        return false;
    if (is_digest(mechanism))
        return true;
    for (size_t i = 0; i < slot->certificates.count; i++) {
        if (slot->certificates.items[i].kind == mechanism->kind)
            return true;
    }
    return false;
}

CK_RV C_GetMechanismList(CK_SLOT_ID slot_id, CK_MECHANISM_TYPE *list, CK_ULONG *count)
{
    CK_ULONG found = 0;
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct slot *slot = slot_known(slot_id);
    if (!slot || !count)
        return module_leave(slot ? CKR_ARGUMENTS_BAD : CKR_SLOT_ID_INVALID);
    rv = token_open(slot);
    for (size_t i = 0; rv == CKR_OK && i < MECHANISMS; i++) {
        if (!serves(slot, &mechanisms[i]))
            continue;
        if (list && found < *count)
            list[found] = mechanisms[i].type;
        found++;
    }
    if (rv == CKR_OK && list && found > *count)
        rv = CKR_BUFFER_TOO_SMALL;
    if (rv == CKR_OK || rv == CKR_BUFFER_TOO_SMALL)
        *count = found;
    return module_leave(rv);
}

CK_RV C_GetMechanismInfo(CK_SLOT_ID slot_id, CK_MECHANISM_TYPE type,
                         struct _CK_MECHANISM_INFO *info)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    struct slot *slot = slot_known(slot_id);
    if (!slot || !info)
        return module_leave(slot ? CKR_ARGUMENTS_BAD : CKR_SLOT_ID_INVALID);
    rv = token_open(slot);
    if (rv != CKR_OK)
        return module_leave(rv);
    const struct mechanism *mechanism = mechanism_of(type);
    if (!mechanism || !serves(slot, mechanism))
        return module_leave(CKR_MECHANISM_INVALID);
    const bool rsa = mechanism->kind == AKIS_KEY_RSA;
    info->ulMinKeySize = is_digest(mechanism) ? 0 : rsa ? RSA_LEAST : EC_LEAST;
    info->ulMaxKeySize = is_digest(mechanism) ? 0 : rsa ? RSA_MOST : EC_MOST;
    info->flags = mechanism->flags;
    if (!rsa && !is_digest(mechanism))
        info->flags |= CKF_EC_F_P | CKF_EC_NAMEDCURVE | CKF_EC_UNCOMPRESS;
    return module_leave(CKR_OK);
}
