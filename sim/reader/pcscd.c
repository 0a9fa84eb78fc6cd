/* SPDX-License-Identifier: MIT */
/* The outside of a private pcscd: plans it, waits for it, dials its slots, ends it. */
#include "sim/reader/pcscd.h"

#include "sim/reader/pcscd_space.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FIRST_PORT = 35963,     /* vpcd's usual one; the network namespace is its own */
    PATIENCE = 10000,       /* milliseconds for the daemon to come up */
    READER_TEXT_SIZE = 512, /* a reader's lines in the reader file */
    NAME_MAX_SIZE = 100,    /* pcscd adds numbers and has 128 in all */
};

struct pcscd {
    pid_t anchor;
    int control;
    unsigned slots;
    char socket[108];
    pthread_mutex_t lock; /* one question to the anchor at a time */
};

const char *pcscd_result_text(enum pcscd_result result)
{
    switch (result) {
    case PCSCD_OK:
        return "a private pcscd can run here";
    case PCSCD_BAD_ARGUMENT:
        return "a reader's name is empty, too long or has quotes or control characters in it, or "
               "there are too many readers";
    case PCSCD_NO_DAEMON:
        return "pcscd is not installed: no PC/SC reader can be offered that way; install the "
               "package pcscd";
    case PCSCD_NO_DRIVER:
        return "pcscd has no virtual reader: no card can be put into it; install the package "
               "vsmartcard-vpcd";
    case PCSCD_NO_NAMESPACES:
        return "the kernel or the container refuses namespaces: a private pcscd cannot be kept "
               "apart from the machine; allow user namespaces, or run as root with CAP_SYS_ADMIN";
    case PCSCD_FAILED:
        return "the private pcscd did not come up: look into its log";
    }
    return "unknown";
}

enum pcscd_result pcscd_possible(void)
{
    if (access(PCSCD_DAEMON, X_OK) != 0)
        return PCSCD_NO_DAEMON;
    if (access(PCSCD_DRIVER, R_OK) != 0)
        return PCSCD_NO_DRIVER;
    return PCSCD_OK;
}

/* The reader file quotes names and knows no escapes. */
static bool is_good_name(const char *name)
{
    size_t size = strlen(name);

    if (size == 0 || size > NAME_MAX_SIZE)
        return false;
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ' || *at == '"' || *at == 0x7F)
            return false;
    return true;
}

/* Writes the reader file's text; false when a name is not good or there are too many. */
static bool describe_readers(const char *const *names, char *text, size_t size, unsigned *count)
{
    size_t used = 0;

    for (*count = 0; names[*count]; ++*count) {
        if (*count == PCSCD_READERS_MAX || !is_good_name(names[*count]))
            return false;
        used += (size_t)snprintf(text + used, size - used,
                                 "FRIENDLYNAME \"%s\"\nDEVICENAME /dev/null:%u\n"
                                 "LIBPATH /run/pcscd/vpcd%u.so\n",
                                 names[*count], FIRST_PORT + PCSCD_SLOTS * *count, *count);
    }
    return *count > 0;
}

/* Forks the anchor. Its pid, or -1. */
static pid_t start_anchor(const struct pcscd_options *options, const char *readers,
                          unsigned reader_count, int control)
{
    char uid_map[32];
    char gid_map[32];
    struct space_plan plan = {.control = control,
                              .uid_map = uid_map,
                              .gid_map = gid_map,
                              .readers = readers,
                              .reader_count = reader_count};
    const char *log = options->log ? options->log : "/dev/null";
    pid_t anchor;

    (void)snprintf(uid_map, sizeof uid_map, "0 %u 1\n", (unsigned)geteuid());
    (void)snprintf(gid_map, sizeof gid_map, "0 %u 1\n", (unsigned)getegid());
    plan.log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (plan.log < 0)
        return -1;
    anchor = fork();
    if (anchor == 0)
        space_run(&plan);
    close(plan.log);
    return anchor;
}

static enum pcscd_result hear_report(int control)
{
    struct space_report report;
    struct pollfd heard = {.fd = control, .events = POLLIN};

    if (poll(&heard, 1, PATIENCE) <= 0 ||
        recv(control, &report, sizeof report, 0) != (ssize_t)sizeof report)
        return PCSCD_FAILED;
    switch (report.stage) {
    case SPACE_READY:
        return PCSCD_OK;
    case SPACE_NAMESPACES:
    case SPACE_MOUNT:
    case SPACE_NETWORK:
        return PCSCD_NO_NAMESPACES;
    case SPACE_DAEMON:
        return PCSCD_FAILED;
    }
    return PCSCD_FAILED;
}

