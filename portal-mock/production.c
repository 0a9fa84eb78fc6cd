/* SPDX-License-Identifier: MIT */
/* Production: see production.h. Sealed first, then written in one transaction: a crash in between
 * leaves keys without records, which are harmless. */
#include "portal-mock/production.h"

#include "portal-mock/life.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIN_LEAST = 4, PIN_MOST = 16, PUK_DIGITS = 8, PIN_DIGITS = 6, SERIAL = 12, SUPERSEDED = 4 };

static bool are_digits(const char *text, size_t least, size_t most)
{
    size_t size = strlen(text);

    return size >= least && size <= most && strspn(text, "0123456789") == size;
}

static bool is_fit(const struct production *asked)
{
    enum ca_key_kind kind;

    return asked->holder && asked->key_kind && ca_key_kind_parse(asked->key_kind, &kind) &&
           calendar_is_date(asked->produced) && asked->not_before < asked->not_after &&
           (!asked->pin || are_digits(asked->pin, PIN_LEAST, PIN_MOST)) &&
           (!asked->puk || are_digits(asked->puk, PUK_DIGITS, PUK_DIGITS));
}

static bool draw_digits(const struct random_port *random, const char *given, char *text,
                        size_t count)
{
    if (given) {
        memcpy(text, given, strlen(given) + 1);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t digit;
        if (!random_below(random, 10, &digit))
            return false;
        text[i] = (char)('0' + digit);
    }
    text[count] = '\0';
    return true;
}

static enum portal_result draw(struct portal *portal, const struct production *asked,
                               struct portal_product *product)
{
    uint8_t serial[SERIAL];

    if (!random_fill(&portal->random, serial, sizeof serial) ||
        !hex_encode(bytes_of(serial, sizeof serial), product->serial, sizeof product->serial) ||
        !draw_digits(&portal->random, asked->pin, product->pin, PIN_DIGITS) ||
        !draw_digits(&portal->random, asked->puk, product->puk, PUK_DIGITS) ||
        !random_fill(&portal->random, product->admin_key, sizeof product->admin_key))
        return PORTAL_CRYPTO_FAILED;
    return PORTAL_OK;
}

static enum portal_result result_of_vault(enum vault_result result)
{
    if (result == VAULT_OK)
        return PORTAL_OK;
    return result == VAULT_CRYPTO_FAILED ? PORTAL_CRYPTO_FAILED : PORTAL_STORE_FAILED;
}

static enum portal_result seal(struct portal *portal, const struct portal_product *product,
                               struct card_row *card)
{
    char pins[sizeof product->pin + sizeof product->puk];
    char record[RECORD_NAME];
    size_t pin_size = strlen(product->pin) + 1;
    size_t puk_size = strlen(product->puk) + 1;

    memcpy(pins, product->pin, pin_size);
    memcpy(pins + pin_size, product->puk, puk_size);
    record_of_pins(product->serial, record);
    enum vault_result result =
        vault_seal(portal->vault, record, bytes_of(pins, pin_size + puk_size), &card->sealed_pins);
    secret_wipe(pins, sizeof pins);
    if (result != VAULT_OK)
        return result_of_vault(result);
    record_of_key(product->serial, record);
    return result_of_vault(vault_seal(portal->vault, record,
                                      bytes_of(product->admin_key, sizeof product->admin_key),
                                      &card->sealed_key));
}

/* Within the transaction, so that of two that came at once one alone has the fee.
 * DATABASE_CONFLICT: there is none (any more). */
static enum database_result take_fee(struct portal *portal, const char *card)
{
    enum database_result result = card_take_fee(portal->database, card);

    if (result != DATABASE_ABSENT)
        return result;
    return portal->policy.fee_needed ? DATABASE_CONFLICT : DATABASE_OK;
}

/* What a replacement ends: the fee is used up, the dead card's certificate revoked. */
static enum database_result end_replaced(struct portal *portal, const char *card)
{
    struct certificate old;
    enum database_result result = take_fee(portal, card);

    if (result == DATABASE_OK)
        result = certificate_of_card(portal->database, card, &old);
    if (result != DATABASE_OK)
        return result;
    if (old.state != STATE_REVOKED && portal_now(portal) <= old.not_after) {
        old.state = STATE_REVOKED;
        old.reason = SUPERSEDED;
        old.since = portal_now(portal);
        old.held_by[0] = '\0';
        result = certificate_set_state(portal->database, &old);
    }
    certificate_free(&old);
    return result;
}

