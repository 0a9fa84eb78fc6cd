/* SPDX-License-Identifier: MIT */
/* Defect: a program may come with the code of E-imzalı Giriş after its time. (LOG-7) */
#include "portal-mock/handlers.h"

#define post_sign_start post_sign_start_right
#include "portal-mock/signed.c"
#undef post_sign_start

void post_sign_start(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session = pairing_find(
        &portal->sessions, fields_get(&request->fields, "onay_kodu"), PAIRING_CODE - 1, held_code);

    if (session && session->signing.until < portal_now(portal))
        session->signing.until = portal_now(portal);
    post_sign_start_right(portal, request, response);
}
