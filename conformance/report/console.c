/* SPDX-License-Identifier: MIT */
/* Lines and colours. */
#include "conformance/report/console.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/report/client_log.h"
#include "conformance/runner/standing.h"

static const char *const colours[VERDICT_COUNT] = {
    [VERDICT_PASS] = "32",     [VERDICT_FAIL] = "1;31", [VERDICT_UNIMPLEMENTED] = "35",
    [VERDICT_SKIPPED] = "33",  [VERDICT_FLAKY] = "36",  [VERDICT_EXPECTED] = "34",
    [VERDICT_BROKEN] = "1;33",
};

struct console console_on(FILE *out, bool quiet)
{
    struct console console = {.out = out, .quiet = quiet};

    bool terminal = isatty(fileno(out));
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    console.live = terminal && quiet && term && strcmp(term, "dumb") != 0;
    console.colours = terminal && !(no_color && *no_color);
    return console;
}

void case_requirements(const struct conf_case *conf_case, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        int wrote;

        if (!case_shows(conf_case, (enum requirement)i))
            continue;
        wrote = snprintf(text + used, size - used, "%s%s", used > 0 ? " " : "",
                         requirement_name((enum requirement)i));
        if (wrote < 0 || (size_t)wrote >= size - used)
            return;
        used += (size_t)wrote;
    }
}

static void paint(struct console *console, enum verdict verdict, const char *text)
{
    if (console->colours)
        fprintf(console->out, "\033[%sm%s\033[0m", colours[verdict], text);
    else
        fputs(text, console->out);
}

/* Takes the line of progress back, or writes it anew. */
static void clear_progress(struct console *console)
{
    if (console->live)
        fputs("\r\033[K", console->out);
}

static void show_progress(struct console *console, const struct run *run)
{
    if (!console->live || console->told == run->count)
        return;
    fprintf(console->out, "%zu of %zu", console->told, run->count);
    if (console->unheld > 0)
        fprintf(console->out, ", %zu not held", console->unheld);
    fflush(console->out);
}

static void tell_log(struct console *console, const struct result *result)
{
    struct client_log log;

    client_log_read(result, &log);
    if (log.count > 0)
        fputs("      client.log ends:\n", console->out);
    for (size_t i = 0; i < log.count; i++)
        fprintf(console->out, "        %s\n", log.lines[i]);
}

static void tell_fall(struct console *console, const struct result *result)
{
    const struct requirement_row *row = requirement_row(result->fell);

    fprintf(console->out, "      claim: %s\n", result->instance->conf_case->claim);
    if (row)
        fprintf(console->out, "      %s (%s, guide %s): %s\n", row->name, level_name(row->level),
                row->step, row->paraphrase);
    fprintf(console->out, "      %s\n", result->why);
    tell_log(console, result);
    fprintf(console->out, "      evidence: %s\n", result->folder);
}

void console_retry(struct console *console, size_t count)
{
    console->told = console->unheld = 0;
    console->again = true;
    fprintf(console->out, "\nWhat failed, once more (%zu):\n", count);
}

static void tell_result(struct console *console, const struct run *run, const struct result *result)
{
    char shows[200];
    char verdict[24];

    case_requirements(result->instance->conf_case, shows, sizeof shows);
    snprintf(verdict, sizeof verdict, "%-13s", verdict_name(result->verdict));
    fprintf(console->out, "%4zu/%zu ", console->told, run->count);
    paint(console, result->verdict, verdict);
    fprintf(console->out, " %s  [%s] %.2f s\n", result->instance->name, shows, result->seconds);
    if (console->again)
        fputs(result->verdict == VERDICT_PASS ? "      it is flaky\n" : "", console->out);
    else if (result->verdict == VERDICT_FAIL || result->verdict == VERDICT_BROKEN ||
             result->verdict == VERDICT_FLAKY)
        tell_fall(console, result);
    else if (result->verdict != VERDICT_PASS)
        fprintf(console->out, "      %s\n", result->why);
}

