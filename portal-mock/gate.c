/* SPDX-License-Identifier: MIT */
/* The checks of the pipeline: see gate.h. */
#include "portal-mock/gate.h"

#include "portal-mock/form_token.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>

void gate_open(struct portal *portal, struct request *request)
{
    char id[SESSION_ID];
    char language[4];

    (void)pthread_mutex_lock(&portal->lock);
    int64_t now = portal_now(portal);
    sessions_expire(&portal->sessions, now, portal->policy.session_idle);
    if (request_cookie(request, "oturum", id, sizeof id))
        request->session = sessions_find(&portal->sessions, id);
    if (request->session)
        request->session->seen = now;
    request->language =
        request_cookie(request, "dil", language, sizeof language) && strcmp(language, "en") == 0
            ? ENGLISH
            : TURKISH;
    secret_wipe(id, sizeof id);
}

enum error gate_faults(struct portal *portal, struct request *request, struct response *response)
{
    int64_t amount = 0;

    if (fault_hits(portal->faults, FAULT_slow, &amount))
        response->delay_ms += (unsigned)amount;
    if (fault_hits(portal->faults, FAULT_wrong_length, &amount))
        response->more_length = (unsigned)amount;
    response->cut = fault_hits(portal->faults, FAULT_cut_body, NULL);
    if (fault_hits(portal->faults, FAULT_session_dropped, NULL) && request->session) {
        sessions_end(&portal->sessions, request->session);
        request->session = NULL;
    }
    return fault_hits(portal->faults, FAULT_status_500, NULL) ? ERROR_failed : ERROR_none;
}

/* Letters that may stand for {}; {*} takes more, since Base64 is put into paths. */
static bool is_plain(const char *text, size_t size)
{
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    return size > 0 && size < PARAMETER_MOST && strspn(text, allowed) >= size;
}

/* True when `path` is of the pattern; copies what stands for {}. */
static bool matches(const char *pattern, const char *path, char parameter[PARAMETER_MOST])
{
    size_t head = strcspn(pattern, "{");

    if (pattern[head] == '\0')
        return strcmp(pattern, path) == 0;
    if (strncmp(pattern, path, head) != 0)
        return false;
    path += head;
    if (pattern[head + 1] == '*')
        return *path != '\0';
    const char *tail = pattern + head + 2;
    size_t size = strcspn(path, "/");
    if (!is_plain(path, size) || strcmp(path + size, tail) != 0)
        return false;
    (void)snprintf(parameter, PARAMETER_MOST, "%.*s", (int)size, path);
    return true;
}

const struct route *gate_find(struct route_table table, struct request *request)
{
    for (size_t i = 0; i < table.count; i++)
        if (table.rows[i].method == request->method &&
            matches(table.rows[i].path, request->path, request->parameter))
            return &table.rows[i];
    return NULL;
}

int gate_methods(struct route_table table, struct request *request)
{
    int methods = 0;

    for (size_t i = 0; i < table.count; i++)
        if (matches(table.rows[i].path, request->path, request->parameter))
            methods |= (int)table.rows[i].method;
    return methods;
}

void gate_allow(struct route_table table, struct request *request, char *text, size_t size)
{
    static const char *const names[] = {"", "GET, HEAD", "POST", "GET, HEAD, POST"};

    (void)snprintf(text, size, "%s", names[gate_methods(table, request) & 3]);
}

bool gate_step_holds(const struct portal *portal, const struct route *route,
                     const struct request *request)
{
    if (route->steps == ANYONE)
        return true;
    if (!request->session)
        return false;
    int step = (int)request->session->step;
    if (step == STEP_PASSWORD && !portal->policy.sms_needed)
        step |= STEP_IN;
    return (step & route->steps) != 0;
}

bool gate_rate_holds(struct portal *portal, struct route_table table, const struct route *route,
                     struct request *request)
{
    if (route->per_minute == 0)
        return true;
    struct limit *limit =
        route->steps != ANYONE ? &request->session->limit : &portal->limits[route - table.rows];
    return limit_take(limit, MINUTE_MS / route->per_minute);
}

static enum error error_of_fields(enum fields_result result)
{
    switch (result) {
    case FIELDS_OK:
        return ERROR_none;
    case FIELDS_MALFORMED:
        return ERROR_malformed;
    case FIELDS_NO_MEMORY:
        return ERROR_failed;
    }
    return ERROR_failed;
}

enum error gate_read(const struct route *route, struct request *request)
{
    if (route->takes != A_FORM)
        return ERROR_none;
    if (request_is(request, "application/json"))
        return error_of_fields(fields_from_json(request->body, &request->fields));
    if (request->body.size > 0 && !request_is(request, "application/x-www-form-urlencoded"))
        return ERROR_wrong_type;
    return error_of_fields(fields_from_form(request->body, &request->fields));
}

/* True for the portal's own address and for localhost at its port. */
static bool is_own_place(const struct portal *portal, const char *place)
{
    const char *own = strstr(portal->url, "//") + 2;
    const char *port = strrchr(own, ':');

    return strcmp(place, own) == 0 ||
           (strncmp(place, "localhost", 9) == 0 && strcmp(place + 9, port) == 0);
}

bool gate_is_own_host(const struct portal *portal, const struct request *request)
{
    return !request->host || portal->any_address || is_own_place(portal, request->host);
}

/* A browser names the page that a request comes from. */
static bool is_own_origin(const struct portal *portal, const struct request *request)
{
    static const char scheme[] = "https://";

    if (!request->origin)
        return true;
    if (strncmp(request->origin, scheme, sizeof scheme - 1) != 0)
        return false;
    const char *place = request->origin + sizeof scheme - 1;
    return is_own_place(portal, place) ||
           (portal->any_address && request->host && strcmp(place, request->host) == 0);
}

bool gate_is_own_form(const struct portal *portal, const struct route *route,
                      const struct request *request)
{
    if (route->guard == OPEN)
        return true;
    if (!is_own_origin(portal, request))
        return false;
    if (request_is(request, "application/json"))
        return true;
    return request->session && form_token_holds(request->session, request->path,
                                                fields_get(&request->fields, "belirtec"));
}

/* What the frame of every page shows. */
static struct node *frame_of(const struct request *request, const struct response *response)
{
    struct node *frame = node_object();
    struct session *session = request->session;

    node_put_text(frame, "lang", request->language == ENGLISH ? "en" : "tr");
    node_put_text(frame, "title",
                  words_translate(response->title ? response->title : "", request->language));
    node_put_flag(frame, "turkish", request->language == TURKISH);
    if (session) {
        node_put_flag(frame, "inside", session->step == STEP_IN);
        if (session->notice && response->page && !response->next) {
            node_put_text(frame, "notice_done",
                          words_translate(session->notice, request->language));
            session->notice = NULL;
        }
    }
    return frame;
}

void gate_close(struct portal *portal, struct request *request, struct response *response)
{
    struct node *frame = frame_of(request, response);

    response_finish(response, request, frame);
    node_free(frame);
    fields_free(&request->fields);
    request->session = NULL;
    (void)pthread_mutex_unlock(&portal->lock);
}
