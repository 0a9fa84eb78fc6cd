/* SPDX-License-Identifier: MIT */
/*
 * Where a running world is found: a file "world.json" (0600) in a folder of its user's.
 * The folder is what --world or AKISSIM_WORLD names, else $XDG_RUNTIME_DIR/akissim, else
 * akissim-UID below the folder for temporary files. It tells where the control door is and which
 * file holds its token, never the token.
 */
#ifndef SIM_WORLD_PROGRAM_PLACE_H
#define SIM_WORLD_PROGRAM_PLACE_H

#include "sim/world/program/session.h"

enum { PLACE_PATH = 600 };

struct place {
    long pid;
    char control[64]; /* "http://127.0.0.1:PORT" */
    char token_file[PLACE_PATH];
};

/* The folder, as described above; made (0700) when it is one of the usual ones. False when it
 * cannot be made, or belongs to somebody else. */
NODISCARD bool place_folder(const struct session *session, char folder[PLACE_PATH]);

/* Reads a folder's file. False when there is none or its process has ended. */
NODISCARD bool place_read(const char *folder, struct place *place);

/* Writes the file whole, or not at all. */
NODISCARD bool place_write(const char *folder, const struct place *place);

/* Removes the file if it is still that of this process. */
void place_leave(const char *folder);

#endif
