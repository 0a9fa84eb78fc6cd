/* SPDX-License-Identifier: MIT */
/* The adapter's process and its two pipes. */
#include "conformance/stage/adapter.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "conformance/stage/environment.h"
#include "sim/base/secret.h"

enum {
    LINE_MAX_SIZE = 1 << 20,
    ANSWER_MS = 30000,
    GOODBYE_MS = 2000,
    EXIT_CODE_UNIMPLEMENTED = 89,
    FAULT = 2000,
};

struct adapter {
    pid_t pid;
    int to;
    int from;
    int64_t next_id;
    struct json *hello;
    char *line; /* what was read and not yet used */
    size_t used;
    char fault[FAULT];
};

/* Notes what is wrong with a line. */
static enum adapter_result complain(struct adapter *adapter, const char *what, struct bytes line)
{
    snprintf(adapter->fault, sizeof adapter->fault, "%s: \"%.*s\"", what,
             line.size < FAULT ? (int)line.size : FAULT, (const char *)line.data);
    return ADAPTER_GARBLED;
}

/* The same of an object. */
static enum adapter_result complain_of(struct adapter *adapter, const char *what,
                                       const struct json *object)
{
    char *line = json_line(object);

    complain(adapter, what, bytes_text(line));
    if (line)
        secret_wipe(line, strlen(line));
    free(line);
    return ADAPTER_GARBLED;
}

static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool send_line(struct adapter *adapter, const struct json *object)
{
    char *line = json_line(object);
    size_t size = line ? strlen(line) : 0;
    bool sent = line != NULL;

    if (sent) {
        line[size] = '\n'; /* in place of the end: the line is written by size */
        for (size_t at = 0; sent && at <= size;) {
            ssize_t wrote = write(adapter->to, line + at, size + 1 - at);

            sent = wrote > 0 || (wrote < 0 && errno == EINTR);
            at += wrote > 0 ? (size_t)wrote : 0;
        }
        secret_wipe(line, size);
    }
    free(line);
    return sent;
}

/* How it ended: a moment is left for the exit code to come. */
static enum adapter_result farewell(struct adapter *adapter)
{
    int status;

    for (int i = 0; i < 100; i++) {
        if (waitpid(adapter->pid, &status, WNOHANG) == adapter->pid) {
            adapter->pid = -1;
            return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_CODE_UNIMPLEMENTED
                       ? ADAPTER_UNIMPLEMENTED
                       : ADAPTER_DIED;
        }
        usleep(5000);
    }
    return ADAPTER_DIED;
}

static enum adapter_result read_more(struct adapter *adapter, int64_t deadline)
{
    struct pollfd poll_from = {.fd = adapter->from, .events = POLLIN};
    int64_t left = deadline - now_ms();
    ssize_t got;

    if (adapter->used >= LINE_MAX_SIZE)
        return complain(adapter, "longer than 1 MiB", bytes_of(adapter->line, adapter->used));
    if (left <= 0 || poll(&poll_from, 1, (int)left) == 0) {
        if (adapter->used > 0)
            complain(adapter, "no end of line after", bytes_of(adapter->line, adapter->used));
        return ADAPTER_TIMEOUT;
    }
    got = read(adapter->from, adapter->line + adapter->used, LINE_MAX_SIZE - adapter->used);
    if (got == 0 || (got < 0 && errno != EINTR))
        return farewell(adapter);
    adapter->used += got > 0 ? (size_t)got : 0;
    return ADAPTER_OK;
}

static enum adapter_result read_line(struct adapter *adapter, struct json **object)
{
    int64_t deadline = now_ms() + ANSWER_MS;
    char *end;

    while (!(end = memchr(adapter->line, '\n', adapter->used))) {
        enum adapter_result result = read_more(adapter, deadline);

        if (result != ADAPTER_OK)
            return result;
    }
    *object = json_parse(bytes_of(adapter->line, (size_t)(end - adapter->line)));
    if (!*object)
        complain(adapter, "no JSON object", bytes_of(adapter->line, (size_t)(end - adapter->line)));
    adapter->used -= (size_t)(end + 1 - adapter->line);
    memmove(adapter->line, end + 1, adapter->used);
    return *object ? ADAPTER_OK : ADAPTER_GARBLED;
}

