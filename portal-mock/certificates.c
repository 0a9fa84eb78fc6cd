/* SPDX-License-Identifier: MIT */
/* Sertifika Listele and what the holder does with a certificate: Askıya Al, Askıdan İndir,
 * Sertifikamı İptal Et. Another holder's certificate is one that there is not. */
#include "portal-mock/handlers.h"
#include "portal-mock/life.h"

#include <stdio.h>
#include <string.h>

static void put_actions(const struct portal *portal, const struct certificate *certificate,
                        struct node *node)
{
    bool open = portal_now(portal) <= certificate->not_after;
    bool own_hold = certificate->state == STATE_HELD && strcmp(certificate->held_by, "ca") != 0;

    node_put_flag(node, "expired", !open);
    node_put_flag(node, "begun", certificate->not_before <= portal_now(portal));
    node_put_flag(node, "can_suspend", open && certificate->state == STATE_GOOD);
    node_put_flag(node, "can_lift", open && own_hold);
    node_put_flag(node, "can_revoke", open && certificate->state != STATE_REVOKED);
}

static void put_certificate(const struct portal *portal, const struct certificate *certificate,
                            struct node *node)
{
    struct ca_description description;

    node_put_text(node, "serial", certificate->serial);
    node_put_text(node, "card", certificate->card);
    node_put_text(node, "status", state_name(certificate->state));
    if (*certificate->held_by)
        node_put_text(node, "held_by", certificate->held_by);
    node_put_time(node, "not_before", certificate->not_before);
    node_put_time(node, "not_after", certificate->not_after);
    node_put_text(node, "key", certificate->key_kind);
    if (certificate->state != STATE_GOOD)
        node_put_time(node, "since", certificate->since);
    if (certificate->state == STATE_REVOKED)
        node_put_text(node, "reason", reason_name(certificate->reason));
    if (ca_describe(blob_bytes(&certificate->der), &description) == CA_OK) {
        node_put_text(node, "subject", description.subject);
        node_put_text(node, "issuer", description.issuer);
    }
    put_actions(portal, certificate, node);
}

struct walk {
    struct portal *portal;
    struct node *list;
};

static bool list_one(void *context, const struct certificate *certificate)
{
    struct walk *walk = context;
    struct node *node = node_object();

    put_certificate(walk->portal, certificate, node);
    node_append(walk->list, node);
    return true;
}

void get_certificates(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {portal, node_list()};
    enum database_result result =
        certificate_each(portal->database, request->session->holder, list_one, &walk);

    response_page(response, "certificates", "Sertifika Listele");
    node_put(response->data, "certificates", walk.list);
    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        response_refuse(response, request, error_of(result));
}

/* The certificate that the path names, if it is the holder's own. */
static enum error find_own(struct portal *portal, const struct request *request,
                           struct certificate *certificate)
{
    enum database_result found =
        certificate_find(portal->database, request->parameter, certificate);

    if (found != DATABASE_OK)
        return error_of(found);
    if (strcmp(certificate->holder, request->session->holder) != 0) {
        certificate_free(certificate);
        return ERROR_not_found;
    }
    return ERROR_none;
}

static void put_detail(struct portal *portal, const struct certificate *certificate,
                       struct response *response)
{
    struct blob pem = {0};

    response_page(response, "certificate", "Sertifika Ayrıntısı");
    put_certificate(portal, certificate, response->data);
    if (ca_certificate_pem(blob_bytes(&certificate->der), &pem) == CA_OK &&
        blob_add(&pem, bytes_of("", 1)))
        node_put_text(response->data, "pem", (const char *)pem.data);
    blob_free(&pem);
}

void get_certificate(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    enum error error = find_own(portal, request, &certificate);

    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    put_detail(portal, &certificate, response);
    certificate_free(&certificate);
}

void get_certificate_file(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    enum error error = find_own(portal, request, &certificate);

    if (error != ERROR_none) {
        response_refuse(response, request, error);
        return;
    }
    response_raw(response, "application/pkix-cert", blob_bytes(&certificate.der));
    (void)snprintf(response->file, sizeof response->file, "%s.cer", certificate.serial);
    certificate_free(&certificate);
}

/* Shows the certificate as it now is, with the refusal if there is one. */
static void show_outcome(struct portal *portal, struct request *request, struct response *response,
                         enum error error)
{
    char address[160];

    if (error == ERROR_not_found) {
        response_refuse(response, request, error);
        return;
    }
    (void)snprintf(address, sizeof address, "/nb/sertifikalar/%s", request->parameter);
    get_certificate(portal, request, response);
    if (error != ERROR_none)
        response_refuse(response, request, error);
    else
        response_next(response, address);
}

typedef enum error change_fn(struct portal *portal, const char *serial, enum hand hand);

static void change(struct portal *portal, struct request *request, struct response *response,
                   change_fn *run)
{
    struct certificate certificate = {0};
    enum error error = find_own(portal, request, &certificate);

    if (error == ERROR_none)
        error = run(portal, certificate.serial, HAND_HOLDER);
    certificate_free(&certificate);
    show_outcome(portal, request, response, error);
}

void post_suspend(struct portal *portal, struct request *request, struct response *response)
{
    change(portal, request, response, life_suspend);
}

void post_lift(struct portal *portal, struct request *request, struct response *response)
{
    change(portal, request, response, life_lift);
}

/* A valid certificate whose successor has not begun: to revoke it leaves the holder without one
 * until then. Names the date. */
static enum error check_successor(struct portal *portal, const struct request *request,
                                  const struct certificate *certificate, struct node *data)
{
    struct certificate successor;
    enum database_result found =
        certificate_after(portal->database, certificate->serial, &successor);
    int64_t now = portal_now(portal);
    bool gap = found == DATABASE_OK && certificate->not_before <= now && successor.not_before > now;

    certificate_free(&successor);
    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return error_of(found);
    if (!gap || fields_say(&request->fields, "yine_de", "evet") ||
        !portal->policy.revoke_asks_again)
        return ERROR_none;
    node_put_time(data, "date", successor.not_before);
    return ERROR_confirm;
}

static enum error revoke(struct portal *portal, const struct request *request,
                         const struct certificate *certificate, struct node *data)
{
    const char *name = fields_get(&request->fields, "neden");
    int reason = name ? reason_of(name) : -1;

    if (reason != 1 && reason != 3 && reason != 4 && reason != 5)
        return ERROR_missing_field;
    if (certificate->state == STATE_REVOKED)
        return ERROR_wrong_state;
    if (!fields_say(&request->fields, "onay", "evet"))
        return ERROR_confirm;
    enum error error = check_successor(portal, request, certificate, data);
    return error == ERROR_none ? life_revoke(portal, certificate->serial, reason) : error;
}

void post_revoke(struct portal *portal, struct request *request, struct response *response)
{
    struct certificate certificate = {0};
    enum error error = find_own(portal, request, &certificate);

    if (error == ERROR_none)
        error = revoke(portal, request, &certificate, response->data);
    certificate_free(&certificate);
    show_outcome(portal, request, response, error);
}
