/* SPDX-License-Identifier: MIT */
/* The files of pages/, which the build puts into the program. */
#ifndef PORTAL_MOCK_ASSETS_H
#define PORTAL_MOCK_ASSETS_H

#include "sim/base/bytes.h"

/* The file's content by its name ("entry.html"), followed by a NUL; empty for an unknown name. */
struct bytes asset_find(const char *name);

#endif
