/* SPDX-License-Identifier: MIT */
/* UTF-8 text in the columns of a terminal. */
#include "sim/engine/monitor/curses.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum { TEXT_MAX = 512 };

static size_t widen(const char *text, wchar_t wide[TEXT_MAX])
{
    size_t size = mbstowcs(wide, text, TEXT_MAX - 1);

    if (size == (size_t)-1) {
        wcscpy(wide, L"?");
        size = 1;
    }
    wide[size] = L'\0';
    return size;
}

/* How many of these characters fit into `width` columns; `taken` says the columns. */
static size_t fitting(const wchar_t *wide, size_t size, int width, int *taken)
{
    size_t count = 0;

    *taken = 0;
    while (count < size) {
        int columns = wcwidth(wide[count]);
        columns = columns < 0 ? 1 : columns;
        if (*taken + columns > width)
            break;
        *taken += columns;
        count++;
    }
    return count;
}

int put(WINDOW *window, int y, int x, int width, const char *text)
{
    wchar_t wide[TEXT_MAX];
    int taken = 0;
    const size_t size = widen(text, wide);

    if (width <= 0 || y < 0 || y >= getmaxy(window))
        return 0;
    mvwaddnwstr(window, y, x, wide, (int)fitting(wide, size, width, &taken));
    return taken;
}

int put_wrapped(WINDOW *window, int y, int x, int width, int lines, const char *text)
{
    wchar_t wide[TEXT_MAX];
    const size_t size = widen(text, wide);
    size_t from = 0;
    int line = 0;

    while (from < size && line < lines && width > 0) {
        int taken = 0;
        size_t count = fitting(wide + from, size - from, width, &taken);
        size_t end = from + count;
        while (end < size && end > from && wide[end] != L' ')
            end--;
        if (end == from)
            end = from + (count ? count : 1);
        mvwaddnwstr(window, y + line, x, wide + from, (int)(end - from));
        from = end + (end < size && wide[end] == L' ');
        line++;
    }
    return line;
}
