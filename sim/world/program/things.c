/* SPDX-License-Identifier: MIT */
/* akissim sms, captcha, clock, certificate, policy, status: one call of the door each. */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *text_of(const json_t *object, const char *field)
{
    const char *text = json_string_value(json_object_get(object, field));

    return text ? text : "";
}

/* Reads plain arguments alone: no fewer than `least`, no more than `most`. */
static bool read_plain(struct session *session, int argc, char **argv, int least, int most,
                       enum word help, struct arguments *arguments)
{
    const struct flag flags[] = {
        {FLAG_END, NULL, NULL}
    };

    if (!session_arguments(session, argc, argv, flags, arguments))
        return false;
    if (session->help || (arguments->count >= least && arguments->count <= most))
        return true;
    (void)fputs(word(help), stderr);
    return false;
}

/* True until `seconds` have passed since `start`; sleeps a little. */
static bool keep_waiting(time_t start, long seconds)
{
    const struct timespec pause = {0, 100000000};

    return time(NULL) - start < seconds && nanosleep(&pause, NULL) == 0;
}

static int sms_fetch(const struct session *session, const char *path, long seconds, bool code_alone)
{
    struct remote *remote = NULL;
    json_t *sms = NULL;
    time_t start = time(NULL);
    enum exit_code code = remote_new(session, &remote);

    if (code == EXIT_DONE) {
        code = remote_try(remote, "GET", path, NULL, &sms);
        while (code == EXIT_REFUSED && keep_waiting(start, seconds))
            code = remote_try(remote, "GET", path, NULL, &sms);
        if (code != EXIT_DONE)
            (void)session_fail(code, WORD_NO_SMS);
    }
    remote_free(&remote);
    if (code != EXIT_DONE)
        return code;
    if (session->json)
        session_print_json(sms);
    else if (code_alone)
        (void)printf("%s\n", text_of(sms, "code"));
    else
        (void)printf("%s  %s\n%s\n", text_of(sms, "when"), text_of(sms, "number"),
                     text_of(sms, "text"));
    json_decref(sms);
    return EXIT_DONE;
}

int command_sms(struct session *session, int argc, char **argv)
{
    const char *number = NULL;
    const char *nth = "0";
    const char *wait = "0";
    bool code_alone = false;
    const struct flag flags[] = {
        {FLAG_TEXT, "--number", &number    },
        {FLAG_TEXT, "--nth",    &nth       },
        {FLAG_TEXT, "--wait",   &wait      },
        {FLAG_BOOL, "--code",   &code_alone},
        {FLAG_END,  NULL,       NULL       },
    };
    struct arguments arguments;
    char path[128];

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_SMS);
    if (strspn(nth, "0123456789") != strlen(nth) ||
        (number && strspn(number, "0123456789") != strlen(number)))
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, "--nth, --number");
    (void)snprintf(path, sizeof path, "/v1/sms?nth=%.9s%s%.24s", nth, number ? "&number=" : "",
                   number ? number : "");
    return sms_fetch(session, path, strtol(wait, NULL, 10), code_alone);
}

/* A word of the user's inside a path: only what needs no escaping. */
static bool path_of(const char *head, const char *named, char path[160])
{
    for (const char *c = named; *c; c++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-", *c))
            return false;
    return *named && snprintf(path, 160, "%s%s", head, named) < 160;
}

int command_captcha(struct session *session, int argc, char **argv)
{
    struct arguments arguments;
    char path[160];

    if (!read_plain(session, argc, argv, 1, 1, WORD_HELP_CAPTCHA, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CAPTCHA);
    if (!path_of("/v1/captchas/", arguments.plain[0], path))
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, arguments.plain[0]);
    return remote_tell(session, "GET", path, NULL, "answer");
}

/* "SECONDS" or "DATE", both optional, after the mode. */
static int clock_change(const struct session *session, const struct arguments *arguments)
{
    const char *verb = arguments->plain[0];
    const char *value = arguments->plain[1];
    char *end;

    if (strcmp(verb, "add") == 0) {
        long long seconds = value ? strtoll(value, &end, 10) : 0;
        if (!value || end == value || *end)
            return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, value ? value : "add");
        json_t *body = json_pack("{s:I}", "seconds", (json_int_t)seconds);
        return remote_tell(session, "POST", "/v1/clock/add", body, "now");
    }
    const char *mode = strncmp(verb, "freeze", 6) == 0 ? "frozen" : verb;
    return remote_tell(session, "PUT", "/v1/clock",
                       json_pack("{s:s, s:s*}", "mode", mode, "value", value), "now");
}

