/* SPDX-License-Identifier: MIT */
/* Digests and randomness, which need no card. */
#include "sim/pkcs11/module.h"

#include "sim/base/random.h"

static CK_RV begin(CK_SESSION_HANDLE handle, const CK_MECHANISM *wanted)
{
    struct session *session = session_of(handle);

    if (!session)
        return CKR_SESSION_HANDLE_INVALID;
    if (!wanted)
        return CKR_ARGUMENTS_BAD;
    if (session->digest.active)
        return CKR_OPERATION_ACTIVE;
    const struct mechanism *mechanism = mechanism_of(wanted->mechanism);
    if (!mechanism || !(mechanism->flags & CKF_DIGEST))
        return CKR_MECHANISM_INVALID;
    session->digest =
        (struct operation){.hashed = true, .hash = mechanism->hash, .digest = EVP_MD_CTX_new()};
    if (!session->digest.digest ||
        EVP_DigestInit_ex(session->digest.digest, mechanism_md(mechanism->hash), NULL) != 1) {
        operation_end(&session->digest);
        return CKR_HOST_MEMORY;
    }
    session->digest.active = true;
    return CKR_OK;
}

CK_RV C_DigestInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(begin(handle, mechanism)) : rv;
}

static CK_RV update(struct session *session, const CK_BYTE *part, CK_ULONG size)
{
    if (!session)
        return CKR_SESSION_HANDLE_INVALID;
    CK_RV rv = operation_resume(&session->digest, FORM_PARTS);
    if (rv != CKR_OK)
        return rv;
    rv = operation_take(&session->digest, part, size);
    if (rv != CKR_OK)
        operation_end(&session->digest);
    return rv;
}

CK_RV C_DigestUpdate(CK_SESSION_HANDLE handle, CK_BYTE *part, CK_ULONG size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(update(session_of(handle), part, size)) : rv;
}

static CK_RV finish(struct session *session, enum form form, struct bytes part, CK_BYTE *out,
                    CK_ULONG *size)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    bool done = false;

    if (!session)
        return CKR_SESSION_HANDLE_INVALID;
    CK_RV rv = operation_resume(&session->digest, form);
    if (rv != CKR_OK)
        return rv;
    if (!size) {
        operation_end(&session->digest);
        return CKR_ARGUMENTS_BAD;
    }
    rv = give_size((size_t)EVP_MD_get_size(mechanism_md(session->digest.hash)), out, size, &done);
    if (done)
        return rv;
    rv = operation_take(&session->digest, part.data, part.size);
    if (rv == CKR_OK && EVP_DigestFinal_ex(session->digest.digest, digest, &length) != 1)
        rv = CKR_FUNCTION_FAILED;
    if (rv == CKR_OK)
        rv = give(bytes_of(digest, length), out, size);
    operation_end(&session->digest);
    return rv;
}

CK_RV C_Digest(CK_SESSION_HANDLE handle, CK_BYTE *data, CK_ULONG data_size, CK_BYTE *digest,
               CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(finish(session_of(handle), FORM_WHOLE,
                                              bytes_of(data, data_size), digest, size))
                        : rv;
}

CK_RV C_DigestFinal(CK_SESSION_HANDLE handle, CK_BYTE *digest, CK_ULONG *size)
{
    CK_RV rv = module_enter();

    return rv == CKR_OK ? module_leave(finish(session_of(handle), FORM_PARTS, bytes_of(NULL, 0),
                                              digest, size))
                        : rv;
}

CK_RV C_SeedRandom(CK_SESSION_HANDLE handle, CK_BYTE *seed, CK_ULONG size)
{
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    if (session_of(handle) && size > 0 && !seed)
        return module_leave(CKR_ARGUMENTS_BAD);
    return module_leave(session_of(handle) ? CKR_RANDOM_SEED_NOT_SUPPORTED
                                           : CKR_SESSION_HANDLE_INVALID);
}

/* The kernel's randomness: it is as good as the card's, and needs no command. */
CK_RV C_GenerateRandom(CK_SESSION_HANDLE handle, CK_BYTE *data, CK_ULONG size)
{
    const struct random_port kernel = random_kernel();
    CK_RV rv = module_enter();

    if (rv != CKR_OK)
        return rv;
    if (!session_of(handle))
        return module_leave(CKR_SESSION_HANDLE_INVALID);
    if (size > 0 && !data)
        return module_leave(CKR_ARGUMENTS_BAD);
    return module_leave(size == 0 || random_fill(&kernel, data, size) ? CKR_OK
                                                                      : CKR_FUNCTION_FAILED);
}
