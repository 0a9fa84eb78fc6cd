/* SPDX-License-Identifier: MIT */
/* Commands that sign, verify, and ask for a certificate's state. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <string.h>
#include <strings.h>

static bool hash_of(const char *name, enum akis_hash *hash)
{
    static const char *const names[] = {[AKIS_SHA1] = "-",
                                        [AKIS_SHA256] = "sha256",
                                        [AKIS_SHA384] = "sha384",
                                        [AKIS_SHA512] = "sha512"};

    *hash = AKIS_NO_HASH;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            *hash = (enum akis_hash)i;
    }
    return !name || *hash != AKIS_NO_HASH;
}

static const struct akis_certificate *choose(struct cli *cli, const struct akis_certificates *all)
{
    const struct akis_clock clock = cli_clock(cli);

    if (!cli->certificate)
        return akis_certificate_choose(all, &clock);
    for (size_t i = 0; i < all->count; i++) {
        if (strcasecmp(all->items[i].serial, cli->certificate) == 0)
            return &all->items[i];
    }
    return NULL;
}

/* The PIN is asked for when all else holds; card and PIN are used in one sequence. */
static struct akis_result sign_now(struct cli *cli, struct akis_card *card,
                                   const struct akis_certificate *certificate,
                                   const struct akis_cms_options *options,
                                   const struct akis_blob *content, struct akis_blob *cms)
{
    char pin[SECRET_MAX] = "";
    const struct akis_clock clock = cli_clock(cli);
    struct akis_result result = akis_certificate_time(certificate, &clock);

    if (result.outcome == AKIS_OK)
        result = akis_pin_status(card);
    if (result.outcome == AKIS_OK && result.tries == 1)
        cli_note(cli, akis_remedy_text(result.remedy, "en"), akis_remedy_text(result.remedy, "tr"));
    if (result.outcome == AKIS_OK && !cli_secret(cli, SECRET_PIN, pin))
        result = cli_result(AKIS_BAD_ARGUMENT);
    if (result.outcome == AKIS_OK)
        result = akis_card_begin(card);
    if (result.outcome == AKIS_OK) {
        result = akis_login(card, pin);
        if (result.outcome == AKIS_OK)
            result = akis_sign_cms(card, certificate, options, content->data, content->size, cms);
        struct akis_result out = akis_logout(card);
        if (result.outcome == AKIS_OK)
            result = out;
        akis_card_end(card);
    }
    secret_wipe(pin, sizeof pin);
    return result;
}

static struct akis_result sign(struct cli *cli, struct akis_card *card,
                               const struct akis_cms_options *options,
                               const struct akis_blob *content)
{
    struct akis_certificates all = {0};
    struct akis_blob cms = {0};
    struct akis_result result = akis_certificates(card, &all);
    const struct akis_certificate *certificate = choose(cli, &all);

    if (result.outcome == AKIS_OK)
        result = certificate ? sign_now(cli, card, certificate, options, content, &cms)
                             : cli_result(AKIS_NO_CERTIFICATE);
    if (result.outcome == AKIS_OK && !cli_write_file(cli->out, cms.data, cms.size))
        result = cli_result(AKIS_FAILED);
    if (result.outcome == AKIS_OK && strcmp(cli->out, "-") != 0)
        cli_tell_certificate(cli->data, certificate);
    akis_blob_free(&cms);
    akis_certificates_free(&all);
    return result;
}

struct akis_result cmd_sign(struct cli *cli)
{
    struct akis_cms_options options = {.attached = cli->attached, .pss = cli->pss};
    struct akis_card *card = NULL;
    struct akis_blob content = {0};

    if (!cli->in || !cli->out || !hash_of(cli->hash, &options.hash)) {
        cli_note(cli, "sign needs --in FILE and --out FILE", "--in DOSYA ve --out DOSYA gerekli");
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    if (!cli_read_file(cli->in, &content))
        return cli_result(AKIS_FAILED);
    struct akis_result result = cli_open_card(cli, &card);
    if (result.outcome == AKIS_OK)
        result = sign(cli, card, &options, &content);
    akis_card_close(&card);
    akis_blob_free(&content);
    return result;
}

struct akis_result cmd_verify(struct cli *cli)
{
    const unsigned checks = (cli->ocsp ? AKIS_CHECK_OCSP : 0u) | (cli->crl ? AKIS_CHECK_CRL : 0u);
    struct akis_blob cms = {0}, content = {0};
    struct akis_trust *trust = NULL;
    struct akis_certificate signer = {0};

    if (!cli->signature) {
        cli_note(cli, "verify needs --signature FILE", "--signature DOSYA gerekli");
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    if (!cli_read_file(cli->signature, &cms) || (cli->in && !cli_read_file(cli->in, &content)))
        return cli_result(AKIS_FAILED);
    struct akis_result result = cli_open_trust(cli, &trust);
    if (result.outcome == AKIS_OK)
        result = akis_verify_cms(trust, cms.data, cms.size, cli->in ? content.data : NULL,
                                 content.size, checks, &signer);
    if (signer.der)
        cli_tell_certificate(cli->data, &signer);
    akis_certificate_clear(&signer);
    akis_trust_free(&trust);
    akis_blob_free(&cms);
    akis_blob_free(&content);
    return result;
}

static struct akis_result ask_state(struct cli *cli, const struct akis_certificate *certificate)
{
    struct akis_trust *trust = NULL;
    char reason[AKIS_REASON] = "";
    struct akis_result result = cli_open_trust(cli, &trust);

    if (result.outcome == AKIS_OK)
        result = akis_ocsp(trust, certificate, reason);
    cli_tell(cli, "serial", certificate->serial);
    cli_tell(cli, "status", akis_outcome_name(result.outcome));
    cli_tell(cli, "reason", reason);
    akis_trust_free(&trust);
    return result;
}

struct akis_result cmd_ocsp(struct cli *cli)
{
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};
    struct akis_result result = cli_open_card(cli, &card);

    if (result.outcome == AKIS_OK)
        result = akis_certificates(card, &all);
    akis_card_close(&card);
    const struct akis_certificate *certificate = choose(cli, &all);
    if (result.outcome == AKIS_OK)
        result = certificate ? ask_state(cli, certificate) : cli_result(AKIS_NO_CERTIFICATE);
    akis_certificates_free(&all);
    return result;
}
