/* SPDX-License-Identifier: MIT */
/* Where a running world is found: see place.h. */
#include "sim/world/program/place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *or_null(const char *text)
{
    return text && *text ? text : NULL;
}

/* A folder that nobody else can write into. */
static bool is_ours(const char *folder)
{
    struct stat status;

    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        return false;
    return lstat(folder, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & 022) == 0;
}

bool place_folder(const struct session *session, char folder[PLACE_PATH])
{
    const char *named = session->place ? session->place : or_null(getenv("AKISSIM_WORLD"));
    const char *runtime = or_null(getenv("XDG_RUNTIME_DIR"));
    const char *temporary = or_null(getenv("TMPDIR"));
    int size;

    if (named)
        size = snprintf(folder, PLACE_PATH, "%s", named);
    else if (runtime)
        size = snprintf(folder, PLACE_PATH, "%s/akissim", runtime);
    else
        size = snprintf(folder, PLACE_PATH, "%s/akissim-%u", temporary ? temporary : "/tmp",
                        geteuid());
    return size > 0 && size < PLACE_PATH && is_ours(folder);
}

static bool path_in(const char *folder, const char *name, char path[PLACE_PATH])
{
    int size = snprintf(path, PLACE_PATH, "%s/%s", folder, name);

    return size > 0 && size < PLACE_PATH;
}

static bool read_object(json_t *object, struct place *place)
{
    const char *control;
    const char *token;
    json_int_t pid;

    if (json_unpack(object, "{s:I, s:s, s:s}", "pid", &pid, "control", &control, "token_file",
                    &token) != 0)
        return false;
    place->pid = (long)pid;
    return snprintf(place->control, sizeof place->control, "%s", control) <
               (int)sizeof place->control &&
           snprintf(place->token_file, sizeof place->token_file, "%s", token) <
               (int)sizeof place->token_file;
}

bool place_read(const char *folder, struct place *place)
{
    char path[PLACE_PATH];

    if (!path_in(folder, "world.json", path))
        return false;
    json_t *object = json_load_file(path, 0, NULL);
    bool read = object && read_object(object, place);
    json_decref(object);
    return read && (kill((pid_t)place->pid, 0) == 0 || errno == EPERM);
}

bool place_write(const char *folder, const struct place *place)
{
    char path[PLACE_PATH];
    char draft[PLACE_PATH];
    json_t *object = json_pack("{s:I, s:s, s:s}", "pid", (json_int_t)place->pid, "control",
                               place->control, "token_file", place->token_file);

    if (!object || !path_in(folder, "world.json", path) ||
        !path_in(folder, "world.json.new", draft)) {
        json_decref(object);
        return false;
    }
    (void)unlink(draft);
    int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool written = fd >= 0 && json_dumpfd(object, fd, JSON_INDENT(1)) == 0;
    if (fd >= 0)
        close(fd);
    json_decref(object);
    return written && rename(draft, path) == 0;
}

void place_leave(const char *folder)
{
    char path[PLACE_PATH];
    struct place place;

    if (path_in(folder, "world.json", path) && place_read(folder, &place) &&
        place.pid == (long)getpid())
        (void)unlink(path);
}