/* Sends what the person answers to a need. */
static enum adapter_result give(struct adapter *adapter, int64_t id, const struct json *need,
                                const struct adapter_person *person)
{
    char *text = person && person->give ? person->give(person->context, need) : NULL;
    struct json *line = json_new();
    enum adapter_result result = ADAPTER_DIED;

    if (line && json_set_number(line, "id", id) &&
        (text ? json_set_text(line, "give", text) : json_set_null(line, "give")) &&
        send_line(adapter, line))
        result = ADAPTER_OK;
    if (text)
        secret_wipe(text, strlen(text));
    free(text);
    json_free(&line);
    return result;
}

/* Reads lines until one is no need. */
static enum adapter_result converse(struct adapter *adapter, int64_t id,
                                    const struct adapter_person *person, struct json **answer)
{
    for (;;) {
        struct json *line = NULL;
        enum adapter_result result = read_line(adapter, &line);
        char *text;

        if (result == ADAPTER_OK && json_number(line, "id", -1) != id)
            result = complain_of(adapter, "not the request's id", line);
        if (result != ADAPTER_OK) {
            json_free(&line);
            return result;
        }
        text = json_text(line, "outcome");
        if (text) {
            free(text);
            *answer = line;
            return ADAPTER_OK;
        }
        text = json_text(line, "need");
        result = text ? give(adapter, id, line, person)
                      : complain_of(adapter, "neither outcome nor need", line);
        free(text);
        json_free(&line);
        if (result != ADAPTER_OK)
            return result;
    }
}

enum adapter_result adapter_ask(struct adapter *adapter, struct json *request,
                                const struct adapter_person *person, struct json **answer)
{
    int64_t id = adapter->next_id++;

    if (!json_set_number(request, "id", id))
        return ADAPTER_GARBLED;
    if (!send_line(adapter, request))
        return farewell(adapter);
    return converse(adapter, id, person, answer);
}

static bool outcome_is(const struct json *answer, const char *outcome)
{
    char *text = json_text(answer, "outcome");
    bool same = text && strcmp(text, outcome) == 0;

    free(text);
    return same;
}

static enum adapter_result say_hello(struct adapter *adapter, const struct adapter_options *options)
{
    struct json *hello = json_new();
    enum adapter_result result = ADAPTER_CANNOT_START;

    if (hello && json_set_text(hello, "request", "hello") &&
        json_set_number(hello, "protocol", 1) &&
        json_set_text(hello, "link", options->pcsc_socket ? "pcsc" : "fd") &&
        json_set_text(hello, "portal", options->portal) &&
        json_set_text(hello, "tls_root", options->tls_root) &&
        json_set_text(hello, "chain", options->chain) &&
        json_set_bool(hello, "keep_open", options->keep_open))
        result = adapter_ask(adapter, hello, NULL, &adapter->hello);
    if (result == ADAPTER_OK &&
        (!outcome_is(adapter->hello, "ok") || json_number(adapter->hello, "protocol", 0) != 1))
        result = complain_of(adapter, "hello is not answered ok with protocol 1", adapter->hello);
    json_free(&hello);
    return result;
}

/* The honesty check: nobody can do this. */
static enum adapter_result ask_the_impossible(struct adapter *adapter)
{
    struct json *request = json_new();
    struct json *answer = NULL;
    enum adapter_result result = ADAPTER_CANNOT_START;

    if (request && json_set_text(request, "request", "card.levitate"))
        result = adapter_ask(adapter, request, NULL, &answer);
    if (result == ADAPTER_OK && !outcome_is(answer, "unknown_request")) {
        complain_of(adapter, "card.levitate was answered", answer);
        result = ADAPTER_DISHONEST;
    }
    json_free(&answer);
    json_free(&request);
    return result;
}

