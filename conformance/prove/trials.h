/* SPDX-License-Identifier: MIT */
/* Runs what a proof waits for: one process for each case of each mutation, -j at a time. */
#ifndef CONFORMANCE_PROVE_TRIALS_H
#define CONFORMANCE_PROVE_TRIALS_H

#include "conformance/prove/proof.h"
#include "conformance/runner/options.h"

/* Called when the last case of a mutation is over. */
struct trials_watch {
    void (*over)(const void *context, const struct proof *proof, size_t mutation);
    const void *context;
};

/* Fills the marks. Evidence of what could not be run stays in the proof's folder, the rest goes.
 * `folder` is that of the built defects; "": no mutation needs it. With options->first, a
 * mutation that was killed is left alone. False: no folder or no memory. */
NODISCARD bool trials_run(struct proof *proof, const struct options *options, const char *folder,
                          const struct trials_watch *watch);

#endif
