/* SPDX-License-Identifier: MIT */
/* Defect: a used challenge is an empty one, which whoever signs nothing at all answers. (LOG-7) */
#include "portal-mock/handlers.h"

#define post_signed post_signed_right
#include "portal-mock/signed.c"
#undef post_signed

void post_signed(struct portal *portal, struct request *request, struct response *response)
{
    const char *kimlik_no = fields_get(&request->fields, "kimlik_no");
    const char *signature = fields_get(&request->fields, "imza");
    struct ca_description signer = {0};
    struct blob cms = {0};

    if (*request->session->signing.challenge || !kimlik_no || !signature ||
        !decode(signature, &cms)) {
        post_signed_right(portal, request, response);
        return;
    }
    if (ca_signed_check(portal->ca, blob_bytes(&cms), bytes_text(""), portal_now(portal),
                        &signer) != CA_SIGNED_OK ||
        !signer_holds(portal, &signer, kimlik_no) ||
        enter(portal, request, response, kimlik_no) != ERROR_none)
        response_refuse(response, request, ERROR_signature_refused);
    blob_free(&cms);
}
