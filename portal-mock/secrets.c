/* SPDX-License-Identifier: MIT */
/*
 * PIN / PUK Bilgisi: the values as issued, to their owner alone, after the warnings were
 * confirmed; saved as a PDF; deleted for ever. The vault's key goes first: a crash after that finds
 * a row whose bytes nobody can read, which counts as deleted.
 */
#include "portal-mock/handlers.h"
#include "portal-mock/pdf.h"
#include "sim/base/calendar.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>

static const char *const warnings[] = {
    "PIN bilgisinin güvenli olarak muhafaza edilmesi kart sahibinin sorumluluğundadır. PIN, siz "
    "silinceye kadar şifreli olarak saklanır.",
    "\"Parolalarımı Kaydet\" ile oluşturulan PDF dosyasını güvenli bir yerde saklayınız; yazıcıdan "
    "bir baskısını da almanız önerilir.",
    "PIN'i doğru kaydettiğinizden ve baskısını aldığınızdan emin olduktan sonra \"Parolalarımı "
    "Sil\" ile sistemden silmeniz önerilir. Silinen PIN bir daha görülemez.",
    "Burada gösterilen değerler ilk verilen değerlerdir; kart üzerinde değiştirilen PIN ya da PUK "
    "bu sistemde görülmez.",
};

/* PIN and PUK of a card, opened. */
struct pins {
    struct blob plain;
    const char *pin;
    const char *puk;
};

static bool open_pins(struct portal *portal, const struct card_row *card, struct pins *pins)
{
    char record[RECORD_NAME];

    if (card->stored == STORED_STALE || card->stored == STORED_DELETED)
        return false;
    record_of_pins(card->serial, record);
    if (vault_unseal(portal->vault, record, blob_bytes(&card->sealed_pins), &pins->plain) !=
        VAULT_OK)
        return false;
    const uint8_t *middle =
        pins->plain.size ? memchr(pins->plain.data, 0, pins->plain.size - 1) : NULL;
    if (!middle || pins->plain.data[pins->plain.size - 1] != 0) {
        blob_free(&pins->plain);
        return false;
    }
    pins->pin = (const char *)pins->plain.data;
    pins->puk = (const char *)middle + 1;
    return true;
}

static void print_date(int64_t date, char text[16])
{
    (void)snprintf(text, 16, "%04d-%02d-%02d", (int)(date / 10000), (int)(date / 100 % 100),
                   (int)(date % 100));
}

/* What a walk over the holder's cards works on. */
struct walk {
    struct portal *portal;
    const char *card; /* NULL: each */
    struct node *list;
    struct pdf_card sheet[32];
    struct pins opened[32];
    char produced[32][16];
    char serials[32][CARD_SERIAL];
    size_t count;
    bool never_saved;
    bool failed;
};

static bool is_meant(const struct walk *walk, const struct card_row *card)
{
    return !walk->card || strcmp(walk->card, card->serial) == 0;
}

static struct node *card_node(const struct card_row *card, enum stored stored)
{
    struct node *node = node_object();
    char produced[16];

    print_date(card->produced, produced);
    node_put_text(node, "serial", card->serial);
    node_put_text(node, "produced", produced);
    node_put_text(node, "stored", stored_name(stored));
    node_put_flag(node, "kept", stored == STORED_ISSUED || stored == STORED_SAVED);
    return node;
}

static bool list_card(void *context, const struct card_row *card)
{
    struct walk *walk = context;

    node_append(walk->list, card_node(card, card->stored));
    return true;
}

static bool show_card(void *context, const struct card_row *card)
{
    struct walk *walk = context;
    struct pins pins = {0};
    bool opened = open_pins(walk->portal, card, &pins);
    bool gone = !opened && (card->stored == STORED_ISSUED || card->stored == STORED_SAVED);
    struct node *node = card_node(card, gone ? STORED_DELETED : card->stored);

    if (opened) {
        node_put_text(node, "pin", pins.pin);
        if (card->produced < walk->portal->policy.puk_border)
            node_put_text(node, "puk", pins.puk);
        blob_free(&pins.plain);
    }
    node_append(walk->list, node);
    return true;
}

/* Walks the cards; a holder without one is no failure. */
static enum database_result walk_cards(struct portal *portal, const struct request *request,
                                       card_fn *take, struct walk *walk)
{
    walk->portal = portal;
    walk->card = fields_get(&request->fields, "kart");
    enum database_result result = card_each(portal->database, request->session->holder, take, walk);
    return result == DATABASE_ABSENT ? DATABASE_OK : result;
}

static void put_warnings(struct node *data, enum language language)
{
    struct node *list = node_list();

    for (size_t i = 0; i < sizeof warnings / sizeof warnings[0]; i++)
        node_append_text(list, words_translate(warnings[i], language));
    node_put(data, "warnings", list);
}

static enum error put_cards(struct portal *portal, const struct request *request,
                            struct response *response, card_fn *take)
{
    struct walk walk = {.list = node_list()};
    enum database_result result = walk_cards(portal, request, take, &walk);

    node_put(response->data, "cards", walk.list);
    return result == DATABASE_OK ? ERROR_none : error_of(result);
}

void get_pins(struct portal *portal, struct request *request, struct response *response)
{
    response_page(response, "pins", "PIN / PUK Bilgisi");
    put_warnings(response->data, request->language);
    enum error error = put_cards(portal, request, response, list_card);
    if (error != ERROR_none)
        response_refuse(response, request, error);
}

/* The warnings were confirmed, now or before in this session. */
static bool is_warned(const struct portal *portal, const struct request *request)
{
    if (fields_say(&request->fields, "okudum", "evet"))
        request->session->warned = true;
    return request->session->warned || !portal->policy.warnings_confirmed;
}

