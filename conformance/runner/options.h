/* SPDX-License-Identifier: MIT */
/* What the command line says of a run. */
#ifndef CONFORMANCE_RUNNER_OPTIONS_H
#define CONFORMANCE_RUNNER_OPTIONS_H

#include "conformance/runner/share.h"
#include "conformance/stage/stage.h"

enum { OPTIONS_FILTERS = 32, OPTIONS_PATH = 1024 };

struct options {
    const char *filters[OPTIONS_FILTERS]; /* NULL last */
    struct stage_options stage;           /* way, adapter, settings, seed */
    const char *out;                      /* artefact folder; NULL: a new one */
    const char *junit;                    /* one more copy of the JUnit file; NULL: none */
    const char *expected;                 /* file of expected failures; NULL: none */
    const char *program;                  /* that plays the cases; NULL: this one */
    const char *defects;                  /* folder of built defects (prove); NULL: the build's */
    const char *mutant;                   /* AKIS_MUTANT of the cases' processes; NULL: none */
    unsigned seeds;                       /* prove: how many seeds are tried */
    const char *rerun;                    /* result.json whose failures alone are run; NULL: all */
    const char *reader;                   /* judge the card in that PC/SC reader; NULL: a world */
    const char *vpcd_port;                /* be the reader of a card of vpcd's wire; NULL: not */
    const char *card;                     /* file that tells of that card; NULL: none */
    const char *destroy; /* its serial, when it may be destroyed; NULL: it may not */
    struct share share;  /* of the cases */
    unsigned jobs;
    unsigned time_limit; /* seconds for a case */
    bool require_vpcd;
    bool json; /* the summary as JSON on stdout instead of the console's lines */
    bool strict;
    bool retry; /* what failed is run once more */
    bool quiet;
    bool verbose;
    unsigned tap; /* version of TAP to announce; 0: as ever */
    bool first;   /* prove: the first case that notices a mutation is enough */
};

/* Reads argv from `from` on over the defaults. False: told on stderr what is wrong. */
NODISCARD bool options_read(int argc, char **argv, int from, struct options *options);
/* Makes the folder for what ends with a run, its keys too unless --keys told a place: `path` is
 * the caller's, and has to outlive the options. False: told on stderr. */
NODISCARD bool options_scratch(struct options *options, char path[OPTIONS_PATH]);
/* The words of `--help` about them. */
void options_help(void);
/* The adapter of our own engine, in its build folder, beside this program or in its libexec; NULL:
 * there is none. Valid until the next call. */
const char *options_own_adapter(void);
/* "process", "socket", "pcsc", "vpcd", "reader". */
const char *way_name(enum way way);

#endif
