/* SPDX-License-Identifier: MIT */
/* The CA's plain listener: OCSP, revocation lists, certificates; and what the CA asks the
 * database for them. */
#include "portal-mock/handlers.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

static const char ocsp_type[] = "application/ocsp-response";

static struct ca_status status_of(const struct certificate *certificate)
{
    static const enum ca_state states[] = {CA_STATE_GOOD, CA_STATE_HELD, CA_STATE_REVOKED};

    return (struct ca_status){states[certificate->state], certificate->reason, certificate->since};
}

static bool find_status(void *context, const char *serial, struct ca_status *status)
{
    struct portal *portal = context;
    struct certificate certificate;
    enum database_result found = certificate_find(portal->database, serial, &certificate);

    *status = found == DATABASE_OK ? status_of(&certificate)
                                   : (struct ca_status){.state = CA_STATE_UNKNOWN};
    certificate_free(&certificate);
    return found == DATABASE_OK || found == DATABASE_ABSENT;
}

struct visit {
    ca_visit_fn *visit;
    void *visitor;
};

static bool visit_one(void *context, const struct certificate *certificate)
{
    const struct visit *visit = context;
    struct ca_status status = status_of(certificate);

    return status.state == CA_STATE_GOOD ||
           visit->visit(visit->visitor, certificate->serial, &status);
}

static bool each_status(void *context, ca_visit_fn *visit_fn, void *visitor)
{
    struct portal *portal = context;
    struct visit visit = {visit_fn, visitor};
    enum database_result result = certificate_each(portal->database, NULL, visit_one, &visit);

    return result == DATABASE_OK || result == DATABASE_ABSENT;
}

struct ca_status_port portal_status_port(struct portal *portal)
{
    return (struct ca_status_port){find_status, each_status, portal};
}

/* Which fault of the portal is which of the CA. */
struct publishing_fault {
    enum fault fault;
    enum ca_fault ca;
};

static const struct publishing_fault ocsp_faults[] = {
    {FAULT_ocsp_stale,         CA_FAULT_STALE        },
    {FAULT_ocsp_wrong_signer,  CA_FAULT_WRONG_SIGNER },
    {FAULT_ocsp_bad_signature, CA_FAULT_BAD_SIGNATURE},
    {FAULT_ocsp_other_nonce,   CA_FAULT_OTHER_NONCE  },
    {FAULT_ocsp_other_serial,  CA_FAULT_OTHER_SERIAL },
    {FAULT_ocsp_unknown,       CA_FAULT_UNKNOWN      },
    {FAULT_ocsp_not_published, CA_FAULT_NOT_PUBLISHED},
};
static const struct publishing_fault list_faults[] = {
    {FAULT_crl_stale,         CA_FAULT_STALE        },
    {FAULT_crl_bad_signature, CA_FAULT_BAD_SIGNATURE},
    {FAULT_crl_not_published, CA_FAULT_NOT_PUBLISHED},
};

static struct ca_publication publication_of(struct portal *portal,
                                            const struct publishing_fault *faults, size_t count)
{
    struct ca_publication publication = {portal_now(portal), portal_status_port(portal),
                                         CA_FAULT_NONE};

    for (size_t i = 0; i < count; i++)
        if (fault_hits(portal->faults, faults[i].fault, NULL))
            publication.fault = faults[i].ca;
    return publication;
}

static void answer_ocsp(struct portal *portal, struct bytes asked, struct request *request,
                        struct response *response)
{
    struct ca_publication publication =
        publication_of(portal, ocsp_faults, sizeof ocsp_faults / sizeof ocsp_faults[0]);
    struct blob answer = {0};

    if (ca_ocsp_answer(portal->ca, asked, &publication, &answer) == CA_OK)
        response_raw(response, ocsp_type, blob_bytes(&answer));
    else
        response_refuse(response, request, ERROR_failed);
    blob_free(&answer);
}

void post_ocsp(struct portal *portal, struct request *request, struct response *response)
{
    if (!request_is(request, "application/ocsp-request")) {
        response_refuse(response, request, ERROR_wrong_type);
        return;
    }
    answer_ocsp(portal, request->body, request, response);
}

/* RFC 6960, appendix A.1: the request in Base64, its + / = escaped or not. */
void get_ocsp(struct portal *portal, struct request *request, struct response *response)
{
    const char *encoded = request->path + strlen("/ocsp/");
    struct fields decoded = {0};
    struct text pair = {0};

    text_put(&pair, "x=");
    for (; *encoded; encoded++)
        text_put(&pair, *encoded == '+' ? "%2B" : (const char[]){*encoded, '\0'});
    bool read = !pair.failed && fields_from_form(text_bytes(&pair), &decoded) == FIELDS_OK;
    const char *base64 = read ? fields_get(&decoded, "x") : NULL;
    size_t size = base64 ? strlen(base64) : 0;
    uint8_t *der = malloc(size + 1);
    int got = der && size > 0 && size % 4 == 0
                  ? EVP_DecodeBlock(der, (const unsigned char *)base64, (int)size)
                  : -1;

    for (size_t i = size; got > 0 && i-- > 0 && base64[i] == '=';)
        got--;
    if (got > 0)
        answer_ocsp(portal, bytes_of(der, (size_t)got), request, response);
    else
        response_refuse(response, request, ERROR_malformed);
    free(der);
    fields_free(&decoded);
    text_free(&pair);
}

void get_published(struct portal *portal, struct request *request, struct response *response)
{
    bool list = strncmp(request->path, "/crl/", 5) == 0;
    struct ca_publication publication =
        publication_of(portal, list_faults, list ? sizeof list_faults / sizeof list_faults[0] : 0);
    const char *type = NULL;
    struct blob file = {0};

    if (ca_published_file(portal->ca, request->path, &publication, &type, &file) == CA_OK)
        response_raw(response, type, blob_bytes(&file));
    else
        response_refuse(response, request, ERROR_not_found);
    blob_free(&file);
}
