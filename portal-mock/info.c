/* SPDX-License-Identifier: MIT */
/* Bilgi Güncelle: the listed personal data. A new phone number is confirmed by a code to the old
 * number and one to the new: whoever holds one telephone alone cannot move the codes to another. */
#include "portal-mock/code.h"
#include "portal-mock/handlers.h"
#include "portal-mock/person.h"

#include <stdio.h>
#include <string.h>

static const char title[] = "Bilgi Güncelle";
static const char updated[] = "Bilgileriniz güncellendi.";

static void put_holder(const struct holder *holder, struct node *data)
{
    node_put_text(data, "name", holder->name);
    node_put_text(data, "kimlik_no", holder->id);
    node_put_text(data, "telefon", holder->phone);
    node_put_text(data, "e_posta", holder->email);
    node_put_text(data, "adres", holder->address);
}

void get_info(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, request->session->holder, &holder);

    response_page(response, "info", title);
    put_holder(&holder, response->data);
    if (found != DATABASE_OK)
        response_refuse(response, request, error_of(found));
}

/* Overwrites what the form says; what it leaves out stays. */
static bool read_form(const struct fields *fields, struct holder *holder, char phone[PHONE])
{
    const char *email = fields_get(fields, "e_posta");
    const char *address = fields_get(fields, "adres");
    const char *number = fields_get(fields, "telefon");

    if ((email && *email && !person_is_email(email)) || (address && !person_is_line(address)) ||
        (number && !person_is_phone(number)))
        return false;
    if (email)
        (void)snprintf(holder->email, sizeof holder->email, "%s", email);
    if (address)
        (void)snprintf(holder->address, sizeof holder->address, "%s", address);
    (void)snprintf(phone, PHONE, "%s", number ? number : holder->phone);
    return true;
}

/* Sends both codes, or changes the number at once where the rules say so. */
static enum error move_phone(struct portal *portal, struct session *session, struct holder *holder,
                             const char *phone, struct response *response)
{
    if (!portal->policy.phone_change_confirmed) {
        (void)snprintf(holder->phone, sizeof holder->phone, "%s", phone);
        return error_of(holder_update(portal->database, holder));
    }
    enum error error = code_send(portal, session, CODE_PHONE_OLD, holder->phone);
    if (error == ERROR_none)
        error = code_send(portal, session, CODE_PHONE_NEW, phone);
    if (error != ERROR_none)
        return error;
    (void)snprintf(session->new_phone, sizeof session->new_phone, "%s", phone);
    node_put_number(response->data, "seconds", portal->policy.sms_life);
    response_next(response, "/nb/bilgi/kod");
    return ERROR_none;
}

void post_info(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    char phone[PHONE];
    enum error error = error_of(holder_find(portal->database, request->session->holder, &holder));

    if (error == ERROR_none && !read_form(&request->fields, &holder, phone))
        error = ERROR_missing_field;
    if (error == ERROR_none)
        error = error_of(holder_update(portal->database, &holder));
    response_page(response, "info", title);
    response_next(response, "/nb/bilgi");
    bool moves = error == ERROR_none && strcmp(phone, holder.phone) != 0;
    if (moves)
        error = move_phone(portal, request->session, &holder, phone, response);
    if (error == ERROR_none && !moves)
        request->session->notice = updated;
    put_holder(&holder, response->data);
    node_put_flag(response->data, "confirm", moves && portal->policy.phone_change_confirmed);
    if (error != ERROR_none)
        response_refuse(response, request, error);
}

void get_info_code(struct portal *portal, struct request *request, struct response *response)
{
    (void)portal;
    response_page(response, "info_code", title);
    node_put_text(response->data, "telefon", request->session->new_phone);
}

static enum error confirm(struct portal *portal, struct request *request)
{
    struct session *session = request->session;
    struct holder holder = {0};
    char old[PHONE];
    bool first =
        code_matches(portal, session, CODE_PHONE_OLD, fields_get(&request->fields, "eski_kod"));
    bool second =
        code_matches(portal, session, CODE_PHONE_NEW, fields_get(&request->fields, "yeni_kod"));

    if (!first || !second)
        return ERROR_code_wrong;
    enum error error = error_of(holder_find(portal->database, session->holder, &holder));
    if (error != ERROR_none)
        return error;
    memcpy(old, holder.phone, sizeof old);
    memcpy(holder.phone, session->new_phone, sizeof holder.phone);
    error = error_of(holder_update(portal->database, &holder));
    if (error != ERROR_none)
        return error;
    code_use_up(portal, session, CODE_PHONE_OLD);
    code_use_up(portal, session, CODE_PHONE_NEW);
    portal_send(portal, old, "TEST e-imza portalı: kayıtlı telefon numaranız değiştirildi.");
    return ERROR_none;
}

void post_info_code(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = confirm(portal, request);

    response_page(response, "info_code", title);
    node_put_text(response->data, "telefon", request->session->new_phone);
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    request->session->notice = updated;
    node_put_flag(response->data, "changed", true);
    response_next(response, "/nb/bilgi");
}
