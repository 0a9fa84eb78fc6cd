/* SPDX-License-Identifier: MIT */
/* The end of a command: its fields and a sentence for people, or one JSON object; the exit code. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <stdarg.h>
#include <stdio.h>

static const enum cli_exit exits[AKIS_OUTCOMES] = {
    [AKIS_OK] = EXIT_DONE,
    [AKIS_NO_SERVICE] = EXIT_NO_CARD,
    [AKIS_NO_READER] = EXIT_NO_CARD,
    [AKIS_NO_CARD] = EXIT_NO_CARD,
    [AKIS_MUTE_CARD] = EXIT_NO_CARD,
    [AKIS_FOREIGN_CARD] = EXIT_NO_CARD,
    [AKIS_CARD_REMOVED] = EXIT_NO_CARD,
    [AKIS_CARD_DEAD] = EXIT_LOCKED,
    [AKIS_PIN_WRONG] = EXIT_WRONG,
    [AKIS_PIN_LOCKED] = EXIT_LOCKED,
    [AKIS_PIN_MALFORMED] = EXIT_WRONG,
    [AKIS_PUK_WRONG] = EXIT_WRONG,
    [AKIS_PUK_MALFORMED] = EXIT_WRONG,
    [AKIS_NOT_YET_VALID] = EXIT_NOT_VALID,
    [AKIS_EXPIRED] = EXIT_NOT_VALID,
    [AKIS_SUSPENDED] = EXIT_NOT_VALID,
    [AKIS_REVOKED] = EXIT_NOT_VALID,
    [AKIS_STATUS_UNKNOWN] = EXIT_NOT_VALID,
    [AKIS_CHAIN_BROKEN] = EXIT_NOT_VALID,
    [AKIS_SIGNATURE_BAD] = EXIT_NOT_VALID,
    [AKIS_PORTAL_UNREACHABLE] = EXIT_PORTAL,
    [AKIS_PORTAL_NOT_TRUSTED] = EXIT_PORTAL,
    [AKIS_PORTAL_GARBLED] = EXIT_PORTAL,
    [AKIS_PORTAL_REFUSED] = EXIT_REFUSED,
    [AKIS_LOGIN_FAILED] = EXIT_WRONG,
    [AKIS_CODE_WRONG] = EXIT_WRONG,
    [AKIS_TOO_SOON] = EXIT_REFUSED,
    [AKIS_NOT_LOGGED_IN] = EXIT_REFUSED,
    [AKIS_NOT_FOUND] = EXIT_REFUSED,
    [AKIS_WRONG_STATE] = EXIT_REFUSED,
    [AKIS_HELD_BY_CA] = EXIT_REFUSED,
    [AKIS_NOT_SAVED] = EXIT_REFUSED,
    [AKIS_CONFIRM] = EXIT_REFUSED,
    [AKIS_USE_PUK_INSTEAD] = EXIT_REFUSED,
    [AKIS_PUK_NOT_USED] = EXIT_REFUSED,
    [AKIS_PAIRING_REFUSED] = EXIT_REFUSED,
    [AKIS_OTHER_CARD] = EXIT_REFUSED,
    [AKIS_BAD_ARGUMENT] = EXIT_USAGE,
};

/* How `akis` itself does what a remedy says. */
static const char *const ways[AKIS_REMEDIES] = {
    [AKIS_DO_USE_PUK] = "akis unblock --puk",
    [AKIS_DO_USE_PORTAL] = "akis portal unlock",
    [AKIS_DO_LOG_IN] = "akis portal login",
    [AKIS_DO_LIFT] = "akis portal lift",
    [AKIS_DO_CONFIRM] = "--yes",
    [AKIS_DO_SAVE_FIRST] = "akis portal pdf",
};

void cli_note(const struct cli *cli, const char *english)
{
    if (!cli->json)
        fprintf(stderr, "akis: %s\n", say(english));
}

void cli_warn(struct cli *cli, const char *text)
{
    cli->warning = text;
    if (!cli->json)
        fprintf(stderr, "akis: %s\n", text);
}

void cli_done(struct cli *cli, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(cli->done, sizeof cli->done, format, arguments);
    va_end(arguments);
}

static void print_sentence(struct akis_result result)
{
    const char *remedy = akis_remedy_text(result.remedy);
    char until[32] = "";

    fprintf(stderr, "akis: %s", akis_outcome_text(result.outcome));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        fprintf(stderr, say(" (%d left)"), result.tries);
    if (remedy[0] != '\0')
        fprintf(stderr, ": %s", remedy);
    if (result.until != 0) {
        calendar_print(result.until, until, sizeof until);
        fprintf(stderr, " (%s)", until);
    }
    if (result.remedy == AKIS_DO_CONFIRM && result.until != 0)
        fputs(" [--even-so]", stderr);
    else if (ways[result.remedy])
        fprintf(stderr, " [%s]", ways[result.remedy]);
    fputc('\n', stderr);
}

static void print_done(const struct cli *cli, const struct command *command)
{
    const char *done = cli->done[0] ? cli->done : say(command->done);

    if (!cli->quiet && done[0] != '\0')
        fprintf(stderr, "akis: %s\n", done);
}

static void print_json(struct cli *cli, struct akis_result result)
{
    json_object_set_new(cli->data, "outcome", json_string(akis_outcome_name(result.outcome)));
    json_object_set_new(cli->data, "remedy", json_string(akis_remedy_name(result.remedy)));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        cli_tell_number(cli, "tries_left", result.tries);
    if (result.until != 0)
        cli_tell_time(cli->data, "until", result.until);
    json_object_set_new(cli->data, "message", json_string(akis_outcome_text(result.outcome)));
    json_dumpf(cli->data, stdout, JSON_INDENT(2));
    putchar('\n');
}

static void print_for_people(const struct cli *cli, const struct command *command,
                             struct akis_result result)
{
    cli_print_fields(cli->data);
    fflush(stdout);
    if (result.outcome == AKIS_OK)
        print_done(cli, command);
    if (result.outcome != AKIS_OK || result.remedy != AKIS_DO_NOTHING)
        print_sentence(result);
}

int cli_finish(struct cli *cli, const struct command *command, struct akis_result result)
{
    if (cli->json)
        print_json(cli, result);
    else
        print_for_people(cli, command, result);
    json_decref(cli->data);
    if (fflush(stdout) != 0)
        return EXIT_FAILED;
    if (result.outcome != AKIS_OK && exits[result.outcome] == EXIT_DONE)
        return EXIT_FAILED;
    return (int)exits[result.outcome];
}
