/* SPDX-License-Identifier: MIT */
/* Commands that sign, verify, and ask for a certificate's state. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <openssl/evp.h>
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

const struct akis_certificate *cli_choose(struct cli *cli, const struct akis_certificates *all)
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

/* What is asked for: a CMS, or with --scheme the bare signature. */
struct signing {
    bool bare;
    enum akis_scheme scheme;
    struct akis_cms_options cms;
};

static bool scheme_of(const char *name, enum akis_scheme *scheme)
{
    static const char *const names[] = {
        [AKIS_RSA_PKCS1] = "pkcs1", [AKIS_RSA_PSS] = "pss", [AKIS_ECDSA_DER] = "ecdsa"};

    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++) {
        if (names[i] && strcmp(names[i], name) == 0) {
            *scheme = (enum akis_scheme)i;
            return true;
        }
    }
    return !name;
}

/* The bare signature over the content's digest. */
static struct akis_result sign_bare(struct akis_card *card,
                                    const struct akis_certificate *certificate,
                                    const struct signing *signing, const struct akis_blob *content,
                                    struct akis_blob *signature)
{
    const enum akis_hash hash = signing->cms.hash != AKIS_NO_HASH  ? signing->cms.hash
                                : certificate->kind == AKIS_KEY_EC ? AKIS_SHA384
                                                                   : AKIS_SHA256;
    const EVP_MD *kind = hash == AKIS_SHA512   ? EVP_sha512()
                         : hash == AKIS_SHA384 ? EVP_sha384()
                                               : EVP_sha256();
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    if (EVP_Digest(content->data, content->size, digest, &size, kind, NULL) != 1)
        return cli_result(AKIS_FAILED);
    return akis_sign(card, certificate, signing->scheme, hash, digest, size, signature);
}

/* Card and PIN are used in one sequence. */
static struct akis_result sign_with(const char *pin, struct akis_card *card,
                                    const struct akis_certificate *certificate,
                                    const struct signing *signing, const struct akis_blob *content,
                                    struct akis_blob *signature)
{
    struct akis_result result = akis_card_begin(card);

    if (result.outcome != AKIS_OK)
        return result;
    result = akis_login(card, pin);
    if (result.outcome == AKIS_OK)
        result = signing->bare ? sign_bare(card, certificate, signing, content, signature)
                               : akis_sign_cms(card, certificate, &signing->cms, content->data,
                                               content->size, signature);
    struct akis_result out = akis_logout(card);
    akis_card_end(card);
    return result.outcome == AKIS_OK ? out : result;
}

/* By its dates, and with --ocsp by the responder's word. */
static struct akis_result look_at_certificate(struct cli *cli,
                                              const struct akis_certificate *certificate)
{
    const struct akis_clock clock = cli_clock(cli);
    char reason[AKIS_REASON] = "";
    struct akis_trust *trust = NULL;
    struct akis_result result = akis_certificate_time(certificate, &clock);

    if (result.outcome != AKIS_OK || !cli->ocsp)
        return result;
    result = cli_open_trust(cli, &trust);
    if (result.outcome == AKIS_OK)
        result = akis_ocsp(trust, certificate, reason);
    akis_trust_free(&trust);
    return result;
}

/* The PIN is asked for when all else holds. */
static struct akis_result sign_now(struct cli *cli, struct akis_card *card,
                                   const struct akis_certificate *certificate,
                                   const struct signing *signing, const struct akis_blob *content,
                                   struct akis_blob *signature)
{
    char pin[SECRET_MAX] = "";
    struct akis_result result = look_at_certificate(cli, certificate);

    if (result.outcome == AKIS_OK)
        result = cli_look_at_pin(cli, card);
    if (result.outcome == AKIS_OK)
        result = cli_secret(cli, SECRET_PIN, pin)
                     ? sign_with(pin, card, certificate, signing, content, signature)
                     : cli_no_secret(cli);
    secret_wipe(pin, sizeof pin);
    return result;
}

static struct akis_result sign(struct cli *cli, struct akis_card *card,
                               const struct signing *signing, const struct akis_blob *content)
{
    struct akis_certificates all = {0};
    struct akis_blob signature = {0};
    struct akis_result result = akis_certificates(card, &all);
    const struct akis_certificate *certificate = cli_choose(cli, &all);

    if (result.outcome == AKIS_OK)
        result = certificate ? sign_now(cli, card, certificate, signing, content, &signature)
                             : cli_result(AKIS_NO_CERTIFICATE);
    if (result.outcome == AKIS_OK && !cli_write_file(cli->out, signature.data, signature.size))
        result = cli_result(AKIS_FAILED);
    if (result.outcome == AKIS_OK && strcmp(cli->out, "-") != 0) {
        cli_tell_certificate(cli->data, certificate);
        if (cli->json)
            cli_tell_der(cli->data, certificate);
    }
    if (result.outcome == AKIS_OK)
        cli_done(cli, say("signed by %s: %s"), certificate->name, cli->out);
    akis_blob_free(&signature);
    akis_certificates_free(&all);
    return result;
}

struct akis_result cmd_sign(struct cli *cli)
{
    struct signing signing = {
        .bare = cli->scheme != NULL,
        .cms = {.attached = cli->attached && !cli->detached, .pss = cli->pss}
    };
    struct akis_card *card = NULL;
    struct akis_blob content = {0};

    if (!cli->in || !cli->out) {
        cli_note(cli, MARK("sign needs --in FILE and --out FILE"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    if (!hash_of(cli->hash, &signing.cms.hash) || !scheme_of(cli->scheme, &signing.scheme)) {
        cli_note(cli, MARK("--hash is sha256, sha384 or sha512; --scheme is pkcs1, pss or ecdsa"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    if (!cli_read_file(cli->in, &content))
        return cli_result(AKIS_FAILED);
    struct akis_result result = cli_open_card(cli, &card);
    if (result.outcome == AKIS_OK)
        result = sign(cli, card, &signing, &content);
    akis_card_close(&card);
    akis_blob_free(&content);
    return result;
}

struct akis_result cmd_verify(struct cli *cli)
{
    static const char *const checked[] = {"chain", "chain, OCSP", "chain, CRL", "chain, OCSP, CRL"};
    const unsigned checks = (cli->ocsp ? AKIS_CHECK_OCSP : 0u) | (cli->crl ? AKIS_CHECK_CRL : 0u);
    struct akis_blob cms = {0}, content = {0};
    struct akis_trust *trust = NULL;
    struct akis_certificate signer = {0};

    if (!cli->signature) {
        cli_note(cli, MARK("verify needs --signature FILE"));
        return cli_result(AKIS_BAD_ARGUMENT);
    }
    if (!cli_read_file(cli->signature, &cms) || (cli->in && !cli_read_file(cli->in, &content)))
        return cli_result(AKIS_FAILED);
    struct akis_result result = cli_open_trust(cli, &trust);
    if (result.outcome == AKIS_OK)
        result = akis_verify_cms(trust, cms.data, cms.size, cli->in ? content.data : NULL,
                                 content.size, checks, &signer);
    if (signer.der) {
        cli_tell_certificate(cli->data, &signer);
        cli_tell(cli, "checked", checked[checks]);
    }
    cli_done(cli, say("the signature is good: %s"), signer.name);
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
    const struct akis_certificate *certificate = cli_choose(cli, &all);
    if (result.outcome == AKIS_OK)
        result = certificate ? ask_state(cli, certificate) : cli_result(AKIS_NO_CERTIFICATE);
    akis_certificates_free(&all);
    return result;
}
