/* SPDX-License-Identifier: MIT */
/* Acts on the holder's machine and the CA's: a driver put in, and a backup of the portal brought
 * back. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/stage/act.h"
#include "sim/base/secret.h"

enum { PATH = 512, LISTING = 65536 };

/* Runs a shell's line with three paths as $1 … $3; what it says into `said`. 127: no such program.
 */
static int run(const char *line, const char *const paths[3], char *said, size_t size)
{
    const char *const argv[] = {"/bin/sh", "-c", line, "sh", paths[0], paths[1], paths[2], NULL};
    posix_spawn_file_actions_t actions;
    int out[2];
    pid_t pid;
    int status = -1;
    size_t got = 0;

    if (pipe2(out, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    if (posix_spawn(&pid, argv[0], &actions, NULL, (char *const *)(uintptr_t)argv, environ) != 0)
        pid = -1;
    close(out[1]);
    posix_spawn_file_actions_destroy(&actions);
    for (ssize_t n = 1; pid > 0 && n > 0 && got + 1 < size; got += n > 0 ? (size_t)n : 0)
        n = read(out[0], said + got, size - 1 - got);
    close(out[0]);
    said[got] = '\0';
    if (pid > 0)
        waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool write_body(const struct stage *stage, const char *path)
{
    FILE *file = fopen(path, "we");
    bool written = file && fwrite(stage->last_body, 1, stage->last_size, file) == stage->last_size;

    return file && fclose(file) == 0 && written;
}

/* `! driver`: whether there is a package to offer here, and none is installed already. */
static enum stage_result driver(struct stage *stage, const struct json *fields, struct json *answer)
{
    const char *const none[3] = {"", "", ""};
    char said[64];
    char path[4096];

    (void)fields;
    if (access("/usr/share/p11-kit/modules/akis.module", F_OK) == 0) {
        stage_say(stage, "a driver is installed on this machine already");
        return STAGE_SKIP;
    }
    if (!stage_driver(path)) {
        stage_say(stage, "no driver's package was built");
        return STAGE_SKIP;
    }
    if (run("command -v dpkg-deb", none, said, sizeof said) != 0) {
        stage_say(stage, "dpkg-deb is not installed");
        return STAGE_SKIP;
    }
    return act_says(answer, "ok");
}

/* `! unpack`: the portal's last answer as a Debian package; files: what is in it. It is put under
 * the client's own folder, and p11-kit's line for it into its configuration. */
static enum stage_result unpack(struct stage *stage, const struct json *fields, struct json *answer)
{
    static const char line[] =
        "dpkg-deb -c \"$1\" && dpkg-deb -x \"$1\" \"$2/driver\" && mkdir -p \"$3\" && "
        "echo \"module: $(find \"$2/driver\" -name libakis-pkcs11.so)\" >\"$3/akis.module\"";
    char folder[128];
    char package[PATH];
    char modules[PATH];
    char *said = calloc(1, LISTING);
    const char *const paths[3] = {package, folder, modules};
    bool done = said && stage_client_folder(stage, folder);

    (void)fields;
    if (done) {
        snprintf(package, sizeof package, "%s/driver.deb", folder);
        snprintf(modules, sizeof modules, "%s/config/pkcs11/modules", folder);
        done = write_body(stage, package) && run(line, paths, said, LISTING) == 0 &&
               json_set_text(answer, "files", said);
    }
    free(said);
    return act_says(answer, done ? "ok" : "unreadable");
}

/* Runs `line` with the portal's folder and the backup's as $1 and $2. */
static bool move(const struct stage *stage, const char *line)
{
    char portal[PATH];
    char kept[PATH];
    char said[16];
    const char *const paths[3] = {portal, kept, ""};

    snprintf(portal, sizeof portal, "%s/portal", stage->directory);
    snprintf(kept, sizeof kept, "%s.backup", stage->directory);
    return run(line, paths, said, sizeof said) == 0;
}

/* `! backup`: all files of the portal but its keys are laid aside, as a backup holds them. */
static enum stage_result backup(struct stage *stage, const struct json *fields, struct json *answer)
{
    (void)fields;
    if (!world_portal_url(stage->world))
        return STAGE_BROKEN;
    return act_says(answer,
                    move(stage, "cp -a \"$1\" \"$2\" && rm \"$2/vault.keys\"") ? "ok" : "failed");
}

/* `! again`: the world ends, and begins again with what stands in its files. */
static enum stage_result again(struct stage *stage, const struct json *fields, struct json *answer)
{
    enum stage_result result = stage_begin_again(stage);

    (void)fields;
    return result == STAGE_OK ? act_says(answer, "ok") : result;
}

/* `! restore`: the world ends, that backup is brought back, with today's keys, and it begins
 * again. */
static enum stage_result restore(struct stage *stage, const struct json *fields,
                                 struct json *answer)
{
    enum stage_result result;

    (void)fields;
    world_free(&stage->world);
    if (!move(stage, "cp \"$1/vault.keys\" \"$2\" && rm -r \"$1\" && mv \"$2\" \"$1\""))
        return STAGE_BROKEN;
    result = stage_begin_again(stage);
    return result == STAGE_OK ? act_says(answer, "ok") : result;
}

const struct act machine_acts[] = {
    {"driver",  driver,  "skips where a driver is installed, or no package can be opened"   },
    {"unpack",  unpack,  "the last answer as a Debian package, put in for the client; files"},
    {"again",   again,   "the world ends, and begins again on its files"                    },
    {"backup",  backup,  "the portal's files but its keys are laid aside"                   },
    {"restore", restore, "they are brought back, with today's keys; the world begins again" },
    {NULL,      NULL,    NULL                                                               },
};
