/* SPDX-License-Identifier: MIT */
/* SMS Onay Kodu: see code.h. */
#include "portal-mock/code.h"

#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>

static const char *purpose_of(enum code_use use)
{
    switch (use) {
    case CODE_LOGIN:
        return "giriş";
    case CODE_UNLOCK:
        return "Kilit Çözme";
    case CODE_PHONE_OLD:
    case CODE_PHONE_NEW:
        return "telefon değişikliği";
    case CODE_WORD:
        return "Güvenlik Sözcüğü yenileme";
    case CODE_NONE:
        break;
    }
    return "";
}

static struct code *slot_of(struct session *session, enum code_use use)
{
    return &session->codes[use == CODE_PHONE_NEW ? 1 : 0];
}

static void forget(struct code *code)
{
    secret_wipe(code, sizeof *code);
    code->use = CODE_NONE;
}

/* Ascending time alone makes a code old: a clock set back gives it no longer life. */
static bool is_alive(const struct portal *portal, const struct code *code)
{
    int64_t age = portal_now(portal) - code->sent;

    return code->use != CODE_NONE && code->tries > 0 && age >= 0 && age <= portal->policy.sms_life;
}

static bool draw(const struct portal *portal, char digits[10])
{
    for (int64_t i = 0; i < portal->policy.sms_digits; i++) {
        uint32_t digit;
        if (!random_below(&portal->random, 10, &digit))
            return false;
        digits[i] = (char)('0' + digit);
    }
    digits[portal->policy.sms_digits] = '\0';
    return true;
}

enum error code_send(struct portal *portal, struct session *session, enum code_use use,
                     const char *number)
{
    struct code *code = slot_of(session, use);
    char text[192];

    if (code->use == use && is_alive(portal, code) &&
        portal_now(portal) - code->sent < portal->policy.sms_again)
        return ERROR_too_soon;
    forget(code);
    if (!draw(portal, code->digits))
        return ERROR_failed;
    code->use = use;
    code->sent = portal_now(portal);
    code->tries = portal->policy.sms_tries;
    (void)snprintf(
        text, sizeof text,
        "TEST e-imza portalı, %s için SMS Onay Kodu: %s. Bu kodu kimseyle paylaşmayınız.",
        purpose_of(use), code->digits);
    portal_send(portal, number, text);
    secret_wipe(text, sizeof text);
    return ERROR_none;
}

bool code_matches(struct portal *portal, struct session *session, enum code_use use,
                  const char *digits)
{
    struct code *code = slot_of(session, use);
    char tried[sizeof code->digits] = {0};

    if (code->use != use || !is_alive(portal, code))
        return false;
    code->tries--;
    (void)snprintf(tried, sizeof tried, "%s", digits ? digits : "");
    bool right = secret_equal(tried, code->digits, sizeof tried) && digits &&
                 strlen(digits) == strlen(code->digits);
    secret_wipe(tried, sizeof tried);
    return right;
}

void code_use_up(const struct portal *portal, struct session *session, enum code_use use)
{
    if (portal->policy.sms_once)
        forget(slot_of(session, use));
}

enum error code_check(struct portal *portal, struct session *session, enum code_use use,
                      const char *digits)
{
    if (!code_matches(portal, session, use, digits))
        return ERROR_code_wrong;
    code_use_up(portal, session, use);
    return ERROR_none;
}
