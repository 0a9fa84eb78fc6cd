/* SPDX-License-Identifier: MIT */
/* Eyes on the client: what it leaves in files and processes, what the portal saw of it. */
#include <ctype.h>
#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/act.h"
#include "conformance/stage/scan.h"

enum { PROCESS_FILE = 131072, START_LOOKS = 50, START_PAUSE = 10000 };

static size_t read_some(const char *path, char *room)
{
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(room, 1, PROCESS_FILE, file) : 0;

    if (file)
        fclose(file);
    return size;
}

static bool file_shows(const char *path, const char *secret, char *room)
{
    size_t size = read_some(path, room);

    return size > 0 && memmem(room, size, secret, strlen(secret)) != NULL;
}

/* A process that has only just called exec has no arguments yet: waits until it has, or has ended.
 */
static void wait_for_arguments(const char *path, char *room)
{
    for (int looks = 0; looks < START_LOOKS && access(path, F_OK) == 0; looks++) {
        if (read_some(path, room) > 0)
            return;
        usleep(START_PAUSE);
    }
}

/* Arguments and environment of every process of this case but our own. */
static bool processes_show(const char *secret, char *room)
{
    DIR *all = opendir("/proc");
    struct dirent *entry;
    bool found = false;

    while (all && !found && (entry = readdir(all)) != NULL) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        char path[64];

        if (!isdigit((unsigned char)entry->d_name[0]) || pid == getpid() ||
            getpgid(pid) != getpgrp())
            continue;
        snprintf(path, sizeof path, "/proc/%d/cmdline", (int)pid);
        wait_for_arguments(path, room);
        found = file_shows(path, secret, room);
        snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
        found = found || file_shows(path, secret, room);
    }
    if (all)
        closedir(all);
    return found;
}

/* `! leaks TEXT`: whether the client's log, folder, arguments or environment hold it. */
static enum stage_result leaks(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *secret = act_field(fields, "0", "");
    char *room = malloc(PROCESS_FILE);
    char path[SCAN_PATH] = "a process";
    char log[4096];
    bool found;

    if (!room) {
        free(secret);
        return STAGE_BROKEN;
    }
    snprintf(log, sizeof log, "%s/client.log", stage->options->evidence);
    found = file_shows(log, secret, room) || processes_show(secret, room) ||
            scan_finds(stage->directory, secret, path);
    free(secret);
    free(room);
    if (found && !json_set_text(answer, "where", path))
        return STAGE_BROKEN;
    return act_says(answer, found ? "found" : "clean");
}

/* How many lines of the trace hold that text, as the answer's count. */
static enum stage_result tell_count(const struct stage *stage, const char *wanted,
                                    struct json *answer)
{
    char path[4096];
    char *line = NULL;
    size_t room = 0;
    int64_t count = 0;
    FILE *file;

    snprintf(path, sizeof path, "%s/trace.jsonl", stage->options->evidence);
    file = fopen(path, "re");
    while (file && getline(&line, &room, file) > 0)
        count += strstr(line, wanted) != NULL;
    free(line);
    if (file)
        fclose(file);
    return json_set_number(answer, "count", count) ? act_says(answer, "ok") : STAGE_BROKEN;
}

/* `! requests METHOD`: how many of them the portal answered. */
static enum stage_result requests(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    char *method = act_field(fields, "0", "GET");
    char wanted[64];

    snprintf(wanted, sizeof wanted, "\"method\":\"%s\"", method);
    free(method);
    return tell_count(stage, wanted, answer);
}

/* `! presented`: how many commands with a PIN or PUK the reader was sent; one alone is masked.
 * `more` is how many since it was asked before. */
static enum stage_result presented(struct stage *stage, const struct json *fields,
                                   struct json *answer)
{
    const char *before = vars_get(stage->vars, "presented");
    enum stage_result result = tell_count(stage, "**", answer);
    int64_t count = json_number(answer, "count", 0);
    char text[24];

    (void)fields;
    snprintf(text, sizeof text, "%" PRId64, count);
    if (result == STAGE_OK &&
        !json_set_number(answer, "more", count - (before ? strtoll(before, NULL, 10) : 0)))
        return STAGE_BROKEN;
    return vars_set(stage->vars, "presented", text) ? result : STAGE_BROKEN;
}

/* `! foreign_root`: the client is told to trust the certificates' chain, which the portal's TLS
 * certificate is not under. */
static enum stage_result foreign_root(struct stage *stage, const struct json *fields,
                                      struct json *answer)
{
    (void)fields;
    snprintf(stage->foreign_root, sizeof stage->foreign_root, "%s", world_chain_file(stage->world));
    return act_says(answer, "ok");
}

const struct act eyes_acts[] = {
    {"leaks",        leaks,        "TEXT; clean, or found with where"                             },
    {"requests",     requests,     "METHOD; count of what the portal answered"                    },
    {"presented",    presented,    "count of commands with a PIN or PUK; more: since asked before"},
    {"foreign_root", foreign_root, "the client gets another TLS root"                             },
    {NULL,           NULL,         NULL                                                           },
};
