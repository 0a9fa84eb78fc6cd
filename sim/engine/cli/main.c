/* SPDX-License-Identifier: MIT */
/* The program `akis`: options, the table of commands, and help made from both. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const char *words[2];
    size_t most; /* arguments after the words */
    cli_command *run;
    const char *arguments;
    const char *english;
    const char *turkish;
};

/* clang-format off */
static const struct row rows[] = {
    {{"readers"},           0, cmd_readers,    "",         "the card readers",                       "kart okuyucular"},
    {{"status"},            0, cmd_status,     "",         "reader, card, PIN and certificates",     "okuyucu, kart, PIN ve sertifikalar"},
    {{"doctor"},            0, cmd_doctor,     "",         "what is wrong here, and how to mend it", "neyin yanlış olduğu ve nasıl düzeleceği"},
    {{"monitor"},           0, cmd_monitor,    "",         "the card monitor, in this terminal",     "Kart İzleme Aracı, bu uçbirimde"},
    {{"certs"},             0, cmd_certs,      "",         "the card's certificates",                "karttaki sertifikalar"},
    {{"pin", "status"},     0, cmd_pin_status, "",         "tries left; costs none",                 "kalan deneme hakkı; hak eksiltmez"},
    {{"pin", "verify"},     0, cmd_pin_verify, "",         "try the PIN",                            "PIN'i dene"},
    {{"pin", "change"},     0, cmd_pin_change, "",         "set a new PIN with the old one",         "eski PIN ile yeni PIN belirle"},
    {{"puk", "change"},     0, cmd_puk_change, "",         "set a new PUK (cards before 2011)",      "yeni PUK belirle (2011 öncesi kartlar)"},
    {{"unblock"},           0, cmd_unblock,    "",         "set a new PIN: --puk, or --code PAIRING", "yeni PIN belirle: --puk veya --code ONAYKODU"},
    {{"sign"},              0, cmd_sign,       "",         "sign --in FILE to --out FILE (CAdES)",   "--in dosyasını imzala, --out dosyasına yaz (CAdES)"},
    {{"verify"},            0, cmd_verify,     "",         "verify --signature FILE [--in FILE]",    "--signature dosyasını doğrula [--in DOSYA]"},
    {{"ocsp"},              0, cmd_ocsp,       "",         "ask the responder for a certificate's state", "sertifikanın durumunu sor"},
    {{"portal", "login"},   0, cmd_login,      "",         "Şifreli Giriş",                          "Şifreli Giriş"},
    {{"portal", "pins"},    0, cmd_pins,       "",         "PIN / PUK Bilgisi",                      "PIN / PUK Bilgisi"},
    {{"portal", "pdf"},     0, cmd_pdf,        "",         "Parolalarımı Kaydet to --out FILE",      "Parolalarımı Kaydet, --out DOSYA"},
    {{"portal", "delete"},  0, cmd_delete,     "",         "Parolalarımı Sil [--even-unsaved]",      "Parolalarımı Sil [--even-unsaved]"},
    {{"portal", "list"},    0, cmd_list,       "",         "Sertifika Listele",                      "Sertifika Listele"},
    {{"portal", "details"}, 1, cmd_details,    "SERIAL",   "one certificate's details",              "bir sertifikanın detayları"},
    {{"portal", "suspend"}, 1, cmd_suspend,    "SERIAL",   "Askıya Al",                              "Askıya Al"},
    {{"portal", "lift"},    1, cmd_lift,       "SERIAL",   "Askıdan İndir",                          "Askıdan İndir"},
    {{"portal", "revoke"},  1, cmd_revoke,     "SERIAL",   "Sertifikamı İptal Et [--reason R] [--yes]",  "Sertifikamı İptal Et [--reason R] [--yes]"},
    {{"portal", "renew"},   1, cmd_renew,      "[CARD]",   "Kart Yenileme, for a fee [--yes]",       "Kart Yenileme, ücretli [--yes]"},
    {{"portal", "unlock"},  1, cmd_unlock,     "[CARD]",   "Kilit Çözme: the pairing code",          "Kilit Çözme: onay kodu"},
    {{"portal", "logout"},  0, cmd_logout,     "",         "Çıkış",                                  "Çıkış"},
};
/* clang-format on */
enum { ROWS = sizeof rows / sizeof *rows };

enum {
    OPT_FIRST_SECRET = 256,
    OPT_READER = 300,
    OPT_PORTAL,
    OPT_CA,
    OPT_TRUST,
    OPT_SESSION,
    OPT_IN,
    OPT_OUT,
    OPT_SIGNATURE,
    OPT_CERT,
    OPT_HASH,
    OPT_REASON,
    OPT_CODE,
    OPT_AT,
    OPT_JSON,
    OPT_ATTACHED,
    OPT_DETACHED,
    OPT_PSS,
    OPT_PUK,
    OPT_UNSAVED,
    OPT_EVEN_SO,
    OPT_SIGNED,
    OPT_YES,
    OPT_OCSP,
    OPT_CRL,
    OPT_HOLDER,
    OPT_HELP,
    OPT_VERSION
};

