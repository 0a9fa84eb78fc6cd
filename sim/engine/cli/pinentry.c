/* SPDX-License-Identifier: MIT */
/* The pinentry's side of Assuan, as far as one question needs it: lines of at most 1000 bytes,
 * "OK", "ERR", "D" with %XX for what a line cannot hold, "S" and "#" to be passed over. A pinentry
 * is a program of the user's choice, so what it says is bounded and believed in nothing but the
 * secret. */
#include "sim/engine/cli/pinentry.h"

#include "sim/base/secret.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_SIZE = 1002, LINES_MAX = 64, ROUNDS = 5, PATIENCE_MS = 10000, FOR_EVER = -1 };

/* libgpg-error's codes, which stand below the source of the error. */
enum { CODE_MASK = 0xFFFF, CODE_TIMEOUT = 62, CODE_CANCELED = 99, CODE_FULLY_CANCELED = 198 };

extern char **environ;

struct pinentry {
    int fd;
    pid_t child;
    char room[LINE_MAX_SIZE]; /* what was read and not yet taken */
    size_t size;
};

/* One line, without its end. False: none came in time, or it is too long or no text. */
static bool read_line(struct pinentry *pinentry, char line[LINE_MAX_SIZE], int patience)
{
    char *end;

    while (!(end = memchr(pinentry->room, '\n', pinentry->size))) {
        struct pollfd waits = {.fd = pinentry->fd, .events = POLLIN};
        if (pinentry->size == sizeof pinentry->room || poll(&waits, 1, patience) != 1)
            return false;
        ssize_t more = read(pinentry->fd, pinentry->room + pinentry->size,
                            sizeof pinentry->room - pinentry->size);
        if (more <= 0)
            return false;
        pinentry->size += (size_t)more;
    }
    const size_t length = (size_t)(end - pinentry->room);
    memcpy(line, pinentry->room, length);
    line[length] = '\0';
    pinentry->size -= length + 1;
    memmove(pinentry->room, end + 1, pinentry->size);
    secret_wipe(pinentry->room + pinentry->size, sizeof pinentry->room - pinentry->size);
    return strlen(line) == length;
}

