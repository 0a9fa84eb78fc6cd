/* SPDX-License-Identifier: MIT */
/* portal login and portal logout; the session is kept between runs. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
    fprintf(stderr, say("picture: %s (%s)\n"), path, id);
    return cli_secret(cli, SECRET_CAPTCHA, captcha) ? cli_result(AKIS_OK) : cli_no_secret(cli);
}

/* Has the SMS sent, says so, and shows its code. */
static struct akis_result show_code(struct cli *cli, struct akis_portal *portal, const char *phone)
{
    char code[SECRET_MAX] = "";
    struct akis_result result = akis_portal_sms(portal);

    if (result.outcome == AKIS_OK)
        fprintf(stderr, "SMS: %s\n", phone);
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_CODE, code) ? akis_portal_code(portal, code)
                                                    : cli_no_secret(cli);
    secret_wipe(code, sizeof code);
    return result;
}

static struct akis_result login(struct cli *cli, struct akis_portal *portal)
{
    char captcha[SECRET_MAX] = "", word[SECRET_MAX] = "", phone[32] = "";
    struct akis_result result = read_captcha(cli, portal, captcha);

    if (result.outcome == AKIS_OK && !cli_secret(cli, SECRET_WORD, word))
        result = cli_no_secret(cli);
    if (result.outcome == AKIS_OK)
        result = akis_portal_password(portal, cli->holder, captcha, word, phone);
    secret_wipe(word, sizeof word);
    return result.outcome == AKIS_OK ? show_code(cli, portal, phone) : result;
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
    const struct akis_certificate *certificate = cli_choose(cli, &all);
    if (result.outcome == AKIS_OK)
        result = certificate ? akis_certificate_time(certificate, &clock)
                             : cli_result(AKIS_NO_CERTIFICATE);
    if (result.outcome == AKIS_OK)
        result = cli_look_at_pin(cli, card);
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_PIN, pin) ? akis_login(card, pin) : cli_no_secret(cli);
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
        cli_note(cli, MARK("portal login needs --id KIMLIKNO"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    struct akis_result result = cli_open_portal(cli, SESSION_NEW, &portal);
    if (result.outcome == AKIS_OK)
        result = cli->by_card ? login_signed(cli, portal) : login(cli, portal);
    if (result.outcome == AKIS_OK && !cli->pairing) /* a page's login is the page's session */
        result = cli_keep_session(cli, portal);
    else if (result.outcome == AKIS_OK)
        cli_done(cli, "%s", say("the page that waits is logged in"));
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
