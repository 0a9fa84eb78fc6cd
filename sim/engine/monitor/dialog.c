/* SPDX-License-Identifier: MIT */
/* Small windows over the screen: digits that nobody sees, and messages. */
#include "sim/engine/monitor/curses.h"
#include "sim/engine/monitor/screen.h"

#include "sim/base/secret.h"

#include <string.h>

enum { DIALOG_WIDTH = 60, DIALOG_LINES = 8, ESCAPE = 27, DELETE = 127 };

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

bool dialog_digits(const char *title, const char *prompt, char digits[DIGITS_MAX])
{
    WINDOW *window = window_over(title);
    size_t size = 0;
    int key = 0;

    if (!window)
        return false;
    put(window, 2, 2, getmaxx(window) - 4, prompt);
    put(window, getmaxy(window) - 2, 2, getmaxx(window) - 4, "Enter · Esc");
    do {
        mvwhline(window, 4, 4, ' ', DIGITS_MAX);
        for (size_t i = 0; i < size; i++)
            put(window, 4, 4 + (int)i, 1, "*");
        wmove(window, 4, 4 + (int)size);
        wrefresh(window);
        key = wgetch(window);
        if (key >= '0' && key <= '9' && size + 1 < DIGITS_MAX)
            digits[size++] = (char)key;
        else if ((key == KEY_BACKSPACE || key == DELETE || key == '\b') && size > 0)
            size--;
    } while (key != '\n' && key != KEY_ENTER && key != ESCAPE);
    digits[size] = '\0';
    delwin(window);
    if (key == ESCAPE || size == 0)
        secret_wipe(digits, DIGITS_MAX);
    return key != ESCAPE && size > 0;
}

void dialog_say(const char *title, const char *text)
{
    WINDOW *window = window_over(title);

    if (!window)
        return;
    put_wrapped(window, 2, 2, getmaxx(window) - 4, getmaxy(window) - 4, text);
    put(window, getmaxy(window) - 2, 2, getmaxx(window) - 4, "Enter");
    wrefresh(window);
    wgetch(window);
    delwin(window);
}
