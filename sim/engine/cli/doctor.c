/* SPDX-License-Identifier: MIT */
/* `akis doctor`: goes the holder's way step by step, and says what is wrong and how to mend it.
 * It asks for no secret and costs no try. */
#include "sim/engine/cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { READERS_MAX = 16, CLOCK_SKEW = 300, RENEWAL_DAYS = 15, DAY = 86400 };

enum verdict { FINE, WORTH_A_LOOK, WRONG };

/* The examination so far. */
struct exam {
    struct cli *cli;
    json_t *rows;
    enum akis_outcome worst; /* the first thing that is wrong */
};

static void note(struct exam *exam, const char *part, enum verdict verdict, const char *text,
                 const char *mend)
{
    static const char *const words[] = {"ok", "look", "wrong"};
    json_t *row =
        json_pack("{s:s, s:s, s:s}", "part", part, "verdict", words[verdict], "finding", text);

    if (mend[0] != '\0')
        json_object_set_new(row, "mend", json_string(mend));
    json_array_append_new(exam->rows, row);
}

/* A finding that is a result of the engine's: what is well, or its sentence and remedy. */
static void note_result(struct exam *exam, const char *part, struct akis_result result,
                        const char *well)
{
    if (result.outcome == AKIS_OK) {
        note(exam, part, result.remedy == AKIS_DO_NOTHING ? FINE : WORTH_A_LOOK, well,
             akis_remedy_text(result.remedy));
        return;
    }
    note(exam, part, WRONG, akis_outcome_text(result.outcome), akis_remedy_text(result.remedy));
    if (exam->worst == AKIS_OK)
        exam->worst = result.outcome;
}

static void examine_driver(struct exam *exam)
{
    char file[AKIS_PATH];

    if (akis_driver_installed(file))
        note(exam, "driver", FINE, file, "");
    else
        note(exam, "driver", WORTH_A_LOOK,
             say("no PKCS#11 module is registered: other programs do not see the card"),
             say("install the package from the portal's driver service, or put akis.module "
                 "into ~/.config/pkcs11/modules"));
}

static void examine_service(struct exam *exam)
{
    const char *socket = getenv("PCSCLITE_CSOCK_NAME");
    char text[256];

    if (getenv("AKIS_LINK_FD")) {
        note(exam, "service", FINE, say("an inherited link (AKIS_LINK_FD)"), "");
        return;
    }
    if (!socket)
        socket = "/run/pcscd/pcscd.comm";
    if (access(socket, R_OK | W_OK) == 0) {
        note(exam, "service", FINE, socket, "");
        return;
    }
    snprintf(text, sizeof text, "%s: %s", socket, strerror(errno));
    note(exam, "service", WRONG, text,
         errno == EACCES ? say("ask the administrator for the right to use the reader (polkit)")
                         : akis_remedy_text(AKIS_DO_START_SERVICE));
    if (exam->worst == AKIS_OK)
        exam->worst = AKIS_NO_SERVICE;
}

static void examine_readers(struct exam *exam)
{
    struct akis_reader readers[READERS_MAX];
    size_t count = 0;
    struct akis_result result = akis_readers(readers, READERS_MAX, &count);

    if (result.outcome != AKIS_OK) {
        note_result(exam, "reader", result, "");
        return;
    }
    for (size_t i = 0; i < count && i < READERS_MAX; i++)
        note(exam, "reader", FINE, readers[i].name, "");
}

static void examine_certificate(struct exam *exam, const struct akis_certificate *certificate)
{
    const struct akis_clock clock = cli_clock(exam->cli);
    struct akis_result result = akis_certificate_time(certificate, &clock);
    const int64_t now = cli_now(exam->cli);

    if (result.outcome != AKIS_OK)
        note_result(exam, "certificate", result, "");
    else if (certificate->not_after - now < (int64_t)RENEWAL_DAYS * DAY)
        note(exam, "certificate", WORTH_A_LOOK, say("it ends within 15 days"),
             say("apply for a renewal; it starts when this one ends"));
    else
        note(exam, "certificate", FINE, certificate->name, "");
}

static void examine_card(struct exam *exam)
{
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    struct akis_identity identity;
    char tries[64];
    struct akis_result result = cli_open_card(exam->cli, &card);

    if (result.outcome != AKIS_OK) {
        note_result(exam, "card", result, "");
        return;
    }
    akis_card_identity(card, &identity);
    note(exam, "card", FINE, identity.version, "");
    result = akis_pin_status(card);
    snprintf(tries, sizeof tries, say("tries left: %d"), result.tries);
    note_result(exam, "PIN", result, tries);
    result = akis_certificates(card, &all);
    if (result.outcome != AKIS_OK)
        note_result(exam, "certificate", result, "");
    for (size_t i = 0; i < all.count; i++)
        examine_certificate(exam, &all.items[i]);
    akis_certificates_free(&all);
    akis_card_close(&card);
}

static void examine_clock(struct exam *exam, int64_t portal)
{
    const int64_t skew = (int64_t)time(NULL) - portal; /* both are machines' */
    char text[64];

    if (portal == 0)
        return;
    snprintf(text, sizeof text, "%+lld s", (long long)skew);
    const bool good = skew > -CLOCK_SKEW && skew < CLOCK_SKEW;
    note(exam, "clock", good ? FINE : WRONG, text,
         good ? "" : say("this machine's clock differs from the portal's: set it"));
    if (!good && exam->worst == AKIS_OK)
        exam->worst = AKIS_FAILED;
}

static void examine_portal(struct exam *exam)
{
    struct akis_portal *portal = NULL;
    int64_t date = 0;

    if (!exam->cli->portal_url) {
        note(exam, "portal", WORTH_A_LOOK, say("no portal is named"),
             "--portal URL, AKIS_PORTAL_URL");
        return;
    }
    struct akis_result result = cli_open_portal(exam->cli, SESSION_NEW, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_ping(portal, &date);
    note_result(exam, "portal", result, exam->cli->portal_url);
    if (result.outcome == AKIS_OK)
        examine_clock(exam, date);
    akis_portal_free(&portal);
}

struct akis_result cmd_doctor(struct cli *cli)
{
    struct exam exam = {cli, json_array(), AKIS_OK};

    examine_driver(&exam);
    examine_service(&exam);
    examine_readers(&exam);
    examine_card(&exam);
    examine_portal(&exam);
    json_object_set_new(cli->data, "findings", exam.rows);
    return cli_result(exam.worst);
}
