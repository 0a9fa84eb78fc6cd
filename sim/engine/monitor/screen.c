/* SPDX-License-Identifier: MIT */
/* Drawing: the tree on the left, what is chosen on the right, events and keys below. */
#include "sim/engine/monitor/screen.h"
#include "sim/engine/monitor/curses.h"
#include "sim/engine/say.h"

#include "sim/base/calendar.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { POLL_MS = 500, TREE_LEAST = 30, TREE_MOST = 60, EVENTS_LEAST = 5 };
enum { WIDTH_LEAST = 64, HEIGHT_LEAST = 20, SKEW_SHOWN = 2 };

/* The tool's own words, which the guide quotes. */
static const char notice[] = "PIN kilitlendi. PUK ile kilit çözebilirsiniz.";

bool screen_open(void)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return false;
    if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX == 1)
        setlocale(LC_CTYPE, "C.UTF-8");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    set_escdelay(50);
    timeout(POLL_MS);
    if (has_colors()) {
        start_color();
        use_default_colors();
        init_pair(PAIR_BAR, COLOR_WHITE, COLOR_BLUE);
        init_pair(PAIR_GOOD, COLOR_GREEN, -1);
        init_pair(PAIR_WARN, COLOR_YELLOW, -1);
        init_pair(PAIR_BAD, COLOR_RED, -1);
        init_pair(PAIR_DIM, COLOR_CYAN, -1);
    }
    return true;
}

void screen_close(void)
{
    endwin();
}

enum screen_key screen_key(void)
{
    switch (getch()) {
    case KEY_UP:
        return PRESSED_UP;
    case KEY_DOWN:
        return PRESSED_DOWN;
    case 'q':
    case 'Q':
        return PRESSED_QUIT;
    case 'r':
    case 'R':
        return PRESSED_REFRESH;
    case 'p':
    case 'P':
        return PRESSED_PIN;
    case 'k':
    case 'K':
        return PRESSED_PUK;
    case 'u':
    case 'U':
        return PRESSED_UNBLOCK;
    default:
        return PRESSED_NOTHING;
    }
}

/* One field of the right side; gives the next line. */
static int field(int y, int x, int width, const char *name, const char *value)
{
    if (value[0] == '\0')
        return y;
    attron(COLOR_PAIR(PAIR_DIM));
    put(stdscr, y, x, width, name);
    attroff(COLOR_PAIR(PAIR_DIM));
    return y + put_wrapped(stdscr, y, x + 14, width - 14, 3, value);
}

static int coloured(int y, int x, int width, int lines, enum pair pair, const char *text)
{
    attron(COLOR_PAIR(pair) | A_BOLD);
    int taken = put_wrapped(stdscr, y, x, width, lines, text);
    attroff(COLOR_PAIR(pair) | A_BOLD);
    return y + taken;
}

/* The PIN's state; when locked the tool's notice, and beside it what is true of this card. */
static int draw_pin(const struct seat *seat, int y, int x, int width)
{
    const struct akis_result *pin = &seat->pin;
    char text[128];

    if (pin->outcome == AKIS_OK) {
        snprintf(text, sizeof text, say("tries left: %d"), pin->tries);
        y = field(y, x, width, "PIN", text);
        return pin->tries == 1
                   ? coloured(y, x, width, 3, PAIR_WARN, akis_remedy_text(AKIS_DO_TRY_AGAIN_LAST))
                   : y;
    }
    y = field(y, x, width, "PIN", akis_outcome_text(pin->outcome)) + 1;
    if (pin->outcome == AKIS_PIN_LOCKED)
        y = coloured(y, x, width, 2, PAIR_BAD, notice);
    if (pin->outcome == AKIS_PIN_LOCKED && pin->remedy == AKIS_DO_USE_PORTAL)
        y = coloured(
            y, x, width, 5, PAIR_WARN,
            say("Do not follow this notice: the card was produced in 2011 or later. Unlock "
                "it at the portal under Kilit Çözme; no PUK is needed."));
    else
        y = coloured(y, x, width, 3, PAIR_WARN, akis_remedy_text(pin->remedy));
    return y;
}

static void draw_card(const struct seat *seat, int y, int x, int width)
{
    const struct akis_identity *identity = &seat->identity;
    char date[16];

    if (seat->card.outcome != AKIS_OK) {
        y = coloured(y, x, width, 3, PAIR_BAD, akis_outcome_text(seat->card.outcome));
        coloured(y, x, width, 3, PAIR_WARN, akis_remedy_text(seat->card.remedy));
        return;
    }
    snprintf(date, sizeof date, "%04d-%02d-%02d", (int)(identity->produced / 10000),
             (int)(identity->produced / 100 % 100), (int)(identity->produced % 100));
    y = field(y, x, width, say("Card"), identity->version);
    y = field(y, x, width, "ATR", identity->atr);
    y = field(y, x, width, say("Serial"), identity->serial);
    y = field(y, x, width, say("Produced"), identity->produced ? date : "");
    y = field(y, x, width, say("Unlocks by"),
              identity->dead             ? say("nothing")
              : identity->unlocks_by_puk ? "PUK"
                                         : "Portal (Kilit Çözme)");
    draw_pin(seat, y, x, width);
}

