/* SPDX-License-Identifier: MIT */
/* Small windows over the screen: digits that nobody sees, and messages. */
#include "sim/engine/monitor/curses.h"
#include "sim/engine/monitor/screen.h"

#include "sim/base/secret.h"
#include "sim/engine/say.h"

#include <string.h>

enum { DIALOG_WIDTH = 60, DIALOG_LINES = 9, ESCAPE = 27, DELETE = 127 };

static WINDOW *window_over(const char *title)
{
    int height, width;

    getmaxyx(stdscr, height, width);
    const int wide = width < DIALOG_WIDTH ? width : DIALOG_WIDTH;
    const int high = height < DIALOG_LINES ? height : DIALOG_LINES;
    WINDOW *window = newwin(high, wide, (height - high) / 2, (width - wide) / 2);
    if (!window)
        return NULL;
    keypad(window, TRUE);
    box(window, 0, 0);
    wattron(window, A_BOLD);
    put(window, 0, 2, wide - 4, title);
    wattroff(window, A_BOLD);
    return window;
}

/* The stars of what was typed; gives the key that ended it. */
static int type(WINDOW *window, int y, char digits[DIGITS_MAX])
{
    size_t size = 0;
    int key = 0;

    do {
        mvwhline(window, y, 4, ' ', DIGITS_MAX);
        for (size_t i = 0; i < size; i++)
            put(window, y, 4 + (int)i, 1, "*");
        wmove(window, y, 4 + (int)size);
        wrefresh(window);
        key = wgetch(window);
        if (key >= '0' && key <= '9' && size + 1 < DIGITS_MAX)
            digits[size++] = (char)key;
        else if ((key == KEY_BACKSPACE || key == DELETE || key == '\b') && size > 0)
            size--;
    } while (key != '\n' && key != KEY_ENTER && key != ESCAPE);
    digits[size] = '\0';
    return key;
}

bool dialog_digits(const char *title, const char *warning, const char *prompt,
                   char digits[DIGITS_MAX])
{
    WINDOW *window = window_over(title);
    int y = 2;

    if (!window)
        return false;
    if (warning[0] != '\0') {
        wattron(window, COLOR_PAIR(PAIR_WARN) | A_BOLD);
        y += put_wrapped(window, 1, 2, getmaxx(window) - 4, 2, warning);
        wattroff(window, COLOR_PAIR(PAIR_WARN) | A_BOLD);
    }
    put(window, y, 2, getmaxx(window) - 4, prompt);
    put(window, getmaxy(window) - 2, 2, getmaxx(window) - 4, say("Enter: go on   Esc: give up"));
    const int key = type(window, y + 2, digits);
    delwin(window);
    const bool given = (key == '\n' || key == KEY_ENTER) && digits[0] != '\0';
    if (!given)
        secret_wipe(digits, DIGITS_MAX);
    return given;
}

void dialog_say(const char *title, const char *text)
{
    WINDOW *window = window_over(title);

    if (!window)
        return;
    put_wrapped(window, 2, 2, getmaxx(window) - 4, getmaxy(window) - 4, text);
    put(window, getmaxy(window) - 2, 2, getmaxx(window) - 4, say("Enter: close"));
    wrefresh(window);
    wgetch(window);
    delwin(window);
}
