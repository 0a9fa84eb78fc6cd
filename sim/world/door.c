/* SPDX-License-Identifier: MIT */
/*
 * The control door's pipeline: host, token, path, method, body, fields; then the
 * route's handler. See door.h.
 */
#include "sim/world/door.h"

#include "sim/base/hex.h"
#include "sim/base/random.h"
#include "sim/base/secret.h"
#include "sim/world/door_routes.h"
#include "sim/world/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { TOKEN_BYTES = 32, TOKEN = 2 * TOKEN_BYTES + 1 };

struct door {
    struct world *world;
    pthread_mutex_t making; /* held until the url is known: requests may come before */
    struct listener *listener;
    char token[TOKEN];
    char token_file[WORLD_PATH + 16];
    char url[40];
};

static void say(struct listener_answer *answer, int status, const char *error, const char *message)
{
    json_t *object = json_pack("{s:s, s:s}", "error", error, "message", message);

    answer->status = status;
    answer->body = object ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
}

/* Only a program that meant this door names it so: a page of another name that was made to resolve
 * here does not. */
static bool host_fits(const struct door *door, const char *host)
{
    const char *here = door->url + strlen("http://");
    const char *port = strchr(here, ':');

    if (!host)
        return false;
    return strcmp(host, here) == 0 ||
           (strncasecmp(host, "localhost", 9) == 0 && strcmp(host + 9, port) == 0);
}

static bool token_fits(const struct door *door, const char *authorization)
{
    static const char scheme[] = "Bearer ";
    size_t skip = sizeof scheme - 1;

    return authorization && strncmp(authorization, scheme, skip) == 0 &&
           strlen(authorization + skip) == TOKEN - 1 &&
           secret_equal(authorization + skip, door->token, TOKEN - 1);
}

/* Holds one path against a route's, segment by segment, and fills the arguments. */
static bool path_fits(const char *pattern, const char *path, struct door_call *call)
{
    size_t argument = 0;

    while (*pattern == '/' && *path == '/') {
        size_t wanted = strcspn(++pattern, "/");
        size_t given = strcspn(++path, "/");
        if (*pattern == '{') {
            if (given == 0 || given >= DOOR_ARGUMENT || argument == DOOR_ARGUMENTS)
                return false;
            memcpy(call->arguments[argument], path, given);
            call->arguments[argument++][given] = '\0';
        } else if (wanted != given || strncmp(pattern, path, given) != 0) {
            return false;
        }
        pattern += wanted;
        path += given;
    }
    return *pattern == '\0' && *path == '\0';
}

/* The route, or NULL; then `allow` lists the methods that the path has. */
static const struct door_route *find_route(const struct listener_request *request,
                                           struct door_call *call, char *allow, size_t size)
{
    size_t count;
    size_t used = 0;
    const struct door_route *routes = door_routes(&count);

    allow[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (!path_fits(routes[i].path, request->path, call))
            continue;
        if (strcmp(routes[i].method, request->method) == 0)
            return &routes[i];
        int more = snprintf(allow + used, size - used, "%s%s", used ? ", " : "", routes[i].method);
        if (more > 0 && (size_t)more < size - used)
            used += (size_t)more;
    }
    return NULL;
}

/* The body as an object; an empty one when nothing was sent. NULL when it is not JSON. */
static json_t *read_body(const struct listener_request *request)
{
    if (request->body.size == 0)
        return json_object();
    if (!request->content_type || strncmp(request->content_type, "application/json", 16) != 0)
        return NULL;
    json_t *body = json_loadb((const char *)request->body.data, request->body.size,
                              JSON_REJECT_DUPLICATES, NULL);
    if (body && !json_is_object(body)) {
        json_decref(body);
        body = NULL;
    }
    return body;
}

static bool lists(const char *fields, const char *name)
{
    size_t size = strlen(name);

    while (*fields) {
        size_t one = strcspn(fields, " ");
        if (one == size && strncmp(fields, name, size) == 0)
            return true;
        fields += one;
        fields += strspn(fields, " ");
    }
    return false;
}

/* The first field that the route does not know, or NULL. */
static const char *stray_field(const struct door_route *route, json_t *body)
{
    const char *name;
    json_t *value;

    json_object_foreach(body, name, value)
    {
        if (!lists(route->fields, name))
            return name;
    }
    return NULL;
}

