/* SPDX-License-Identifier: MIT */
/*
 * Whole requests through both route tables of a running portal. The input is lines: method, path,
 * content type, cookie, and the body after them. Nothing reaches what stands behind the login, and
 * nothing is answered 5xx.
 */
#include "portal-mock/routes.h"
#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct portal *portal;

static void release(void)
{
    portal_free(&portal);
}

static void make(void)
{
    char directory[] = "/tmp/akis-fuzz-portal-XXXXXX";
    const struct portal_holder holder = {"11111111110", "TEST Ayşe Yılmaz", "05550000001",
                                         "zeytin"};
    struct portal_policy policy;
    char command[64];

    policy_fill(portal_policy_table(), &policy);
    policy.login_delay = 0;
    if (!mkdtemp(directory))
        abort();
    const struct portal_options options = {.directory = directory, .policy = &policy};
    if (portal_new(&options, &portal) != PORTAL_OK ||
        portal_add_holder(portal, &holder) != PORTAL_OK)
        abort();
    (void)snprintf(command, sizeof command, "rm -rf %s", directory);
    if (system(command) != 0)
        abort();
    (void)atexit(release);
}

/* Cuts the next line off; what is missing is "". */
static char *next_line(char **rest)
{
    char *line = *rest;
    char *end = strchr(line, '\n');

    *rest = end ? end + 1 : line + strlen(line);
    if (end)
        *end = '\0';
    return line;
}

static void ask(struct route_table table, struct request request)
{
    struct response response = {0};

    route_answer(portal, table, &request, &response);
    bool behind = strncmp(request.path, "/nb/", 4) == 0;
    if (response.status >= 500 || (behind && response.status < 400))
        abort();
    response_free(&response);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    make();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    char *rest = text;
    const char *method = next_line(&rest);
    struct request request = {.method = method_of(method), .path = next_line(&rest)};
    request.content_type = next_line(&rest);
    request.cookie = next_line(&rest);
    request.accept = size % 2 ? "application/json" : "text/html";
    request.body = bytes_of(rest, (size_t)(text + size - rest));
    ask(routes_secure(), request);
    ask(routes_plain(), request);
    free(text);
    return 0;
}
