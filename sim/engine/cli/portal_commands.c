/* SPDX-License-Identifier: MIT */
/* Commands of the portal; the session is kept between runs. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_MAX = 64 };

/* Draws the picture into a file, and reads the letters in it. */
static struct akis_result read_captcha(struct cli *cli, struct akis_portal *portal,
                                       char captcha[SECRET_MAX])
{
    struct akis_blob picture = {0};
    char id[AKIS_CAPTCHA_ID] = "";
    char path[1024];
    const char *directory = getenv("XDG_RUNTIME_DIR");
    struct akis_result result = akis_portal_captcha(portal, id, &picture);

    if (result.outcome != AKIS_OK)
        return result;
    snprintf(path, sizeof path, "%s/akis-captcha-%ld.png", directory ? directory : "/tmp",
             (long)getuid());
    if (cli->out)
        snprintf(path, sizeof path, "%s", cli->out);
    unlink(path);
    bool written = cli_write_file(path, picture.data, picture.size);
    akis_blob_free(&picture);
    if (!written)
        return cli_result(AKIS_FAILED);
    fprintf(stderr, "Resimdeki Yazı: %s (%s)\n", path, id);
    return cli_result(cli_secret(cli, SECRET_CAPTCHA, captcha) ? AKIS_OK : AKIS_BAD_ARGUMENT);
}

static struct akis_result show_code(struct cli *cli, struct akis_portal *portal)
{
    char code[SECRET_MAX] = "";
    struct akis_result result = akis_portal_sms(portal);

    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_CODE, code) ? akis_portal_code(portal, code)
                                                    : cli_result(AKIS_BAD_ARGUMENT);
    secret_wipe(code, sizeof code);
    return result;
}

static struct akis_result login(struct cli *cli, struct akis_portal *portal)
{
    char captcha[SECRET_MAX] = "", word[SECRET_MAX] = "", phone[32] = "";
    struct akis_result result = read_captcha(cli, portal, captcha);

    if (result.outcome == AKIS_OK && !cli_secret(cli, SECRET_WORD, word))
        result = cli_result(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = akis_portal_password(portal, cli->holder, captcha, word, phone);
    secret_wipe(word, sizeof word);
    if (result.outcome == AKIS_OK)
        fprintf(stderr, "SMS: %s\n", phone);
    return result.outcome == AKIS_OK ? show_code(cli, portal) : result;
}

/* E-imzalı Giriş: the PIN, one signature, logout. */
static struct akis_result login_signed(struct cli *cli, struct akis_portal *portal)
{
    const struct akis_clock clock = cli_clock(cli);
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    char pin[SECRET_MAX] = "";
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = akis_certificates(card, &all);
    const struct akis_certificate *certificate = akis_certificate_choose(&all, &clock);
    if (result.outcome == AKIS_OK)
        result = akis_certificate_time(certificate, &clock);
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_PIN, pin) ? akis_login(card, pin)
                                                  : cli_result(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = cli->pairing ? akis_portal_signed_pairing(portal, card, certificate, cli->pairing)
                              : akis_portal_signed(portal, card, certificate, cli->holder);
    secret_wipe(pin, sizeof pin);
    akis_certificates_free(&all);
    akis_card_close(&card);
    return result;
}

struct akis_result cmd_login(struct cli *cli)
{
    struct akis_portal *portal = NULL;

    if (!cli->holder && !(cli->by_card && cli->pairing)) {
        cli_note(cli, "portal login needs --id KIMLIKNO", "--id KIMLIKNO gerekli");
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_NEW, &portal);
    if (result.outcome == AKIS_OK)
        result = cli->by_card ? login_signed(cli, portal) : login(cli, portal);
    if (result.outcome == AKIS_OK && !cli->pairing) /* a page's login is the page's session */
        result = cli_keep_session(cli, portal);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_pins(struct cli *cli)
{
    struct akis_portal_card cards[ROWS_MAX] = {0};
    struct akis_portal *portal = NULL;
    size_t count = 0;
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);

    cli_note(cli, "keep the PIN where nobody else finds it; these are the values as issued",
             "PIN'i kimsenin bulamayacağı yerde saklayın; değerler üretildikleri haldedir");
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
    json_object_set_new(cli->data, "cards", rows);
    secret_wipe(cards, sizeof cards);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_pdf(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    struct akis_blob pdf = {0};

    if (!cli->out) {
        cli_note(cli, "portal pdf needs --out FILE", "--out DOSYA gerekli");
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);
    if (result.outcome == AKIS_OK)
        result = akis_portal_pdf(portal, &pdf);
    if (result.outcome == AKIS_OK && !cli_write_file(cli->out, pdf.data, pdf.size))
        result = cli_result(AKIS_FAILED);
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
    json_object_set_new(cli->data, "certificates", rows);
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
        cli_note(cli, "the certificate's serial number is missing",
                 "sertifika seri numarası eksik");
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
        result = cli_secret(cli, SECRET_CODE, code) ? akis_portal_unlock_code(portal, code, pairing)
                                                    : cli_result(AKIS_BAD_ARGUMENT);
    secret_wipe(code, sizeof code);
    cli_tell(cli, "pairing_code", pairing);
    akis_portal_free(&portal);
    return result;
}

struct akis_result cmd_logout(struct cli *cli)
{
    struct akis_portal *portal = NULL;
    struct akis_result result = cli_open_portal(cli, SESSION_KEPT, &portal);

    if (result.outcome == AKIS_OK)
        result = akis_portal_logout(portal);
    if (result.outcome == AKIS_OK)
        cli_drop_session(cli);
    akis_portal_free(&portal);
    return result;
}
