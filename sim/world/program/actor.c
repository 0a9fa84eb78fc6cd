/* SPDX-License-Identifier: MIT */
/* The holder of the demo: see actor.h. */
#include "sim/world/program/actor.h"

#include "sim/base/calendar.h"
#include "sim/base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MAX = 32, LINE_SIZE = 2048, ANSWERS_FD = 3, LINK_FD = 4, LOOK_MS = 20 };

/* A running command. */
struct typed {
    pid_t child;
    int voice;   /* its stdout and stderr */
    int answers; /* where answers are written; -1: it is asked nothing */
    char line[512];
    size_t size;
    char captcha[64]; /* the picture's id, once it was named */
    size_t messages;  /* in the inbox before */
    const char *due;  /* the answers still to be given */
};

bool actor_new(const struct stage *stage, struct actor *actor)
{
    char letter[PLACE_PATH + 16];
    struct world_variable variable;

    *actor = (struct actor){.world = stage->world, .by_socket = stage->no_reader[0] != '\0'};
    ssize_t size = readlink("/proc/self/exe", actor->programs, sizeof actor->programs - 1);
    if (size <= 0)
        return false;
    *strrchr(actor->programs, '/') = '\0';
    (void)snprintf(actor->directory, sizeof actor->directory, "%s/holder",
                   world_directory(stage->world));
    (void)snprintf(letter, sizeof letter, "%s/mektup.txt", actor->directory);
    if (mkdir(actor->directory, 0700) != 0)
        return false;
    FILE *file = fopen(letter, "we");
    bool written = file && fputs("Sayın ilgili, …\n", file) >= 0;
    if (!file || fclose(file) != 0 || !written)
        return false;
    for (size_t i = 0; world_variable_at(stage->world, i, &variable); i++)
        (void)setenv(variable.name, variable.value, 1);
    (void)setenv("AKISSIM_WORLD", world_directory(stage->world), 1);
    return setenv("XDG_RUNTIME_DIR", actor->directory, 1) == 0;
}

static void copy_token(char *out, size_t size, const char *from, size_t count)
{
    (void)snprintf(out, size, "%.*s", (int)count, from);
}

/* The value of one {name}. */
static void look_up(struct actor *actor, const char *name, char *value, size_t size)
{
    const char *dash = actor->heard;
    struct world_card card;
    char serial[WORLD_SERIAL];

    value[0] = '\0';
    if (strcmp(name, "card") == 0)
        copy_token(value, size, actor->heard, strcspn(actor->heard, " \n"));
    if (strcmp(name, "trust") == 0)
        (void)snprintf(value, size, "%s", world_chain_file(actor->world));
    if (strcmp(name, "certificate") == 0)
        for (size_t i = 0; world_card_at(actor->world, i, serial); i++)
            if (world_card_status(actor->world, serial, &card) == WORLD_OK && card.slot == 0)
                (void)snprintf(value, size, "%s", card.certificate);
    if (strcmp(name, "code") != 0)
        return;
    while ((dash = strchr(dash, '-')) &&
           (dash - actor->heard < 4 || strcspn(dash + 1, " \n\"") != 4))
        dash++;
    if (dash)
        copy_token(value, size, dash - 4, 9);
}

/* Puts the values in place. */
static void fill_in(struct actor *actor, const char *line, char filled[LINE_SIZE])
{
    char value[PLACE_PATH];
    char name[32];
    size_t used = 0;

    while (*line && used + PLACE_PATH < LINE_SIZE) {
        size_t plain = strcspn(line, "{");
        used += (size_t)snprintf(filled + used, LINE_SIZE - used, "%.*s", (int)plain, line);
        line += plain;
        if (*line != '{')
            continue;
        size_t size = strcspn(++line, "}");
        copy_token(name, sizeof name, line, size);
        look_up(actor, name, value, sizeof value);
        used += (size_t)snprintf(filled + used, LINE_SIZE - used, "%s", value);
        line += size + (line[size] == '}');
    }
}

/* Shows the line as a person would have typed it: without the descriptors. */
static void show_line(const char *line)
{
    (void)fputs("    $", stdout);
    while (*line) {
        size_t size = strcspn(line, " ");
        bool descriptor = size > 4 && strncmp(line + size - 3, "-fd", 3) == 0;
        if (!descriptor && strncmp(line, "3 ", 2) != 0 && strcmp(line, "3") != 0)
            (void)printf(" %.*s", (int)size, line);
        line += size;
        line += strspn(line, " ");
    }
    (void)fputs("\n", stdout);
    (void)fflush(stdout);
}

static void split(char *line, char *words[WORDS_MAX + 1])
{
    size_t count = 0;

    for (char *word = strtok_r(line, " ", &line); word && count < WORDS_MAX;
         word = strtok_r(NULL, " ", &line))
        words[count++] = word;
    words[count] = NULL;
}

