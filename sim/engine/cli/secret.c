/* SPDX-License-Identifier: MIT */
/* Secrets: from a descriptor, a pinentry, or the terminal without echo; never from the arguments.
 */
#include "sim/engine/cli/cli.h"
#include "sim/engine/cli/pinentry.h"

#include "sim/base/secret.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { ROUNDS = 5 };

/* What is asked, and what a person may mistype before anything is sent. */
static const struct question {
    const char *prompt, *description;
    const char *repeat; /* a new one is entered twice */
    size_t least, most; /* digits; 0: any text, which the terminal alone asks for */
    const char *malformed;
} questions[SECRETS] = {
    [SECRET_PIN] = {MARK("PIN:"),                        MARK("The PIN of the AKİS card in the reader, please."), NULL,
                    AKIS_PIN_MIN,                                                                                                         AKIS_PIN_MAX,    MARK("A PIN has 4 to 16 digits.")},
    [SECRET_NEW_PIN] = {MARK("New PIN:"),                    MARK("A new PIN for the AKİS card: 4 to 16 digits."),
                    MARK("Once more:"),                                                                                  AKIS_PIN_MIN,    AKIS_PIN_MAX,
                    MARK("A PIN has 4 to 16 digits.")                                                                                                                                       },
    [SECRET_PUK] = {MARK("PUK:"),                        MARK("The PUK of the AKİS card in the reader, please."), NULL,
                    AKIS_PUK_DIGITS,                                                                                                      AKIS_PUK_DIGITS, MARK("A PUK has 8 digits.")      },
    [SECRET_NEW_PUK] = {MARK("New PUK:"),                    MARK("A new PUK for the AKİS card: 8 digits."),
                    MARK("Once more:"),                                                                                  AKIS_PUK_DIGITS, AKIS_PUK_DIGITS,
                    MARK("A PUK has 8 digits.")                                                                                                                                             },
    [SECRET_WORD] = {MARK("Güvenlik Sözcüğü:"),      "",                                                       NULL, 0,               0,               NULL                             },
    [SECRET_CAPTCHA] = {MARK("Letters in the picture:"),     "",                                                       NULL, 0,               0,               NULL                             },
    [SECRET_CODE] = {MARK("SMS code:"),                   "",                                                       NULL, 0,               0,               NULL                             },
    [SECRET_NEW_CODE] = {MARK("SMS code to the new number:"), "",                                                       NULL, 0,               0,               NULL                             },
};

static const char differ[] = MARK("The two entries differ.");

/* One line, byte by byte: what follows belongs to the next secret. */
static bool read_line(int fd, char line[SECRET_MAX])
{
    size_t size = 0;
    char c = 0;

    while (read(fd, &c, 1) == 1 && c != '\n') {
        if (size + 1 == SECRET_MAX) {
            secret_wipe(line, SECRET_MAX);
            return false;
        }
        line[size++] = c;
    }
    line[size] = '\0';
    return size > 0;
}

static bool ask_line(int fd, const char *prompt, char line[SECRET_MAX])
{
    struct termios before, quiet;

    if (tcgetattr(fd, &before) != 0)
        return false;
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    dprintf(fd, "%s ", say(prompt));
    tcsetattr(fd, TCSAFLUSH, &quiet);
    bool given = read_line(fd, line);
    tcsetattr(fd, TCSAFLUSH, &before);
    dprintf(fd, "\n");
    return given;
}

/* Asks at the terminal; a new secret twice. */
static bool ask_terminal(struct cli *cli, const struct question *question, char line[SECRET_MAX])
{
    char again[SECRET_MAX] = "";
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

    if (fd < 0) {
        cli_note(cli,
                 MARK("a secret is missing: no terminal, and no --...-fd or --pinentry given"));
        return false;
    }
    bool given = ask_line(fd, question->prompt, line);
    cli->given_up = !given;
    if (given && question->repeat) {
        given = ask_line(fd, question->repeat, again) && strcmp(line, again) == 0;
        if (!given)
            cli_note(cli, differ);
        cli->given_up = !given;
    }
    secret_wipe(again, sizeof again);
    close(fd);
    return given;
}

static bool fits(const struct question *question, const char *secret)
{
    const size_t size = strlen(secret);

    return size >= question->least && size <= question->most &&
           strspn(secret, "0123456789") == size;
}

/* Asks by a pinentry until it is well formed: nothing is sent for a slip of the finger. */
static bool ask_pinentry(struct cli *cli, const struct question *question, char secret[SECRET_MAX])
{
    const char *program = cli->pinentry[0] ? cli->pinentry : "pinentry";
    struct pinentry_question asked = {
        .description = say(question->description),
        .prompt = say(question->prompt),
        .error = cli->warning,
        .repeat = question->repeat ? say(question->repeat) : NULL,
        .repeat_error = question->repeat ? say(differ) : NULL,
    };
    enum pinentry_result result = PINENTRY_OK;
    bool given = false;

    for (int i = 0; i < ROUNDS && result == PINENTRY_OK && !given; i++) {
        result = pinentry_ask(program, &asked, secret, SECRET_MAX);
        asked.error = say(question->malformed);
        given = result == PINENTRY_OK && fits(question, secret);
    }
    cli->given_up = result == PINENTRY_GIVEN_UP || (result == PINENTRY_OK && !given);
    if (result == PINENTRY_MISSING)
        fprintf(stderr, say("akis: the pinentry \"%s\" cannot be started\n"), program);
    if (result == PINENTRY_FAILED)
        fprintf(stderr, say("akis: the pinentry \"%s\" failed, or answered what makes no sense\n"),
                program);
    if (!given)
        secret_wipe(secret, SECRET_MAX);
    return given;
}

bool cli_secret(struct cli *cli, enum cli_secret which, char secret[SECRET_MAX])
{
    const struct question *question = &questions[which];
    const int fd = cli->secret_fd[which];

    cli->given_up = false;
    if (fd < 0)
        return cli->pinentry && question->most > 0 ? ask_pinentry(cli, question, secret)
                                                   : ask_terminal(cli, question, secret);
    if (read_line(fd, secret))
        return true;
    cli->given_up = true;
    fprintf(stderr, say("akis: no line, or one too long, on descriptor %d\n"), fd);
    return false;
}

struct akis_result cli_no_secret(const struct cli *cli)
{
    return cli_result(cli->given_up ? AKIS_GIVEN_UP : AKIS_BAD_ARGUMENT);
}
