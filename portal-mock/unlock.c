/* SPDX-License-Identifier: MIT */
/* Kilit Çözme, the holder's side: choose the card, confirm by SMS, read the pairing code, follow
 * along. See unlock.h. */
#include "portal-mock/unlock.h"

#include "portal-mock/code.h"
#include "portal-mock/handlers.h"
#include "portal-mock/pairing_code.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>

static const char title[] = "Kilit Çözme";

const char *unlock_state_name(enum unlock_state state)
{
    static const char *const names[] = {"idle",   "sms",  "code",  "paired",
                                        "issued", "done", "failed"};

    return names[state];
}

void unlock_end(struct unlock *unlock, enum unlock_state state)
{
    secret_wipe(unlock->code, sizeof unlock->code);
    secret_wipe(unlock->token, sizeof unlock->token);
    unlock->state = state;
}

enum error unlock_check(struct portal *portal, const char *holder, const char *serial)
{
    struct card_row card;
    struct certificate certificate = {0};
    enum database_result found = card_find(portal->database, serial, &card);
    enum error error = ERROR_none;

    if (found == DATABASE_OK && strcmp(card.holder, holder) == 0)
        found = certificate_of_card(portal->database, serial, &certificate);
    else if (found == DATABASE_OK)
        found = DATABASE_ABSENT;
    if (found != DATABASE_OK)
        error = error_of(found);
    else if (card.produced < portal->policy.unlock_border)
        error = ERROR_use_puk;
    else if (portal->policy.unlock_needs_valid &&
             !certificate_is_good(&certificate, portal_now(portal)))
        error = ERROR_not_valid;
    card_row_free(&card);
    certificate_free(&certificate);
    return error;
}

static bool list_card(void *context, const struct card_row *card)
{
    struct node *node = node_object();

    node_put_text(node, "serial", card->serial);
    node_append(context, node);
    return true;
}

void get_unlock(struct portal *portal, struct request *request, struct response *response)
{
    struct unlock *unlock = &request->session->unlock;
    struct node *cards = node_list();
    bool waits = unlock->state == UNLOCK_CODE || unlock->state == UNLOCK_PAIRED ||
                 unlock->state == UNLOCK_ISSUED;

    response_page(response, "unlock", title);
    if (waits && portal_now(portal) > unlock->until) {
        unlock_end(unlock, UNLOCK_FAILED);
        waits = false;
    }
    enum database_result result =
        card_each(portal->database, request->session->holder, list_card, cards);
    node_put(response->data, "cards", cards);
    node_put_text(response->data, "state", unlock_state_name(unlock->state));
    node_put_flag(response->data, unlock_state_name(unlock->state), true);
    node_put_flag(response->data, "startable", !waits && unlock->state != UNLOCK_SMS);
    if (*unlock->card)
        node_put_text(response->data, "card", unlock->card);
    if (unlock->state == UNLOCK_CODE)
        node_put_text(response->data, "onay_kodu", unlock->code);
    response->follow_seconds = waits ? 3 : 0;
    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        response_refuse(response, request, error_of(result));
}

static enum error give_code(struct portal *portal, struct session *session, struct node *data)
{
    struct unlock *unlock = &session->unlock;

    if (!pairing_code_draw(&portal->random, unlock->code))
        return ERROR_failed;
    unlock->state = UNLOCK_CODE;
    unlock->until = portal_now(portal) + portal->policy.pairing_life;
    node_put_text(data, "onay_kodu", unlock->code);
    node_put_number(data, "seconds", portal->policy.pairing_life);
    return ERROR_none;
}

static enum error send_sms(struct portal *portal, struct session *session, struct node *data)
{
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, session->holder, &holder);

    if (found != DATABASE_OK)
        return error_of(found);
    node_put_number(data, "seconds", portal->policy.sms_life);
    return code_send(portal, session, CODE_UNLOCK, holder.phone);
}

/* Begins anew for that card. What was begun before stays as it was when no code can be sent: the
 * code that was is for the card that it was asked for. */
static enum error begin(struct portal *portal, struct session *session, const char *serial,
                        struct node *data)
{
    struct unlock *unlock = &session->unlock;
    bool needs_sms = portal->policy.unlock_needs_sms;
    enum error error = needs_sms ? send_sms(portal, session, data) : ERROR_none;

    if (error != ERROR_none)
        return error;
    unlock_end(unlock, needs_sms ? UNLOCK_SMS : UNLOCK_IDLE);
    (void)snprintf(unlock->card, sizeof unlock->card, "%s", serial);
    return needs_sms ? ERROR_none : give_code(portal, session, data);
}

void post_unlock(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session = request->session;
    const char *serial = fields_get(&request->fields, "kart");
    enum error error = ERROR_missing_field;

    response_page(response, "unlock_refused", title);
    if (serial)
        error = unlock_check(portal, session->holder, serial);
    if (error == ERROR_none)
        error = begin(portal, session, serial, response->data);
    if (error != ERROR_none) {
        node_put_flag(response->data, error_name(error), true);
        response_refuse(response, request, error);
        return;
    }
    response_next(response, "/nb/kilit-cozme");
}

void post_unlock_code(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session = request->session;
    enum error error = ERROR_wrong_state;

    response_page(response, "unlock_refused", title);
    if (session->unlock.state == UNLOCK_SMS)
        error =
            code_check(portal, session, CODE_UNLOCK, fields_get(&request->fields, "sms_onay_kodu"));
    if (error == ERROR_none)
        error = give_code(portal, session, response->data);
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    response_next(response, "/nb/kilit-cozme");
}