static int hex_of(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* Appends a data line's bytes. False: a broken escape, a control character, or too long. */
static bool take_data(const char *data, char *secret, size_t size)
{
    size_t used = strlen(secret);

    for (; *data; data++) {
        char c = *data;
        if (c == '%') {
            const int high = hex_of(data[1]), low = high < 0 ? -1 : hex_of(data[2]);
            if (low < 0)
                return false;
            c = (char)(high << 4 | low);
            data += 2;
        }
        if ((unsigned char)c < ' ' || used + 1 >= size)
            return false;
        secret[used++] = c;
    }
    secret[used] = '\0';
    return true;
}

static enum pinentry_result result_of_error(const char *line)
{
    const unsigned long code = strtoul(line + 3, NULL, 10) & CODE_MASK;

    return code == CODE_CANCELED || code == CODE_FULLY_CANCELED || code == CODE_TIMEOUT
               ? PINENTRY_GIVEN_UP
               : PINENTRY_FAILED;
}

static bool begins(const char *line, const char *word)
{
    const size_t size = strlen(word);

    return strncmp(line, word, size) == 0 && (line[size] == '\0' || line[size] == ' ');
}

/* Reads up to OK or ERR; data lines go to `secret` (NULL: there must be none). */
static enum pinentry_result read_answer(struct pinentry *pinentry, char *secret, size_t size,
                                        int patience)
{
    char line[LINE_MAX_SIZE];
    enum pinentry_result result = PINENTRY_FAILED;

    for (int i = 0; i < LINES_MAX && read_line(pinentry, line, patience); i++) {
        if (begins(line, "OK")) {
            result = PINENTRY_OK;
            break;
        }
        if (begins(line, "ERR")) {
            result = result_of_error(line);
            break;
        }
        if (begins(line, "D") && secret && line[1] == ' ' && take_data(line + 2, secret, size))
            continue;
        if (!begins(line, "S") && line[0] != '#')
            break;
    }
    secret_wipe(line, sizeof line);
    return result;
}

/* Sends "COMMAND text" with the text escaped, and reads what comes. */
static enum pinentry_result tell(struct pinentry *pinentry, const char *command, const char *text)
{
    char line[LINE_MAX_SIZE];
    size_t size = (size_t)snprintf(line, sizeof line, "%s%s", command, text ? " " : "");

    for (; text && *text && size + 5 < sizeof line; text++) {
        const bool plain = *text != '%' && (unsigned char)*text >= ' ';
        size += (size_t)snprintf(line + size, sizeof line - size, plain ? "%c" : "%%%02X",
                                 (unsigned char)*text);
    }
    line[size++] = '\n';
    if (send(pinentry->fd, line, size, MSG_NOSIGNAL) != (ssize_t)size)
        return PINENTRY_FAILED;
    return read_answer(pinentry, NULL, 0, PATIENCE_MS);
}

/* Its stdin and stdout are one socket; no other descriptor of ours is open in it. */
static bool start(const char *program, struct pinentry *pinentry)
{
    char *const arguments[] = {(char[]){"pinentry"}, NULL};
    posix_spawn_file_actions_t actions;
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    const int failed = posix_spawnp(&pinentry->child, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(pair[1]);
    pinentry->fd = pair[0];
    if (failed)
        close(pair[0]);
    return failed == 0;
}

/* A pinentry ends when its stdin does; one that does not is ended. */
static void end(struct pinentry *pinentry)
{
    const struct timespec moment = {0, 20000000};
    pid_t ended = 0;

    close(pinentry->fd);
    for (int i = 0; i < 50 && ended == 0; i++) {
        ended = waitpid(pinentry->child, NULL, WNOHANG);
        if (ended == 0)
            nanosleep(&moment, NULL);
    }
    if (ended == 0) {
        kill(pinentry->child, SIGKILL);
        waitpid(pinentry->child, NULL, 0);
    }
    secret_wipe(pinentry, sizeof *pinentry);
}

/* Where the person sits; what a pinentry does not know of this it may refuse. */
static void tell_place(struct pinentry *pinentry)
{
    const char *terminal = getenv("TERM");
    char name[256], option[300];

    if (ttyname_r(STDIN_FILENO, name, sizeof name) != 0 &&
        ttyname_r(STDERR_FILENO, name, sizeof name) != 0)
        return;
    snprintf(option, sizeof option, "ttyname=%s", name);
    (void)tell(pinentry, "OPTION", option);
    snprintf(option, sizeof option, "ttytype=%.200s", terminal ? terminal : "dumb");
    (void)tell(pinentry, "OPTION", option);
    (void)tell(pinentry, "OPTION", "lc-ctype=C.UTF-8");
}

static enum pinentry_result get_pin(struct pinentry *pinentry, char *secret, size_t size)
{
    static const char command[] = "GETPIN\n";

    secret[0] = '\0';
    if (send(pinentry->fd, command, strlen(command), MSG_NOSIGNAL) != (ssize_t)strlen(command))
        return PINENTRY_FAILED;
    return read_answer(pinentry, secret, size, FOR_EVER);
}

/* The second entry, for a pinentry that does not know SETREPEAT. */
static enum pinentry_result get_again(struct pinentry *pinentry,
                                      const struct pinentry_question *question, char *secret,
                                      size_t size)
{
    char *again = calloc(1, size);
    enum pinentry_result result = again ? PINENTRY_OK : PINENTRY_FAILED;
    bool same = false;

    for (int i = 0; i < ROUNDS && result == PINENTRY_OK && !same; i++) {
        result = tell(pinentry, "SETPROMPT", question->repeat);
        if (result == PINENTRY_OK)
            result = get_pin(pinentry, again, size);
        same = result == PINENTRY_OK && strcmp(again, secret) == 0;
        if (result != PINENTRY_OK || same)
            continue;
        (void)tell(pinentry, "SETERROR", question->repeat_error);
        (void)tell(pinentry, "SETPROMPT", question->prompt);
        result = get_pin(pinentry, secret, size);
    }
    if (again)
        secret_wipe(again, size);
    free(again);
    return result == PINENTRY_OK && !same ? PINENTRY_GIVEN_UP : result;
}

static enum pinentry_result converse(struct pinentry *pinentry,
                                     const struct pinentry_question *question, char *secret,
                                     size_t size)
{
    bool twice = question->repeat != NULL;
    enum pinentry_result result = read_answer(pinentry, NULL, 0, PATIENCE_MS);

    if (result != PINENTRY_OK)
        return PINENTRY_FAILED;
    tell_place(pinentry);
    result = tell(pinentry, "SETDESC", question->description);
    if (result == PINENTRY_OK)
        result = tell(pinentry, "SETPROMPT", question->prompt);
    if (result == PINENTRY_OK && question->error)
        result = tell(pinentry, "SETERROR", question->error);
    if (result == PINENTRY_OK && twice &&
        tell(pinentry, "SETREPEAT", question->repeat) == PINENTRY_OK)
        twice = tell(pinentry, "SETREPEATERROR", question->repeat_error) != PINENTRY_OK;
    if (result == PINENTRY_OK)
        result = get_pin(pinentry, secret, size);
    if (result == PINENTRY_OK && twice)
        result = get_again(pinentry, question, secret, size);
    return result;
}

enum pinentry_result pinentry_ask(const char *program, const struct pinentry_question *question,
                                  char *secret, size_t size)
{
    struct pinentry pinentry = {0};

    if (!start(program, &pinentry))
        return PINENTRY_MISSING;
    enum pinentry_result result = converse(&pinentry, question, secret, size);
    end(&pinentry);
    if (result != PINENTRY_OK)
        secret_wipe(secret, size);
    return result;
}
