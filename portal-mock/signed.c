/* SPDX-License-Identifier: MIT */
/*
 * E-imzalı Giriş: a CMS signature over a fresh challenge, by a certificate of this CA that is
 * valid now and whose subject is the Kimlik No that was typed. A program signs for itself
 * (GET, POST /nbimzali.go), or for a person's page by pairing code (/imza/…).
 */
#include "portal-mock/handlers.h"
#include "portal-mock/pairing_code.h"
#include "sim/base/secret.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char title[] = "E-imzalı Giriş Ekranı";
static const char prefix[] = "AKIS-LOGIN-";

static bool draw_challenge(struct portal *portal, struct signing *signing)
{
    char random[CHALLENGE - sizeof prefix + 1];

    if (!token_draw(&portal->random, random, 65))
        return false;
    (void)snprintf(signing->challenge, sizeof signing->challenge, "%s%s", prefix, random);
    signing->until = portal_now(portal) + portal->policy.challenge_life;
    return true;
}

/* The CMS that `text` is the Base64 of, blanks and line ends aside. */
static bool decode(const char *text, struct blob *cms)
{
    size_t room = strlen(text);
    uint8_t *der = malloc(room + 4);
    EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
    int size = 0;
    int rest = 0;
    bool decoded = der && context;

    if (decoded) {
        EVP_DecodeInit(context);
        decoded =
            EVP_DecodeUpdate(context, der, &size, (const unsigned char *)text, (int)room) >= 0 &&
            EVP_DecodeFinal(context, der + size, &rest) == 1 &&
            blob_copy(bytes_of(der, (size_t)(size + rest)), cms);
    }
    EVP_ENCODE_CTX_free(context);
    free(der);
    return decoded;
}

/* The row of the signer's certificate says whether it is good, and whose it is. */
static bool signer_holds(struct portal *portal, const struct ca_description *signer,
                         const char *kimlik_no)
{
    struct certificate certificate;
    enum database_result found = certificate_find(portal->database, signer->serial, &certificate);
    bool good = certificate.state == STATE_GOOD || !portal->policy.signed_needs_good;
    bool own = (strcmp(signer->subject_id, kimlik_no) == 0 &&
                strcmp(certificate.holder, kimlik_no) == 0) ||
               !portal->policy.signed_needs_owner;

    certificate_free(&certificate);
    return found == DATABASE_OK && good && own;
}

/* Checks the signature over the session's challenge, which is used up by the question. */
static enum error check(struct portal *portal, struct session *session, const char *kimlik_no,
                        const char *signature)
{
    struct signing *signing = &session->signing;
    struct ca_description signer = {0};
    struct blob cms = {0};
    char challenge[CHALLENGE];
    bool fresh = *signing->challenge && portal_now(portal) <= signing->until;

    memcpy(challenge, signing->challenge, sizeof challenge);
    if (portal->policy.challenge_once)
        signing->challenge[0] = '\0';
    if (!kimlik_no || !signature || !decode(signature, &cms))
        return ERROR_missing_field;
    enum ca_signed result = ca_signed_check(portal->ca, blob_bytes(&cms), bytes_text(challenge),
                                            portal_now(portal), &signer);
    blob_free(&cms);
    bool valid = result == CA_SIGNED_OK ||
                 (result == CA_SIGNED_NOT_VALID && !portal->policy.signed_needs_valid);
    return fresh && valid && signer_holds(portal, &signer, kimlik_no) ? ERROR_none
                                                                      : ERROR_signature_refused;
}

static enum error enter(struct portal *portal, struct request *request, struct response *response,
                        const char *holder)
{
    struct session *session = request->session;

    if (!session_raise(session, &portal->random, STEP_IN))
        return ERROR_failed;
    if (session->holder != holder)
        (void)snprintf(session->holder, sizeof session->holder, "%s", holder);
    secret_wipe(&session->signing, sizeof session->signing);
    response_cookie(response, "oturum", session->id);
    node_put_text(response->data, "menu", "/nb/islemler");
    response_next(response, "/nb/islemler");
    return ERROR_none;
}

