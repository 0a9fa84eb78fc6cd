/* SPDX-License-Identifier: MIT */
/* Asking the control door: see remote.h. */
#include "sim/world/program/remote.h"

#include "sim/base/secret.h"
#include "sim/http/http.h"
#include "sim/world/door_routes.h"
#include "sim/world/program/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 120000 };

struct remote {
    struct http *http;
    char control[64];
    char token[65];
    char message[512]; /* what the world said last, when it refused */
};

bool remote_is_there(const struct session *session)
{
    char folder[PLACE_PATH];
    struct place place;

    return place_folder(session, folder) && place_read(folder, &place);
}

static bool read_token(const char *path, char token[65])
{
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(token, 1, 64, file) : 0;

    token[size] = '\0';
    if (file)
        (void)fclose(file);
    return size == 64;
}

enum exit_code remote_new(const struct session *session, struct remote **remote)
{
    struct http_options options = {.timeout_ms = PATIENCE_MS};
    char folder[PLACE_PATH];
    struct place place;

    if (!place_folder(session, folder))
        return session_fail(EXIT_BROKEN, WORD_BAD_PLACE, folder);
    if (!place_read(folder, &place))
        return session_fail(EXIT_NO_WORLD, WORD_NO_WORLD, folder);
    struct remote *made = calloc(1, sizeof *made);
    if (!made || !read_token(place.token_file, made->token) ||
        http_new(&options, &made->http) != HTTP_OK) {
        remote_free(&made);
        return session_fail(EXIT_BROKEN, WORD_NO_TOKEN, place.token_file);
    }
    memcpy(made->control, place.control, sizeof made->control);
    *remote = made;
    return EXIT_DONE;
}

void remote_free(struct remote **remote)
{
    if (!*remote)
        return;
    http_free(&(*remote)->http);
    secret_wipe((*remote)->token, sizeof(*remote)->token);
    free(*remote);
    *remote = NULL;
}

/* Keeps the answer, or what it says of a failure. */
static enum exit_code take_answer(struct remote *remote, const struct http_response *response,
                                  json_t **answer)
{
    json_t *object = json_loadb((const char *)response->body, response->size, 0, NULL);
    const char *message = json_string_value(json_object_get(object, "message"));

    if (response->status == 200 && object) {
        *answer = object;
        return EXIT_DONE;
    }
    (void)snprintf(remote->message, sizeof remote->message, "%s", message ? message : "?");
    json_decref(object);
    return response->status >= 500 ? EXIT_BROKEN : EXIT_REFUSED;
}

enum exit_code remote_try(struct remote *remote, const char *method, const char *path, json_t *body,
                          json_t **answer)
{
    char url[256];
    char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
    struct http_request request = {
        .method = method,
        .url = url,
        .accept = "application/json",
        .content_type = text ? "application/json" : NULL,
        .bearer = remote->token,
        .body = bytes_text(text),
    };
    struct http_response response = {0};

    json_decref(body);
    (void)snprintf(url, sizeof url, "%s%s", remote->control, path);
    enum http_result result = http_send(remote->http, &request, &response);
    if (text)
        secret_wipe(text, strlen(text));
    free(text);
    if (result != HTTP_OK) {
        (void)snprintf(remote->message, sizeof remote->message, "%s", http_result_text(result));
        return EXIT_NO_WORLD;
    }
    enum exit_code code = take_answer(remote, &response, answer);
    http_response_free(&response);
    return code;
}

enum exit_code remote_ask(struct remote *remote, const char *method, const char *path, json_t *body,
                          json_t **answer)
{
    enum exit_code code = remote_try(remote, method, path, body, answer);

    if (code != EXIT_DONE)
        (void)session_fail(code, WORD_TEXT, remote->message);
    return code;
}

enum exit_code remote_once(const struct session *session, const char *method, const char *path,
                           json_t *body, json_t **answer)
{
    struct remote *remote = NULL;
    enum exit_code code = remote_new(session, &remote);

    if (code == EXIT_DONE)
        code = remote_ask(remote, method, path, body, answer);
    else
        json_decref(body);
    remote_free(&remote);
    return code;
}

int remote_tell(const struct session *session, const char *method, const char *path, json_t *body,
                const char *field)
{
    json_t *answer = NULL;
    enum exit_code code = remote_once(session, method, path, body, &answer);

    if (code != EXIT_DONE)
        return code;
    const char *text = field ? json_string_value(json_object_get(answer, field)) : NULL;
    if (session->json)
        session_print_json(answer);
    else if (field)
        (void)printf("%s\n", text ? text : "");
    json_decref(answer);
    return EXIT_DONE;
}

static door_handler *handler_of(const char *path)
{
    size_t count;
    const struct door_route *routes = door_routes(&count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(routes[i].method, "GET") == 0 && strcmp(routes[i].path, path) == 0)
            return routes[i].handler;
    return NULL;
}

enum exit_code remote_or_any(const struct session *session, const char *path, json_t **answer)
{
    door_handler *handler = handler_of(path);
    struct door_call call = {.world = NULL};

    if (remote_is_there(session) || !handler)
        return remote_once(session, "GET", path, NULL, answer);
    if (world_new(NULL, &call.world) != WORLD_OK)
        return session_fail(EXIT_BROKEN, WORD_TEXT, world_error(NULL));
    call.answer = json_object();
    enum exit_code code = EXIT_DONE;
    if (handler(&call) != WORLD_OK)
        code = session_fail(EXIT_REFUSED, WORD_TEXT, world_error(call.world));
    world_free(&call.world);
    if (code == EXIT_DONE)
        *answer = call.answer;
    else
        json_decref(call.answer);
    return code;
}
