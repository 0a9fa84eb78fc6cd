/* SPDX-License-Identifier: MIT */
/*
 * The server as a whole: its socket, a thread that takes new clients and lets idle cards
 * rest, and a thread for each client. All of it ends with pcsclite_stop.
 */
#include "sim/reader/pcsclite.h"

#include "sim/reader/pcsclite_inside.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 1024, STACK_SIZE = 512 * 1024 };

const char *pcsclite_result_text(enum pcsclite_result result)
{
    switch (result) {
    case PCSCLITE_OK:
        return "the reader's socket is open";
    case PCSCLITE_BAD_ARGUMENT:
        return "a reader's name or the socket's path is empty or too long, or there are more than "
               "16 readers";
    case PCSCLITE_NO_SOCKET:
        return "the socket could not be made: programs cannot reach the reader; choose a folder "
               "that you may write to";
    case PCSCLITE_NO_MEMORY:
        return "no memory or no thread for the reader";
    }
    return "unknown";
}

static bool is_good_text(const char *text, size_t size)
{
    return text && *text && strlen(text) < size;
}

static bool take_names(struct pcsclite_server *server, const char *const *names)
{
    for (unsigned i = 0; names[i]; i++) {
        if (i == PCSCLITE_READERS_MAX || !is_good_text(names[i], PCSCLITE_NAME_SIZE))
            return false;
        memcpy(server->readers[i].name, names[i], strlen(names[i]) + 1);
        reader_show_empty(&server->readers[i]);
        server->reader_count++;
    }
    return server->reader_count > 0;
}

/* A socket for its owner alone, in place of one that an ended server left. */
static int open_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct stat status;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    memcpy(address.sun_path, path, strlen(path) + 1);
    if (lstat(path, &status) == 0 && S_ISSOCK(status.st_mode))
        (void)unlink(path);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
        chmod(path, 0600) == 0 && listen(fd, SOMAXCONN) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Forgets a client whose thread is about to end; the server may be gone afterwards. */
static void drop_client(struct client *client)
{
    struct pcsclite_server *server = client->server;
    struct client **at = &server->clients;

    pthread_mutex_lock(&server->lock);
    while (*at != client)
        at = &(*at)->next;
    *at = client->next;
    client_free(&client);
    server->client_count--;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

static void *client_thread(void *context)
{
    struct client *client = context;

    client_serve(client);
    drop_client(client);
    return NULL;
}

/* Starts a detached thread without signals. */
static bool start_thread(void *(*run)(void *context), void *context)
{
    pthread_attr_t attributes;
    pthread_t thread;
    sigset_t all;
    sigset_t before;
    bool started;

    sigfillset(&all);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    started = pthread_create(&thread, &attributes, run, context) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

/* Locked. */
static void add_client(struct pcsclite_server *server, int fd)
{
    struct client *client = NULL;

    if (!server->stopping && server->client_count < CLIENTS_MAX)
        client = client_new(server, fd);
    if (!client) {
        close(fd);
        return;
    }
    client->next = server->clients;
    server->clients = client;
    server->client_count++;
    if (start_thread(client_thread, client))
        return;
    server->clients = client->next;
    server->client_count--;
    client_free(&client);
}

static void take_clients(struct pcsclite_server *server)
{
    int fd;

    while ((fd = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        pthread_mutex_lock(&server->lock);
        add_client(server, fd);
        pthread_mutex_unlock(&server->lock);
    }
}

/* Lets idle cards rest; milliseconds until the next falls due, -1: none does. */
static int rest_cards(struct pcsclite_server *server)
{
    int soonest = -1;

    for (unsigned i = 0; i < server->reader_count; i++) {
        int due = reader_rest(server, &server->readers[i]);

        if (due >= 0 && (soonest < 0 || due < soonest))
            soonest = due;
    }
    return soonest;
}

static bool is_stopping(struct pcsclite_server *server)
{
    bool stopping;

    pthread_mutex_lock(&server->lock);
    stopping = server->stopping;
    pthread_mutex_unlock(&server->lock);
    return stopping;
}

static void *server_thread(void *context)
{
    struct pcsclite_server *server = context;
    eventfd_t count;

    while (!is_stopping(server)) {
        struct pollfd watched[2] = {
            {.fd = server->listener, .events = POLLIN},
            {.fd = server->wake,     .events = POLLIN},
        };

        (void)poll(watched, 2, rest_cards(server));
        if (watched[1].revents)
            (void)eventfd_read(server->wake, &count);
        take_clients(server);
    }
    pthread_mutex_lock(&server->lock);
    server->server_runs = false;
    pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
    return NULL;
}

static void init_locks(struct pcsclite_server *server)
{
    pthread_condattr_t monotonic;

    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&server->lock, NULL);
    for (unsigned i = 0; i < PCSCLITE_READERS_MAX; i++)
        pthread_mutex_init(&server->readers[i].card, NULL);
}

static void give_back(struct pcsclite_server *server)
{
    if (server->listener >= 0) {
        close(server->listener);
        (void)unlink(server->path);
    }
    if (server->wake >= 0)
        close(server->wake);
    for (unsigned i = 0; i < PCSCLITE_READERS_MAX; i++)
        pthread_mutex_destroy(&server->readers[i].card);
    pthread_mutex_destroy(&server->lock);
    pthread_cond_destroy(&server->changed);
    free(server);
}

static enum pcsclite_result open_server(const struct pcsclite_options *options,
                                        struct pcsclite_server *server)
{
    static const char *const usual[] = {"AKIS Mini Reader 00 00", NULL};

    if (!is_good_text(options->path, PCSCLITE_PATH_SIZE) ||
        !take_names(server, options->names ? options->names : usual))
        return PCSCLITE_BAD_ARGUMENT;
    for (unsigned i = 0; i < server->reader_count; i++)
        server->readers[i].pad = options->pads[i];
    memcpy(server->path, options->path, strlen(options->path) + 1);
    server->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (server->wake < 0)
        return PCSCLITE_NO_MEMORY;
    server->listener = open_socket(server->path);
    if (server->listener < 0)
        return PCSCLITE_NO_SOCKET;
    server->server_runs = true;
    return start_thread(server_thread, server) ? PCSCLITE_OK : PCSCLITE_NO_MEMORY;
}

enum pcsclite_result pcsclite_start(const struct pcsclite_options *options,
                                    struct pcsclite_server **server)
{
    struct pcsclite_server *made = calloc(1, sizeof *made);
    enum pcsclite_result result;

    if (!made)
        return PCSCLITE_NO_MEMORY;
    made->listener = made->wake = -1;
    init_locks(made);
    result = open_server(options, made);
    if (result != PCSCLITE_OK)
        give_back(made);
    else
        *server = made;
    return result;
}

const char *pcsclite_socket(const struct pcsclite_server *server)
{
    return server->path;
}

void pcsclite_stop(struct pcsclite_server **server)
{
    struct pcsclite_server *ending = *server;

    if (!ending)
        return;
    pthread_mutex_lock(&ending->lock);
    ending->stopping = true;
    for (struct client *client = ending->clients; client; client = client->next)
        shutdown(client->fd, SHUT_RDWR);
    pthread_cond_broadcast(&ending->changed);
    (void)eventfd_write(ending->wake, 1);
    while (ending->client_count || ending->server_runs)
        pthread_cond_wait(&ending->changed, &ending->lock);
    pthread_mutex_unlock(&ending->lock);
    for (unsigned i = 0; i < ending->reader_count; i++)
        pcsclite_remove(ending, i);
    give_back(ending);
    *server = NULL;
}
