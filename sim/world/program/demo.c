/* SPDX-License-Identifier: MIT */
/*
 * akissim demo: the life cycles of a card of 2010 and of a card of 2015, with real
 * steps: each line is typed, and its exit status is held against what has to come.
 */
#include "sim/world/program/actor.h"
#include "sim/world/program/command.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum life { OLD = 1, NEW = 2, BOTH = OLD | NEW };

struct scene {
    enum life life;
    enum word tells; /* TEXT: goes on with the scene before */
    int ends;        /* exit status that has to come */
    const char *line;
    const char *answers; /* see actor_type */
};

/* clang-format off */
static const struct scene scenes[] = {
    {BOTH, WORD_TELL_ARRIVES,  0, "akis status", NULL},
    {BOTH, WORD_TELL_LOGIN,    0, "akis portal login --id 11111111110 --captcha-fd 3 --word-fd 3 --code-fd 3", "captcha word sms"},
    {BOTH, WORD_TELL_PIN,      0, "akis portal pins", NULL},
    {BOTH, WORD_TEXT,          0, "akis portal pdf --out parolalar.pdf", NULL},
    {BOTH, WORD_TEXT,          0, "akis portal delete", NULL},
    {BOTH, WORD_TELL_SIGN,     0, "akis sign --in mektup.txt --out mektup.p7s --attached --pin-fd 3", "123456"},
    {BOTH, WORD_TEXT,          0, "openssl cms -verify -inform DER -in mektup.p7s -CAfile {trust} -purpose any -out /dev/null", NULL},
    {BOTH, WORD_TELL_SUSPEND,  0, "akis portal suspend {certificate}", NULL},
    {BOTH, WORD_TEXT,          6, "akis ocsp", NULL},
    {BOTH, WORD_TELL_LIFT,     0, "akis portal lift {certificate}", NULL},
    {BOTH, WORD_TEXT,          0, "akis ocsp", NULL},
    {BOTH, WORD_TELL_WRONG,    3, "akis pin verify --pin-fd 3", "999999"},
    {BOTH, WORD_TEXT,          3, "akis pin verify --pin-fd 3", "999999"},
    {BOTH, WORD_TEXT,          3, "akis pin verify --pin-fd 3", "999999"},
    {BOTH, WORD_TELL_LOCKED,   4, "akis pin verify --pin-fd 3", "123456"},
    {OLD,  WORD_TELL_PUK,      0, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "12345678 246810"},
    {NEW,  WORD_TELL_NO_PUK,   8, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "12345678 246810"},
    {NEW,  WORD_TELL_UNLOCK,   0, "akis portal unlock --code-fd 3", "sms"},
    {NEW,  WORD_TEXT,          0, "akis unblock --code {code} --new-pin-fd 3", "246810"},
    {BOTH, WORD_TELL_AGAIN,    0, "akis sign --in mektup.txt --out mektup.p7s --attached --pin-fd 3", "246810"},
    {OLD,  WORD_TELL_DIES,     3, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "99999999 135791"},
    {OLD,  WORD_TEXT,          3, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "99999999 135791"},
    {OLD,  WORD_TEXT,          3, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "99999999 135791"},
    {OLD,  WORD_TELL_DEAD,     4, "akis unblock --puk --puk-fd 3 --new-pin-fd 3", "12345678 135791"},
    {OLD,  WORD_TELL_REPLACE,  1, "akissim replace", NULL},
    {OLD,  WORD_TEXT,          0, "akissim fee", NULL},
    {OLD,  WORD_TEXT,          0, "akissim replace", NULL},
    {OLD,  WORD_TEXT,          0, "akissim card insert {card}", NULL},
    {OLD,  WORD_TEXT,          0, "akis status", NULL},
    {NEW,  WORD_TELL_RENEW,    0, "akissim renew", NULL},
    {NEW,  WORD_TEXT,          0, "akissim card insert {card}", NULL},
    {NEW,  WORD_TEXT,          0, "akis portal pins", NULL},
    {NEW,  WORD_TELL_NOT_YET,  6, "akis sign --in mektup.txt --out mektup.p7s --attached --pin-fd 3", "pin"},
    {NEW,  WORD_TELL_LATER,    0, "akissim clock add 94608000", NULL},
    {NEW,  WORD_TEXT,          0, "akis sign --in mektup.txt --out mektup.p7s --attached --pin-fd 3", "pin"},
    {BOTH, WORD_TELL_LOGIN,    0, "akis portal login --id 11111111110 --captcha-fd 3 --word-fd 3 --code-fd 3", "captcha word sms"},
    {BOTH, WORD_TELL_REVOKE,   0, "akis portal revoke {certificate} --yes", NULL},
    {BOTH, WORD_TEXT,          6, "akis ocsp", NULL},
    {BOTH, WORD_TEXT,          8, "akis portal lift {certificate}", NULL},
    {BOTH, WORD_TELL_LOGOUT,   0, "akis portal logout", NULL},
};
/* clang-format on */

static int play(struct actor *actor, enum life life)
{
    int step = 0;

    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        const struct scene *scene = &scenes[i];
        if (!(scene->life & life))
            continue;
        if (scene->tells != WORD_TEXT)
            (void)printf("\n%2d. %s\n", ++step, word(scene->tells));
        int ended = actor_type(actor, scene->line, scene->answers);
        if (ended != scene->ends)
            return session_fail(EXIT_REFUSED, WORD_DEMO_FELL, ended, scene->ends);
    }
    return EXIT_DONE;
}

static int tell_life(const struct session *session, enum life life, const char *produced)
{
    struct stage_options options = {
        .card = {.produced = produced, .profile = "v2.2.8"}
    };
    struct stage stage;
    struct actor actor;
    enum exit_code code = stage_open(session, &options, &stage);

    if (code != EXIT_DONE)
        return code;
    (void)printf(word(WORD_DEMO_TITLE), produced);
    if (stage.no_reader[0])
        (void)printf(word(WORD_DEMO_SOCKET), stage.no_reader);
    bool ready = actor_new(&stage, &actor);
    if (!ready)
        code = session_fail(EXIT_BROKEN, WORD_BAD_PLACE, world_directory(stage.world));
    int result = ready ? play(&actor, life) : (int)code;
    stage_close(&stage);
    return result;
}

int command_demo(struct session *session, int argc, char **argv)
{
    const struct flag flags[] = {
        {FLAG_END, NULL, NULL}
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_DEMO);
    (void)signal(SIGPIPE, SIG_IGN); /* a command that ends before it was answered */
    int result = tell_life(session, OLD, "2010-06-01");
    if (result == EXIT_DONE)
        result = tell_life(session, NEW, "2015-06-01");
    if (result == EXIT_DONE)
        (void)fputs(word(WORD_DEMO_DONE), stdout);
    return result;
}