static const struct option options[] = {
    {"pin-fd",       required_argument, NULL, OPT_FIRST_SECRET + SECRET_PIN    },
    {"new-pin-fd",   required_argument, NULL, OPT_FIRST_SECRET + SECRET_NEW_PIN},
    {"puk-fd",       required_argument, NULL, OPT_FIRST_SECRET + SECRET_PUK    },
    {"new-puk-fd",   required_argument, NULL, OPT_FIRST_SECRET + SECRET_NEW_PUK},
    {"word-fd",      required_argument, NULL, OPT_FIRST_SECRET + SECRET_WORD   },
    {"captcha-fd",   required_argument, NULL, OPT_FIRST_SECRET + SECRET_CAPTCHA},
    {"code-fd",      required_argument, NULL, OPT_FIRST_SECRET + SECRET_CODE   },
    {"reader",       required_argument, NULL, OPT_READER                       },
    {"portal",       required_argument, NULL, OPT_PORTAL                       },
    {"ca",           required_argument, NULL, OPT_CA                           },
    {"trust",        required_argument, NULL, OPT_TRUST                        },
    {"session",      required_argument, NULL, OPT_SESSION                      },
    {"in",           required_argument, NULL, OPT_IN                           },
    {"out",          required_argument, NULL, OPT_OUT                          },
    {"signature",    required_argument, NULL, OPT_SIGNATURE                    },
    {"cert",         required_argument, NULL, OPT_CERT                         },
    {"hash",         required_argument, NULL, OPT_HASH                         },
    {"reason",       required_argument, NULL, OPT_REASON                       },
    {"code",         required_argument, NULL, OPT_CODE                         },
    {"id",           required_argument, NULL, OPT_HOLDER                       },
    {"at",           required_argument, NULL, OPT_AT                           },
    {"json",         no_argument,       NULL, OPT_JSON                         },
    {"attached",     no_argument,       NULL, OPT_ATTACHED                     },
    {"detached",     no_argument,       NULL, OPT_DETACHED                     },
    {"pss",          no_argument,       NULL, OPT_PSS                          },
    {"puk",          no_argument,       NULL, OPT_PUK                          },
    {"even-so",      no_argument,       NULL, OPT_EVEN_SO                      },
    {"signed",       no_argument,       NULL, OPT_SIGNED                       },
    {"even-unsaved", no_argument,       NULL, OPT_UNSAVED                      },
    {"yes",          no_argument,       NULL, OPT_YES                          },
    {"ocsp",         no_argument,       NULL, OPT_OCSP                         },
    {"crl",          no_argument,       NULL, OPT_CRL                          },
    {"help",         no_argument,       NULL, OPT_HELP                         },
    {"version",      no_argument,       NULL, OPT_VERSION                      },
    {NULL,           0,                 NULL, 0                                },
};

static const char *const help_tail =
    "\nOptions:\n"
    "  --reader NAME       the reader; else the first that holds a card\n"
    "  --portal URL        the portal (AKIS_PORTAL_URL); --ca FILE its root (AKIS_PORTAL_CA)\n"
    "  --trust FILE        PEM chain above the holders' certificates (AKIS_TRUST)\n"
    "  --session FILE      where the portal session is kept between runs (0600)\n"
    "  --in, --out, --signature FILE     \"-\" is standard input or output\n"
    "  --attached, --pss, --hash sha256|sha384|sha512, --cert SERIAL     for sign\n"
    "  --ocsp, --crl       verify asks for the signer's state too\n"
    "  --at TIME           judge dates at this time: YYYY-MM-DD[ HH:MM:SS], or seconds since 1970\n"
    "  --id KIMLIKNO       for portal login; --signed enters with the card (E-imzalı\n"
    "                      Giriş), for a page that waits with --code CODE\n"
    "  --yes, --even-so    confirm a revocation; confirm the gap until a renewal begins\n"
    "  --pin-fd, --new-pin-fd, --puk-fd, --new-puk-fd, --word-fd, --captcha-fd, --code-fd N\n"
    "                      read that secret as a line from descriptor N, not from the terminal\n"
    "  --json              the answer as JSON; --help; --version\n"
    "\nEnvironment: AKIS_LINK_FD, PCSCLITE_CSOCK_NAME, AKIS_PORTAL_URL, AKIS_PORTAL_CA, "
    "AKIS_TRUST\n"
    "\nExit codes: 0 done, 1 failed, 2 usage, 3 wrong PIN, PUK or code, 4 locked or dead,\n"
    "5 no reader or card, 6 certificate or signature does not hold, 7 portal not reached or not\n"
    "trusted, 8 the portal refused\n";

static int print_help(const struct cli *cli)
{
    puts(cli_say(cli, "Usage: akis COMMAND [OPTIONS]\n\nCommands:",
                 "Kullanım: akis KOMUT [SEÇENEKLER]\n\nKomutlar:"));
    for (size_t i = 0; i < ROWS; i++)
        printf("  %-7s %-8s %-8s %s\n", rows[i].words[0], rows[i].words[1] ? rows[i].words[1] : "",
               rows[i].arguments, cli_say(cli, rows[i].english, rows[i].turkish));
    fputs(help_tail, stdout);
    return EXIT_DONE;
}

