/* SPDX-License-Identifier: MIT */
/*
 * Full logins over loopback, from the form to Çıkış, by some clients at once: errors, p50 and p99,
 * and whether memory or descriptors of the portal's process grow after a fifth as many to warm up.
 * The clients are a process of their own.
 *
 *   bench_portal [LOGINS]
 */
#include "portal-mock/portal.h"
#include "sim/http/http.h"

#include <dirent.h>
#include <ftw.h>
#include <jansson.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 4, NUMBER = 16 };

/* What both processes see: a phone for each client (the last code sent to its number), and where
 * the portal is. */
static struct shared {
    char codes[CLIENTS][NUMBER];
    char url[96];
    char tls_root[512];
} * shared;

/* How many logins, and how they went. */
struct order {
    unsigned logins;
    unsigned failed;
};

struct client {
    pthread_t thread;
    int desk; /* asks who reads pictures out */
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
        (void)snprintf(shared->codes[index], NUMBER, "%.6s", digits);
}

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Sends a JSON body (NULL: a GET); true on 200, and copies the text `name` of the answer. */
static bool ask(struct http *http, const char *path, const char *body, const char *name,
                char text[64])
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

    (void)snprintf(url, sizeof url, "%s%s", shared->url, path);
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
    const struct http_options options = {.ca_file = shared->tls_root};
    struct http *http;
    char picture[64];
    char letters[16];
    char body[256];

    if (http_new(&options, &http) != HTTP_OK)
        return false;
    bool done = ask(http, "/nbsifreli.go", NULL, "captcha", picture) &&
                send(client->desk, picture, sizeof picture, 0) > 0 &&
                recv(client->desk, letters, sizeof letters, 0) > 0;
    (void)snprintf(
        body, sizeof body,
        "{\"kimlik_no\":\"%s\",\"resimdeki_yazi\":\"%s\",\"guvenlik_sozcugu\":\"zeytin\"}",
        ids[client->index], letters);
    done = done && ask(http, "/nbsifreli.go", body, NULL, NULL) &&
           ask(http, "/nbsifreli.go/sms", "{}", NULL, NULL);
    (void)snprintf(body, sizeof body, "{\"sms_onay_kodu\":\"%s\"}", shared->codes[client->index]);
    done = done && ask(http, "/nbsifreli.go/kod", body, NULL, NULL) &&
           ask(http, "/nb/islemler", NULL, NULL, NULL) && ask(http, "/nb/cikis", "{}", NULL, NULL);
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
static unsigned run(const int desks[CLIENTS], unsigned logins, double *seconds)
{
    struct client clients[CLIENTS];
    unsigned failed = 0;

    for (unsigned i = 0; i < CLIENTS; i++) {
        clients[i] = (struct client){.desk = desks[i],
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

/* The clients' process: does what comes over the last socket until that ends. */
static void be_clients(const int sockets[CLIENTS + 1])
{
    struct order order;

    while (recv(sockets[CLIENTS], &order, sizeof order, 0) == sizeof order) {
        size_t measured = order.logins / CLIENTS * CLIENTS;
        double *seconds = calloc(order.logins + CLIENTS, sizeof *seconds);
        double start = now();
        if (!seconds)
            abort();
        order.failed = run(sockets, order.logins, seconds);
        double took = now() - start;
        qsort(seconds, measured, sizeof *seconds, by_size);
        (void)printf("%zu logins by %d clients: %u failed, %.0f/s, p50 %.1f ms, p99 %.1f ms\n",
                     measured, CLIENTS, order.failed, (double)measured / took,
                     seconds[measured / 2] * 1e3, seconds[measured * 99 / 100] * 1e3);
        (void)fflush(stdout);
        free(seconds);
        (void)send(sockets[CLIENTS], &order, sizeof order, 0);
    }
}

/* The portal's process: has the logins done, and reads pictures out meanwhile. */
static unsigned serve(struct portal *portal, const int sockets[CLIENTS + 1], unsigned logins)
{
    struct pollfd waits[CLIENTS + 1];
    struct order order = {.logins = logins};
    char picture[64];
    char letters[16];

    for (size_t i = 0; i <= CLIENTS; i++)
        waits[i] = (struct pollfd){.fd = sockets[i], .events = POLLIN};
    if (send(sockets[CLIENTS], &order, sizeof order, 0) != sizeof order)
        return logins;
    while (poll(waits, CLIENTS + 1, -1) > 0 && !waits[CLIENTS].revents) {
        for (size_t i = 0; i < CLIENTS; i++) {
            if (!waits[i].revents || recv(waits[i].fd, picture, sizeof picture, 0) <= 0)
                continue;
            if (portal_captcha_answer(portal, picture, letters) != PORTAL_OK)
                letters[0] = '\0';
            (void)send(waits[i].fd, letters, sizeof letters, 0);
        }
    }
    return recv(sockets[CLIENTS], &order, sizeof order, 0) == sizeof order ? order.failed : logins;
}

/* Two processes with a socket per client and one for orders; true in the clients'. */
static bool part(int sockets[CLIENTS + 1])
{
    int others[CLIENTS + 1];

    for (size_t i = 0; i <= CLIENTS; i++) {
        int pair[2];
        if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
            abort();
        sockets[i] = pair[0];
        others[i] = pair[1];
    }
    bool child = fork() == 0;
    for (size_t i = 0; i <= CLIENTS; i++) {
        (void)close(child ? sockets[i] : others[i]);
        if (child)
            sockets[i] = others[i];
    }
    return child;
}

int main(int count, char **words)
{
    char directory[] = "/tmp/akis-bench-portal-XXXXXX";
    unsigned logins = count > 1 ? (unsigned)strtoul(words[1], NULL, 10) : 10000;
    struct portal *portal = NULL;
    int sockets[CLIENTS + 1];

    /* A thread for each connection: with an arena each, memory would creep. */
    (void)mallopt(M_ARENA_MAX, 1);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    if (part(sockets)) {
        be_clients(sockets);
        return 0;
    }
    if (!mkdtemp(directory) || !set_up(directory, &portal))
        return 1;
    (void)snprintf(shared->url, sizeof shared->url, "%s", portal_url(portal));
    (void)snprintf(shared->tls_root, sizeof shared->tls_root, "%s", portal_tls_root_file(portal));
    unsigned failed = serve(portal, sockets, logins / 5);
    long memory = resident_kib();
    unsigned open = descriptors();
    failed += serve(portal, sockets, logins);
    (void)printf("the portal's process: resident %ld -> %ld KiB, descriptors %u -> %u\n", memory,
                 resident_kib(), open, descriptors());
    portal_free(&portal);
    (void)nftw(directory, drop, 8, FTW_DEPTH | FTW_PHYS);
    return failed == 0 ? 0 : 1;
}
