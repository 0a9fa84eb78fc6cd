/* SPDX-License-Identifier: MIT */
/* The ways out of a stage: to the card, the portal and the client under test. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/foreign_stage.h"
#include "conformance/stage/stage.h"
#include "sim/link/pcsc.h"
#include "sim/link/socket.h"

enum { READER_PATIENCE = 5000 }; /* milliseconds until a reader must show its card */

static enum way way_of(const struct stage *stage)
{
    const char *link = stage->conf_case->situation->link;

    if (!link)
        return stage->options->way;
    if (strcmp(link, "vpcd") == 0)
        return WAY_VPCD;
    return strcmp(link, "pcsc") == 0 ? WAY_PCSC : WAY_SOCKET;
}

bool stage_over_pcsc(const struct stage *stage)
{
    return way_of(stage) == WAY_VPCD || way_of(stage) == WAY_PCSC;
}

static enum world_result make_reader(struct stage *stage)
{
    return way_of(stage) == WAY_VPCD
               ? world_reader_private(stage->world, stage->pcsc_socket, sizeof stage->pcsc_socket)
               : world_reader_own(stage->world, stage->pcsc_socket, sizeof stage->pcsc_socket);
}

/* A PC/SC server of the world's own, once. */
static enum stage_result start_reader(struct stage *stage)
{
    if (stage->pcsc_socket[0])
        return STAGE_OK;
    if (make_reader(stage) != WORLD_OK) {
        stage->pcsc_socket[0] = '\0';
        stage_say(stage, "no reader of its own: %s", world_error(stage->world));
        return STAGE_SKIP;
    }
    if (setenv("PCSCLITE_CSOCK_NAME", stage->pcsc_socket, 1) != 0)
        return STAGE_BROKEN;
    return STAGE_OK;
}

static bool any_present(const struct link_pcsc_readers *readers)
{
    for (size_t i = 0; i < readers->count; i++)
        if (readers->reader[i].present)
            return true;
    return false;
}

/* Waits until a reader holds a card, as far as patience goes. */
static void await_card(void)
{
    struct link_pcsc_readers readers;

    if (link_pcsc_list(&readers) != LINK_OK)
        return;
    for (int i = 0; i < 20 && !any_present(&readers); i++)
        if (link_pcsc_wait(&readers, READER_PATIENCE / 20) == LINK_FAILED)
            return;
}

static enum stage_result open_pcsc(struct stage *stage)
{
    enum stage_result result = start_reader(stage);
    enum link_result opened;

    if (result != STAGE_OK)
        return result;
    await_card();
    opened = link_pcsc_new(NULL, &stage->link);
    if (opened != LINK_OK) {
        stage_say(stage, "PC/SC: %s", link_result_text(opened));
        return STAGE_BROKEN;
    }
    return STAGE_OK;
}

static enum stage_result open_socket(struct stage *stage)
{
    int fd;

    if (world_link_socket(stage->world, 0, &fd) != WORLD_OK ||
        link_socket_new(fd, &stage->link) != LINK_OK) {
        stage_say(stage, "no socket to the card: %s", world_error(stage->world));
        return STAGE_BROKEN;
    }
    return STAGE_OK;
}

static enum stage_result open_process(struct stage *stage)
{
    if (world_link(stage->world, 0, &stage->link) == WORLD_OK)
        return STAGE_OK;
    stage_say(stage, "no link to the card: %s", world_error(stage->world));
    return STAGE_BROKEN;
}

static enum stage_result open_link(struct stage *stage)
{
    switch (way_of(stage)) {
    case WAY_PROCESS:
        return open_process(stage);
    case WAY_SOCKET:
        return open_socket(stage);
    case WAY_PCSC:
    case WAY_VPCD:
        return open_pcsc(stage);
    case WAY_FOREIGN:
        return foreign_stage_link(stage);
    }
    return STAGE_BROKEN;
}

enum stage_result stage_link(struct stage *stage, struct link **link)
{
    if (!stage->link) {
        uint8_t room[LINK_ATR_MAX];
        struct buf atr = buf_over(room, sizeof room);
        enum stage_result result = open_link(stage);
        enum link_result reset;

        if (result != STAGE_OK)
            return result;
        reset = link_reset(stage->link, &atr);
        if (reset != LINK_OK && reset != LINK_NO_CARD) {
            stage_say(stage, "the card does not power up: %s", link_result_text(reset));
            return STAGE_BROKEN;
        }
    }
    *link = stage->link;
    return STAGE_OK;
}

void stage_drop_link(struct stage *stage)
{
    link_free(&stage->link);
}

enum stage_result stage_browser(struct stage *stage, unsigned which, struct http **http)
{
    struct http_options options = {.ca_file = world_tls_root_file(stage->world)};

    if (which >= STAGE_BROWSERS)
        return STAGE_BROKEN;
    if (!stage->browsers[which] && http_new(&options, &stage->browsers[which]) != HTTP_OK) {
        stage_say(stage, "no HTTP session");
        return STAGE_BROKEN;
    }
    *http = stage->browsers[which];
    return STAGE_OK;
}

bool stage_keeps_open(const struct conf_case *conf_case, const char *profile)
{
    const char *at = conf_case->situation->profiles;
    bool keeps = true;

    while (at && *(at += strspn(at, " "))) {
        size_t length = strcspn(at, " ");

        if (strlen(profile) == length && strncmp(at, profile, length) == 0)
            return keeps;
        keeps = !keeps;
        at += length;
    }
    return true;
}

static enum stage_result start_adapter(struct stage *stage)
{
    char folder[128];
    struct adapter_options options = {
        .command = stage->options->adapter,
        .directory = folder,
        .link_fd = -1,
        .portal = world_portal_url(stage->world),
        .tls_root =
            stage->foreign_root[0] ? stage->foreign_root : world_tls_root_file(stage->world),
        .chain = world_chain_file(stage->world),
        .keep_open = stage_keeps_open(stage->conf_case, stage->profile),
    };
    enum adapter_result result;
    enum stage_result meaning;
    char log[4096];

    snprintf(log, sizeof log, "%s/client.log", stage->options->evidence);
    options.log = log;
    if (!stage_client_folder(stage, folder))
        return STAGE_BROKEN;
    if (stage_over_pcsc(stage))
        options.pcsc_socket = stage->pcsc_socket;
    else if (world_link_socket(stage->world, 0, &options.link_fd) != WORLD_OK)
        return STAGE_BROKEN;
    result = adapter_start(&options, &stage->adapter);
    if (options.link_fd >= 0)
        close(options.link_fd);
    meaning = stage_adapter_result(stage, result, stage->adapter);
    if (meaning == STAGE_FELL) /* the client was asked nothing yet */
        meaning = result == ADAPTER_DIED ? STAGE_ADAPTER_FELL : STAGE_PROTOCOL;
    if (meaning != STAGE_OK)
        adapter_stop(&stage->adapter);
    return meaning;
}

enum stage_result stage_adapter(struct stage *stage, struct adapter **adapter)
{
    enum stage_result result = STAGE_OK;

    if (!stage->options->adapter) {
        stage_say(stage, "no client under test: give one with --adapter");
        return STAGE_SKIP;
    }
    if (!stage->adapter && stage_over_pcsc(stage))
        result = start_reader(stage);
    if (result == STAGE_OK && !stage->adapter)
        result = start_adapter(stage);
    *adapter = stage->adapter;
    return result;
}
