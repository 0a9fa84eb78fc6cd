/* SPDX-License-Identifier: MIT */
/* ncurses with wide characters, and text in columns. */
#ifndef SIM_ENGINE_MONITOR_CURSES_H
#define SIM_ENGINE_MONITOR_CURSES_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>

enum pair { PAIR_BAR = 1, PAIR_GOOD, PAIR_WARN, PAIR_BAD, PAIR_DIM };

/* Writes UTF-8 text in at most `width` columns from there on; gives the columns it took. */
int put(WINDOW *window, int y, int x, int width, const char *text);
/* The same over as many lines as it takes, broken at blanks; gives the lines. */
int put_wrapped(WINDOW *window, int y, int x, int width, int lines, const char *text);

#endif
