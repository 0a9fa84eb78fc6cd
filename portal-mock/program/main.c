/* SPDX-License-Identifier: MIT */
/* portal-mock: the portal standing alone. The terminal is the holders' phone. */
#include "portal-mock/portal.h"
#include "portal-mock/program/seed.h"

#include <getopt.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "portal-mock --directory DIR [options]\n"
    "  --directory DIR     where everything is kept; made when missing\n"
    "  --seed FILE         holders and cards for the first start (JSON)\n"
    "  --https PORT        of the portal; else the one it had, else any free one\n"
    "  --http PORT         of OCSP, CRL and CA certificates; likewise\n"
    "  --address ADDRESS   to listen at; 127.0.0.1\n"
    "  --allow-foreign     lets ADDRESS be another than a loopback address\n"
    "  --set NAME=VALUE    a rule of policy.def; may come several times\n"
    "  --driver FILE       the .deb that the driver service hands out\n"
    "  --ready-file FILE   written with the addresses as soon as it serves\n"
    "Exit: 0 after ^C or SIGTERM, 1 when it could not start, 2 when the command line is wrong.\n";

struct command_line {
    struct portal_options portal;
    struct portal_policy policy;
    const char *seed;
    const char *ready_file;
};

static bool read_port(const char *text, uint16_t *port)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (*text == '\0' || *end != '\0' || number > 65535)
        return false;
    *port = (uint16_t)number;
    return true;
}

static bool read_rule(char *text, struct portal_policy *policy)
{
    char *equals = strchr(text, '=');

    if (!equals)
        return false;
    *equals = '\0';
    return policy_set(portal_policy_table(), policy, text, equals + 1) == POLICY_OK;
}

static bool read_option(int option, char *value, struct command_line *line)
{
    switch (option) {
    case 'd':
        line->portal.directory = value;
        return true;
    case 's':
        line->seed = value;
        return true;
    case 'p':
        return read_port(value, &line->portal.https_port);
    case 'h':
        return read_port(value, &line->portal.http_port);
    case 'a':
        line->portal.address = value;
        return true;
    case 'f':
        line->portal.allow_foreign = true;
        return true;
    case 'r':
        return read_rule(value, &line->policy);
    case 'D':
        line->portal.driver_file = value;
        return true;
    case 'y':
        line->ready_file = value;
        return true;
    default:
        return false;
    }
}

static bool read_line(int count, char **words, struct command_line *line)
{
    static const struct option options[] = {
        {"directory",     required_argument, NULL, 'd'},
        {"seed",          required_argument, NULL, 's'},
        {"https",         required_argument, NULL, 'p'},
        {"http",          required_argument, NULL, 'h'},
        {"address",       required_argument, NULL, 'a'},
        {"allow-foreign", no_argument,       NULL, 'f'},
        {"set",           required_argument, NULL, 'r'},
        {"driver",        required_argument, NULL, 'D'},
        {"ready-file",    required_argument, NULL, 'y'},
        {NULL,            0,                 NULL, 0  },
    };
    int option = getopt_long(count, words, "", options, NULL);

    for (; option != -1; option = getopt_long(count, words, "", options, NULL))
        if (!read_option(option, optarg, line))
            return false;
    return optind == count && line->portal.directory != NULL;
}

static void show_message(void *context, const char *number, const char *text)
{
    (void)context;
    (void)printf("SMS %s: %s\n", number, text);
    (void)fflush(stdout);
}

static bool tell_ready(const struct portal *portal, const char *file)
{
    FILE *stream = file ? fopen(file, "w") : stdout;

    if (!stream)
        return false;
    int written = fprintf(stream,
                          "AKIS_PORTAL_URL=%s\nAKIS_PLAIN_URL=%s\nAKIS_PORTAL_CA=%s\n"
                          "AKIS_TRUST=%s\n",
                          portal_url(portal), portal_plain_url(portal),
                          portal_tls_root_file(portal), portal_chain_file(portal));
    int closed = file ? fclose(stream) : fflush(stdout);
    return written > 0 && closed == 0;
}

static void wait_for_end(const sigset_t *ends)
{
    int number;

    (void)sigwait(ends, &number);
}

static int serve(const struct command_line *line, const sigset_t *ends)
{
    struct portal *portal = NULL;
    char why[256] = "";
    enum portal_result result = portal_new(&line->portal, &portal);
    bool ready = result == PORTAL_OK;

    if (!ready)
        (void)snprintf(why, sizeof why, "%s", portal_result_text(result));
    if (ready && line->seed)
        ready = seed_run(portal, line->seed, line->portal.directory, why);
    if (ready && !tell_ready(portal, line->ready_file)) {
        (void)snprintf(why, sizeof why, "%s cannot be written", line->ready_file);
        ready = false;
    }
    if (ready)
        wait_for_end(ends);
    else
        (void)fprintf(stderr, "portal-mock: %s\n", why);
    portal_free(&portal);
    return ready ? 0 : 1;
}

int main(int count, char **words)
{
    struct command_line line = {
        .portal = {.clock = clock_real(), .random = random_kernel(), .phone = {show_message, NULL}},
    };
    sigset_t ends;

    /* A thread for each connection: with an arena each, memory would creep. */
    (void)mallopt(M_ARENA_MAX, 1);
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGINT);
    (void)sigaddset(&ends, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &ends, NULL);
    policy_fill(portal_policy_table(), &line.policy);
    line.portal.policy = &line.policy;
    if (!read_line(count, words, &line)) {
        (void)fputs(usage, stderr);
        return 2;
    }
    return serve(&line, &ends);
}
