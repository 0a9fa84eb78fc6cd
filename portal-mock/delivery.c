/* SPDX-License-Identifier: MIT */
/*
 * Delivery, and the report of a missing reader: an e-mail message that names the card's serial
 * number and holds the image of the courier's signed minutes, within 5 business days. See DEL-4.
 */
#include "portal-mock/delivery.h"

#include "portal-mock/business.h"
#include "portal-mock/handlers.h"
#include "portal-mock/mime.h"
#include "sim/base/calendar.h"

#include <stdio.h>
#include <string.h>

static int64_t date_of(int64_t when)
{
    struct civil civil = calendar_istanbul(when);

    return (int64_t)civil.year * 10000 + civil.month * 100 + civil.day;
}

int64_t delivery_last_day(const struct portal *portal, int64_t delivered)
{
    return business_day_after(date_of(delivered), portal->policy.report_days);
}

enum portal_result portal_deliver(struct portal *portal, const char *card_serial)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum database_result result =
        card_set_number(portal->database, card_serial, CARD_DELIVERED, portal_now(portal));
    (void)pthread_mutex_unlock(&portal->lock);
    if (result == DATABASE_ABSENT)
        return PORTAL_UNKNOWN;
    return result == DATABASE_OK ? PORTAL_OK : PORTAL_STORE_FAILED;
}

/* The first run of 24 hexadecimal digits, in capitals. */
static bool find_serial(const char *text, char serial[CARD_SERIAL])
{
    static const char digits[] = "0123456789ABCDEFabcdef";

    while (text && *text) {
        size_t size = strspn(text, digits);
        if (size == CARD_SERIAL - 1) {
            for (size_t i = 0; i < size; i++)
                serial[i] = (char)(text[i] >= 'a' ? text[i] - 'a' + 'A' : text[i]);
            serial[size] = '\0';
            return true;
        }
        text += size;
        text += strcspn(text, digits);
    }
    return false;
}

static const char *judge(struct portal *portal, const struct mail *mail,
                         const struct card_row *card)
{
    if (card->delivered == 0)
        return "not_delivered";
    if (!mail->image && portal->policy.report_needs_image)
        return "no_image";
    bool late = date_of(portal_now(portal)) > delivery_last_day(portal, card->delivered);
    return late ? "too_late" : "accepted";
}

static const struct {
    const char *verdict;
    const char *text;
} answers[] = {
    {"accepted",      "Bildiriminiz alındı. Eksik kart okuyucu gönderilecek."                         },
    {"no_image",
     "Kurye tutanağının görüntüsü ekte yok. Tutanak görüntüsünü ekleyip yeniden gönderiniz."},
    {"too_late",      "Bildirim süresi (teslimden sonra 5 iş günü) geçmiş."                        },
    {"not_delivered", "Kart size henüz teslim edilmemiş görünüyor."                                 },
    {"unknown_card",  "İletide bilinen bir kart seri numarası yok."                                    },
    {"malformed",     "İleti okunamadı."                                                               },
};

static void answer(const char *verdict, struct portal_report *report)
{
    (void)snprintf(report->verdict, sizeof report->verdict, "%s", verdict);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (strcmp(answers[i].verdict, verdict) == 0)
            (void)snprintf(report->text, sizeof report->text, "%s", answers[i].text);
}

/* Judges the report and keeps what came of it. */
static enum database_result take(struct portal *portal, const struct mail *mail,
                                 struct portal_report *report)
{
    struct card_row card;
    bool named = find_serial(mail->subject, report->card) ||
                 find_serial((const char *)mail->words.data, report->card);
    enum database_result found =
        named ? card_find(portal->database, report->card, &card) : DATABASE_ABSENT;

    if (found == DATABASE_ABSENT) {
        report->card[0] = '\0';
        answer("unknown_card", report);
        return DATABASE_OK;
    }
    if (found == DATABASE_OK) {
        answer(judge(portal, mail, &card), report);
        found = report_put(portal->database, card.serial, portal_now(portal), report->verdict);
        card_row_free(&card);
    }
    return found;
}

enum portal_result portal_take_mail(struct portal *portal, const void *message, size_t size,
                                    struct portal_report *report)
{
    struct mail mail;
    enum database_result result = DATABASE_OK;
    bool readable = mail_read(bytes_of(message, size), &mail);

    *report = (struct portal_report){0};
    (void)pthread_mutex_lock(&portal->lock);
    if (readable)
        result = take(portal, &mail, report);
    else
        answer("malformed", report);
    (void)pthread_mutex_unlock(&portal->lock);
    mail_free(&mail);
    return result == DATABASE_OK ? PORTAL_OK : PORTAL_STORE_FAILED;
}

static void put_date(struct node *node, const char *name, int64_t date)
{
    char text[16];

    (void)snprintf(text, sizeof text, "%04d-%02d-%02d", (int)(date / 10000),
                   (int)(date / 100 % 100), (int)(date % 100));
    node_put_text(node, name, text);
}

struct walk {
    struct portal *portal;
    struct node *list;
    enum database_result result;
};

static bool list_card(void *context, const struct card_row *card)
{
    struct walk *walk = context;
    struct node *node = node_object();
    char verdict[VERDICT];

    node_put_text(node, "serial", card->serial);
    if (card->delivered != 0) {
        put_date(node, "delivered", date_of(card->delivered));
        put_date(node, "last_day", delivery_last_day(walk->portal, card->delivered));
    }
    walk->result = report_find(walk->portal->database, card->serial, verdict);
    if (*verdict)
        node_put_text(node, "report", verdict);
    node_append(walk->list, node);
    return walk->result == DATABASE_OK;
}

void get_deliveries(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {portal, node_list(), DATABASE_OK};
    enum database_result result =
        card_each(portal->database, request->session->holder, list_card, &walk);

    response_page(response, "deliveries", "Teslimat");
    node_put(response->data, "cards", walk.list);
    node_put_number(response->data, "days", portal->policy.report_days);
    if (result == DATABASE_OK || result == DATABASE_ABSENT)
        result = walk.result;
    if (result != DATABASE_OK)
        response_refuse(response, request, error_of(result));
}