static int64_t read_time(const char *text)
{
    int64_t when = 0;

    if (text[strspn(text, "0123456789")] == '\0')
        return strtoll(text, NULL, 10);
    return calendar_parse(text, &when) ? when : -1;
}

/* Options with a text; NULL when `which` is none of them. */
static const char **text_option(struct cli *cli, int which)
{
    switch (which) {
    case OPT_READER:
        return &cli->reader;
    case OPT_PORTAL:
        return &cli->portal_url;
    case OPT_CA:
        return &cli->portal_ca;
    case OPT_TRUST:
        return &cli->trust_file;
    case OPT_SESSION:
        return &cli->session_file;
    case OPT_IN:
        return &cli->in;
    case OPT_OUT:
        return &cli->out;
    case OPT_SIGNATURE:
        return &cli->signature;
    case OPT_CERT:
        return &cli->certificate;
    case OPT_HASH:
        return &cli->hash;
    case OPT_REASON:
        return &cli->reason;
    case OPT_CODE:
        return &cli->pairing;
    case OPT_HOLDER:
        return &cli->holder;
    default:
        return NULL;
    }
}

/* Options that are set or not; NULL when `which` is none of them. */
static bool *flag_option(struct cli *cli, int which)
{
    switch (which) {
    case OPT_JSON:
        return &cli->json;
    case OPT_ATTACHED:
        return &cli->attached;
    case OPT_PSS:
        return &cli->pss;
    case OPT_PUK:
        return &cli->by_puk;
    case OPT_UNSAVED:
        return &cli->even_unsaved;
    case OPT_EVEN_SO:
        return &cli->even_so;
    case OPT_SIGNED:
        return &cli->by_card;
    case OPT_YES:
        return &cli->yes;
    case OPT_OCSP:
        return &cli->ocsp;
    case OPT_CRL:
        return &cli->crl;
    case OPT_HELP:
        return &cli->help;
    case OPT_VERSION:
        return &cli->version;
    default:
        return NULL;
    }
}

static bool take_option(struct cli *cli, int which, const char *value)
{
    const char **text = text_option(cli, which);
    bool *flag = flag_option(cli, which);

    if (text)
        *text = value;
    else if (flag)
        *flag = true;
    else if (which == OPT_DETACHED)
        cli->attached = false;
    else if (which == OPT_AT)
        cli->at = read_time(value);
    else if (which >= OPT_FIRST_SECRET && which < OPT_FIRST_SECRET + SECRETS)
        cli->secret_fd[which - OPT_FIRST_SECRET] = atoi(value);
    else
        return false;
    return cli->at >= 0;
}

static bool read_options(struct cli *cli, int argc, char **argv)
{
    int which;

    while ((which = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (!take_option(cli, which, optarg))
            return false;
    }
    for (; optind < argc; optind++) {
        if (cli->argument_count == ARGUMENTS_MAX)
            return false;
        cli->arguments[cli->argument_count++] = argv[optind];
    }
    return true;
}

/* The row that the first arguments name; they are taken off. */
static const struct row *find_row(struct cli *cli)
{
    for (size_t i = 0; i < ROWS; i++) {
        size_t words = rows[i].words[1] ? 2 : 1;
        if (cli->argument_count < words || strcmp(rows[i].words[0], cli->arguments[0]) != 0 ||
            (words == 2 && strcmp(rows[i].words[1], cli->arguments[1]) != 0))
            continue;
        cli->argument_count -= words;
        memmove(cli->arguments, cli->arguments + words,
                cli->argument_count * sizeof *cli->arguments);
        return cli->argument_count <= rows[i].most ? &rows[i] : NULL;
    }
    return NULL;
}

/* By the names that POSIX gives locales, whether or not this machine has that one. */
static bool speaks_turkish(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *language = getenv(variables[i]);
        if (language && language[0] != '\0')
            return strncmp(language, "tr", 2) == 0;
    }
    return false;
}

int main(int argc, char **argv)
{
    struct cli cli = {.portal_url = getenv("AKIS_PORTAL_URL"),
                      .portal_ca = getenv("AKIS_PORTAL_CA"),
                      .trust_file = getenv("AKIS_TRUST")};

    setlocale(LC_ALL, "");
    cli.turkish = speaks_turkish();
    for (size_t i = 0; i < SECRETS; i++)
        cli.secret_fd[i] = -1;
    const bool read = read_options(&cli, argc, argv);
    if (cli.help)
        return print_help(&cli);
    if (cli.version) {
        puts("akis " AKIS_VERSION);
        return EXIT_DONE;
    }
    const struct row *row = read ? find_row(&cli) : NULL;
    if (!row) {
        fputs(cli_say(&cli, "akis: no such command; see akis --help\n",
                      "akis: böyle bir komut yok; akis --help\n"),
              stderr);
        return EXIT_USAGE;
    }
    cli.data = json_object();
    return cli_finish(&cli, row->run(&cli));
}
