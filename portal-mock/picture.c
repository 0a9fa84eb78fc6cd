/* SPDX-License-Identifier: MIT */
/* Resimdeki Yazı: see picture.h. */
#include "portal-mock/picture.h"

#include "portal-mock/captcha.h"
#include "portal-mock/handlers.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool picture_draw(struct portal *portal, struct session *session, struct response *response)
{
    char address[TOKEN + 16];
    bool kept = *session->captcha && !portal->policy.captcha_once;

    if (!kept && (!captcha_draw(&portal->random, session->letters) ||
                  !token_draw(&portal->random, session->captcha, sizeof session->captcha)))
        return false;
    (void)snprintf(address, sizeof address, "/resim/%s.png", session->captcha);
    node_put_text(response->data, "captcha", session->captcha);
    node_put_text(response->data, "picture", address);
    return true;
}

bool picture_begin(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        sessions_begin(&portal->sessions, &portal->random, portal_now(portal));

    if (!session || !picture_draw(portal, session, response))
        return false;
    request->session = session;
    response_cookie(response, "oturum", session->id);
    return true;
}

void get_picture(struct portal *portal, struct request *request, struct response *response)
{
    char wanted[TOKEN + 8];
    struct blob png = {0};

    (void)snprintf(wanted, sizeof wanted, "%s.png", request->session->captcha);
    if (!*request->session->captcha || strcmp(wanted, request->parameter) != 0) {
        response_refuse(response, request, ERROR_not_found);
        return;
    }
    if (!captcha_png(request->session->letters, &portal->random, &png)) {
        response_refuse(response, request, ERROR_failed);
        return;
    }
    response_raw(response, "image/png", blob_bytes(&png));
    blob_free(&png);
}

bool picture_holds(struct portal *portal, struct session *session, const char *letters)
{
    bool holds = *session->captcha && strcasecmp(letters, session->letters) == 0;

    if (portal->policy.captcha_once) {
        *session->captcha = '\0';
        secret_wipe(session->letters, sizeof session->letters);
    }
    return holds || !portal->policy.captcha_needed;
}
