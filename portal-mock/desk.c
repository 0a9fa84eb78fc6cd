/* SPDX-License-Identifier: MIT */
/* The desk: what the CA's staff does, without ever seeing a stored PIN or PUK. See portal.h. */
#include "portal-mock/inside.h"
#include "portal-mock/kimlik.h"
#include "portal-mock/life.h"
#include "portal-mock/person.h"
#include "portal-mock/production.h"
#include "portal-mock/word.h"
#include "sim/base/calendar.h"

#include <stdio.h>
#include <string.h>

static enum portal_result result_of(enum error error)
{
    if (error == ERROR_none)
        return PORTAL_OK;
    if (error == ERROR_not_found)
        return PORTAL_UNKNOWN;
    return error == ERROR_failed || error == ERROR_unavailable ? PORTAL_STORE_FAILED
                                                               : PORTAL_REFUSED;
}

enum portal_result portal_add_holder(struct portal *portal, const struct portal_holder *holder)
{
    struct holder row = {0};

    if (!holder->id || !kimlik_no_holds(holder->id) || !holder->name || !*holder->name ||
        strlen(holder->name) >= sizeof row.name || !holder->phone ||
        !person_is_phone(holder->phone) || !holder->word || !word_is_fit(holder->word))
        return PORTAL_BAD_ARGUMENT;
    (void)snprintf(row.id, sizeof row.id, "%s", holder->id);
    (void)snprintf(row.name, sizeof row.name, "%s", holder->name);
    (void)snprintf(row.phone, sizeof row.phone, "%s", holder->phone);
    if (!word_hash(holder->word, &portal->random, row.word))
        return PORTAL_CRYPTO_FAILED;
    (void)pthread_mutex_lock(&portal->lock);
    enum database_result result = holder_add(portal->database, &row);
    (void)pthread_mutex_unlock(&portal->lock);
    if (result == DATABASE_CONFLICT)
        return PORTAL_REFUSED;
    return result == DATABASE_OK ? PORTAL_OK : PORTAL_STORE_FAILED;
}

enum portal_result portal_produce(struct portal *portal, const struct portal_order *order,
                                  struct portal_product *product)
{
    const struct production asked = {
        .holder = order->holder_id,
        .produced = order->produced,
        .key_kind = order->key_kind,
        .not_before = order->not_before,
        .not_after = order->not_after,
        .pin = order->pin,
        .puk = order->puk,
        .flavour = order->flavour,
        .subject_id = order->subject_id,
        .predecessor = "",
    };

    return production_run(portal, &asked, product);
}

/* Today's date in Istanbul, as a number. */
static int64_t today(const struct portal *portal)
{
    struct civil civil = calendar_istanbul(portal_now(portal));

    return (int64_t)civil.year * 10000 + civil.month * 100 + civil.day;
}

static int64_t end_of_validity(const struct portal *portal, int64_t start)
{
    struct civil civil = calendar_istanbul(start);

    civil.year += (int)portal->policy.validity_years;
    if (civil.month == 2 && civil.day == 29)
        civil.day = 28;
    return calendar_from_istanbul(&civil);
}

/* The card and its newest certificate; of both nothing is to be given back. */
static enum portal_result find(struct portal *portal, const char *serial, struct card_row *card,
                               struct certificate *certificate)
{
    enum database_result found = card_find(portal->database, serial, card);

    if (found == DATABASE_OK)
        found = certificate_of_card(portal->database, serial, certificate);
    card_row_free(card);
    certificate_free(certificate);
    return result_of(error_of(found));
}

/* The order of a card that follows on `old`; borrows from it and from `predecessor`. */
static struct production order_after(const struct portal *portal, const struct certificate *old,
                                     int64_t start, const char *predecessor)
{
    return (struct production){
        .holder = old->holder,
        .produced = today(portal),
        .key_kind = old->key_kind,
        .not_before = start,
        .not_after = end_of_validity(portal, start),
        .predecessor = predecessor,
        .replaces = *predecessor ? NULL : old->card,
    };
}

enum portal_result portal_renew(struct portal *portal, const char *card_serial,
                                struct portal_product *product)
{
    struct card_row card = {0};
    struct certificate old = {0};

    (void)pthread_mutex_lock(&portal->lock);
    enum portal_result result = find(portal, card_serial, &card, &old);
    if (result == PORTAL_OK && old.state == STATE_REVOKED)
        result = PORTAL_REFUSED;
    const struct production order =
        order_after(portal, &old, old.not_after + portal->policy.renewal_gap, old.serial);
    (void)pthread_mutex_unlock(&portal->lock);
    return result == PORTAL_OK ? production_run(portal, &order, product) : result;
}

enum portal_result portal_replace(struct portal *portal, const char *card_serial,
                                  struct portal_product *product)
{
    struct card_row card = {0};
    struct certificate old = {0};

    (void)pthread_mutex_lock(&portal->lock);
    enum portal_result result = find(portal, card_serial, &card, &old);
    if (result == PORTAL_OK && !card.fee_paid && portal->policy.fee_needed)
        result = PORTAL_REFUSED;
    const struct production order = order_after(portal, &old, portal_now(portal), "");
    (void)pthread_mutex_unlock(&portal->lock);
    return result == PORTAL_OK ? production_run(portal, &order, product) : result;
}

enum portal_result portal_book_fee(struct portal *portal, const char *card_serial)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum database_result result = card_set_number(portal->database, card_serial, CARD_FEE_PAID, 1);
    (void)pthread_mutex_unlock(&portal->lock);
    return result_of(error_of(result));
}

static enum hand hand_of(enum portal_hold hold)
{
    return hold == PORTAL_HOLD_BY_CA ? HAND_CA : HAND_HOLDER;
}

enum portal_result portal_suspend(struct portal *portal, const char *certificate_serial,
                                  enum portal_hold hold)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum error error = life_suspend(portal, certificate_serial, hand_of(hold));
    (void)pthread_mutex_unlock(&portal->lock);
    return result_of(error);
}

enum portal_result portal_lift(struct portal *portal, const char *certificate_serial)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum error error = life_lift(portal, certificate_serial, HAND_CA);
    (void)pthread_mutex_unlock(&portal->lock);
    return result_of(error);
}

enum portal_result portal_revoke(struct portal *portal, const char *certificate_serial, int reason)
{
    if (reason < 0 || reason > 10 || reason == 6 || reason == 7 || reason == 8)
        return PORTAL_BAD_ARGUMENT;
    (void)pthread_mutex_lock(&portal->lock);
    enum error error = life_revoke(portal, certificate_serial, reason);
    (void)pthread_mutex_unlock(&portal->lock);
    return result_of(error);
}

enum portal_result portal_captcha_answer(struct portal *portal, const char *id, char answer[16])
{
    enum portal_result result = PORTAL_UNKNOWN;

    (void)pthread_mutex_lock(&portal->lock);
    for (size_t i = 0; i < portal->sessions.count; i++) {
        const struct session *session = portal->sessions.list[i];
        if (*session->captcha && strcmp(session->captcha, id) == 0) {
            (void)snprintf(answer, 16, "%s", session->letters);
            result = PORTAL_OK;
        }
    }
    (void)pthread_mutex_unlock(&portal->lock);
    return result;
}
