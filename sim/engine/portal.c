/* SPDX-License-Identifier: MIT */
/* The portal as a program sees it: one exchange at a time, and what its answers mean. */
#include "sim/engine/portal.h"

#include "sim/base/calendar.h"
#include "sim/engine/outcome.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct refusal {
    const char *error;
    enum akis_outcome outcome;
};

/* The portal's error names (portal-mock/PROTOCOL.md). */
static const struct refusal refusals[] = {
    {"login_failed",      AKIS_LOGIN_FAILED   },
    {"code_wrong",        AKIS_CODE_WRONG     },
    {"too_soon",          AKIS_TOO_SOON       },
    {"not_signed_in",     AKIS_NOT_LOGGED_IN  },
    {"signature_refused", AKIS_LOGIN_FAILED   },
    {"bad_kimlik_no",     AKIS_LOGIN_FAILED   },
    {"nothing_stored",    AKIS_NOT_FOUND      },
    {"not_found",         AKIS_NOT_FOUND      },
    {"not_saved",         AKIS_NOT_SAVED      },
    {"wrong_state",       AKIS_WRONG_STATE    },
    {"held_by_ca",        AKIS_HELD_BY_CA     },
    {"confirm",           AKIS_CONFIRM        },
    {"use_puk",           AKIS_USE_PUK_INSTEAD},
    {"not_valid",         AKIS_EXPIRED        },
    {"pairing_refused",   AKIS_PAIRING_REFUSED},
    {"other_card",        AKIS_OTHER_CARD     },
};

static enum akis_outcome outcome_of_http(enum http_result result)
{
    switch (result) {
    case HTTP_OK:
        return AKIS_OK;
    case HTTP_NO_MEMORY:
        return AKIS_NO_MEMORY;
    case HTTP_NOT_TRUSTED:
        return AKIS_PORTAL_NOT_TRUSTED;
    case HTTP_TOO_LONG:
        return AKIS_PORTAL_GARBLED;
    case HTTP_UNREACHABLE:
    case HTTP_TIMEOUT:
    case HTTP_FAILED:
        return AKIS_PORTAL_UNREACHABLE;
    }
    return AKIS_FAILED;
}

static void read_until(const struct json *answer, int64_t *until)
{
    char text[40];

    *until = 0;
    if (!json_text(answer, "date", text, sizeof text))
        return;
    text[19] = '\0'; /* Istanbul's time; the zone is known */
    if (!calendar_parse(text, until))
        *until = 0;
}

/* What an answer that is no success means. */
static enum akis_outcome outcome_of_refusal(int status, const struct json *answer, int64_t *until)
{
    char error[40] = "";

    if (answer)
        json_text(answer, "error", error, sizeof error);
    if (answer && until)
        read_until(answer, until);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        if (strcmp(refusals[i].error, error) == 0)
            return refusals[i].outcome;
    }
    if (status == 401)
        return AKIS_NOT_LOGGED_IN;
    if (status == 404)
        return AKIS_NOT_FOUND;
    if (status == 429)
        return AKIS_TOO_SOON;
    return status >= 500 ? AKIS_PORTAL_UNREACHABLE : AKIS_PORTAL_REFUSED;
}

/* Sends to a path of the portal's own. */
static enum akis_outcome send_to(struct akis_portal *portal, const char *path,
                                 struct http_request *request, struct http_response *response)
{
    char url[1024];

    if (snprintf(url, sizeof url, "%s%s", portal->url, path) >= (int)sizeof url)
        return AKIS_BAD_ARGUMENT;
    request->url = url;
    pthread_mutex_lock(&portal->lock);
    enum akis_outcome outcome = outcome_of_http(http_send(portal->http, request, response));
    pthread_mutex_unlock(&portal->lock);
    return outcome;
}

