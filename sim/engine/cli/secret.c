/* SPDX-License-Identifier: MIT */
/* Secrets: from a descriptor or the terminal without echo, never from the arguments. */
#include "sim/engine/cli/cli.h"

#include "sim/base/secret.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct prompt {
    const char *english;
    const char *turkish;
};

static const struct prompt prompts[SECRETS] = {
    [SECRET_PIN] = {"PIN: ",                   "PIN: "                  },
    [SECRET_NEW_PIN] = {"New PIN: ",               "Yeni PIN: "             },
    [SECRET_PUK] = {"PUK: ",                   "PUK: "                  },
    [SECRET_NEW_PUK] = {"New PUK: ",               "Yeni PUK: "             },
    [SECRET_WORD] = {"Güvenlik Sözcüğü: ", "Güvenlik Sözcüğü: "},
    [SECRET_CAPTCHA] = {"Resimdeki Yazı: ",       "Resimdeki Yazı: "      },
    [SECRET_CODE] = {"SMS Onay Kodu: ",         "SMS Onay Kodu: "        },
};

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

static bool ask(const char *prompt, char line[SECRET_MAX])
{
    struct termios before, quiet;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    bool given = false;

    if (fd < 0)
        return false;
    if (tcgetattr(fd, &before) == 0) {
        quiet = before;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        dprintf(fd, "%s", prompt);
        tcsetattr(fd, TCSAFLUSH, &quiet);
        given = read_line(fd, line);
        tcsetattr(fd, TCSAFLUSH, &before);
        dprintf(fd, "\n");
    }
    close(fd);
    return given;
}

bool cli_secret(const struct cli *cli, enum cli_secret which, char secret[SECRET_MAX])
{
    const struct prompt *prompt = &prompts[which];
    bool given = cli->secret_fd[which] >= 0
                     ? read_line(cli->secret_fd[which], secret)
                     : ask(cli_say(cli, prompt->english, prompt->turkish), secret);

    if (!given)
        cli_note(cli, "a secret is missing: no terminal, and no --...-fd given",
                 "gizli bilgi verilmedi: uçbirim yok, --...-fd de yok");
    return given;
}