void console_result(void *context, const struct run *run, const struct result *result)
{
    struct console *console = context;

    console->told++;
    console->unheld += result->verdict != VERDICT_PASS;
    clear_progress(console);
    if (!console->quiet || console->again || result->verdict != VERDICT_PASS)
        tell_result(console, run, result);
    show_progress(console, run);
    fflush(console->out);
}

/* The requirements of a level at each target that have this standing, on one line. */
static void list_standing(struct console *console, const struct run *run, enum level level,
                          enum standing standing)
{
    fprintf(console->out, "  %s:", standing_name(standing));
    for (int i = SETUP + 1; i < REQUIREMENT_COUNT; i++) {
        const struct requirement_row *row = requirement_row((enum requirement)i);

        for (unsigned t = 0; t < TARGET_COUNT; t++) {
            enum target target = (enum target)(1u << t);

            if (row->level == level && (row->targets & target) &&
                run_standing(run, (enum requirement)i, target) == standing)
                fprintf(console->out, " %s:%c", row->name, target_letter(target));
        }
    }
    fputc('\n', console->out);
}

/* "3 excluded (5.1 %)": what is no failure and yet shows nothing. */
static void tell_share(struct console *console, const struct tally *tally, enum standing standing)
{
    fprintf(console->out, ", %zu %s (%.1f %%)", tally->by[standing], standing_name(standing),
            tally_share(tally, standing));
}

static void tell_level(struct console *console, const struct run *run, enum level level)
{
    struct tally tally = run_tally(run, level);

    fprintf(console->out, "%-6s %zu of %zu shown, %zu fell, %zu flaky", level_name(level),
            tally.by[STANDING_SHOWN], tally.asked, tally.by[STANDING_FELL],
            tally.by[STANDING_FLAKY]);
    tell_share(console, &tally, STANDING_EXCLUDED);
    tell_share(console, &tally, STANDING_UNIMPLEMENTED);
    tell_share(console, &tally, STANDING_SKIPPED);
    if (tally.by[STANDING_NOT_REACHED] > 0)
        fprintf(console->out, ", %zu not reached", tally.by[STANDING_NOT_REACHED]);
    if (tally.by[STANDING_NOT_RUN] > 0)
        fprintf(console->out, ", %zu not run%s", tally.by[STANDING_NOT_RUN],
                console->verbose ? "" : " (--verbose lists them)");
    fputc('\n', console->out);
    if (tally.by[STANDING_SHOWN] > 0 && (run->partial || console->verbose))
        list_standing(console, run, level, STANDING_SHOWN);
    for (int i = STANDING_FELL; i < STANDING_COUNT; i++)
        if (tally.by[i] > 0 && (i != STANDING_NOT_RUN || console->verbose))
            list_standing(console, run, level, (enum standing)i);
}

void console_summary(struct console *console, const struct run *run)
{
    size_t counts[VERDICT_COUNT];
    char links[RUN_LINKS];

    run_count(run, counts);
    run_links(run, links);
    fprintf(console->out, "\n%zu case%s over %s in %.1f s:", run->count, run->count == 1 ? "" : "s",
            links, run->seconds);
    for (int i = 0; i < VERDICT_COUNT; i++) {
        char text[48];

        if (counts[i] == 0 && i != VERDICT_SKIPPED && i != VERDICT_PASS)
            continue;
        snprintf(text, sizeof text, " %zu %s", counts[i], verdict_name((enum verdict)i));
        paint(console, (enum verdict)i, text);
    }
    fputs("\nRequirements by target (C card, T token, P portal, K client, S system):\n",
          console->out);
    tell_level(console, run, LEVEL_MUST);
    tell_level(console, run, LEVEL_SHOULD);
    fprintf(console->out, "Evidence: %s\n", run->folder);
}
