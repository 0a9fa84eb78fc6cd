/* SPDX-License-Identifier: MIT */
/*
 * Kilit Çözme, the program's side: it comes with the pairing code, says which card is in the
 * reader and what its challenge is, and is given one cryptogram for just that. The new PIN it
 * sets by itself; the portal never sees it. See PROTOCOL.md, "The unlock wire".
 */
#include "portal-mock/handlers.h"
#include "portal-mock/pairing_code.h"
#include "portal-mock/unlock.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <string.h>

enum { SERIAL = 12, CARD_CHALLENGE = 16, CRYPTOGRAM = 16, KEY = 32 };

static const char label[] = "AKIS-UNLOCK";

static const char *held_code(const struct session *session)
{
    bool shown = session->step == STEP_IN && session->unlock.state == UNLOCK_CODE;

    return shown ? session->unlock.code : "";
}

static const char *held_token(const struct session *session)
{
    return session->step == STEP_IN ? session->unlock.token : "";
}

/* The session that holds `text`; its time must not be over. */
static struct session *find(struct portal *portal, const char *text, size_t size, held_fn *held)
{
    struct session *session = pairing_find(&portal->sessions, text, size, held);

    return session && portal_now(portal) <= session->unlock.until ? session : NULL;
}

void post_pairing(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "onay_kodu"), PAIRING_CODE - 1, held_code);

    if (!session) {
        response_refuse(response, request, ERROR_pairing_refused);
        return;
    }
    struct unlock *unlock = &session->unlock;
    if (!token_draw(&portal->random, unlock->token, sizeof unlock->token)) {
        response_refuse(response, request, ERROR_failed);
        return;
    }
    secret_wipe(unlock->code, sizeof unlock->code);
    unlock->state = UNLOCK_PAIRED;
    node_put_text(response->data, "pairing", unlock->token);
    node_put_text(response->data, "card", unlock->card);
}

/* AES-256-CMAC(K_card, label ‖ serial ‖ challenge). */
static bool cmac(struct bytes key, struct bytes serial, struct bytes challenge,
                 uint8_t out[CRYPTOGRAM])
{
    char cipher[] = "AES-256-CBC";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, 0),
        OSSL_PARAM_construct_end(),
    };
    size_t size = 0;
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "CMAC", NULL);
    EVP_MAC_CTX *context = mac ? EVP_MAC_CTX_new(mac) : NULL;
    bool done = context && EVP_MAC_init(context, key.data, key.size, parameters) == 1 &&
                EVP_MAC_update(context, (const unsigned char *)label, sizeof label - 1) == 1 &&
                EVP_MAC_update(context, serial.data, serial.size) == 1 &&
                EVP_MAC_update(context, challenge.data, challenge.size) == 1 &&
                EVP_MAC_final(context, out, &size, CRYPTOGRAM) == 1 && size == CRYPTOGRAM;

    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);
    return done;
}

/* Opens the card's key and makes the cryptogram. */
static enum error make(struct portal *portal, const char *card_serial, struct bytes serial,
                       struct bytes challenge, uint8_t out[CRYPTOGRAM])
{
    char record[RECORD_NAME];
    struct card_row card;
    struct blob key = {0};
    enum database_result found = card_find(portal->database, card_serial, &card);
    enum error error = ERROR_none;

    record_of_key(card_serial, record);
    if (found != DATABASE_OK)
        error = error_of(found);
    else if (vault_unseal(portal->vault, record, blob_bytes(&card.sealed_key), &key) != VAULT_OK ||
             key.size != KEY || !cmac(blob_bytes(&key), serial, challenge, out))
        error = ERROR_failed;
    blob_free(&key);
    card_row_free(&card);
    return error;
}

/* From here on the PIN that is kept may be the old one: it is forgotten before the answer goes. */
static enum error stale_pin(struct portal *portal, const char *card_serial)
{
    char record[RECORD_NAME];

    if (!portal->policy.unlock_stales_pin)
        return ERROR_none;
    record_of_pins(card_serial, record);
    if (vault_destroy(portal->vault, record) != VAULT_OK)
        return ERROR_unavailable;
    enum database_result result = card_set_stored(portal->database, card_serial, STORED_STALE);
    return result == DATABASE_OK ? ERROR_none : error_of(result);
}

static enum error authorise(struct portal *portal, struct session *session,
                            const struct request *request, char text[2 * CRYPTOGRAM + 1])
{
    uint8_t serial_room[SERIAL];
    uint8_t challenge_room[CARD_CHALLENGE];
    uint8_t cryptogram[CRYPTOGRAM];
    struct buf serial = buf_over(serial_room, sizeof serial_room);
    struct buf challenge = buf_over(challenge_room, sizeof challenge_room);
    const char *serial_text = fields_get(&request->fields, "serial");
    const char *challenge_text = fields_get(&request->fields, "challenge");
    char named[CARD_SERIAL];

    if (!serial_text || !challenge_text || !hex_decode(serial_text, &serial) ||
        !hex_decode(challenge_text, &challenge) || serial.size != SERIAL ||
        challenge.size != CARD_CHALLENGE || !hex_encode(buf_bytes(&serial), named, sizeof named))
        return ERROR_missing_field;
    if (strcmp(named, session->unlock.card) != 0)
        return ERROR_other_card;
    enum error error = unlock_check(portal, session->holder, session->unlock.card);
    if (error == ERROR_none)
        error = make(portal, session->unlock.card, buf_bytes(&serial), buf_bytes(&challenge),
                     cryptogram);
    if (error == ERROR_none)
        error = stale_pin(portal, session->unlock.card);
    if (error == ERROR_none &&
        !hex_encode(bytes_of(cryptogram, CRYPTOGRAM), text, 2 * CRYPTOGRAM + 1))
        error = ERROR_failed;
    secret_wipe(cryptogram, sizeof cryptogram);
    return error;
}

void post_cryptogram(struct portal *portal, struct request *request, struct response *response)
{
    char text[2 * CRYPTOGRAM + 1];
    struct session *session =
        find(portal, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);
    bool issued = session && session->unlock.state != UNLOCK_PAIRED;

    if (!session || (issued && portal->policy.pairing_once)) {
        response_refuse(response, request, ERROR_pairing_refused);
        return;
    }
    enum error error = authorise(portal, session, request, text);
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    session->unlock.state = UNLOCK_ISSUED;
    node_put_text(response->data, "cryptogram", text);
    secret_wipe(text, sizeof text);
}

void post_unlock_result(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);
    bool done = fields_say(&request->fields, "result", "done");

    if (!session) {
        response_refuse(response, request, ERROR_pairing_refused);
        return;
    }
    if (!done && !fields_say(&request->fields, "result", "failed")) {
        response_refuse(response, request, ERROR_missing_field);
        return;
    }
    done = done && session->unlock.state == UNLOCK_ISSUED;
    unlock_end(&session->unlock, done ? UNLOCK_DONE : UNLOCK_FAILED);
    node_put_text(response->data, "state", unlock_state_name(session->unlock.state));
}
