/* SPDX-License-Identifier: MIT */
/* Şifreli Giriş and Çıkış. */
#include "sim/engine/outcome.h"
#include "sim/engine/portal.h"

#include <string.h>

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

struct akis_result akis_portal_logout(struct akis_portal *portal)
{
    return result_of(portal_ask(portal, "/nb/cikis", nothing, NULL, NULL));
}
