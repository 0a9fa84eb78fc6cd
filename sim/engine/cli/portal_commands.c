/* SPDX-License-Identifier: MIT */
/* Commands of the portal's menu, in the session that portal login has kept. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 64 };

struct akis_result cmd_pins(struct cli *cli)
{
    struct akis_portal_card cards[ROWS_MAX] = {0};
    struct akis_portal *portal = NULL;
    size_t count = 0;
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);

    if (result.outcome == AKIS_OK)
        result = akis_portal_pins(portal, cards, ROWS_MAX, &count);
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *row = json_pack("{s:s, s:s, s:s}", "serial", cards[i].serial, "produced",
                                cards[i].produced, "stored", cards[i].stored);
        if (cards[i].pin[0] != '\0')
            json_object_set_new(row, "pin", json_string(cards[i].pin));
        if (cards[i].puk[0] != '\0')
            json_object_set_new(row, "puk", json_string(cards[i].puk));
        json_array_append_new(rows, row);
    }
    cli_tell_rows(cli, "cards", rows, result);
    cli_done(cli, "%s",
             say("keep the PIN where nobody else finds it; these are the values as issued"));
    secret_wipe(cards, sizeof cards);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_pdf(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    struct akis_blob pdf = {0};

    if (!cli->out) {
        cli_note(cli, MARK("portal pdf needs --out FILE"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_pdf(portal, &pdf);
    if (result.outcome == AKIS_OK && !cli_write_file(cli->out, pdf.data, pdf.size))
        result = cli_result(AKIS_FAILED);
    cli_done(cli, say("saved: %s"), cli->out);
    akis_blob_free(&pdf);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_delete(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);

    if (result.outcome == AKIS_OK)
        result =
            akis_portal_delete(portal, cli->even_unsaved ? AKIS_DELETE_ANYWAY : AKIS_DELETE_SAVED);
    akis_portal_free(&portal);
    return result;
}

static void tell_certificate(json_t *row, const struct akis_portal_certificate *certificate)
{
    json_object_set_new(row, "serial", json_string(certificate->serial));
    json_object_set_new(row, "card", json_string(certificate->card));
    json_object_set_new(row, "status", json_string(certificate->status));
    json_object_set_new(row, "not_before", json_string(certificate->not_before));
    json_object_set_new(row, "not_after", json_string(certificate->not_after));
    json_object_set_new(row, "subject", json_string(certificate->subject));
    if (certificate->held_by[0] != '\0')
        json_object_set_new(row, "held_by", json_string(certificate->held_by));
    if (certificate->reason[0] != '\0')
        json_object_set_new(row, "reason", json_string(certificate->reason));
    if (certificate->pem[0] != '\0')
        json_object_set_new(row, "pem", json_string(certificate->pem));
}

struct akis_result cmd_list(struct cli *cli)
{
    struct akis_portal_certificate *all = calloc(ROWS_MAX, sizeof *all);
    struct akis_portal *portal = NULL;
    size_t count = 0;
    struct akis_result result =
        all ? cli_open_portal(cli, SESSION_KEPT, &portal) : cli_result(AKIS_NO_MEMORY);
    json_t *rows = json_array();

    if (result.outcome == AKIS_OK)
        result = akis_portal_list(portal, all, ROWS_MAX, &count);
    for (size_t i = 0; i < count; i++) {
        json_t *row = json_object();
        tell_certificate(row, &all[i]);
        json_array_append_new(rows, row);
    }
    cli_tell_rows(cli, "certificates", rows, result);
    free(all);
    akis_portal_free(&portal);
    return result;
}

/* Commands about one certificate, whose serial is the argument. */
typedef struct akis_result serial_fn(struct cli *cli, struct akis_portal *portal,
                                     const char *serial);

static struct akis_result on_certificate(struct cli *cli, serial_fn *call)
{
    struct akis_portal *portal = NULL;

