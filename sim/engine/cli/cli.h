/* SPDX-License-Identifier: MIT */
/* What the commands of the program `akis` share: its options, its answer, its secrets. */
#ifndef SIM_ENGINE_CLI_CLI_H
#define SIM_ENGINE_CLI_CLI_H

#include "sim/engine/akis.h"

#include <jansson.h>

/* Exit codes; --help tells them. */
enum cli_exit {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_WRONG = 3,     /* PIN, PUK or code is wrong */
    EXIT_LOCKED = 4,    /* PIN locked, or card dead */
    EXIT_NO_CARD = 5,   /* service, reader or card missing */
    EXIT_NOT_VALID = 6, /* certificate or signature does not hold */
    EXIT_PORTAL = 7,    /* portal cannot be reached or is not trusted */
    EXIT_REFUSED = 8,   /* the portal refused */
};

/* What is asked for in secret. */
enum cli_secret {
    SECRET_PIN,
    SECRET_NEW_PIN,
    SECRET_PUK,
    SECRET_NEW_PUK,
    SECRET_WORD,
    SECRET_CAPTCHA,
    SECRET_CODE,
    SECRETS
};

enum { SECRET_MAX = 80, ARGUMENTS_MAX = 6 };

struct cli {
    /* options */
    const char *reader, *portal_url, *portal_ca, *trust_file, *session_file;
    const char *in, *out, *signature, *certificate, *hash, *reason, *pairing, *holder;
    bool json, attached, pss, by_puk, even_unsaved, even_so, by_card, yes, ocsp, crl, help, version;
    int secret_fd[SECRETS]; /* -1: ask at the terminal */
    int64_t at;             /* 0: the machine's clock */
    const char *arguments[ARGUMENTS_MAX];
    size_t argument_count;
    /* the answer */
    json_t *data;
    bool turkish;
};

typedef struct akis_result cli_command(struct cli *cli);

/* Words for people, in their language. */
const char *cli_say(const struct cli *cli, const char *english, const char *turkish);
/* A line on standard error, unless the answer is JSON. */
void cli_note(const struct cli *cli, const char *english, const char *turkish);

/* Reads a secret: a line of its descriptor, or from the terminal without echo. False: none to
 * be had. The caller wipes it. */
bool cli_secret(const struct cli *cli, enum cli_secret which, char secret[SECRET_MAX]);

/* The clock that --at sets. */
struct akis_clock cli_clock(struct cli *cli);
struct akis_result cli_result(enum akis_outcome outcome);
struct akis_result cli_open_card(struct cli *cli, struct akis_card **card);
/* A fresh session, or the one kept in the session file. */
enum cli_session { SESSION_NEW, SESSION_KEPT };
struct akis_result cli_open_portal(struct cli *cli, enum cli_session session,
                                   struct akis_portal **portal);
/* Keeps the session in its 0600 file; or removes that. */
struct akis_result cli_keep_session(struct cli *cli, struct akis_portal *portal);
void cli_drop_session(struct cli *cli);
struct akis_result cli_open_trust(struct cli *cli, struct akis_trust **trust);

/* Whole files; "-" is standard input or output. New files get mode 0600. */
bool cli_read_file(const char *path, struct akis_blob *content);
bool cli_write_file(const char *path, const uint8_t *data, size_t size);

/* Fields of the answer. */
void cli_tell(struct cli *cli, const char *name, const char *text);
void cli_tell_number(struct cli *cli, const char *name, int64_t number);
void cli_tell_time(json_t *object, const char *name, int64_t when);
void cli_tell_certificate(json_t *object, const struct akis_certificate *certificate);
/* Prints the answer and gives the exit code. */
int cli_finish(struct cli *cli, struct akis_result result);

cli_command cmd_readers, cmd_status, cmd_doctor, cmd_monitor, cmd_certs, cmd_pin_status,
    cmd_pin_verify, cmd_pin_change, cmd_puk_change, cmd_unblock, cmd_sign, cmd_verify, cmd_ocsp,
    cmd_login, cmd_pins, cmd_pdf, cmd_delete, cmd_list, cmd_details, cmd_suspend, cmd_lift,
    cmd_revoke, cmd_renew, cmd_unlock, cmd_logout;

#endif
