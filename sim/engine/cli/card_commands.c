/* SPDX-License-Identifier: MIT */
/* Commands about readers, the card, PIN and PUK. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <stdio.h>

enum { READERS_MAX = 16 };

struct akis_result cmd_readers(struct cli *cli)
{
    struct akis_reader readers[READERS_MAX];
    size_t count = 0;
    struct akis_result result = akis_readers(readers, READERS_MAX, &count);
    json_t *rows = json_array();

    for (size_t i = 0; result.outcome == AKIS_OK && i < count && i < READERS_MAX; i++) {
        const char *state = readers[i].mute ? "mute" : readers[i].card ? "card" : "empty";
        json_array_append_new(rows,
                              json_pack("{s:s, s:s, s:s*}", "name", readers[i].name, "state", state,
                                        "atr", readers[i].card ? readers[i].atr : NULL));
    }
    cli_tell_rows(cli, "readers", rows, result);
    return result;
}

static void tell_identity(struct cli *cli, struct akis_card *card)
{
    struct akis_identity identity;
    char date[16];

    akis_card_identity(card, &identity);
    snprintf(date, sizeof date, "%04d-%02d-%02d", (int)(identity.produced / 10000),
             (int)(identity.produced / 100 % 100), (int)(identity.produced % 100));
    cli_tell(cli, "card", identity.version);
    cli_tell(cli, "atr", identity.atr);
    cli_tell(cli, "serial", identity.serial);
    cli_tell(cli, "produced", identity.produced ? date : "");
    cli_tell(cli, "unlocks_by",
             identity.dead             ? "nothing"
             : identity.unlocks_by_puk ? "puk"
                                       : "portal");
}

static struct akis_result tell_certificates(struct cli *cli, struct akis_card *card)
{
    const struct akis_clock clock = cli_clock(cli);
    struct akis_certificates all = {0};
    struct akis_result result = akis_certificates(card, &all);
    json_t *rows = json_array();

    for (size_t i = 0; i < all.count; i++) {
        json_t *row = json_object();
        cli_tell_certificate(row, &all.items[i]);
        if (cli->json)
            cli_tell_der(row, &all.items[i]);
        enum akis_outcome time = akis_certificate_time(&all.items[i], &clock).outcome;
        json_object_set_new(row, "time", json_string(akis_outcome_name(time)));
        json_array_append_new(rows, row);
    }
    cli_tell_rows(cli, "certificates", rows, result);
    akis_certificates_free(&all);
    return result;
}

struct akis_result cmd_status(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome != AKIS_OK)
        return result;
    tell_identity(cli, card);
    struct akis_result certificates = tell_certificates(cli, card);
    result = akis_pin_status(card);
    if (result.outcome == AKIS_OK && certificates.outcome != AKIS_OK)
        result = certificates;
    if (certificates.outcome == AKIS_OK)
        cli_note(cli, MARK("dates alone were judged; whether a certificate is suspended or "
                           "revoked, akis ocsp tells"));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        cli_tell_number(cli, "pin_tries", result.tries);
    akis_card_close(&card);
    return result;
}

struct akis_result cmd_certs(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = tell_certificates(cli, card);
    akis_card_close(&card);
    return result;
}

struct akis_result cmd_pin_status(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = akis_pin_status(card);
    if (result.tries != AKIS_TRIES_UNKNOWN)
        cli_tell_number(cli, "pin_tries", result.tries);
    akis_card_close(&card);
    return result;
}

struct akis_result cli_look_at_pin(struct cli *cli, struct akis_card *card)
{
    struct akis_result result = akis_pin_status(card);

    if (result.outcome == AKIS_OK && result.tries == 1)
        cli_warn(cli, akis_remedy_text(AKIS_DO_TRY_AGAIN_LAST));
    return result;
}

struct akis_result cmd_pin_verify(struct cli *cli)
{
    struct akis_card *card = NULL;
    char pin[SECRET_MAX] = "";
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = cli_look_at_pin(cli, card);
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_PIN, pin) ? akis_login(card, pin) : cli_no_secret(cli);
    secret_wipe(pin, sizeof pin);
    akis_card_close(&card);
    return result;
}

typedef struct akis_result pair_fn(struct akis_card *card, const char *first, const char *second);

static struct akis_result with_pair(struct cli *cli, struct akis_card *card, pair_fn *call,
                                    enum cli_secret one, enum cli_secret two)
{
    char first[SECRET_MAX] = "", second[SECRET_MAX] = "";
    struct akis_result result = cli_secret(cli, one, first) && cli_secret(cli, two, second)
                                    ? call(card, first, second)
                                    : cli_no_secret(cli);

    secret_wipe(first, sizeof first);
    secret_wipe(second, sizeof second);
    return result;
}

struct akis_result cmd_pin_change(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = cli_look_at_pin(cli, card);
    if (result.outcome == AKIS_OK)
        result = with_pair(cli, card, akis_pin_change, SECRET_PIN, SECRET_NEW_PIN);
    akis_card_close(&card);
    return result;
}

struct akis_result cmd_puk_change(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = with_pair(cli, card, akis_puk_change, SECRET_PUK, SECRET_NEW_PUK);
    akis_card_close(&card);
    return result;
}

static struct akis_result unblock_by_portal(struct cli *cli, struct akis_card *card)
{
    struct akis_portal *portal = NULL;
    char pin[SECRET_MAX] = "";
    struct akis_result result = cli_open_portal(cli, SESSION_NEW, &portal);

    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_NEW_PIN, pin)
                     ? akis_unblock_portal(card, portal, cli->pairing, pin)
                     : cli_no_secret(cli);
    secret_wipe(pin, sizeof pin);
    akis_portal_free(&portal);
    return result;
}

/* No PUK is asked for where none helps (UNB-7). */
static struct akis_result unblock(struct cli *cli, struct akis_card *card)
{
    struct akis_identity identity;

    akis_card_identity(card, &identity);
    if (identity.dead)
        return akis_pin_status(card);
    if (cli->pairing)
        return unblock_by_portal(cli, card);
    if (!identity.unlocks_by_puk) {
        struct akis_result result = cli_result(AKIS_PUK_NOT_USED);
        result.remedy = AKIS_DO_USE_PORTAL;
        return result;
    }
    return with_pair(cli, card, akis_unblock_puk, SECRET_PUK, SECRET_NEW_PIN);
}

struct akis_result cmd_unblock(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = unblock(cli, card);
    akis_card_close(&card);
    return result;
}