    if (cli->argument_count == 0) {
        cli_note(cli, MARK("the certificate's serial number is missing"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = call(cli, portal, cli->arguments[0]);
    akis_portal_free(&portal);
    return result;
}

static struct akis_result details(struct cli *cli, struct akis_portal *portal, const char *serial)
{
    struct akis_portal_certificate certificate = {0};
    struct akis_result result = akis_portal_details(portal, serial, &certificate);

    if (result.outcome == AKIS_OK)
        tell_certificate(cli->data, &certificate);
    return result;
}

static struct akis_result suspend(struct cli *cli, struct akis_portal *portal, const char *serial)
{
    (void)cli;
    return akis_portal_suspend(portal, serial);
}

static struct akis_result lift(struct cli *cli, struct akis_portal *portal, const char *serial)
{
    (void)cli;
    return akis_portal_lift(portal, serial);
}

static struct akis_result revoke_it(struct cli *cli, struct akis_portal *portal, const char *serial)
{
    return akis_portal_revoke(portal, serial, cli->reason ? cli->reason : "superseded",
                              cli->even_so ? AKIS_CONFIRMED_GAP
                              : cli->yes   ? AKIS_CONFIRMED
                                           : AKIS_ASK_FIRST);
}

struct akis_result cmd_details(struct cli *cli)
{
    return on_certificate(cli, details);
}

struct akis_result cmd_suspend(struct cli *cli)
{
    return on_certificate(cli, suspend);
}

struct akis_result cmd_lift(struct cli *cli)
{
    return on_certificate(cli, lift);
}

struct akis_result cmd_revoke(struct cli *cli)
{
    return on_certificate(cli, revoke_it);
}

/* The serial that was given, or the card's in the reader. */
static struct akis_result card_serial(struct cli *cli, char serial[25])
{
    struct akis_card *card = NULL;
    struct akis_identity identity;

    if (cli->argument_count > 0) {
        snprintf(serial, 25, "%s", cli->arguments[0]);
        return cli_result(AKIS_OK);
    }
    struct akis_result result = cli_open_card(cli, &card);
    if (result.outcome == AKIS_OK) {
        akis_card_identity(card, &identity);
        memcpy(serial, identity.serial, sizeof identity.serial);
    }
    akis_card_close(&card);
    return result;
}

struct akis_result cmd_renew(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    char serial[25] = "";
    struct akis_result result = card_serial(cli, serial);

    if (result.outcome == AKIS_OK)
        result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_renew(portal, serial, cli->yes ? AKIS_CONFIRMED : AKIS_ASK_FIRST);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_unlock(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    char serial[25] = "", code[SECRET_MAX] = "", pairing[16] = "";
    struct akis_result result = card_serial(cli, serial);

    if (result.outcome == AKIS_OK)
        result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_unlock(portal, serial);
    if (result.outcome == AKIS_OK)
        fprintf(stderr, "SMS: %s\n", say("a code is on its way"));
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_CODE, code) ? akis_portal_unlock_code(portal, code, pairing)
                                                    : cli_no_secret(cli);
    secret_wipe(code, sizeof code);
    cli_tell(cli, "pairing_code", pairing);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_info(struct cli *cli)
{
    struct akis_portal_person person = {0};
    struct akis_portal *portal = NULL;
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);

    if (result.outcome == AKIS_OK)
        result = akis_portal_person(portal, &person);
    cli_tell(cli, "name", person.name);
    cli_tell(cli, "holder_id", person.holder_id);
    cli_tell(cli, "phone", person.phone);
    cli_tell(cli, "email", person.email);
    cli_tell(cli, "address", person.address);
    akis_portal_free(&portal);
    return result;
}

/* A new number counts when the codes to the old one and to the new one have been shown. */
static struct akis_result confirm_number(struct cli *cli, struct akis_portal *portal)
{
    char code[SECRET_MAX] = "", new_code[SECRET_MAX] = "";

    fprintf(stderr, "SMS: %s\n", say("codes are on their way to both numbers"));
    struct akis_result result =
        cli_secret(cli, SECRET_CODE, code) && cli_secret(cli, SECRET_NEW_CODE, new_code)
            ? akis_portal_update_codes(portal, code, new_code)
            : cli_no_secret(cli);

    secret_wipe(code, sizeof code);
    secret_wipe(new_code, sizeof new_code);
    return result;
}

struct akis_result cmd_update(struct cli *cli)
{
    struct akis_portal *portal = NULL;

    if (!cli->phone && !cli->email && !cli->address) {
        cli_note(cli, MARK("portal update needs --phone, --email or --address"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_update(portal, cli->phone, cli->email, cli->address);
    if (result.outcome == AKIS_CONFIRM)
        result = confirm_number(cli, portal);
    akis_portal_free(&portal);
    return result;
}