enum akis_outcome portal_ask(struct akis_portal *portal, const char *path,
                             const struct json_pair *pairs, struct json **answer, int64_t *until)
{
    struct http_request request = {.method = pairs ? "POST" : "GET", .accept = "application/json"};
    struct http_response response = {0};
    size_t size = 0;
    char *body = pairs ? json_write(pairs, &size) : NULL;

    if (pairs && !body)
        return AKIS_NO_MEMORY;
    if (pairs) {
        request.content_type = "application/json";
        request.body = bytes_of(body, size);
    }
    enum akis_outcome outcome = send_to(portal, path, &request, &response);
    json_text_free(body, size);
    if (outcome != AKIS_OK)
        return outcome;
    struct json *read = json_read(bytes_of(response.body, response.size));
    if (response.status != 200)
        outcome = outcome_of_refusal(response.status, read, until);
    else if (!read)
        outcome = AKIS_PORTAL_GARBLED;
    http_response_free(&response);
    if (outcome == AKIS_OK && answer) {
        *answer = read;
        return AKIS_OK;
    }
    json_free(&read);
    return outcome;
}

enum akis_outcome portal_fetch(struct akis_portal *portal, const char *method, const char *path,
                               const char *type, struct akis_blob *file)
{
    const bool post = strcmp(method, "POST") == 0;
    struct http_request request = {.method = method, .accept = type};
    struct http_response response = {0};

    if (post) {
        request.content_type = "application/json";
        request.body = bytes_text("{}");
    }
    enum akis_outcome outcome = send_to(portal, path, &request, &response);
    if (outcome != AKIS_OK)
        return outcome;
    if (response.status == 200 && strncmp(response.content_type, type, strlen(type)) == 0) {
        *file = (struct akis_blob){response.body, response.size};
        return AKIS_OK;
    }
    struct json *read = json_read(bytes_of(response.body, response.size));
    outcome = response.status == 200 ? AKIS_PORTAL_GARBLED
                                     : outcome_of_refusal(response.status, read, NULL);
    json_free(&read);
    http_response_free(&response);
    return outcome;
}

struct akis_result akis_portal_new(const struct akis_portal_options *options,
                                   struct akis_portal **portal)
{
    const struct http_options http = {.ca_file = options->ca_file};

    if (!options->url || strncmp(options->url, "https://", 8) != 0)
        return result_of(AKIS_BAD_ARGUMENT);
    struct akis_portal *made = calloc(1, sizeof *made);
    if (!made || pthread_mutex_init(&made->lock, NULL) != 0) {
        free(made);
        return result_of(AKIS_NO_MEMORY);
    }
    made->url = strdup(options->url);
    if (!made->url || http_new(&http, &made->http) != HTTP_OK) {
        akis_portal_free(&made);
        return result_of(AKIS_NO_MEMORY);
    }
    *portal = made;
    return result_of(AKIS_OK);
}

void akis_portal_free(struct akis_portal **portal)
{
    if (!*portal)
        return;
    http_free(&(*portal)->http);
    pthread_mutex_destroy(&(*portal)->lock);
    free((*portal)->url);
    free(*portal);
    *portal = NULL;
}

struct akis_result akis_portal_save(struct akis_portal *portal, char *text, size_t size)
{
    return result_of(outcome_of_http(http_cookies_save(portal->http, text, size)));
}

struct akis_result akis_portal_load(struct akis_portal *portal, const char *text)
{
    return result_of(outcome_of_http(http_cookies_load(portal->http, text)));
}

struct akis_result akis_portal_ping(struct akis_portal *portal, int64_t *date)
{
    struct http_request request = {.method = "GET", .accept = "application/json"};
    struct http_response response = {0};
    enum akis_outcome outcome = send_to(portal, "/nb.go", &request, &response);

    if (outcome == AKIS_OK && response.status >= 400)
        outcome = AKIS_PORTAL_REFUSED;
    if (outcome == AKIS_OK)
        *date = response.date;
    http_response_free(&response);
    return result_of(outcome);
}
