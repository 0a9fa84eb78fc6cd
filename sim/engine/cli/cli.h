/* SPDX-License-Identifier: MIT */
/* What the commands of the program `akis` share: its options, its answer, its secrets. */
#ifndef SIM_ENGINE_CLI_CLI_H
#define SIM_ENGINE_CLI_CLI_H

#include "sim/engine/akis.h"
#include "sim/engine/say.h"

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
    SECRET_NEW_CODE,
    SECRETS
};

enum { SECRET_MAX = 80, ARGUMENTS_MAX = 6, DONE_MAX = 320 };

struct cli {
    /* options; options.def names them */
    const char *reader, *portal_url, *portal_ca, *trust_file, *session_file;
    const char *in, *out, *signature, *certificate, *hash, *scheme, *reason, *pairing, *holder;
    const char *phone, *email, *address, *pinentry;
    bool json, quiet, attached, detached, pss, by_puk, even_unsaved, even_so, by_card, yes, ocsp,
        crl, help, version;
    int secret_fd[SECRETS]; /* -1: ask at the terminal */
    int64_t at;             /* 0: another clock than --at */
    const char *arguments[ARGUMENTS_MAX];
    size_t argument_count;
    /* the answer */
    json_t *data;
    char done[DONE_MAX]; /* what a success is told as */
    const char *warning; /* shown where the next secret is asked for; NULL: none */
    bool given_up;       /* a secret was asked for and not given */
    bool clock_told;
};

typedef struct akis_result cli_command(struct cli *cli);

/* A command: a row of commands.def. */
struct command {
    const char *first, *second; /* its words; the second may be "" */
    size_t most;                /* arguments after them */
    cli_command *run;
    const char *arguments, *text;
    const char *done;    /* what a success is told as; "": by its answer */
    const char *options; /* those that concern it, by name, set off by blanks */
    const char *example;
};

/* Reads the options and leaves the rest in `arguments`. False, with a note, when there is one that
 * is none. */
bool cli_read_options(struct cli *cli, int argc, char **argv);
/* The command that the first arguments name; they are taken off. NULL: none. */
const struct command *cli_find_command(struct cli *cli);
/* Help: of the command, of those that begin with the first argument, or of all. */
void cli_help(struct cli *cli);
/* Prints the options that `names` lists, or all (NULL). */
void cli_help_options(const char *names);
/* Text in lines of 80 columns, from `indent` on; the first has been begun up to `column`. */
void cli_wrap(int column, int indent, const char *text);

/* The language of the environment's locale, also where that locale is not installed. */
void language_of_environment(void);
/* The language of --lang: "tr", "en". */
void language_set(const char *name);

/* A line on standard error, unless the answer is JSON. `english` is shown in the user's language.
 */
void cli_note(const struct cli *cli, const char *english);
/* A line before a secret is asked for, in the user's language already; a pinentry shows it too. */
void cli_warn(struct cli *cli, const char *text);
/* The one of --cert, else the one to use now; NULL: none. */
const struct akis_certificate *cli_choose(struct cli *cli, const struct akis_certificates *all);
/* How the PIN stands, before one is asked for: locked ends it here, and the last try is told
 * (PIN-8). */
struct akis_result cli_look_at_pin(struct cli *cli, struct akis_card *card);
/* What a success is told as, instead of the command's own words. Takes printf's arguments. */
__attribute__((format(printf, 2, 3))) void cli_done(struct cli *cli, const char *format, ...);

/* Reads a secret: a line of its descriptor, from a pinentry, or from the terminal without echo.
 * False: none to be had. The caller wipes it. */
bool cli_secret(struct cli *cli, enum cli_secret which, char secret[SECRET_MAX]);
/* What a command ends with that was given no secret: given up, or none to be had. */
struct akis_result cli_no_secret(const struct cli *cli);

/* --at's clock; else that of AKIS_CLOCK, which a note tells; else the machine's. */
struct akis_clock cli_clock(struct cli *cli);
int64_t cli_now(struct cli *cli);
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

/* Fields of the answer; fields.def has their names for people. */
void cli_tell(struct cli *cli, const char *name, const char *text);
void cli_tell_number(struct cli *cli, const char *name, int64_t number);
void cli_tell_time(json_t *object, const char *name, int64_t when);
/* Takes the array. Rows of a refusal are shown to programs alone. */
void cli_tell_rows(struct cli *cli, const char *name, json_t *array, struct akis_result result);
void cli_tell_certificate(json_t *object, const struct akis_certificate *certificate);
/* The certificate itself, base64. */
void cli_tell_der(json_t *object, const struct akis_certificate *certificate);
/* Prints the fields for people. */
void cli_print_fields(json_t *data);
/* Prints the answer and gives the exit code. */
int cli_finish(struct cli *cli, const struct command *command, struct akis_result result);

cli_command cmd_readers, cmd_status, cmd_doctor, cmd_monitor, cmd_certs, cmd_pin_status,
    cmd_pin_verify, cmd_pin_change, cmd_puk_change, cmd_unblock, cmd_sign, cmd_verify, cmd_ocsp,
    cmd_login, cmd_pins, cmd_pdf, cmd_delete, cmd_list, cmd_details, cmd_suspend, cmd_lift,
    cmd_revoke, cmd_info, cmd_update, cmd_renew, cmd_unlock, cmd_logout;

#endif
