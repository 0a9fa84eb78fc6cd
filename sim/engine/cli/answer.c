/* SPDX-License-Identifier: MIT */
/* The answer of a command: fields, then a sentence for people or one JSON object. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <stdio.h>
#include <string.h>

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

const char *cli_say(const struct cli *cli, const char *english, const char *turkish)
{
    return cli->turkish ? turkish : english;
}

void cli_note(const struct cli *cli, const char *english, const char *turkish)
{
    if (!cli->json)
        fprintf(stderr, "akis: %s\n", cli_say(cli, english, turkish));
}

void cli_tell(struct cli *cli, const char *name, const char *text)
{
    if (text[0] != '\0')
        json_object_set_new(cli->data, name, json_string(text));
}

void cli_tell_number(struct cli *cli, const char *name, int64_t number)
{
    json_object_set_new(cli->data, name, json_integer(number));
}

void cli_tell_time(json_t *object, const char *name, int64_t when)
{
    char text[32];

    calendar_print(when, text, sizeof text);
    json_object_set_new(object, name, json_string(text));
}

void cli_tell_certificate(json_t *object, const struct akis_certificate *certificate)
{
    const char *kind = certificate->kind == AKIS_KEY_RSA ? "RSA" : "EC";

    json_object_set_new(object, "serial", json_string(certificate->serial));
    json_object_set_new(object, "name", json_string(certificate->name));
    json_object_set_new(object, "holder_id", json_string(certificate->holder_id));
    json_object_set_new(object, "issuer", json_string(certificate->issuer));
    cli_tell_time(object, "not_before", certificate->not_before);
    cli_tell_time(object, "not_after", certificate->not_after);
    json_object_set_new(object, "key", json_sprintf("%s-%u", kind, certificate->bits));
    json_object_set_new(object, "qualified", json_boolean(certificate->qualified));
    if (certificate->label[0] != '\0')
        json_object_set_new(object, "label", json_string(certificate->label));
    if (certificate->file[0] != '\0')
        json_object_set_new(object, "file", json_string(certificate->file));
}

static void print_value(const json_t *value)
{
    if (json_is_string(value))
        printf("%s", json_string_value(value));
    else if (json_is_integer(value))
        printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else
        printf("%s", json_is_true(value) ? "yes" : json_is_false(value) ? "no" : "-");
    putchar('\n');
}

/* `indent` blanks, then name and value, a line each; rows of arrays are set off by a dash. */
static void print_object(json_t *object, int indent)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        if (!json_is_array(value)) {
            printf("%*s%s: ", indent, "", name);
            print_value(value);
            continue;
        }
        printf("%*s%s:\n", indent, "", name);
        for (size_t i = 0; i < json_array_size(value); i++) {
            printf("%*s-\n", indent + 2, "");
            print_object(json_array_get(value, i), indent + 4);
        }
    }
}

static void print_sentence(const struct cli *cli, struct akis_result result)
{
    const char *language = cli->turkish ? "tr" : "en";
    const char *remedy = akis_remedy_text(result.remedy, language);
    char until[32] = "";

    fprintf(stderr, "akis: %s", akis_outcome_text(result.outcome, language));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        fprintf(stderr, cli_say(cli, " (%d left)", " (%d hak kaldı)"), result.tries);
    if (remedy[0] != '\0')
        fprintf(stderr, ": %s", remedy);
    if (result.until != 0) {
        calendar_print(result.until, until, sizeof until);
        fprintf(stderr, " (%s)", until);
    }
    fputc('\n', stderr);
}

static void print_json(struct cli *cli, struct akis_result result)
{
    json_object_set_new(cli->data, "outcome", json_string(akis_outcome_name(result.outcome)));
    json_object_set_new(cli->data, "remedy", json_string(akis_remedy_name(result.remedy)));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        cli_tell_number(cli, "tries_left", result.tries);
    if (result.until != 0)
        cli_tell_time(cli->data, "until", result.until);
    json_object_set_new(cli->data, "message",
                        json_string(akis_outcome_text(result.outcome, cli->turkish ? "tr" : "en")));
    json_dumpf(cli->data, stdout, JSON_INDENT(2));
    putchar('\n');
}

int cli_finish(struct cli *cli, struct akis_result result)
{
    if (cli->json)
        print_json(cli, result);
    else
        print_object(cli->data, 0);
    if (!cli->json && (result.outcome != AKIS_OK || result.remedy != AKIS_DO_NOTHING))
        print_sentence(cli, result);
    json_decref(cli->data);
    if (fflush(stdout) != 0)
        return EXIT_FAILED;
    if (result.outcome != AKIS_OK && exits[result.outcome] == EXIT_DONE)
        return EXIT_FAILED;
    return (int)exits[result.outcome];
}
