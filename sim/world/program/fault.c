/* SPDX-License-Identifier: MIT */
/* akissim fault: what can be made to go wrong, and making it. */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_kinds(const json_t *answer)
{
    size_t i;
    const json_t *fault;

    json_array_foreach(json_object_get(answer, "faults"), i, fault)
    {
        (void)printf("%-20s %-9s %s\n", json_string_value(json_object_get(fault, "name")),
                     json_string_value(json_object_get(fault, "counts")),
                     json_string_value(json_object_get(fault, "meaning")));
    }
}

static int list(const struct session *session)
{
    json_t *answer = NULL;
    enum exit_code code = remote_or_any(session, "/v1/faults", &answer);

    if (code != EXIT_DONE)
        return code;
    if (session->json)
        session_print_json(answer);
    else
        print_kinds(answer);
    json_decref(answer);
    return EXIT_DONE;
}

static bool put_number(json_t *object, const char *field, const char *text)
{
    char *end;

    if (!text)
        return true;
    long long number = strtoll(text, &end, 10);
    json_object_set_new(object, field, json_integer(number));
    return end != text && *end == '\0';
}

static int set(const struct session *session, const char *name, json_t *body)
{
    char path[128];
    json_t *answer = NULL;

    (void)snprintf(path, sizeof path, "/v1/faults/%.60s", name);
    enum exit_code code = remote_once(session, "PUT", path, body, &answer);
    if (code == EXIT_DONE && session->json)
        session_print_json(answer);
    json_decref(answer);
    return code;
}

int command_fault(struct session *session, int argc, char **argv)
{
    const char *first = NULL;
    const char *count = NULL;
    const char *amount = NULL;
    const char *slot = NULL;
    const struct flag flags[] = {
        {FLAG_TEXT, "--first",  &first },
        {FLAG_TEXT, "--count",  &count },
        {FLAG_TEXT, "--amount", &amount},
        {FLAG_TEXT, "--slot",   &slot  },
        {FLAG_END,  NULL,       NULL   },
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_FAULT);
    if (arguments.count == 0)
        return list(session);
    bool sets = strcmp(arguments.plain[0], "set") == 0;
    if ((!sets && strcmp(arguments.plain[0], "clear") != 0) || arguments.count != 2)
        return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "fault", "set NAME, clear NAME");
    json_t *body = json_object();
    if (put_number(body, "first", first) && put_number(body, "amount", amount) &&
        put_number(body, "slot", slot) && put_number(body, "count", sets ? count : "0"))
        return set(session, arguments.plain[1], body);
    json_decref(body);
    return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, "--first, --count, --amount, --slot");
}
