/* SPDX-License-Identifier: MIT */
/* akissim pad: the keys of the reader's PIN pad. Digits come on standard input, never as an
 * argument, which other users could see. */
#include "sim/base/secret.h"
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <stdio.h>
#include <string.h>

static int press(const struct session *session, const char *method, const char *slot, json_t *body)
{
    char path[64];
    json_t *answer = NULL;

    (void)snprintf(path, sizeof path, "/v1/slots/%.9s/pad", slot);
    enum exit_code code = remote_once(session, method, path, body, &answer);
    if (code == EXIT_DONE && session->json)
        session_print_json(answer);
    json_decref(answer);
    return code;
}

static int type(const struct session *session, const char *slot)
{
    char line[64] = "";

    setvbuf(stdin, NULL, _IONBF, 0); /* no copy that nobody wipes */
    if (!fgets(line, sizeof line, stdin))
        line[0] = '\0';
    line[strcspn(line, "\r\n")] = '\0';
    json_t *body = json_pack("{s:s}", "digits", line);
    secret_wipe(line, sizeof line);
    if (!body)
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, "-");
    return press(session, "POST", slot, body);
}

int command_pad(struct session *session, int argc, char **argv)
{
    const char *slot = "0";
    const struct flag flags[] = {
        {FLAG_TEXT, "--slot", &slot},
        {FLAG_END,  NULL,     NULL },
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_PAD);
    if (slot[0] == '\0' || strspn(slot, "0123456789") != strlen(slot))
        return session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, "--slot");
    if (arguments.count == 1 && strcmp(arguments.plain[0], "type") == 0)
        return type(session, slot);
    if (arguments.count == 1 && strcmp(arguments.plain[0], "cancel") == 0)
        return press(session, "DELETE", slot, NULL);
    return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "pad", "type, cancel");
}
