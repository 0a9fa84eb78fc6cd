/* SPDX-License-Identifier: MIT */
/*
 * Şifreli Giriş: Kimlik No, Resimdeki Yazı and Güvenlik Sözcüğü, all right at once. Whatever of
 * them is wrong, and while the Kimlik No is locked, the answer is the same and takes as long.
 */
#include "portal-mock/attempts.h"
#include "portal-mock/code.h"
#include "portal-mock/handlers.h"
#include "portal-mock/kimlik.h"
#include "portal-mock/picture.h"
#include "portal-mock/word.h"

#include <stdio.h>
#include <string.h>

void get_login(struct portal *portal, struct request *request, struct response *response)
{
    response_page(response, "login", "Şifreli Giriş Ekranı");
    if (!picture_begin(portal, request, response))
        response_refuse(response, request, ERROR_failed);
}

/* What of a login was found; looked at only when all of it was looked up. */
struct login {
    struct holder holder;
    struct attempts attempts;
    bool picture;
    bool word;
};

static enum database_result look(struct portal *portal, const struct request *request,
                                 struct login *login)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");

    login->picture =
        picture_holds(portal, request->session, fields_get(&request->fields, "resimdeki_yazi"));
    enum database_result found = holder_find(portal->database, kimlik_no, &login->holder);
    login->word =
        word_holds(fields_get(&request->fields, "guvenlik_sozcugu"), login->holder.word) ||
        (found == DATABASE_OK && !portal->policy.word_needed);
    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return found;
    return attempts_read(portal, kimlik_no, &login->attempts);
}

/* Counts a wrong word; a wrong picture alone is no guess at it. */
static enum database_result count_failure(struct portal *portal, const char *kimlik_no,
                                          const struct login *login)
{
    return login->picture ? attempts_count(portal, kimlik_no) : DATABASE_OK;
}

static enum error try_login(struct portal *portal, struct request *request,
                            struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    struct session *session = request->session;
    struct login login = {0};
    enum database_result result = look(portal, request, &login);

    if (result != DATABASE_OK)
        return error_of(result);
    response->delay_ms += attempts_delay(portal, &login.attempts);
    bool locked = attempts_locked(portal, &login.attempts);
    if (!login.picture || !login.word || locked) {
        result = count_failure(portal, kimlik_no, &login);
        return result == DATABASE_OK ? ERROR_login_failed : error_of(result);
    }
    result = attempts_clear(portal, kimlik_no);
    if (result != DATABASE_OK)
        return error_of(result);
    if (!session_raise(session, &portal->random, STEP_PASSWORD))
        return ERROR_failed;
    (void)snprintf(session->holder, sizeof session->holder, "%s", login.holder.id);
    return ERROR_none;
}

/* What the form itself can tell. */
static enum error check_form(const struct portal *portal, const struct request *request)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    const char *letters = fields_get(&request->fields, "resimdeki_yazi");
    const char *word = fields_get(&request->fields, "guvenlik_sozcugu");

    if (!kimlik_no || !letters || !word)
        return ERROR_missing_field;
    if (portal->policy.kimlik_no_checked && !kimlik_no_holds(kimlik_no))
        return ERROR_bad_kimlik_no;
    return ERROR_none;
}

static void put_phone(struct portal *portal, const struct session *session, struct node *data)
{
    struct holder holder = {0};
    char masked[32];

    if (holder_find(portal->database, session->holder, &holder) != DATABASE_OK)
        return;
    size_t size = strlen(holder.phone);
    (void)snprintf(masked, sizeof masked, "*** *** ** %s",
                   holder.phone + (size > 2 ? size - 2 : 0));
    node_put_text(data, "phone", masked);
}

void post_login(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = check_form(portal, request);

    response_page(response, "login", "Şifreli Giriş Ekranı");
    if (error == ERROR_none)
        error = try_login(portal, request, response);
    if (error != ERROR_none) {
        if (!picture_draw(portal, request->session, response))
            error = ERROR_failed;
        response_refuse(response, request, error);
        return;
    }
    response_cookie(response, "oturum", request->session->id);
    put_phone(portal, request->session, response->data);
    response_next(response, "/nbsifreli.go/sms");
}

void get_sms(struct portal *portal, struct request *request, struct response *response)
{
    response_page(response, "sms", "SMS Onay Ekranı");
    put_phone(portal, request->session, response->data);
}

void post_sms(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, request->session->holder, &holder);
    enum error error = found == DATABASE_OK
                           ? code_send(portal, request->session, CODE_LOGIN, holder.phone)
                           : error_of(found);

    response_page(response, "code", "SMS Onay Kodu Giriş Ekranı");
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    node_put_number(response->data, "seconds", portal->policy.sms_life);
    response_next(response, "/nbsifreli.go/kod");
}

void get_code(struct portal *portal, struct request *request, struct response *response)
{
    (void)request;
    response_page(response, "code", "SMS Onay Kodu Giriş Ekranı");
    node_put_number(response->data, "seconds", portal->policy.sms_life);
}

void post_code(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session = request->session;
    enum error error =
        code_check(portal, session, CODE_LOGIN, fields_get(&request->fields, "sms_onay_kodu"));

    response_page(response, "code", "SMS Onay Kodu Giriş Ekranı");
    if (error == ERROR_none && !session_raise(session, &portal->random, STEP_IN))
        error = ERROR_failed;
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    response_cookie(response, "oturum", session->id);
    node_put_text(response->data, "menu", "/nb/islemler");
    response_next(response, "/nb/islemler");
}
