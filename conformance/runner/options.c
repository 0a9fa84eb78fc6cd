/* SPDX-License-Identifier: MIT */
/* The command line as a table. */
#include "conformance/runner/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/scratch.h"

enum { DEFAULT_LIMIT = 60, CASES_A_CORE = 3 /* a case waits most of its time */ };

typedef bool take_fn(struct options *options, const char *value);

struct option_row {
    const char *name;
    const char *value; /* how --help calls it; NULL: it takes none */
    take_fn *take;
    const char *meaning;
};

static bool take_filter(struct options *options, const char *value)
{
    size_t count = 0;

    while (options->filters[count])
        count++;
    if (count + 1 >= OPTIONS_FILTERS)
        return false;
    options->filters[count] = value;
    return true;
}

static bool take_setting(struct options *options, const char *value)
{
    size_t count = 0;

    while (options->stage.settings[count])
        count++;
    if (count + 1 >= STAGE_SETTINGS || !strchr(value, '='))
        return false;
    options->stage.settings[count] = value;
    return true;
}

const char *way_name(enum way way)
{
    switch (way) {
    case WAY_PROCESS:
        return "process";
    case WAY_SOCKET:
        return "socket";
    case WAY_PCSC:
        return "pcsc";
    case WAY_VPCD:
        return "vpcd";
    case WAY_FOREIGN:
        return "reader";
    }
    return "?";
}

static bool take_link(struct options *options, const char *value)
{
    for (int way = WAY_PROCESS; way <= WAY_VPCD; way++) {
        if (strcmp(way_name((enum way)way), value) == 0) {
            options->stage.way = (enum way)way;
            return true;
        }
    }
    return false;
}

static bool take_reader(struct options *options, const char *value)
{
    options->reader = value;
    return options->vpcd_port == NULL;
}

static bool take_vpcd(struct options *options, const char *value)
{
    options->vpcd_port = value;
    return options->reader == NULL;
}

static bool take_card(struct options *options, const char *value)
{
    options->card = value;
    return true;
}

static bool take_destroy(struct options *options, const char *value)
{
    options->destroy = value;
    return true;
}

/* The runner's own word to a case: the descriptor of the memory that tells of the card. */
static bool take_card_state(struct options *options, const char *value)
{
    options->stage.way = WAY_FOREIGN;
    options->stage.foreign = foreign_attach((int)strtol(value, NULL, 10));
    return options->stage.foreign != NULL;
}

static bool take_require(struct options *options, const char *value)
{
    options->require_vpcd = strcmp(value, "vpcd") == 0;
    return options->require_vpcd;
}

static bool take_adapter(struct options *options, const char *value)
{
    options->stage.adapter = strcmp(value, "none") == 0 ? NULL : value;
    return true;
}

static bool take_number(const char *value, unsigned long most, unsigned *number)
{
    char *end;
    unsigned long read = strtoul(value, &end, 10);

    if (*end || end == value || read < 1 || read > most)
        return false;
    *number = (unsigned)read;
    return true;
}

static bool take_jobs(struct options *options, const char *value)
{
    return take_number(value, 256, &options->jobs);
}

static bool take_limit(struct options *options, const char *value)
{
    return take_number(value, 3600, &options->time_limit);
}

static bool take_seed(struct options *options, const char *value)
{
    char *end;

    options->stage.seed = strtoull(value, &end, 10);
    return *end == '\0' && end != value;
}

static bool take_keys(struct options *options, const char *value)
{
    options->stage.keys = value;
    return true;
}

static bool take_out(struct options *options, const char *value)
{
    options->out = value;
    return true;
}

static bool take_junit(struct options *options, const char *value)
{
    options->junit = value;
    return true;
}

static bool take_expected(struct options *options, const char *value)
{
    options->expected = value;
    return true;
}

static bool take_rerun(struct options *options, const char *value)
{
    options->rerun = value;
    return true;
}

static bool take_defects(struct options *options, const char *value)
{
    options->defects = value;
    return true;
}

static bool take_seeds(struct options *options, const char *value)
{
    return take_number(value, 100, &options->seeds);
}

static bool take_first(struct options *options, const char *value)
{
    (void)value;
    options->first = true;
    return true;
}

static bool take_share(struct options *options, const char *value)
{
    return share_read(value, &options->share);
}

static bool take_retry(struct options *options, const char *value)
{
    (void)value;
    options->retry = true;
    return true;
}

static bool take_json(struct options *options, const char *value)
{
    (void)value;
    options->json = true;
    return true;
}

static bool take_strict(struct options *options, const char *value)
{
    (void)value;
    options->strict = true;
    return true;
}

static bool take_quiet(struct options *options, const char *value)
{
    (void)value;
    options->quiet = true;
    return true;
}

static bool take_verbose(struct options *options, const char *value)
{
    (void)value;
    options->verbose = true;
    return true;
}

static bool take_tap(struct options *options, const char *value)
{
    return take_number(value, 14, &options->tap) && options->tap >= 13;
}

