/* SPDX-License-Identifier: MIT */
/* What comes after a card: Sertifika Yükle, which stands in the menu only while a certificate waits
 * for its start, and Kart Yenileme, a replacement against a fee. */
#include "portal-mock/renewal.h"
#include "portal-mock/handlers.h"

#include <string.h>

struct waiting {
    struct portal *portal;
    struct node *list; /* NULL: only counted */
    size_t count;
};

static bool see(void *context, const struct certificate *certificate)
{
    struct waiting *waiting = context;

    if (!*certificate->predecessor || certificate->state == STATE_REVOKED ||
        certificate->not_before <= portal_now(waiting->portal))
        return true;
    waiting->count++;
    if (!waiting->list)
        return true;
    struct node *node = node_object();
    node_put_text(node, "serial", certificate->serial);
    node_put_text(node, "card", certificate->card);
    node_put_text(node, "predecessor", certificate->predecessor);
    node_put_time(node, "not_before", certificate->not_before);
    node_put_time(node, "not_after", certificate->not_after);
    node_append(waiting->list, node);
    return true;
}

bool renewal_waits(struct portal *portal, const char *holder)
{
    struct waiting waiting = {.portal = portal};

    return certificate_each(portal->database, holder, see, &waiting) == DATABASE_OK &&
           waiting.count > 0;
}

void get_waiting(struct portal *portal, struct request *request, struct response *response)
{
    struct waiting waiting = {portal, node_list(), 0};
    enum database_result result =
        certificate_each(portal->database, request->session->holder, see, &waiting);

    response_page(response, "waiting", "Sertifika Yükle");
    node_put(response->data, "certificates", waiting.list);
    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        response_refuse(response, request, error_of(result));
    else if (waiting.count == 0)
        response_refuse(response, request, ERROR_nothing_waits);
}

static bool list_card(void *context, const struct card_row *card)
{
    struct node *node = node_object();

    node_put_text(node, "serial", card->serial);
    node_put_flag(node, "asked", card->asked);
    node_put_flag(node, "fee_paid", card->fee_paid);
    node_append(context, node);
    return true;
}

void get_replacement(struct portal *portal, struct request *request, struct response *response)
{
    struct node *cards = node_list();
    enum database_result result =
        card_each(portal->database, request->session->holder, list_card, cards);

    response_page(response, "replacement", "Kart Yenileme");
    node_put(response->data, "cards", cards);
    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        response_refuse(response, request, error_of(result));
}

static enum error ask(struct portal *portal, const struct request *request)
{
    const char *serial = fields_get(&request->fields, "kart");
    struct card_row card;

    if (!serial)
        return ERROR_missing_field;
    enum database_result found = card_find(portal->database, serial, &card);
    bool own = found == DATABASE_OK && strcmp(card.holder, request->session->holder) == 0;
    card_row_free(&card);
    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return error_of(found);
    if (!own)
        return ERROR_not_found;
    if (!fields_say(&request->fields, "onay", "evet"))
        return ERROR_confirm;
    return error_of(card_set_number(portal->database, serial, CARD_ASKED, 1));
}

void post_replacement(struct portal *portal, struct request *request, struct response *response)
{
    enum error error = ask(portal, request);

    get_replacement(portal, request, response);
    if (error != ERROR_none)
        response_refuse(response, request, error);
    else
        response_next(response, "/nb/yenileme");
}
