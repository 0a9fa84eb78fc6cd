/* SPDX-License-Identifier: MIT */
/* Defect: the right word ends the count of failures under a wrong picture too. (LOG-5) */
#include "portal-mock/attempts.h"
#include "portal-mock/handlers.h"
#include "portal-mock/word.h"

#define post_login post_login_right
#include "portal-mock/login.c"
#undef post_login

void post_login(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    const char *word = fields_get(&request->fields, "guvenlik_sozcugu");
    struct holder holder = {0};

    if (kimlik_no && word && holder_find(portal->database, kimlik_no, &holder) == DATABASE_OK &&
        word_holds(word, holder.word) && attempts_clear(portal, kimlik_no) != DATABASE_OK)
        response_refuse(response, request, ERROR_failed);
    else
        post_login_right(portal, request, response);
}
