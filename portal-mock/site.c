/* SPDX-License-Identifier: MIT */
/* The site before any login: Online İşlemler, the entry page, the style sheet, the language. */
#include "portal-mock/assets.h"
#include "portal-mock/handlers.h"

#include <string.h>

void get_home(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    (void)request;
    response_page(response, "home", "Online İşlemler");
    node_put_text(response->data, "entry", "/nb.go");
}

void get_entry(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    (void)request;
    response_page(response, "entry", "Kullanıcı Doğrulama Ekranı");
    node_put_text(response->data, "password_login", "/nbsifreli.go");
    node_put_text(response->data, "signed_login", "/nbimzali.go");
}

void get_style(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    (void)request;
    response->lasting = true;
    response_raw(response, "text/css; charset=utf-8", asset_find("style.css"));
}

void get_language(struct portal *portal, struct request *request, struct response *response)
{
    bool english = strcmp(request->parameter, "en") == 0;

    (void)portal;
    if (!english && strcmp(request->parameter, "tr") != 0) {
        response_refuse(response, request, ERROR_not_found);
        return;
    }
    response_cookie(response, "dil", english ? "en" : "tr");
    response_next(response, request->session && request->session->step == STEP_IN ? "/nb/islemler"
                                                                                  : "/nb.go");
}
