/* SPDX-License-Identifier: MIT */
/* Builds the adapter's environment. */
#include "conformance/stage/environment.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The holder's machine shows Turkey's time: a client that takes local time for UTC is three hours
 * off, and seen. POSIX's form needs no zone files. */
#define ZONE "<+03>-3"

struct list {
    char **items;
    size_t count;
    size_t room;
    bool whole;
};

static void add(struct list *list, const char *name, const char *value)
{
    char *item = NULL;

    if (!value || !list->whole)
        return;
    if (list->count + 1 >= list->room || asprintf(&item, "%s%s", name, value) < 0) {
        list->whole = false;
        return;
    }
    list->items[list->count++] = item;
}

static bool is_ours(const char *entry)
{
    return strncmp(entry, "AKIS_", 5) == 0 || strncmp(entry, "PCSCLITE_", 9) == 0 ||
           strncmp(entry, "TZ=", 3) == 0 || strncmp(entry, "XDG_CONFIG_HOME=", 16) == 0;
}

void environment_free(char ***environment)
{
    if (!*environment)
        return;
    for (char **item = *environment; *item; item++)
        free(*item);
    free(*environment);
    *environment = NULL;
}

char **environment_new(const struct adapter_options *options)
{
    struct list list = {.whole = true, .room = 10};
    char number[12];
    char *config = NULL;
    char *nowhere = NULL;

    for (char **entry = environ; *entry; entry++)
        list.room++;
    list.items = calloc(list.room, sizeof *list.items);
    if (!list.items)
        return NULL;
    for (char **entry = environ; *entry; entry++)
        add(&list, "", is_ours(*entry) ? NULL : *entry);
    snprintf(number, sizeof number, "%d", ENVIRONMENT_LINK_FD);
    if (asprintf(&config, "%s/config", options->directory) < 0)
        config = NULL;
    if (asprintf(&nowhere, "%s/none/pcscd", options->directory) < 0)
        nowhere = NULL;
    list.whole = list.whole && config && nowhere;
    add(&list, "XDG_CONFIG_HOME=", config);
    free(config);
    add(&list, "AKIS_LINK_FD=", options->link_fd >= 0 ? number : NULL);
    add(&list, "PCSCLITE_CSOCK_NAME=", options->pcsc_socket ? options->pcsc_socket : nowhere);
    free(nowhere);
    add(&list, "AKIS_PORTAL_URL=", options->portal);
    add(&list, "AKIS_PORTAL_CA=", options->tls_root);
    add(&list, "AKIS_TRUST=", options->chain);
    add(&list, "TZ=", ZONE);
    if (!list.whole)
        environment_free(&list.items);
    return list.items;
}