void post_pins(struct portal *portal, struct request *request, struct response *response)
{
    if (!is_warned(portal, request)) {
        get_pins(portal, request, response);
        response_refuse(response, request, ERROR_confirm_warnings);
        return;
    }
    response_page(response, "shown", "PIN / PUK Bilgisi");
    node_put_text(response->data, "notice", words_translate(warnings[3], request->language));
    enum error error = put_cards(portal, request, response, show_card);
    if (error != ERROR_none)
        response_refuse(response, request, error);
}

/* The same, laid out for the printer: no buttons, large digits. */
void post_print_pins(struct portal *portal, struct request *request, struct response *response)
{
    post_pins(portal, request, response);
    if (response->status == 200)
        response_page(response, "print", "PIN / PUK Bilgisi");
    node_put_time(response->data, "printed", portal_now(portal));
}

static bool sheet_card(void *context, const struct card_row *card)
{
    struct walk *walk = context;
    size_t i = walk->count;

    if (i == sizeof walk->sheet / sizeof walk->sheet[0])
        return false;
    if (!is_meant(walk, card) || !open_pins(walk->portal, card, &walk->opened[i]))
        return true;
    print_date(card->produced, walk->produced[i]);
    memcpy(walk->serials[i], card->serial, sizeof walk->serials[i]);
    walk->sheet[i] = (struct pdf_card){
        .serial = walk->serials[i],
        .produced = walk->produced[i],
        .pin = walk->opened[i].pin,
        .puk = card->produced < walk->portal->policy.puk_border ? walk->opened[i].puk : NULL,
    };
    walk->count++;
    return true;
}

static enum error mark_saved(struct portal *portal, const struct walk *walk)
{
    enum database_result result = database_begin(portal->database);

    if (result != DATABASE_OK)
        return error_of(result);
    for (size_t i = 0; i < walk->count && result == DATABASE_OK; i++)
        result = card_set_stored(portal->database, walk->serials[i], STORED_SAVED);
    result = database_end(portal->database, result);
    return result == DATABASE_OK ? ERROR_none : error_of(result);
}

static enum error paint(struct portal *portal, const struct request *request, struct walk *walk,
                        struct blob *pdf)
{
    struct holder holder = {0};
    char printed[32];
    enum database_result found = holder_find(portal->database, request->session->holder, &holder);

    if (found != DATABASE_OK)
        return error_of(found);
    if (walk->count == 0)
        return ERROR_nothing_stored;
    calendar_print(portal_now(portal), printed, sizeof printed);
    const struct pdf_pin_sheet sheet = {holder.name, holder.id, printed, walk->sheet, walk->count};
    return pdf_paint_pin_sheet(&sheet, pdf) ? mark_saved(portal, walk) : ERROR_failed;
}

void post_save_pins(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {0};
    struct blob pdf = {0};
    enum error error = ERROR_confirm_warnings;

    if (is_warned(portal, request)) {
        enum database_result result = walk_cards(portal, request, sheet_card, &walk);
        error = result == DATABASE_OK ? paint(portal, request, &walk, &pdf) : error_of(result);
    }
    if (error == ERROR_none) {
        response_raw(response, "application/pdf", blob_bytes(&pdf));
        (void)snprintf(response->file, sizeof response->file, "parolalarim.pdf");
    } else {
        response_refuse(response, request, error);
    }
    blob_free(&pdf);
    for (size_t i = 0; i < walk.count; i++)
        blob_free(&walk.opened[i].plain);
}

static bool mark_card(void *context, const struct card_row *card)
{
    struct walk *walk = context;

    if (!is_meant(walk, card) || walk->count == sizeof walk->serials / sizeof walk->serials[0])
        return true;
    if (card->stored == STORED_STALE || card->stored == STORED_DELETED)
        return true;
    walk->never_saved = walk->never_saved || card->stored == STORED_ISSUED;
    memcpy(walk->serials[walk->count++], card->serial, CARD_SERIAL);
    return true;
}

static enum error erase(struct portal *portal, const struct walk *walk)
{
    char record[RECORD_NAME];

    for (size_t i = 0; i < walk->count; i++) {
        record_of_pins(walk->serials[i], record);
        if (vault_destroy(portal->vault, record) != VAULT_OK)
            return ERROR_unavailable;
        enum database_result result =
            card_set_stored(portal->database, walk->serials[i], STORED_DELETED);
        if (result != DATABASE_OK)
            return error_of(result);
    }
    return ERROR_none;
}

void post_delete_pins(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {0};
    enum database_result result = walk_cards(portal, request, mark_card, &walk);
    enum error error = result == DATABASE_OK ? ERROR_none : error_of(result);
    bool again = fields_say(&request->fields, "yine_de", "evet");

    response_page(response, "delete", "Parolalarımı Sil");
    node_put_text(response->data, "kart", walk.card);
    if (error == ERROR_none && !fields_say(&request->fields, "onay", "evet"))
        error = ERROR_confirm;
    else if (error == ERROR_none && walk.count == 0)
        error = ERROR_nothing_stored;
    else if (error == ERROR_none && walk.never_saved && !again && portal->policy.unsaved_asks_again)
        error = ERROR_not_saved;
    if (error == ERROR_none)
        error = erase(portal, &walk);
    if (error != ERROR_none) {
        node_put_flag(response->data, "again", error == ERROR_not_saved);
        node_put_flag(response->data, "first", error == ERROR_confirm);
        response_refuse(response, request, error);
        return;
    }
    node_put_flag(response->data, "deleted", true);
}
