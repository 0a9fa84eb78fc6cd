/* SPDX-License-Identifier: MIT */
/* The portal as its own files see it. Whoever touches it holds its lock. */
#ifndef PORTAL_MOCK_INSIDE_H
#define PORTAL_MOCK_INSIDE_H

#include "portal-mock/ca/ca.h"
#include "portal-mock/fault_state.h"
#include "portal-mock/listener.h"
#include "portal-mock/portal.h"
#include "portal-mock/records.h"
#include "portal-mock/response.h"
#include "portal-mock/session.h"
#include "portal-mock/vault.h"

#include <pthread.h>

enum { ROUTES_MOST = 80, FILE_NAME_MOST = 512 };

/* A message held back until the next one has gone. */
struct held_message {
    char number[PHONE];
    char text[256];
};

struct portal {
    pthread_mutex_t lock;
    struct portal_policy policy;
    struct clock_port clock;
    struct random_port random;
    struct portal_phone phone;
    struct portal_watch watch;
    struct database *database;
    struct vault *vault;
    struct ca *ca;
    struct sessions sessions;
    struct limit limits[ROUTES_MOST]; /* of the routes that need no session, by row */
    struct fault_state faults[FAULT_KINDS];
    struct held_message held;
    char address[64];
    bool any_address;
    struct listener *https;
    struct listener *http;
    char url[96];
    char plain_url[96];
    char tls_root_file[FILE_NAME_MOST];
    char chain_file[FILE_NAME_MOST];
    char driver_file[FILE_NAME_MOST]; /* "" for none */
};

/* The portal's time. */
int64_t portal_now(const struct portal *portal);
/* Writes the chain file anew: it grows when another CA line issues for the first time. */
NODISCARD enum portal_result portal_write_chain(struct portal *portal);

/* Sends a message to the phone, as the faults will have it. */
void portal_send(struct portal *portal, const char *number, const char *text);

/* Names of the vault's records. */
enum { RECORD_NAME = 40 };
void record_of_pins(const char *card_serial, char name[RECORD_NAME]);
void record_of_key(const char *card_serial, char name[RECORD_NAME]);

/* What the CA asks about certificates; answers from the database. */
struct ca_status_port portal_status_port(struct portal *portal);

/* What a failed read or write is answered with: unavailable, or failed. */
enum error error_of(enum database_result result);

#endif
