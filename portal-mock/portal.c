/* SPDX-License-Identifier: MIT */
/* Starting and stopping: directory, database, vault, CA, the two listeners. See portal.h. */
#include "portal-mock/portal.h"

#include "portal-mock/serve.h"
#include "sim/base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *portal_result_text(enum portal_result result)
{
    switch (result) {
    case PORTAL_OK:
        return "done";
    case PORTAL_BAD_ARGUMENT:
        return "something handed over is malformed";
    case PORTAL_NOT_LOOPBACK:
        return "the address is not a loopback address, and nobody allowed another";
    case PORTAL_ADDRESS_IN_USE:
        return "the port is in use by another program";
    case PORTAL_STORE_FAILED:
        return "the portal's directory cannot be read or written, or holds something foreign";
    case PORTAL_NO_MEMORY:
        return "memory is out";
    case PORTAL_CRYPTO_FAILED:
        return "a cryptographic operation failed";
    case PORTAL_UNKNOWN:
        return "there is no such holder, card, certificate or picture";
    case PORTAL_REFUSED:
        return "the rules of the CA do not allow it";
    }
    return "unknown";
}

int64_t portal_now(const struct portal *portal)
{
    const struct fault_state *skew = &portal->faults[FAULT_clock_skew];

    return clock_now(&portal->clock) + (skew->count ? skew->amount : 0);
}

void portal_send(struct portal *portal, const char *number, const char *text)
{
    struct held_message *held = &portal->held;
    const struct portal_phone *phone = &portal->phone;

    if (fault_hits(portal->faults, FAULT_sms_lost, NULL))
        return;
    if (!*held->number && fault_hits(portal->faults, FAULT_sms_swapped, NULL)) {
        (void)snprintf(held->number, sizeof held->number, "%s", number);
        (void)snprintf(held->text, sizeof held->text, "%s", text);
        return;
    }
    phone->send(phone->context, number, text);
    if (fault_hits(portal->faults, FAULT_sms_doubled, NULL))
        phone->send(phone->context, number, text);
    if (*held->number)
        phone->send(phone->context, held->number, held->text);
    secret_wipe(held, sizeof *held);
}

void record_of_pins(const char *card_serial, char name[RECORD_NAME])
{
    (void)snprintf(name, RECORD_NAME, "pins-%s", card_serial);
}

void record_of_key(const char *card_serial, char name[RECORD_NAME])
{
    (void)snprintf(name, RECORD_NAME, "key-%s", card_serial);
}

enum error error_of(enum database_result result)
{
    switch (result) {
    case DATABASE_OK:
        return ERROR_none;
    case DATABASE_ABSENT:
        return ERROR_not_found;
    case DATABASE_BUSY:
        return ERROR_unavailable;
    case DATABASE_CONFLICT:
    case DATABASE_FAILED:
        return ERROR_failed;
    }
    return ERROR_failed;
}

static void send_nowhere(void *context, const char *number, const char *text)
{
    (void)context;
    (void)number;
    (void)text;
}

static bool path_in(const char *directory, const char *name, char path[FILE_NAME_MOST])
{
    int size = snprintf(path, FILE_NAME_MOST, "%s/%s", directory, name);

    return size > 0 && size < FILE_NAME_MOST;
}

static enum portal_result open_stores(struct portal *portal, const char *directory)
{
    char path[FILE_NAME_MOST];

    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return PORTAL_STORE_FAILED;
    if (!path_in(directory, "portal.db", path))
        return PORTAL_BAD_ARGUMENT;
    if (database_open(path, &portal->database) != DATABASE_OK)
        return PORTAL_STORE_FAILED;
    if (!path_in(directory, "vault.keys", path))
        return PORTAL_BAD_ARGUMENT;
    return vault_open(path, &portal->random, &portal->vault) == VAULT_OK ? PORTAL_OK
                                                                         : PORTAL_STORE_FAILED;
}

struct place {
    const char *setting; /* under which the port is kept */
    const char *scheme;
    uint16_t port; /* wished for; 0: the kept one, else any */
};

/* Binds, keeps the port, writes the address. */
static enum portal_result take_port(struct portal *portal, const struct place *place, char url[96],
                                    int *handle)
{
    const char *address = portal->address;
    const struct bind_request request = {address, portal->any_address};
    int64_t kept = 0;
    enum database_result found = setting_get(portal->database, place->setting, &kept);
    uint16_t port = place->port ? place->port : (uint16_t)kept;
    bool six = strchr(address, ':') != NULL;

    if (found != DATABASE_OK && found != DATABASE_ABSENT)
        return PORTAL_STORE_FAILED;
    enum portal_result result = result_of_bind(listener_bind(&request, &port, handle));
    if (result != PORTAL_OK)
        return result;
    (void)snprintf(url, 96, "%s://%s%s%s:%u", place->scheme, six ? "[" : "", address,
                   six ? "]" : "", (unsigned)port);
    if (port != kept && setting_put(portal->database, place->setting, port) != DATABASE_OK)
        return PORTAL_STORE_FAILED;
    return PORTAL_OK;
}

