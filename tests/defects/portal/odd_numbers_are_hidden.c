/* SPDX-License-Identifier: MIT */
/* Defect: certificates whose subject number fails the check digits are not shown. (LOG-9) */
#include "portal-mock/handlers.h"
#include "portal-mock/kimlik.h"

#define get_certificates get_certificates_right
#include "portal-mock/certificates.c"
#undef get_certificates

static bool list_regular(void *context, const struct certificate *certificate)
{
    struct ca_description description = {0};
    bool regular = ca_describe(blob_bytes(&certificate->der), &description) == CA_OK &&
                   kimlik_no_holds(description.subject_id);

    return !regular || list_one(context, certificate);
}

void get_certificates(struct portal *portal, struct request *request, struct response *response)
{
    struct walk walk = {portal, node_list()};
    enum database_result result =
        certificate_each(portal->database, request->session->holder, list_regular, &walk);

    response_page(response, "certificates", "Sertifika Listele");
    node_put(response->data, "certificates", walk.list);
    if (result != DATABASE_OK && result != DATABASE_ABSENT)
        response_refuse(response, request, error_of(result));
}