void get_signed(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        sessions_begin(&portal->sessions, &portal->random, portal_now(portal));

    if (!session || !draw_challenge(portal, &session->signing)) {
        response_refuse(response, request, ERROR_failed);
        return;
    }
    session->step = STEP_SIGNING;
    request->session = session;
    response_cookie(response, "oturum", session->id);
    response_page(response, "signed", title);
    node_put_text(response->data, "challenge", session->signing.challenge);
    node_put_number(response->data, "seconds", portal->policy.challenge_life);
}

void post_signed(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    enum error error =
        check(portal, request->session, kimlik_no, fields_get(&request->fields, "imza"));

    response_page(response, "signed_refused", title);
    if (error == ERROR_none)
        error = enter(portal, request, response, kimlik_no);
    if (error != ERROR_none)
        response_refuse(response, request, error);
}

/* A person's page: he says who he is, and is shown a code for the program that signs. */
void post_signed_code(struct portal *portal, struct request *request, struct response *response)
{
    struct signing *signing = &request->session->signing;
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    enum error error = ERROR_missing_field;

    response_page(response, "signed_refused", title);
    if (kimlik_no && strlen(kimlik_no) == HOLDER_ID - 1)
        error = draw_challenge(portal, signing) && pairing_code_draw(&portal->random, signing->code)
                    ? ERROR_none
                    : ERROR_failed;
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    (void)snprintf(signing->holder, sizeof signing->holder, "%s", kimlik_no);
    signing->holds = false;
    node_put_text(response->data, "onay_kodu", signing->code);
    node_put_number(response->data, "seconds", portal->policy.challenge_life);
    response_next(response, "/nbimzali.go/bekle");
}

/* The page follows along: once the program has signed, this session goes in. */
void get_signed_wait(struct portal *portal, struct request *request, struct response *response)
{
    struct signing *signing = &request->session->signing;
    bool over = portal_now(portal) > signing->until || !*signing->holder;
    const char *state = signing->holds   ? "signed"
                        : over           ? "failed"
                        : *signing->code ? "code"
                                         : "paired";

    response_page(response, "signed_wait", title);
    node_put_text(response->data, "state", state);
    node_put_flag(response->data, state, true);
    if (strcmp(state, "code") == 0)
        node_put_text(response->data, "onay_kodu", signing->code);
    if (signing->holds) {
        enum error error = enter(portal, request, response, signing->holder);
        if (error != ERROR_none)
            response_refuse(response, request, error);
    } else if (!over) {
        response->follow_seconds = 3;
    }
}

static const char *held_code(const struct session *session)
{
    return session->step == STEP_SIGNING ? session->signing.code : "";
}

static const char *held_token(const struct session *session)
{
    return session->step == STEP_SIGNING ? session->signing.token : "";
}

static struct session *find(struct portal *portal, const char *text, size_t size, held_fn *held)
{
    struct session *session = pairing_find(&portal->sessions, text, size, held);

    return session && portal_now(portal) <= session->signing.until ? session : NULL;
}

void post_sign_start(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "onay_kodu"), PAIRING_CODE - 1, held_code);

    if (!session) {
        response_refuse(response, request, ERROR_pairing_refused);
        return;
    }
    struct signing *signing = &session->signing;
    if (!token_draw(&portal->random, signing->token, sizeof signing->token)) {
        response_refuse(response, request, ERROR_failed);
        return;
    }
    secret_wipe(signing->code, sizeof signing->code);
    node_put_text(response->data, "pairing", signing->token);
    node_put_text(response->data, "challenge", signing->challenge);
    node_put_text(response->data, "kimlik_no", signing->holder);
}

void post_sign_result(struct portal *portal, struct request *request, struct response *response)
{
    struct session *session =
        find(portal, fields_get(&request->fields, "pairing"), TOKEN - 1, held_token);
    enum error error = ERROR_pairing_refused;

    if (session) {
        error =
            check(portal, session, session->signing.holder, fields_get(&request->fields, "imza"));
        secret_wipe(session->signing.token, sizeof session->signing.token);
        session->signing.holds = error == ERROR_none;
        if (error != ERROR_none)
            session->signing.until = 0;
    }
    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    node_put_text(response->data, "state", "signed");
}
