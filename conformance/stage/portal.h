/* SPDX-License-Identifier: MIT */
/* One request of a browser of the stage to the portal, and what came back. */
#ifndef CONFORMANCE_STAGE_PORTAL_H
#define CONFORMANCE_STAGE_PORTAL_H

#include "conformance/stage/stage.h"

struct portal_answer {
    char word[16]; /* the status as text */
    struct http_response response;
    struct json *json; /* NULL when the body is none */
};

/* Sends `fields` (NULL: no body) as JSON. `method` PAGE asks for HTML with GET. The answer is
 * cleared with portal_answer_clear in any case. */
enum stage_result portal_send(struct stage *stage, unsigned browser, const char *method,
                              const char *path, const struct json *fields,
                              struct portal_answer *answer);
void portal_answer_clear(struct portal_answer *answer);

/* A POST of bytes to the plain listener (OCSP), or a GET when `body` is empty. */
enum stage_result portal_plain(struct stage *stage, const char *path, const char *type,
                               struct bytes body, struct portal_answer *answer);

/* The text of a picture, and the newest code to a number (NULL: the first holder's). */
NODISCARD bool portal_code(struct stage *stage, const char *number, char code[16]);

#endif