static void draw_certificate(const struct model *model, const struct akis_certificate *certificate,
                             int y, int x, int width)
{
    const struct akis_result time = akis_certificate_time(certificate, &model->clock);
    char text[64];

    y = field(y, x, width, say("Name"), certificate->name);
    y = field(y, x, width, "Kimlik No", certificate->holder_id);
    y = field(y, x, width, say("Serial"), certificate->serial);
    y = field(y, x, width, say("Issuer"), certificate->issuer);
    calendar_print(certificate->not_before, text, sizeof text);
    y = field(y, x, width, say("From"), text);
    calendar_print(certificate->not_after, text, sizeof text);
    y = field(y, x, width, say("Until"), text);
    snprintf(text, sizeof text, "%s-%u", certificate->kind == AKIS_KEY_RSA ? "RSA" : "EC",
             certificate->bits);
    y = field(y, x, width, say("Key"), text);
    y = field(y, x, width, say("Qualified"), certificate->qualified ? say("yes") : say("no"));
    y = coloured(y + 1, x, width, 2, time.outcome == AKIS_OK ? PAIR_GOOD : PAIR_BAD,
                 time.outcome == AKIS_OK ? say("valid") : akis_outcome_text(time.outcome));
    if (time.remedy != AKIS_DO_NOTHING)
        coloured(y, x, width, 3, PAIR_WARN, akis_remedy_text(time.remedy));
}

static void draw_chosen(const struct model *model, int y, int x, int width)
{
    const struct row *row = model_chosen(model);

    if (!row) {
        y = coloured(y, x, width, 2, PAIR_BAD, akis_outcome_text(model->readers.outcome));
        coloured(y, x, width, 2, PAIR_WARN, akis_remedy_text(model->readers.remedy));
        return;
    }
    const struct seat *seat = &model->seats[row->seat];
    switch (row->kind) {
    case ROW_READER:
        y = field(y, x, width, say("Reader"), seat->reader.name);
        if (!seat->reader.card)
            coloured(y, x, width, 2, PAIR_WARN, akis_outcome_text(AKIS_NO_CARD));
        break;
    case ROW_CARD:
        draw_card(seat, y, x, width);
        break;
    case ROW_CERTIFICATE:
        draw_certificate(model, &seat->certificates.items[row->certificate], y, x, width);
        break;
    }
}

static void draw_tree(const struct model *model, int top, int height, int width)
{
    const int first = (int)model->chosen >= height ? (int)model->chosen - height + 1 : 0;

    for (int i = first; i < (int)model->row_count && i - first < height; i++) {
        const struct row *row = &model->rows[i];
        const struct seat *seat = &model->seats[row->seat];
        const char *text = row->kind == ROW_READER ? seat->reader.name
                           : row->kind == ROW_CARD
                               ? (seat->card.outcome == AKIS_OK ? seat->identity.version
                                  : seat->reader.mute           ? "?"
                                                                : "!")
                               : seat->certificates.items[row->certificate].name;
        const int indent = 1 + 2 * (int)row->kind;
        if (i == (int)model->chosen)
            attron(A_REVERSE);
        mvhline(top + i - first, 0, ' ', width);
        put(stdscr, top + i - first, indent, width - indent, row->kind == ROW_READER ? "▣ " : "└ ");
        put(stdscr, top + i - first, indent + 2, width - indent - 2, text);
        attroff(A_REVERSE);
    }
}

static void draw_events(const struct model *model, int top, int lines, int width)
{
    const size_t most = (size_t)lines < EVENTS_MAX ? (size_t)lines : EVENTS_MAX;
    const size_t count = model->event_count < most ? model->event_count : most;

    for (size_t i = 0; i < count; i++) {
        const struct event *event = &model->events[(model->event_count - count + i) % EVENTS_MAX];
        struct tm tm;
        char text[EVENT_TEXT + 16];
        localtime_r(&event->when, &tm);
        snprintf(text, sizeof text, "%02d:%02d:%02d  %s", tm.tm_hour, tm.tm_min, tm.tm_sec,
                 event->text);
        put(stdscr, top + (int)i, 1, width - 2, text);
    }
}

static void bar(int y, int width, const char *text)
{
    attron(COLOR_PAIR(PAIR_BAR) | A_BOLD);
    mvhline(y, 0, ' ', width);
    put(stdscr, y, 1, width - 2, text);
    attroff(COLOR_PAIR(PAIR_BAR) | A_BOLD);
}

/* The title; with the day when the clock is not the machine's. */
static void draw_title(const struct model *model, int width)
{
    const int64_t now = model->clock.now ? model->clock.now(model->clock.context) : time(NULL);
    const int64_t skew = now - time(NULL);
    char date[32] = "", title[128];

    if (skew >= SKEW_SHOWN || skew <= -SKEW_SHOWN)
        calendar_print(now, date, sizeof date);
    snprintf(title, sizeof title, "%s%s%.16s", say("AKİS card monitor · TEST"),
             date[0] ? " · " : "", date);
    bar(0, width, title);
}

void screen_draw(const struct model *model)
{
    int height, width;

    getmaxyx(stdscr, height, width);
    erase();
    if (width < WIDTH_LEAST || height < HEIGHT_LEAST) {
        put_wrapped(stdscr, 0, 0, width, height,
                    say("The terminal is too small: 64 columns and 20 lines, please. q quits."));
        refresh();
        return;
    }
    const int third = width / 3;
    const int tree = third < TREE_LEAST ? TREE_LEAST : third > TREE_MOST ? TREE_MOST : third;
    const int lines = height / 5 > EVENTS_LEAST ? height / 5 : EVENTS_LEAST;
    const int events = height - 1 - lines;
    draw_title(model, width);
    draw_tree(model, 2, events - 3, tree);
    mvvline(1, tree, ACS_VLINE, events - 2);
    draw_chosen(model, 2, tree + 2, width - tree - 3);
    mvhline(events - 1, 0, ACS_HLINE, width);
    draw_events(model, events, lines, width);
    bar(height - 1, width,
        say("↑↓ choose  p change PIN  u unlock by PUK  k change PUK  r read anew  q quit"));
    refresh();
}