static enum database_result write_rows(struct portal *portal, const struct production *asked,
                                       const struct card_row *card,
                                       const struct certificate *certificate)
{
    enum database_result result = database_begin(portal->database);

    if (result != DATABASE_OK)
        return result;
    result = card_add(portal->database, card);
    if (result == DATABASE_OK)
        result = certificate_add(portal->database, certificate);
    if (result == DATABASE_OK && asked->replaces)
        result = end_replaced(portal, asked->replaces);
    return database_end(portal->database, result);
}

static enum portal_result result_of_rows(enum database_result result)
{
    if (result == DATABASE_OK)
        return PORTAL_OK;
    return result == DATABASE_CONFLICT ? PORTAL_REFUSED : PORTAL_STORE_FAILED;
}

static enum portal_result keep(struct portal *portal, const struct production *asked,
                               const struct ca_issued *issued, struct portal_product *product)
{
    struct card_row card = {.produced = asked->produced, .stored = STORED_ISSUED};
    struct certificate certificate = {
        .not_before = asked->not_before,
        .not_after = asked->not_after,
        .state = STATE_GOOD,
        .since = portal_now(portal),
        .der = issued->certificate,
    };
    enum portal_result result = seal(portal, product, &card);

    (void)snprintf(card.serial, sizeof card.serial, "%s", product->serial);
    (void)snprintf(card.holder, sizeof card.holder, "%s", asked->holder);
    (void)snprintf(certificate.serial, sizeof certificate.serial, "%s", issued->serial);
    (void)snprintf(certificate.card, sizeof certificate.card, "%s", product->serial);
    (void)snprintf(certificate.holder, sizeof certificate.holder, "%s", asked->holder);
    (void)snprintf(certificate.key_kind, sizeof certificate.key_kind, "%s", asked->key_kind);
    (void)snprintf(certificate.predecessor, sizeof certificate.predecessor, "%s",
                   asked->predecessor);
    if (result == PORTAL_OK)
        result = result_of_rows(write_rows(portal, asked, &card, &certificate));
    card_row_free(&card);
    return result;
}

static enum portal_result name_of(struct portal *portal, const char *id, struct holder *holder)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum database_result found = holder_find(portal->database, id, holder);
    (void)pthread_mutex_unlock(&portal->lock);
    if (found == DATABASE_ABSENT)
        return PORTAL_UNKNOWN;
    return found == DATABASE_OK ? PORTAL_OK : PORTAL_STORE_FAILED;
}

static enum portal_result issue(struct portal *portal, const struct production *asked,
                                const struct holder *holder, struct ca_issued *issued)
{
    struct ca_request request = {
        .subject_id = asked->subject_id ? asked->subject_id : holder->id,
        .name = holder->name,
        .not_before = asked->not_before,
        .not_after = asked->not_after,
        .flavour = CA_FLAVOUR_QUALIFIED,
    };

    if (!ca_key_kind_parse(asked->key_kind, &request.key) ||
        (asked->flavour && !ca_flavour_parse(asked->flavour, &request.flavour)))
        return PORTAL_BAD_ARGUMENT;
    if (ca_issue(portal->ca, &request, issued) != CA_OK)
        return PORTAL_CRYPTO_FAILED;
    return asked->flavour ? portal_write_chain(portal) : PORTAL_OK;
}

/* Hands key and certificate over to the product. */
static void hand_over(struct ca_issued *issued, struct portal_product *product)
{
    (void)snprintf(product->certificate_serial, sizeof product->certificate_serial, "%s",
                   issued->serial);
    product->key = issued->key.data;
    product->key_size = issued->key.size;
    product->certificate = issued->certificate.data;
    product->certificate_size = issued->certificate.size;
    issued->key = (struct blob){0};
    issued->certificate = (struct blob){0};
}

enum portal_result production_run(struct portal *portal, const struct production *asked,
                                  struct portal_product *product)
{
    struct portal_product made = {0};
    struct holder holder = {0};
    struct ca_issued issued = {0};
    enum portal_result result = PORTAL_BAD_ARGUMENT;

    if (is_fit(asked))
        result = name_of(portal, asked->holder, &holder);
    if (result == PORTAL_OK)
        result = issue(portal, asked, &holder, &issued);
    (void)pthread_mutex_lock(&portal->lock);
    if (result == PORTAL_OK)
        result = draw(portal, asked, &made);
    if (result == PORTAL_OK)
        result = keep(portal, asked, &issued, &made);
    (void)pthread_mutex_unlock(&portal->lock);
    if (result == PORTAL_OK) {
        hand_over(&issued, &made);
        *product = made;
    }
    secret_wipe(&made, sizeof made);
    ca_issued_free(&issued);
    return result;
}

void portal_product_free(struct portal_product *product)
{
    if (product->key)
        secret_wipe(product->key, product->key_size);
    free(product->key);
    free(product->certificate);
    secret_wipe(product, sizeof *product);
}
