/* SPDX-License-Identifier: MIT */
/* Şifreli Giriş, E-imzalı Giriş and Çıkış. */
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"
#include "sim/engine/portal.h"

#include <stdlib.h>
#include <string.h>

enum { CHALLENGE_MAX = 256, TOKEN_MAX = 160 };

static const struct json_pair nothing[] = {
    {NULL, NULL}
};

struct akis_result akis_portal_captcha(struct akis_portal *portal, char id[AKIS_CAPTCHA_ID],
                                       struct akis_blob *picture)
{
    struct json *answer = NULL;
    char path[PORTAL_PATH_MAX] = "";
    char name[AKIS_CAPTCHA_ID];
    enum akis_outcome outcome = portal_ask(portal, "/nbsifreli.go", NULL, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    if (!json_text(answer, "captcha", name, sizeof name) ||
        !json_text(answer, "picture", path, sizeof path) || path[0] != '/')
        outcome = AKIS_PORTAL_GARBLED;
    json_free(&answer);
    if (outcome == AKIS_OK && picture)
        outcome = portal_fetch(portal, "GET", path, "image/png", picture);
    if (outcome == AKIS_OK)
        memcpy(id, name, sizeof name);
    return result_of(outcome);
}

struct akis_result akis_portal_password(struct akis_portal *portal, const char *holder_id,
                                        const char *captcha, const char *word, char *phone)
{
    const struct json_pair pairs[] = {
        {"kimlik_no",        holder_id},
        {"resimdeki_yazi",   captcha  },
        {"guvenlik_sozcugu", word     },
        {NULL,               NULL     },
    };
    struct json *answer = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nbsifreli.go", pairs, &answer, NULL);

    if (outcome == AKIS_OK && phone)
        json_text(answer, "phone", phone, 32);
    if (outcome == AKIS_OK)
        json_free(&answer);
    return result_of(outcome);
}

struct akis_result akis_portal_sms(struct akis_portal *portal)
{
    return result_of(portal_ask(portal, "/nbsifreli.go/sms", nothing, NULL, NULL));
}

struct akis_result akis_portal_code(struct akis_portal *portal, const char *code)
{
    const struct json_pair pairs[] = {
        {"sms_onay_kodu", code},
        {NULL,            NULL}
    };

    return result_of(portal_ask(portal, "/nbsifreli.go/kod", pairs, NULL, NULL));
}

/* The portal's challenge, which is signed as it stands. */
static enum akis_outcome get_challenge(struct akis_portal *portal, char *text, size_t size)
{
    struct json *answer = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nbimzali.go", NULL, &answer, NULL);

    if (outcome != AKIS_OK)
        return outcome;
    if (!json_text(answer, "challenge", text, size))
        outcome = AKIS_PORTAL_GARBLED;
    json_free(&answer);
    return outcome;
}

/* Signs the challenge and sends it, with the pair that says for whom. */
static struct akis_result sign_challenge(struct akis_portal *portal, struct akis_card *card,
                                         const struct akis_certificate *certificate,
                                         const char *challenge, const char *path,
                                         struct json_pair who)
{
    const struct akis_cms_options options = {.hash = AKIS_NO_HASH};
    struct akis_blob cms = {0};
    struct akis_result result = akis_sign_cms(card, certificate, &options,
                                              (const uint8_t *)challenge, strlen(challenge), &cms);

    if (result.outcome != AKIS_OK)
        return result;
    char *text = pki_base64(bytes_of(cms.data, cms.size));
    const struct json_pair pairs[] = {
        who, {"imza", text},
         {NULL,   NULL}
    };
    result = result_of(text ? portal_ask(portal, path, pairs, NULL, NULL) : AKIS_NO_MEMORY);
    free(text);
    akis_blob_free(&cms);
    return result;
}

struct akis_result akis_portal_signed(struct akis_portal *portal, struct akis_card *card,
                                      const struct akis_certificate *certificate,
                                      const char *holder_id)
{
    char challenge[CHALLENGE_MAX];
    enum akis_outcome outcome = get_challenge(portal, challenge, sizeof challenge);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    return sign_challenge(portal, card, certificate, challenge, "/nbimzali.go",
                          (struct json_pair){"kimlik_no", holder_id});
}

struct akis_result akis_portal_signed_pairing(struct akis_portal *portal, struct akis_card *card,
                                              const struct akis_certificate *certificate,
                                              const char *pairing)
{
    const struct json_pair pairs[] = {
        {"onay_kodu", pairing},
        {NULL,        NULL   }
    };
    struct json *answer = NULL;
    char challenge[CHALLENGE_MAX], token[TOKEN_MAX];
    enum akis_outcome outcome = portal_ask(portal, "/imza/baslat", pairs, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    if (!json_text(answer, "challenge", challenge, sizeof challenge) ||
        !json_text(answer, "pairing", token, sizeof token))
        outcome = AKIS_PORTAL_GARBLED;
    json_free(&answer);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    return sign_challenge(portal, card, certificate, challenge, "/imza/sonuc",
                          (struct json_pair){"pairing", token});
}

struct akis_result akis_portal_logout(struct akis_portal *portal)
{
    return result_of(portal_ask(portal, "/nb/cikis", nothing, NULL, NULL));
}
