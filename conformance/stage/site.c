/* SPDX-License-Identifier: MIT */
/* Requests to the portal through the HTTP port. */
#include "conformance/stage/site.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/secret.h"

static void read_answer(struct site_answer *answer)
{
    snprintf(answer->word, sizeof answer->word, "%d", answer->response.status);
    if (strncmp(answer->response.content_type, "application/json", 16) == 0)
        answer->json = json_parse(bytes_of(answer->response.body, answer->response.size));
}

static enum stage_result exchange(struct stage *stage, unsigned browser,
                                  const struct http_request *request, struct site_answer *answer)
{
    struct http *http;
    enum stage_result opened = stage_browser(stage, browser, &http);
    enum http_result result;

    if (opened != STAGE_OK)
        return opened;
    result = http_send(http, request, &answer->response);
    if (result != HTTP_OK) {
        stage_say(stage, "%s: %s", request->url, http_result_text(result));
        return STAGE_FELL;
    }
    read_answer(answer);
    return STAGE_OK;
}

enum stage_result site_send(struct stage *stage, unsigned browser, const char *method,
                            const char *path, const struct json *fields, struct site_answer *answer)
{
    bool page = strcmp(method, "PAGE") == 0;
    bool plain = strcmp(method, "PLAIN") == 0;
    struct http_request request = {
        .method = page || plain ? "GET" : method,
        .accept = page ? "text/html" : "application/json",
    };
    const char *base = plain ? world_plain_url(stage->world) : world_portal_url(stage->world);
    char *body = fields ? json_line(fields) : NULL;
    char *url = NULL;
    enum stage_result result = STAGE_BROKEN;

    memset(answer, 0, sizeof *answer);
    if ((!fields || body) && asprintf(&url, "%s%s", base, path) > 0) {
        request.url = url;
        request.body = bytes_text(body);
        request.content_type = body ? "application/json" : NULL;
        result = exchange(stage, browser, &request, answer);
    }
    if (body)
        secret_wipe(body, strlen(body));
    free(body);
    free(url);
    return result;
}

enum stage_result site_plain(struct stage *stage, const char *path, const char *type,
                             struct bytes body, struct site_answer *answer)
{
    struct http_request request = {
        .method = body.size > 0 ? "POST" : "GET",
        .content_type = type,
        .body = body,
    };
    char *url = NULL;
    enum stage_result result = STAGE_BROKEN;

    memset(answer, 0, sizeof *answer);
    if (asprintf(&url, "%s%s", world_plain_url(stage->world), path) > 0) {
        request.url = url;
        result = exchange(stage, STAGE_BROWSERS - 1, &request, answer);
    }
    free(url);
    return result;
}

void site_answer_clear(struct site_answer *answer)
{
    json_free(&answer->json);
    http_response_free(&answer->response);
}

bool site_code(struct stage *stage, const char *number, char code[16])
{
    struct world_sms sms;
    bool found = world_sms_read(stage->world, number, 0, &sms) == WORLD_OK;

    if (found) {
        memcpy(code, sms.code, sizeof sms.code);
        secrets_learn(stage->secrets, code);
    }
    secret_wipe(&sms, sizeof sms);
    return found;
}
