/* SPDX-License-Identifier: MIT */
/*
 * Güvenlik Sözcüğümü Unuttum [mock]: who knows a Kimlik No and holds a card of that person (its
 * serial number) gets a code on the registered phone, and with it sets a new word. Whether Kimlik
 * No and card go together is not told: the way on looks the same, and no code comes.
 */
#include "portal-mock/attempts.h"
#include "portal-mock/code.h"
#include "portal-mock/handlers.h"
#include "portal-mock/kimlik.h"
#include "portal-mock/picture.h"
#include "portal-mock/word.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char title[] = "Güvenlik Sözcüğümü Unuttum";

void get_forgotten(struct portal *portal, struct request *request, struct response *response)
{
    response_page(response, "forgotten", title);
    if (!picture_begin(portal, request, response))
        response_refuse(response, request, ERROR_failed);
}

/* The holder, when the card is his and the Kimlik No is not locked; else an empty one, and a
 * failure is counted as that of a wrong word is. */
static enum error find_holder(struct portal *portal, const struct fields *fields,
                              struct response *response, struct holder *holder)
{
    const char *kimlik_no = fields_get(fields, "kimlik_no");
    struct attempts attempts;
    struct card_row card;
    enum database_result result = attempts_read(portal, kimlik_no, &attempts);
    enum database_result found = card_find(portal->database, fields_get(fields, "kart"), &card);
    bool own = found == DATABASE_OK && strcmp(card.holder, kimlik_no) == 0;
    bool locked = attempts_locked(portal, &attempts);

    card_row_free(&card);
    response->delay_ms += attempts_delay(portal, &attempts);
    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return error_of(found);
    if (result == DATABASE_OK && !own)
        result = attempts_count(portal, kimlik_no);
    if (result == DATABASE_OK && own && !locked)
        result = holder_find(portal->database, kimlik_no, holder);
    return error_of(result);
}

static enum error begin(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    const char *letters = fields_get(&request->fields, "resimdeki_yazi");
    struct session *session = request->session;
    struct holder holder = {0};

    if (!kimlik_no || !letters || !fields_get(&request->fields, "kart"))
        return ERROR_missing_field;
    if (portal->policy.kimlik_no_checked && !kimlik_no_holds(kimlik_no))
        return ERROR_bad_kimlik_no;
    if (!picture_holds(portal, session, letters))
        return ERROR_captcha_wrong;
    enum error error = find_holder(portal, &request->fields, response, &holder);
    if (error == ERROR_none && !session_raise(session, &portal->random, STEP_FORGOTTEN))
        error = ERROR_failed;
    if (error != ERROR_none)
        return error;
    (void)snprintf(session->holder, sizeof session->holder, "%s", holder.id);
    return *holder.id ? code_send(portal, session, CODE_WORD, holder.phone) : ERROR_none;
}

void post_forgotten(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = begin(portal, request, response);

    response_page(response, "forgotten", title);
    if (error != ERROR_none) {
        if (!picture_draw(portal, request->session, response))
            error = ERROR_failed;
        response_refuse(response, request, error);
        return;
    }
    response_cookie(response, "oturum", request->session->id);
    node_put_number(response->data, "seconds", portal->policy.sms_life);
    response_next(response, "/nbsifreli.go/unuttum/kod");
}

void get_forgotten_code(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    (void)request;
    response_page(response, "forgotten_code", title);
}

static enum error set_word(struct portal *portal, struct request *request)
{
    const char *word = fields_get(&request->fields, "yeni_sozcuk");
    const char *again = fields_get(&request->fields, "yeni_sozcuk_tekrar");
    struct session *session = request->session;
    struct holder holder = {0};

    if (!word || !word_is_fit(word) || !again || strcmp(word, again) != 0)
        return ERROR_missing_field;
    enum error error =
        code_check(portal, session, CODE_WORD, fields_get(&request->fields, "sms_onay_kodu"));
    if (error == ERROR_none)
        error = error_of(holder_find(portal->database, session->holder, &holder));
    if (error == ERROR_none && !word_hash(word, &portal->random, holder.word))
        error = ERROR_failed;
    if (error == ERROR_none)
        error = error_of(holder_update(portal->database, &holder));
    if (error == ERROR_none)
        portal_send(portal, holder.phone, "TEST e-imza portalı: Güvenlik Sözcüğünüz değiştirildi.");
    return error;
}

void post_forgotten_code(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = set_word(portal, request);

    response_page(response, "forgotten_code", title);
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    sessions_end(&portal->sessions, request->session);
    request->session = NULL;
    response_cookie(response, "oturum", "");
    node_put_flag(response->data, "changed", true);
}