/* The child's side: descriptors in place, then the program, first looked for beside this one. */
static _Noreturn void become(const struct actor *actor, char **words, int voice, int answers,
                             int card)
{
    char path[2 * PLACE_PATH];
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int fd = card >= 0 ? fcntl(card, F_DUPFD, 10) : -1;
    dup2(voice, STDOUT_FILENO);
    dup2(voice, STDERR_FILENO);
    dup2(answers, ANSWERS_FD);
    if (fd >= 0 && dup2(fd, LINK_FD) == LINK_FD)
        (void)setenv("AKIS_LINK_FD", "4", 1);
    if (chdir(actor->directory) != 0)
        _exit(126);
    (void)snprintf(path, sizeof path, "%s/%s", actor->programs, words[0]);
    execv(path, words);
    (void)snprintf(path, sizeof path, "%s/../engine/%s", actor->programs, words[0]);
    execv(path, words); /* in a build folder */
    execvp(words[0], words);
    _exit(127);
}

static size_t count_messages(struct world *world)
{
    struct world_sms sms;
    size_t count = 0;

    while (world_sms_read(world, NULL, count, &sms) == WORLD_OK)
        count++;
    secret_wipe(&sms, sizeof sms);
    return count;
}

static bool start(struct actor *actor, char **words, struct typed *typed)
{
    int voice[2];
    int answers[2];
    int card = -1;

    if (pipe2(voice, O_CLOEXEC) != 0)
        return false;
    if (pipe2(answers, O_CLOEXEC) != 0) {
        close(voice[0]);
        close(voice[1]);
        return false;
    }
    if (actor->by_socket && world_link_socket(actor->world, 0, &card) != WORLD_OK)
        card = -1;
    typed->messages = count_messages(actor->world);
    typed->child = fork();
    if (typed->child == 0)
        become(actor, words, voice[1], answers[0], card);
    close(voice[1]);
    close(answers[0]);
    if (card >= 0)
        close(card);
    typed->voice = voice[0];
    typed->answers = answers[1];
    return typed->child > 0;
}

/* One line was said: shown, and the picture's id in brackets, or a PIN, remembered. */
static void hear_line(struct actor *actor, struct typed *typed)
{
    const char *open = strrchr(typed->line, '(');
    const bool picture = strstr(typed->line, ".png (") != NULL;
    const char *pin = strstr(typed->line, "PIN: ");

    (void)printf("      %s\n", typed->line);
    (void)fflush(stdout);
    if (picture)
        copy_token(typed->captcha, sizeof typed->captcha, open + 1, strcspn(open + 1, ")"));
    if (pin)
        copy_token(actor->pin, sizeof actor->pin, pin + 5, strlen(pin + 5));
    typed->size = 0;
}

static void hear(struct actor *actor, struct typed *typed, const char *data, size_t size)
{
    size_t heard = strlen(actor->heard);

    for (size_t i = 0; i < size; i++) {
        if (heard + 1 < sizeof actor->heard) {
            actor->heard[heard++] = data[i];
            actor->heard[heard] = '\0';
        }
        typed->line[typed->size] = '\0';
        if (data[i] == '\n')
            hear_line(actor, typed);
        else if (typed->size + 1 < sizeof typed->line)
            typed->line[typed->size++] = data[i];
    }
}

/* The next answer, when it can be given by now. */
static bool think(struct actor *actor, struct typed *typed, char answer[64])
{
    struct world_sms sms;
    size_t size = strcspn(typed->due, " ");

    copy_token(answer, 64, typed->due, size);
    if (strcmp(answer, "captcha") == 0)
        return typed->captcha[0] && world_captcha(actor->world, typed->captcha, answer) == WORLD_OK;
    if (strcmp(answer, "pin") == 0)
        return snprintf(answer, 64, "%s", actor->pin) > 0;
    if (strcmp(answer, "word") == 0)
        return snprintf(answer, 64, "%s", world_first_holder()->word) < 64;
    if (strcmp(answer, "sms") != 0)
        return true;
    bool came = count_messages(actor->world) > typed->messages &&
                world_sms_read(actor->world, NULL, 0, &sms) == WORLD_OK;
    if (came)
        (void)snprintf(answer, 64, "%s", sms.code);
    return came && answer[0];
}

static void answer_what_is_due(struct actor *actor, struct typed *typed)
{
    char answer[64];

    while (*typed->due && think(actor, typed, answer)) {
        (void)!write(typed->answers, answer, strlen(answer));
        (void)!write(typed->answers, "\n", 1);
        typed->due += strcspn(typed->due, " ");
        typed->due += strspn(typed->due, " ");
    }
    secret_wipe(answer, sizeof answer);
}

/* Listens and answers until the command is silent for good. */
static int follow(struct actor *actor, struct typed *typed)
{
    struct pollfd voice = {.fd = typed->voice, .events = POLLIN};
    char data[512];
    ssize_t size = 1;
    int status;

    while (size > 0) {
        answer_what_is_due(actor, typed);
        if (poll(&voice, 1, LOOK_MS) == 0)
            continue;
        size = read(typed->voice, data, sizeof data);
        if (size > 0)
            hear(actor, typed, data, (size_t)size);
    }
    close(typed->voice);
    close(typed->answers);
    while (waitpid(typed->child, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int actor_type(struct actor *actor, const char *line, const char *answers)
{
    char filled[LINE_SIZE] = "";
    char *words[WORDS_MAX + 1];
    struct typed typed = {.due = answers ? answers : ""};

    fill_in(actor, line, filled);
    show_line(filled);
    split(filled, words);
    actor->heard[0] = '\0';
    if (!start(actor, words, &typed))
        return -1;
    return follow(actor, &typed);
}