int command_clock(struct session *session, int argc, char **argv)
{
    struct arguments arguments;

    if (!read_plain(session, argc, argv, 0, 2, WORD_HELP_CLOCK, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CLOCK);
    if (arguments.count == 0)
        return remote_tell(session, "GET", "/v1/clock", NULL, "now");
    return clock_change(session, &arguments);
}

int command_certificate(struct session *session, int argc, char **argv)
{
    struct arguments arguments;
    char path[160];

    if (!read_plain(session, argc, argv, 3, 3, WORD_HELP_CERTIFICATE, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CERTIFICATE);
    if (strcmp(arguments.plain[0], "set") != 0)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "certificate", "set");
    if (!path_of("/v1/certificates/", arguments.plain[1], path))
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, arguments.plain[1]);
    return remote_tell(session, "PUT", path, json_pack("{s:s}", "state", arguments.plain[2]), NULL);
}

static void print_rules(const json_t *answer)
{
    size_t i;
    const json_t *rule;

    json_array_foreach(json_object_get(answer, "rules"), i, rule)
    {
        bool right = json_is_true(json_object_get(rule, "right"));
        (void)printf("%c %-28s %-12s %-7s %s\n", right ? ' ' : '*', text_of(rule, "name"),
                     text_of(rule, "value"), text_of(rule, "requirement"),
                     text_of(rule, "meaning"));
    }
}

int command_policy(struct session *session, int argc, char **argv)
{
    struct arguments arguments;
    char path[160];
    json_t *answer = NULL;

    if (!read_plain(session, argc, argv, 0, 3, WORD_HELP_POLICY, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_POLICY);
    if (arguments.count == 3 && strcmp(arguments.plain[0], "set") == 0) {
        if (!path_of("/v1/policy/", arguments.plain[1], path))
            return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, arguments.plain[1]);
        return remote_tell(session, "PUT", path, json_pack("{s:s}", "value", arguments.plain[2]),
                           NULL);
    }
    if (arguments.count > 0)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "policy", "set NAME VALUE");
    if (!remote_is_there(session) && !session->json)
        (void)session_fail(EXIT_DONE, WORD_RULES_SHIPPED);
    enum exit_code code = remote_or_any(session, "/v1/policy", &answer);
    if (code != EXIT_DONE)
        return code;
    if (session->json)
        session_print_json(answer);
    else
        print_rules(answer);
    json_decref(answer);
    return EXIT_DONE;
}

static void print_readers(const json_t *answer)
{
    size_t i;
    const json_t *reader;

    json_array_foreach(json_object_get(answer, "readers"), i, reader)
    {
        bool possible = json_is_true(json_object_get(reader, "possible"));
        (void)printf("%c %-7s %s\n", possible ? '+' : '-', text_of(reader, "kind"),
                     text_of(reader, "why"));
    }
}

int command_readers(struct session *session, int argc, char **argv)
{
    struct arguments arguments;
    json_t *answer = NULL;

    if (!read_plain(session, argc, argv, 0, 0, WORD_HELP_READERS, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_READERS);
    enum exit_code code = remote_or_any(session, "/v1/readers", &answer);
    if (code != EXIT_DONE)
        return code;
    if (session->json)
        session_print_json(answer);
    else
        print_readers(answer);
    json_decref(answer);
    return EXIT_DONE;
}

/* The cards in the reader, by serial. */
static void print_slots(const json_t *world)
{
    size_t i;
    const json_t *slot;
    bool is_empty = true;

    json_array_foreach(json_object_get(world, "slots"), i, slot)
    {
        const char *card = text_of(slot, "card");
        if (*card)
            (void)printf(word(WORD_STATUS_CARD), card, (int)i);
        is_empty = is_empty && !*card;
    }
    if (is_empty)
        (void)fputs(word(WORD_STATUS_NO_CARD), stdout);
}

static void print_world(const json_t *world)
{
    const json_t *environment = json_object_get(world, "environment");
    const char *reader = text_of(environment, "PCSCLITE_CSOCK_NAME");

    (void)printf(word(WORD_STATUS), text_of(world, "directory"), text_of(world, "now"),
                 text_of(world, "mode"), text_of(environment, "AKIS_PORTAL_URL"));
    (void)printf(word(WORD_STATUS_READER), *reader ? reader : word(WORD_STATUS_NO_READER));
    print_slots(world);
}

int command_status(struct session *session, int argc, char **argv)
{
    struct arguments arguments;
    json_t *world = NULL;

    if (!read_plain(session, argc, argv, 0, 0, WORD_HELP_STATUS, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_STATUS);
    enum exit_code code = remote_once(session, "GET", "/v1/world", NULL, &world);
    if (code != EXIT_DONE)
        return code;
    if (session->json)
        session_print_json(world);
    else
        print_world(world);
    json_decref(world);
    return EXIT_DONE;
}