static const struct option_row rows[] = {
    {"--filter",       "TEXT",       take_filter,
     "cases whose name holds TEXT, or of a requirement or target; again for more"                                 },
    {"--set",          "NAME=VALUE", take_setting,
     "break a rule: card.pin_tries=4, portal.logout_ends_session=false"                                           },
    {"--link",         "WAY",        take_link,       "process (default), socket, pcsc, vpcd: the way to the card"},
    {"--require",      "vpcd",       take_require,
     "what is skipped for lack of vpcd makes the run fail with exit 2"                                            },
    {"--adapter",      "CMD",        take_adapter,
     "the client under test (PROTOCOL.md); else our own; the word none skips its cases"                           },
    {"--reader",       "NAME",       take_reader,
     "judge the card in that PC/SC reader (its name, or a part of it)"                                            },
    {"--vpcd",         "PORT",       take_vpcd,
     "the same for a card that speaks vpcd's wire: it connects to PORT (0: any)"                                  },
    {"--card",         "FILE",       take_card,
     "tells of that card: pin=, puk=, produced=, serial=, profile=; - is stdin"                                   },
    {"--destroy",      "SERIAL",     take_destroy,    "its serial: what cannot be undone may be done to it"       },
    {"--card-state",   "FD",         take_card_state, NULL                                                        },
    {"--out",          "DIR",        take_out,        "folder for log, traces and reports"                        },
    {"--junit",        "FILE",       take_junit,      "write the JUnit file there too"                            },
    {"--seed",         "N",          take_seed,       "make the worlds repeatable"                                },
    {"--keys",         "DIR",        take_keys,       "test keys to share, kept; else drawn anew for a run"       },
    {"--timeout",      "SECONDS",    take_limit,      "for one case (60)"                                         },
    {"-j",             "N",          take_jobs,       "cases at the same time (three a core)"                     },
    {"--shard",        "I/N",        take_share,
     "every N-th case, from the I-th on; CI engines' variables do it too"                                         },
    {"--rerun-failed", "FILE",       take_rerun,      "only what failed in the run of that result.json"           },
    {"--expected",     "FILE",       take_expected,   "known failures: case | owner | date | reason"              },
    {"--defects",      "DIR",        take_defects,    "prove: the built defects (the build's own)"                },
    {"--seeds",        "N",          take_seeds,      "prove: with N seeds, which must kill the same"             },
    {"--first",        NULL,         take_first,      "prove: the first case that notices a mutation is enough"   },
    {"--retry",        NULL,         take_retry,      "run once more what failed: what passes then is flaky"      },
    {"--json",         NULL,         take_json,       "the summary as JSON on stdout"                             },
    {"--quiet",        NULL,         take_quiet,      "no line for a case that passed"                            },
    {"--strict",       NULL,         take_strict,     "flaky cases and unimplemented MUSTs make the run fail"     },
    {"--verbose",      NULL,         take_verbose,
     "list the requirements that held, and that were not run, too"                                                },
    {"--tap-version",  "13|14",      take_tap,
     "what result.tap announces (13, which Perl's prove takes)"                                                   },
};
enum { ROWS = sizeof rows / sizeof *rows };

void options_help(void)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].meaning)
            printf("  %-14s %-11s %s\n", rows[i].name, rows[i].value ? rows[i].value : "",
                   rows[i].meaning);
}

/* The row for an argument, and its value: "--name value", "--name=value" or "-j4". */
static const struct option_row *find_row(const char *argument, const char **value)
{
    for (size_t i = 0; i < ROWS; i++) {
        size_t length = strlen(rows[i].name);

        *value = NULL;
        if (strncmp(argument, rows[i].name, length) != 0)
            continue;
        if (argument[length] == '\0')
            return &rows[i];
        *value = argument + length + (argument[length] == '=');
        if (rows[i].value && (argument[length] == '=' || rows[i].name[1] != '-'))
            return &rows[i];
    }
    return NULL;
}

bool options_read(int argc, char **argv, int from, struct options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    options->jobs = cores > 0 ? CASES_A_CORE * (unsigned)cores : 1;
    options->time_limit = DEFAULT_LIMIT;
    options->seeds = 1;
    options->share = share_of_environment();
    for (int i = from; i < argc; i++) {
        const char *value;
        const struct option_row *row = find_row(argv[i], &value);

        if (!row) {
            fprintf(stderr, "akis-conformance: there is no option %s; see --help\n", argv[i]);
            return false;
        }
        if (row->value && !value && i + 1 < argc)
            value = argv[++i];
        if ((row->value && !value) || !row->take(options, value)) {
            fprintf(stderr, "akis-conformance: %s wants %s: %s\n", row->name,
                    row->value ? row->value : "nothing", row->meaning ? row->meaning : "");
            return false;
        }
    }
    return true;
}

const char *options_own_adapter(void)
{
    static const char *const places[] = {"adapters/engine/akis-adapter-engine",
                                         "akis-adapter-engine",
                                         "../libexec/akis-conformance/akis-adapter-engine"};
    static char path[OPTIONS_PATH + 64];
    char self[OPTIONS_PATH];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    char *slash;

    if (length <= 0)
        return NULL;
    self[length] = '\0';
    slash = strrchr(self, '/');
    for (size_t i = 0; slash && i < sizeof places / sizeof *places; i++) {
        snprintf(path, sizeof path, "%.*s/%s", (int)(slash - self), self, places[i]);
        if (access(path, X_OK) == 0)
            return path;
    }
    return NULL;
}

bool options_scratch(struct options *options, char path[OPTIONS_PATH])
{
    if (!scratch_make(NULL, "akis-run", path, OPTIONS_PATH)) {
        fputs("akis-conformance: there is no place for the worlds of the cases\n", stderr);
        return false;
    }
    options->stage.scratch = path;
    if (!options->stage.keys)
        options->stage.keys = path;
    return true;
}
