/* SPDX-License-Identifier: MIT */
/*
 * A client under test behind its adapter program: started, asked, stopped, as PROTOCOL.md
 * says. Believes nothing: lines are bounded, answers have a deadline, ids must come back.
 */
#ifndef CONFORMANCE_STAGE_ADAPTER_H
#define CONFORMANCE_STAGE_ADAPTER_H

#include "conformance/json.h"

struct adapter;

struct adapter_options {
    const char *command;     /* for /bin/sh -c */
    const char *directory;   /* where it runs */
    const char *log;         /* file that its stderr is appended to */
    int link_fd;             /* -1: none; stays the caller's */
    const char *pcsc_socket; /* NULL: none */
    const char *portal;
    const char *tls_root;
    const char *chain;
    bool keep_open; /* the card, from request to request; else opened anew for each */
};

enum adapter_result {
    ADAPTER_OK,
    ADAPTER_CANNOT_START,
    ADAPTER_UNIMPLEMENTED, /* it left with exit code 89 */
    ADAPTER_DIED,          /* it left in another way */
    ADAPTER_TIMEOUT,
    ADAPTER_GARBLED,   /* a line that the protocol does not know */
    ADAPTER_DISHONEST, /* it did not refuse an invented request */
};

const char *adapter_result_text(enum adapter_result result);

/* Starts it, says hello, and asks for something that does not exist. What did not go well is given
 * too, for adapter_fault, and is to be stopped; NULL: no memory. */
NODISCARD enum adapter_result adapter_start(const struct adapter_options *options,
                                            struct adapter **adapter);
/* Closes its stdin, waits 2 seconds at the most, ends it, nulls; accepts NULL. */
void adapter_stop(struct adapter **adapter);

/* What is wrong with the line that broke the protocol, and its beginning as it came, secrets and
 * all; "" when it was none. Lives as long as the adapter. */
const char *adapter_fault(const struct adapter *adapter);

/* What the client said it is: hello's answer; lives as long as the adapter. */
const struct json *adapter_hello(const struct adapter *adapter);
bool adapter_can(const struct adapter *adapter, const char *request);

/* Answers a need as a person would: text that the adapter frees, or NULL to give up. */
struct adapter_person {
    char *(*give)(void *context, const struct json *need);
    void *context;
};

/* Sends `request` (an object with "request"; `id` is added) and waits for its answer, which
 * the caller frees. */
NODISCARD enum adapter_result adapter_ask(struct adapter *adapter, struct json *request,
                                          const struct adapter_person *person,
                                          struct json **answer);

#endif
