/* SPDX-License-Identifier: MIT */
/* Sürücü yükleme servisi: our own PKCS#11 module as a Debian package for Linux; for the other
 * systems a refusal that says so. */
#include "portal-mock/handlers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRIVER_MOST = 16 * 1024 * 1024 };

static const struct {
    const char *name;
    const char *title;
    const char *mark; /* in User-Agent */
    bool ours;        /* a package of ours can be had for it */
} systems[] = {
    {"linux",   "Linux (Debian, Ubuntu, Pardus)", "Linux",     true },
    {"windows", "Windows",                        "Windows",   false},
    {"macos",   "macOS",                          "Macintosh", false},
};

/* The system that a browser says it runs on; NULL: it does not say. */
static const char *asking_system(const struct request *request)
{
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++)
        if (request->user_agent && strstr(request->user_agent, systems[i].mark))
            return systems[i].name;
    return NULL;
}

void get_drivers(struct portal *portal, struct request *request, struct response *response)
{
    struct node *list = node_list();
    const char *asking = asking_system(request);
    char path[96];

    response_page(response, "drivers", "Sürücü Yükleme Servisi");
    node_put_text(response->data, "asking", asking);
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
        struct node *node = node_object();
        (void)snprintf(path, sizeof path, "/islemler/surucu_yukleme_servisi/%s", systems[i].name);
        node_put_text(node, "system", systems[i].name);
        node_put_text(node, "name", systems[i].title);
        node_put_flag(node, "offered", systems[i].ours && *portal->driver_file);
        node_put_flag(node, "yours", asking && strcmp(asking, systems[i].name) == 0);
        node_put_text(node, "path", path);
        node_append(list, node);
    }
    node_put(response->data, "systems", list);
}

static bool send_file(const char *path, struct response *response)
{
    FILE *file = fopen(path, "rb");
    uint8_t *content = file ? malloc(DRIVER_MOST) : NULL;
    size_t size = content ? fread(content, 1, DRIVER_MOST, file) : 0;

    if (file)
        (void)fclose(file);
    if (size > 0 && size < DRIVER_MOST)
        response_raw(response, "application/vnd.debian.binary-package", bytes_of(content, size));
    free(content);
    return response->type != NULL;
}

void get_driver(struct portal *portal, struct request *request, struct response *response)
{
    for (size_t i = 0; i < sizeof systems / sizeof systems[0]; i++) {
        if (strcmp(systems[i].name, request->parameter) != 0)
            continue;
        if (systems[i].ours && *portal->driver_file && send_file(portal->driver_file, response))
            (void)snprintf(response->file, sizeof response->file, "akis-pkcs11-test.deb");
        else
            response_refuse(response, request, ERROR_no_driver);
        return;
    }
    response_refuse(response, request, ERROR_not_found);
}