enum portal_result portal_write_chain(struct portal *portal)
{
    struct blob chain = {0};
    enum portal_result result = result_of_ca(ca_chain_pem(portal->ca, &chain));

    if (result == PORTAL_OK && !serve_write_file(portal->chain_file, blob_bytes(&chain)))
        result = PORTAL_STORE_FAILED;
    blob_free(&chain);
    return result;
}

static enum portal_result open_ca(struct portal *portal, const struct portal_options *options)
{
    char directory[FILE_NAME_MOST];

    if (!path_in(options->directory, "ca", directory) ||
        !path_in(options->directory, "tls-root.pem", portal->tls_root_file) ||
        !path_in(options->directory, "chain.pem", portal->chain_file))
        return PORTAL_BAD_ARGUMENT;
    const struct ca_options asked = {.directory = directory,
                                     .plain_url = portal->plain_url,
                                     .key_pool = options->key_pool,
                                     .random = portal->random};
    enum portal_result result = result_of_ca(ca_new(&asked, &portal->ca));
    return result == PORTAL_OK ? portal_write_chain(portal) : result;
}

static enum portal_result start(struct portal *portal, const struct portal_options *options)
{
    const struct place https = {"https_port", "https", options->https_port};
    const struct place http = {"http_port", "http", options->http_port};
    int secure = -1;
    int plain = -1;
    enum portal_result result = open_stores(portal, options->directory);

    if (result == PORTAL_OK)
        result = take_port(portal, &http, portal->plain_url, &plain);
    if (result == PORTAL_OK)
        result = take_port(portal, &https, portal->url, &secure);
    if (result == PORTAL_OK)
        result = open_ca(portal, options);
    if (result == PORTAL_OK)
        return serve_start(portal, secure, plain);
    if (plain >= 0)
        (void)close(plain);
    if (secure >= 0)
        (void)close(secure);
    return result;
}

enum portal_result portal_new(const struct portal_options *options, struct portal **portal)
{
    struct portal *made = calloc(1, sizeof *made);

    if (!made)
        return PORTAL_NO_MEMORY;
    (void)pthread_mutex_init(&made->lock, NULL);
    policy_fill(portal_policy_table(), &made->policy);
    if (options->policy)
        made->policy = *options->policy;
    made->clock = options->clock.now ? options->clock : clock_real();
    made->random = options->random.fill ? options->random : random_kernel();
    made->phone = options->phone;
    if (!made->phone.send)
        made->phone.send = send_nowhere;
    made->watch = options->watch;
    (void)snprintf(made->address, sizeof made->address, "%s",
                   options->address ? options->address : "127.0.0.1");
    made->any_address = options->allow_foreign;
    if (options->driver_file)
        (void)snprintf(made->driver_file, sizeof made->driver_file, "%s", options->driver_file);
    enum portal_result result = options->directory ? start(made, options) : PORTAL_BAD_ARGUMENT;
    if (result != PORTAL_OK)
        portal_free(&made);
    else
        *portal = made;
    return result;
}

void portal_free(struct portal **portal)
{
    struct portal *gone = *portal;

    if (!gone)
        return;
    serve_stop(gone);
    sessions_end_all(&gone->sessions);
    ca_free(&gone->ca);
    vault_close(&gone->vault);
    database_close(&gone->database);
    (void)pthread_mutex_destroy(&gone->lock);
    secret_wipe(gone, sizeof *gone);
    free(gone);
    *portal = NULL;
}

const char *portal_url(const struct portal *portal)
{
    return portal->url;
}

const char *portal_plain_url(const struct portal *portal)
{
    return portal->plain_url;
}

const char *portal_tls_root_file(const struct portal *portal)
{
    return portal->tls_root_file;
}

const char *portal_chain_file(const struct portal *portal)
{
    return portal->chain_file;
}

enum policy_result portal_policy_set(struct portal *portal, const char *name, const char *value)
{
    (void)pthread_mutex_lock(&portal->lock);
    enum policy_result result = policy_set(portal_policy_table(), &portal->policy, name, value);
    (void)pthread_mutex_unlock(&portal->lock);
    return result;
}
