/* SPDX-License-Identifier: MIT */
/* One request of a browser of the stage to the portal, and what came back. */
#ifndef CONFORMANCE_STAGE_SITE_H
#define CONFORMANCE_STAGE_SITE_H

#include "conformance/stage/stage.h"

struct site_answer {
    char word[16]; /* the status as text */
    struct http_response response;
    struct json *json; /* NULL when the body is none */
};

/* Sends `fields` (NULL: no body) as JSON. `method` PAGE asks for HTML with GET,
 * PLAIN for what the plain listener publishes. The answer is
 * cleared with site_answer_clear in any case. */
enum stage_result site_send(struct stage *stage, unsigned browser, const char *method,
                            const char *path, const struct json *fields,
                            struct site_answer *answer);
void site_answer_clear(struct site_answer *answer);

/* A POST of bytes to the plain listener (OCSP), or a GET when `body` is empty. */
enum stage_result site_plain(struct stage *stage, const char *path, const char *type,
                             struct bytes body, struct site_answer *answer);

/* The text of a picture, and the newest code to a number (NULL: the first holder's). */
NODISCARD bool site_code(struct stage *stage, const char *number, char code[16]);

#endif