static bool answers(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool connected;

    memcpy(address.sun_path, path, strlen(path) + 1);
    connected = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
    if (fd >= 0)
        close(fd);
    return connected;
}

/* The daemon opens its socket after its readers: who can connect sees them all. */
static enum pcscd_result wait_until_up(const struct pcscd *pcscd)
{
    for (int waited = 0; waited < PATIENCE; waited++) {
        struct pollfd end = {.fd = pcscd->control, .events = POLLIN};

        if (answers(pcscd->socket))
            return PCSCD_OK;
        if (poll(&end, 1, 1) != 0)
            break;
    }
    return PCSCD_FAILED;
}

static enum pcscd_result start(const struct pcscd_options *options, const char *readers,
                               struct pcscd *pcscd)
{
    int ends[2];
    enum pcscd_result result;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return PCSCD_FAILED;
    pcscd->control = ends[0];
    pcscd->anchor = start_anchor(options, readers, pcscd->slots / PCSCD_SLOTS, ends[1]);
    close(ends[1]);
    if (pcscd->anchor < 0)
        return PCSCD_FAILED;
    (void)snprintf(pcscd->socket, sizeof pcscd->socket, "/proc/%d/root" PCSCD_COMM,
                   (int)pcscd->anchor);
    result = hear_report(pcscd->control);
    return result == PCSCD_OK ? wait_until_up(pcscd) : result;
}

enum pcscd_result pcscd_start(const struct pcscd_options *options, struct pcscd **pcscd)
{
    static const char *const usual[] = {"AKIS Mini Reader", NULL};
    const struct pcscd_options defaults = {0};
    const struct pcscd_options *chosen = options ? options : &defaults;
    char readers[PCSCD_READERS_MAX * READER_TEXT_SIZE];
    enum pcscd_result result = pcscd_possible();
    struct pcscd *made;
    unsigned count;

    if (result != PCSCD_OK)
        return result;
    if (!describe_readers(chosen->names ? chosen->names : usual, readers, sizeof readers, &count))
        return PCSCD_BAD_ARGUMENT;
    made = calloc(1, sizeof *made);
    if (!made)
        return PCSCD_FAILED;
    made->anchor = made->control = -1;
    made->slots = count * PCSCD_SLOTS;
    pthread_mutex_init(&made->lock, NULL);
    result = start(chosen, readers, made);
    if (result != PCSCD_OK)
        pcscd_stop(&made);
    else
        *pcscd = made;
    return result;
}

const char *pcscd_socket(const struct pcscd *pcscd)
{
    return pcscd->socket;
}

unsigned pcscd_slot_count(const struct pcscd *pcscd)
{
    return pcscd->slots;
}

/* A TCP socket of the daemon's network namespace: it keeps that wherever it is used. */
static int ask_for_socket(int control)
{
    char mark = 's';
    struct iovec content = {&mark, 1};
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } rights = {{0}};
    struct msghdr message = {.msg_iov = &content,
                             .msg_iovlen = 1,
                             .msg_control = rights.room,
                             .msg_controllen = sizeof rights.room};
    int fd = -1;

    if (send(control, &mark, 1, MSG_NOSIGNAL) != 1 ||
        recvmsg(control, &message, MSG_CMSG_CLOEXEC) <= 0)
        return -1;
    if (CMSG_FIRSTHDR(&message) && rights.align.cmsg_type == SCM_RIGHTS)
        memcpy(&fd, CMSG_DATA(&rights.align), sizeof fd);
    return fd;
}

int pcscd_dial(struct pcscd *pcscd, unsigned slot)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)(FIRST_PORT + slot)),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    const int yes = 1;
    int fd;

    if (slot >= pcscd->slots)
        return -1;
    pthread_mutex_lock(&pcscd->lock);
    fd = ask_for_socket(pcscd->control);
    pthread_mutex_unlock(&pcscd->lock);
    if (fd < 0)
        return -1;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int pcscd_dial_slot(void *slot)
{
    const struct pcscd_slot *which = slot;

    return pcscd_dial(which->pcscd, which->slot);
}

void pcscd_stop(struct pcscd **pcscd)
{
    struct pcscd *ending = *pcscd;

    if (!ending)
        return;
    if (ending->control >= 0)
        close(ending->control); /* the anchor ends with it, and the daemon with the anchor */
    if (ending->anchor > 0)
        while (waitpid(ending->anchor, NULL, 0) < 0 && errno == EINTR)
            ;
    pthread_mutex_destroy(&ending->lock);
    free(ending);
    *pcscd = NULL;
}
