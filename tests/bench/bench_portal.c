/* SPDX-License-Identifier: MIT */
/*
 * Full logins over loopback, from the form to Çıkış, by some clients at once: errors, p50 and p99,
 * and whether memory or descriptors grow
 * after a fifth as many to warm up.
 *
 *   bench_portal [LOGINS]
 */
#include "portal-mock/portal.h"
#include "sim/http/http.h"

#include <dirent.h>
#include <ftw.h>
#include <jansson.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 4, NUMBER = 16 };

/* A phone for each client: the last code sent to its number. */
static char codes[CLIENTS][NUMBER];

struct client {
    pthread_t thread;
    struct portal *portal;
    unsigned index;
    unsigned logins;
    unsigned failed;
    double *seconds;
};

static const char *const ids[CLIENTS] = {"11111111110", "22222222220", "33333333330",
                                         "44444444440"};

static void take_message(void *context, const char *number, const char *text)
{
    size_t index = (size_t)(number[0] - '0');
    const char *digits = strpbrk(text, "0123456789");

    (void)context;
    if (index < CLIENTS && digits)
        (void)snprintf(codes[index], NUMBER, "%.6s", digits);
}

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Sends a JSON body (NULL: a GET); true on 200, and copies the text `name` of the answer. */
static bool ask(struct http *http, const struct client *client, const char *path, const char *body,
                const char *name, char text[64])
{
    char url[160];
    struct http_response response = {0};
    const struct http_request request = {
        .method = body ? "POST" : "GET",
        .url = url,
        .accept = "application/json",
        .content_type = body ? "application/json" : NULL,
        .body = bytes_text(body),
    };

    (void)snprintf(url, sizeof url, "%s%s", portal_url(client->portal), path);
    bool right = http_send(http, &request, &response) == HTTP_OK && response.status == 200;
    if (right && name) {
        json_t *json = json_loadb((const char *)response.body, response.size, 0, NULL);
        const char *found = json_string_value(json_object_get(json, name));
        (void)snprintf(text, 64, "%s", found ? found : "");
        json_decref(json);
    }
    http_response_free(&response);
    return right;
}

static bool login(const struct client *client)
{
    const struct http_options options = {.ca_file = portal_tls_root_file(client->portal)};
    struct http *http;
    char picture[64];
    char letters[16];
    char body[256];

    if (http_new(&options, &http) != HTTP_OK)
        return false;
    bool done = ask(http, client, "/nbsifreli.go", NULL, "captcha", picture) &&
                portal_captcha_answer(client->portal, picture, letters) == PORTAL_OK;
    (void)snprintf(
        body, sizeof body,
        "{\"kimlik_no\":\"%s\",\"resimdeki_yazi\":\"%s\",\"guvenlik_sozcugu\":\"zeytin\"}",
        ids[client->index], letters);
    done = done && ask(http, client, "/nbsifreli.go", body, NULL, NULL) &&
           ask(http, client, "/nbsifreli.go/sms", "{}", NULL, NULL);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", codes[client->index]);
    done = done && ask(http, client, "/nbsifreli.go/kod", body, NULL, NULL) &&
           ask(http, client, "/nb/islemler", NULL, NULL, NULL) &&
           ask(http, client, "/nb/cikis", "{}", NULL, NULL);
    http_free(&http);
    return done;
}

static void *work(void *context)
{
    struct client *client = context;

    for (unsigned i = 0; i < client->logins; i++) {
        double start = now();
        client->failed += login(client) ? 0 : 1;
        client->seconds[i] = now() - start;
    }
    return NULL;
}

static long resident_kib(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");

    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        (void)fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static unsigned descriptors(void)
{
    unsigned count = 0;
    DIR *folder = opendir("/proc/self/fd");

    while (folder && readdir(folder))
        count++;
    if (folder)
        (void)closedir(folder);
    return count;
}

static int by_size(const void *one, const void *other)
{
    double a = *(const double *)one;
    double b = *(const double *)other;

    return (a > b) - (a < b);
}

/* One run of all clients; how many logins failed. */
static unsigned run(struct portal *portal, unsigned logins, double *seconds)
{
    struct client clients[CLIENTS];
    unsigned failed = 0;

    for (unsigned i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){.portal = portal,
                                     .index = i,
                                     .logins = logins / CLIENTS,
                                     .seconds = seconds + i * (logins / CLIENTS)};
        if (pthread_create(&clients[i].thread, NULL, work, &clients[i]) != 0)
            abort();
    }
    for (unsigned i = 0; i < CLIENTS; i++) {
        (void)pthread_join(clients[i].thread, NULL);
        failed += clients[i].failed;
    }
    return failed;
}

static bool set_up(const char *directory, struct portal **portal)
{
    static char numbers[CLIENTS][NUMBER];
    const struct portal_options options = {
        .directory = directory, .phone = {take_message, NULL}
    };

    if (portal_new(&options, portal) != PORTAL_OK)
        return false;
    for (unsigned i = 0; i < CLIENTS; i++) {
        (void)snprintf(numbers[i], NUMBER, "%u555000000", i);
        const struct portal_holder holder = {ids[i], "TEST Ayşe Yılmaz", numbers[i], "zeytin"};
        if (portal_add_holder(*portal, &holder) != PORTAL_OK)
            return false;
    }
    return true;
}

static int drop(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

int main(int count, char **words)
{
    char directory[] = "/tmp/akis-bench-portal-XXXXXX";
    unsigned logins = count > 1 ? (unsigned)strtoul(words[1], NULL, 10) : 10000;
    double *seconds = calloc(logins + CLIENTS, sizeof *seconds);
    struct portal *portal = NULL;

    if (!seconds || !mkdtemp(directory) || !set_up(directory, &portal) ||
        run(portal, logins / 5, seconds) != 0)
        return 1;
    long memory = resident_kib();
    unsigned open = descriptors();
    double start = now();
    unsigned failed = run(portal, logins, seconds);
    double took = now() - start;
    size_t measured = logins / CLIENTS * CLIENTS;
    qsort(seconds, measured, sizeof *seconds, by_size);
    (void)printf("%zu logins by %d clients: %u failed, %.0f/s, p50 %.1f ms, p99 %.1f ms\n",
                 measured, CLIENTS, failed, (double)measured / took, seconds[measured / 2] * 1e3,
                 seconds[measured * 99 / 100] * 1e3);
    (void)printf("resident %ld -> %ld KiB, descriptors %u -> %u\n", memory, resident_kib(), open,
                 descriptors());
    portal_free(&portal);
    free(seconds);
    (void)nftw(directory, drop, 8, FTW_DEPTH | FTW_PHYS);
    return failed == 0 ? 0 : 1;
}