static bool spawn_with(struct adapter *adapter, const struct adapter_options *options,
                       const int in[2], const int out[2], char **environment)
{
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, NULL, NULL};
    posix_spawn_file_actions_t actions;
    bool started;

    argv[2] = strdup(options->command);
    if (!argv[2] || posix_spawn_file_actions_init(&actions) != 0) {
        free(argv[2]);
        return false;
    }
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, options->log, O_WRONLY | O_CREAT | O_APPEND,
                                     0600);
    if (options->link_fd >= 0)
        posix_spawn_file_actions_adddup2(&actions, options->link_fd, ENVIRONMENT_LINK_FD);
    for (int fd = 3; fd < ENVIRONMENT_LINK_FD; fd++)
        posix_spawn_file_actions_addclose(&actions, fd);
    if (options->link_fd < 0)
        posix_spawn_file_actions_addclose(&actions, ENVIRONMENT_LINK_FD);
    posix_spawn_file_actions_addclosefrom_np(&actions, ENVIRONMENT_LINK_FD + 1);
    posix_spawn_file_actions_addchdir_np(&actions, options->directory);
    started = posix_spawn(&adapter->pid, argv[0], &actions, NULL, argv, environment) == 0;
    posix_spawn_file_actions_destroy(&actions);
    free(argv[2]);
    return started;
}

/* Makes the pipes and the process; on failure nothing stays open but what adapter_stop closes. */
static bool start_process(struct adapter *adapter, const struct adapter_options *options)
{
    int in[2];
    int out[2];
    char **environment = environment_new(options);
    bool started = false;

    if (!environment || pipe2(in, O_CLOEXEC) != 0)
        goto out;
    adapter->to = in[1];
    if (pipe2(out, O_CLOEXEC) == 0) {
        adapter->from = out[0];
        started = spawn_with(adapter, options, in, out, environment);
        close(out[1]);
    }
    close(in[0]);
out:
    environment_free(&environment);
    return started;
}

enum adapter_result adapter_start(const struct adapter_options *options, struct adapter **adapter)
{
    struct adapter *made = calloc(1, sizeof *made);
    enum adapter_result result = ADAPTER_CANNOT_START;

    *adapter = NULL;
    if (!made)
        return ADAPTER_CANNOT_START;
    made->pid = made->to = made->from = -1;
    made->next_id = 1;
    made->line = malloc(LINE_MAX_SIZE);
    signal(SIGPIPE, SIG_IGN);
    if (made->line && start_process(made, options))
        result = say_hello(made, options);
    if (result == ADAPTER_DIED)
        result = ADAPTER_CANNOT_START;
    if (result == ADAPTER_OK)
        result = ask_the_impossible(made);
    *adapter = made;
    return result;
}

void adapter_stop(struct adapter **adapter)
{
    struct adapter *gone = *adapter;

    if (!gone)
        return;
    if (gone->to >= 0)
        close(gone->to);
    for (int i = 0; gone->pid > 0 && i < GOODBYE_MS / 5; i++) {
        if (waitpid(gone->pid, NULL, WNOHANG) != 0)
            gone->pid = -1;
        else
            usleep(5000);
    }
    if (gone->pid > 0) {
        kill(gone->pid, SIGKILL);
        waitpid(gone->pid, NULL, 0);
    }
    if (gone->from >= 0)
        close(gone->from);
    json_free(&gone->hello);
    if (gone->line)
        secret_wipe(gone->line, LINE_MAX_SIZE);
    free(gone->line);
    secret_wipe(gone->fault, sizeof gone->fault);
    free(gone);
    *adapter = NULL;
}

const char *adapter_fault(const struct adapter *adapter)
{
    return adapter->fault;
}

const struct json *adapter_hello(const struct adapter *adapter)
{
    return adapter->hello;
}

bool adapter_can(const struct adapter *adapter, const char *request)
{
    for (size_t i = 0; i < json_count(adapter->hello, "capabilities"); i++) {
        char path[40];
        char *name;
        bool same;

        snprintf(path, sizeof path, "capabilities.%zu", i);
        name = json_text(adapter->hello, path);
        same = name && strcmp(name, request) == 0;
        free(name);
        if (same)
            return true;
    }
    return false;
}
