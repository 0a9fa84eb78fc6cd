/* SPDX-License-Identifier: MIT */
/* The monitor's screen: ncurses stays behind this header and screen.c, dialog.c. */
#ifndef SIM_ENGINE_MONITOR_SCREEN_H
#define SIM_ENGINE_MONITOR_SCREEN_H

#include "sim/engine/monitor/model.h"

enum screen_key {
    PRESSED_NOTHING,
    PRESSED_UP,
    PRESSED_DOWN,
    PRESSED_QUIT,
    PRESSED_REFRESH,
    PRESSED_PIN,
    PRESSED_PUK,
    PRESSED_UNBLOCK
};

/* False: no terminal. */
bool screen_open(void);
void screen_close(void);
void screen_draw(const struct model *model);
/* Waits at most half a second. */
enum screen_key screen_key(void);

/* Asks for digits, shown as stars; `warning` stands above, "" is none. False: given up. */
enum { DIGITS_MAX = 17 };
bool dialog_digits(const char *title, const char *warning, const char *prompt,
                   char digits[DIGITS_MAX]);
/* Shows a text until a key is pressed. */
void dialog_say(const char *title, const char *text);

#endif
