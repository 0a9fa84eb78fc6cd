/* SPDX-License-Identifier: MIT */
/* What the portal's calls share: one exchange in JSON, and what its errors mean. */
#ifndef SIM_ENGINE_PORTAL_H
#define SIM_ENGINE_PORTAL_H

#include "sim/engine/akis.h"
#include "sim/engine/json.h"
#include "sim/http/http.h"

#include <pthread.h>

enum { PORTAL_PATH_MAX = 256 };

struct akis_portal {
    pthread_mutex_t lock;
    struct http *http;
    char *url;
};

/* POSTs the pairs (NULL: GETs) and reads the answer. `answer`: may be NULL, else a struct json
 * of the caller's. `until` (may be NULL) takes the date that an error names. */
NODISCARD enum akis_outcome portal_ask(struct akis_portal *portal, const char *path,
                                       const struct json_pair *pairs, struct json **answer,
                                       int64_t *until);
/* The same for an answer that is a file of the given media type. */
NODISCARD enum akis_outcome portal_fetch(struct akis_portal *portal, const char *method,
                                         const char *path, const char *type,
                                         struct akis_blob *file);

#endif
