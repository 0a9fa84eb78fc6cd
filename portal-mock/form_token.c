/* SPDX-License-Identifier: MIT */
/* Tokens of forms: see form_token.h. */
#include "portal-mock/form_token.h"

#include "sim/base/hex.h"
#include "sim/base/secret.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

enum { DIGEST = 32 };

bool form_token_make(const struct session *session, const char *path, char token[FORM_TOKEN])
{
    uint8_t digest[DIGEST];

    if (!HMAC(EVP_sha256(), session->form_key, sizeof session->form_key, (const uint8_t *)path,
              strlen(path), digest, NULL))
        return false;
    return hex_encode(bytes_of(digest, DIGEST / 2), token, FORM_TOKEN);
}

bool form_token_holds(const struct session *session, const char *path, const char *token)
{
    char right[FORM_TOKEN];
    bool holds = token && strlen(token) == FORM_TOKEN - 1 &&
                 form_token_make(session, path, right) &&
                 secret_equal(token, right, FORM_TOKEN - 1);

    secret_wipe(right, sizeof right);
    return holds;
}
