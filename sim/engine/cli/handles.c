/* SPDX-License-Identifier: MIT */
/* Opening what commands work with: card, portal session, trust; and whole files. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SESSION_MAX = 8192, FILE_MAX = 256 << 20 };

struct akis_result cli_result(enum akis_outcome outcome)
{
    return (struct akis_result){.outcome = outcome, .tries = AKIS_TRIES_UNKNOWN};
}

struct akis_result cli_open_card(struct cli *cli, struct akis_card **card)
{
    const struct akis_clock clock = cli_clock(cli);

    return akis_card_open(cli->reader, &clock, card);
}

struct akis_result cli_open_trust(struct cli *cli, struct akis_trust **trust)
{
    const struct akis_trust_options options = {cli->trust_file, cli_clock(cli)};

    if (!cli->trust_file) {
        cli_note(cli, MARK("--trust FILE or AKIS_TRUST is needed"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    return akis_trust_new(&options, trust);
}

/* "--session FILE", else a file of this user's runtime directory. */
static bool session_path(const struct cli *cli, char *path, size_t size)
{
    const char *directory = getenv("XDG_RUNTIME_DIR");
    int length = cli->session_file ? snprintf(path, size, "%s", cli->session_file)
                 : directory       ? snprintf(path, size, "%s/akis-portal-session", directory)
                                   : -1;

    return length > 0 && (size_t)length < size;
}

/* Reads a session that is this user's alone. */
static bool load_session(const struct cli *cli, char text[SESSION_MAX])
{
    char path[1024];
    struct stat stat;
    int fd =
        session_path(cli, path, sizeof path) ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) : -1;
    ssize_t size = -1;

    if (fd < 0)
        return false;
    if (fstat(fd, &stat) == 0 && stat.st_uid == geteuid() && (stat.st_mode & 077) == 0)
        size = read(fd, text, SESSION_MAX - 1);
    close(fd);
    text[size > 0 ? size : 0] = '\0';
    return size > 0;
}

struct akis_result cli_open_portal(struct cli *cli, enum cli_session session,
                                   struct akis_portal **portal)
{
    const struct akis_portal_options options = {cli->portal_url, cli->portal_ca};
    char text[SESSION_MAX];

    if (!cli->portal_url) {
        cli_note(cli, MARK("--portal URL or AKIS_PORTAL_URL is needed"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = akis_portal_new(&options, portal);
    if (result.outcome == AKIS_OK && session == SESSION_KEPT && load_session(cli, text))
        result = akis_portal_load(*portal, text);
    secret_wipe(text, sizeof text);
    return result;
}

struct akis_result cli_keep_session(struct cli *cli, struct akis_portal *portal)
{
    char path[1024];
    char text[SESSION_MAX];
    struct akis_result result = akis_portal_save(portal, text, sizeof text);

    if (result.outcome == AKIS_OK && !session_path(cli, path, sizeof path)) {
        cli_note(cli, MARK("--session FILE or XDG_RUNTIME_DIR is needed"));
        result = cli_result(AKIS_BAD_ARGUMENT);
    }
    if (result.outcome == AKIS_OK) {
        unlink(path);
        if (!cli_write_file(path, (const uint8_t *)text, strlen(text)))
            result = cli_result(AKIS_FAILED);
    }
    secret_wipe(text, sizeof text);
    return result;
}

void cli_drop_session(struct cli *cli)
{
    char path[1024];

    if (session_path(cli, path, sizeof path))
        unlink(path);
}

static bool read_all(FILE *file, struct akis_blob *content)
{
    uint8_t *data = NULL;
    size_t size = 0, room = 0, more = 1;

    while (more > 0 && size <= FILE_MAX) {
        if (size == room) {
            room = room ? 2 * room : 65536;
            uint8_t *longer = realloc(data, room);
            if (!longer)
                break;
            data = longer;
        }
        more = fread(data + size, 1, room - size, file);
        size += more;
    }
    if (more > 0 || ferror(file)) {
        free(data);
        return false;
    }
    *content = (struct akis_blob){data, size};
    return true;
}

bool cli_read_file(const char *path, struct akis_blob *content)
{
    const bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "re");

    if (!file) {
        fprintf(stderr, "akis: %s: %s\n", path, strerror(errno));
        return false;
    }
    bool read = read_all(file, content);
    if (!standard)
        fclose(file);
    return read;
}

bool cli_write_file(const char *path, const uint8_t *data, size_t size)
{
    const bool standard = strcmp(path, "-") == 0;
    int fd = standard ? dup(1) : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (!file) {
        fprintf(stderr, "akis: %s: %s\n", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    bool wrote = fwrite(data, 1, size, file) == size;
    return fclose(file) == 0 && wrote;
}