static void run(const struct door_route *route, struct door_call *call,
                struct listener_answer *answer)
{
    static const struct {
        int status;
        const char *error;
    } said[] = {
        [WORLD_OK] = {200, NULL          },
          [WORLD_BAD_ARGUMENT] = {400, "bad_argument"},
        [WORLD_UNKNOWN] = {404, "unknown"     },
          [WORLD_REFUSED] = {409, "refused"     },
        [WORLD_FAILED] = {500, "failed"      },
    };
    enum world_result result = route->handler(call);

    if (result != WORLD_OK) {
        say(answer, said[result].status, said[result].error, world_error(call->world));
        return;
    }
    answer->status = 200;
    answer->body = json_dumps(call->answer, JSON_COMPACT);
}

static void obey(const struct door_route *route, struct door_call *call,
                 struct listener_answer *answer)
{
    char message[128];

    call->body = read_body(call->request);
    if (!call->body) {
        say(answer, 400, "bad_json", "the body is no JSON object of type application/json");
        return;
    }
    const char *stray = stray_field(route, call->body);
    if (stray) {
        (void)snprintf(message, sizeof message, "no field \"%.60s\" here", stray);
        say(answer, 400, "bad_field", message);
    } else {
        call->answer = json_object();
        run(route, call, answer);
        json_decref(call->answer);
    }
    json_decref(call->body);
}

static void handle(void *context, const struct listener_request *request,
                   struct listener_answer *answer)
{
    struct door *door = context;
    struct door_call call = {.world = door->world, .request = request};

    pthread_mutex_lock(&door->making);
    pthread_mutex_unlock(&door->making);
    if (!host_fits(door, request->host)) {
        say(answer, 421, "other_host", "this door is asked for by its loopback address alone");
        return;
    }
    if (!token_fits(door, request->authorization)) {
        say(answer, 401, "no_token", "the control token is missing or wrong");
        return;
    }
    const struct door_route *route =
        find_route(request, &call, answer->allow, sizeof answer->allow);
    if (!route && answer->allow[0]) {
        say(answer, 405, "other_method", "this path takes other methods");
        return;
    }
    if (!route) {
        say(answer, 404, "no_route", "no such path");
        return;
    }
    obey(route, &call, answer);
}

/* Makes the token anew, in a file that nobody had open before. */
static bool write_token(struct door *door)
{
    uint8_t bytes[TOKEN_BYTES];
    struct random_port kernel = random_kernel();

    (void)unlink(door->token_file);
    int fd = open(door->token_file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool written = random_fill(&kernel, bytes, sizeof bytes) &&
                   hex_encode(bytes_of(bytes, sizeof bytes), door->token, TOKEN) &&
                   write(fd, door->token, TOKEN - 1) == TOKEN - 1;
    secret_wipe(bytes, sizeof bytes);
    return close(fd) == 0 && written;
}

enum world_result door_new(struct world *world, uint16_t port, struct door **door)
{
    struct door *made = calloc(1, sizeof *made);

    if (!made)
        return world_fail(WORLD_FAILED, "no memory");
    made->world = world;
    pthread_mutex_init(&made->making, NULL);
    (void)snprintf(made->token_file, sizeof made->token_file, "%s/control.token",
                   world_directory(world));
    if (!write_token(made)) {
        door_free(&made);
        return world_fail(WORLD_FAILED, "the control token cannot be written: %s", strerror(errno));
    }
    pthread_mutex_lock(&made->making);
    made->listener = listener_new(port, handle, made);
    if (made->listener)
        (void)snprintf(made->url, sizeof made->url, "http://127.0.0.1:%u",
                       listener_port(made->listener));
    pthread_mutex_unlock(&made->making);
    if (!made->listener) {
        door_free(&made);
        return world_fail(WORLD_FAILED, "the control door cannot listen at 127.0.0.1:%u", port);
    }
    *door = made;
    return WORLD_OK;
}

void door_free(struct door **door)
{
    if (!*door)
        return;
    listener_free(&(*door)->listener);
    (void)unlink((*door)->token_file);
    pthread_mutex_destroy(&(*door)->making);
    secret_wipe((*door)->token, sizeof(*door)->token);
    free(*door);
    *door = NULL;
}

const char *door_url(const struct door *door)
{
    return door->url;
}

const char *door_token_file(const struct door *door)
{
    return door->token_file;
}
