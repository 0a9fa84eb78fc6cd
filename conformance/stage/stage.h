/* SPDX-License-Identifier: MIT */
/*
 * The stage of one case: a world of its own, the ways to its card, browsers for its portal,
 * the client under test, and what the story keeps. Things are opened when first needed.
 */
#ifndef CONFORMANCE_STAGE_STAGE_H
#define CONFORMANCE_STAGE_STAGE_H

#include "conformance/case.h"
#include "conformance/stage/adapter.h"
#include "conformance/stage/foreign.h"
#include "conformance/stage/secrets.h"
#include "conformance/vars.h"
#include "sim/http/http.h"
#include "sim/link/link.h"
#include "sim/world/world.h"

enum { STAGE_BROWSERS = 4, STAGE_WHY = 400, STAGE_SETTINGS = 32 };

/* How the card is reached. */
enum way {
    WAY_PROCESS,
    WAY_SOCKET,
    WAY_PCSC, /* a PC/SC server of the world's own */
    WAY_VPCD, /* a private pcscd */
    WAY_FOREIGN,
};

struct stage_options {
    enum way way;
    const char *adapter;                  /* command; NULL: no client under test */
    const char *evidence;                 /* folder for trace, log and evidence; exists */
    const char *keys;                     /* folder of test keys shared by a run; NULL: none */
    const char *scratch;                  /* folder for what ends with the run; NULL: a usual one */
    const char *settings[STAGE_SETTINGS]; /* "card.pin_tries=4", NULL last */
    uint64_t seed;                        /* 0: the kernel's randomness */
    struct secrets *secrets; /* where the story's are kept, and wiped; NULL: a list of its own */
    struct foreign *foreign; /* a card that is not ours, in place of a world; NULL: none */
};

struct stage {
    const struct stage_options *options;
    const struct conf_case *conf_case;
    const char *profile;
    char directory[64];  /* of the world; removed with the stage */
    struct world *world; /* NULL with a foreign card */
    struct vars *vars;
    struct secrets *secrets;               /* of the story, learned as they come up */
    struct link *link;                     /* of slot 0; see stage_link */
    struct http *browsers[STAGE_BROWSERS]; /* see stage_browser */
    struct adapter *adapter;               /* see stage_adapter */
    uint8_t *last_body;                    /* of the portal's last answer to a step */
    size_t last_size;
    int64_t last_took;      /* milliseconds that it took to come */
    char foreign_root[128]; /* file that the client is told to trust instead; "" none */
    char pcsc_socket[256];  /* "" until a PC/SC server runs */
    char why[STAGE_WHY];    /* of the last call that failed here */
};

enum stage_result {
    STAGE_OK,
    STAGE_SKIP,          /* cannot be had on this machine; `why` says what */
    STAGE_UNIMPLEMENTED, /* the client cannot do it */
    STAGE_FELL,          /* it did not do what is asked */
    STAGE_ADAPTER_FELL,  /* the adapter lied, or left: fails, at no requirement */
    STAGE_PROTOCOL,      /* the adapter broke the protocol: of the client nothing is known */
    STAGE_BROKEN,        /* the machinery failed; `why` says how */
};

/* Makes the world that the case's situation describes. stage_close gives it back in any case. */
enum stage_result stage_open(struct stage *stage, const struct stage_options *options,
                             const struct conf_case *conf_case, const char *profile);
void stage_close(struct stage *stage);

/* The link to the card, powered up. */
enum stage_result stage_link(struct stage *stage, struct link **link);
/* Forgets the link, so that the next use opens it anew. */
void stage_drop_link(struct stage *stage);
enum stage_result stage_browser(struct stage *stage, unsigned which, struct http **http);
enum stage_result stage_adapter(struct stage *stage, struct adapter **adapter);
/* Whether a client that can is to keep its card open between the case's requests: on the first,
 * third … of its profiles; on the others it opens it anew. So both are shown, and always the same
 * way. */
bool stage_keeps_open(const struct conf_case *conf_case, const char *profile);

/* The world's time; the machine's with a foreign card. */
int64_t stage_now(const struct stage *stage);

/* What the portal's driver service offers: the package of the build, or the installed one; NULL:
 * there is none. */
const char *stage_driver(char path[4096]);
/* The folder that is the client's own, in the world's; made when first asked for. */
NODISCARD bool stage_client_folder(const struct stage *stage, char path[128]);
/* The world that lies in the stage's directory, taken up again. */
NODISCARD enum stage_result stage_begin_again(struct stage *stage);
/* Through PC/SC: the client finds readers by itself. */
bool stage_over_pcsc(const struct stage *stage);

/* What an adapter's result means; a broken protocol is noted with the line that broke it, without
 * the story's secrets. `adapter` may be NULL. */
enum stage_result stage_adapter_result(struct stage *stage, enum adapter_result result,
                                       const struct adapter *adapter);

/* Notes why something failed. */
__attribute__((format(printf, 2, 3))) void stage_say(struct stage *stage, const char *format, ...);

#endif
