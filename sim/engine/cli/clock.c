/* SPDX-License-Identifier: MIT */
/* Which time dates are judged by: --at's, else that of the file AKIS_CLOCK (a simulated world's),
 * else the machine's. */
#include "sim/engine/cli/cli.h"

#include "sim/base/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The file's one line: "+SECONDS", ahead of the machine, or "=SECONDS" since 1970, standing still.
 * False when it is none. */
static bool read_clock(const char *path, int64_t *now)
{
    FILE *file = fopen(path, "re");
    char sign = 0;
    long long seconds = 0;
    bool read = file && fscanf(file, "%c%lld", &sign, &seconds) == 2;

    if (file)
        fclose(file);
    if (read && sign == '+')
        *now = (int64_t)time(NULL) + seconds;
    else if (read && sign == '=')
        *now = seconds;
    else
        read = false;
    return read;
}

/* Once, and where the time differs from the machine's. */
static void tell_clock(struct cli *cli, int64_t now)
{
    char date[32];

    if (cli->clock_told || cli->json || cli->quiet || llabs((long long)(now - time(NULL))) < 2)
        return;
    cli->clock_told = true;
    calendar_print(now, date, sizeof date);
    fprintf(stderr, say("akis: the world's clock is used: %s\n"), date);
}

int64_t cli_now(struct cli *cli)
{
    const char *path = getenv("AKIS_CLOCK");
    int64_t now = (int64_t)time(NULL);

    if (cli->at)
        return cli->at;
    if (!path || path[0] == '\0')
        return now;
    if (read_clock(path, &now))
        tell_clock(cli, now);
    else if (!cli->clock_told) {
        cli->clock_told = true;
        fprintf(stderr, say("akis: no clock in %s (AKIS_CLOCK): the machine's is used\n"), path);
    }
    return now;
}

static int64_t now_of(void *context)
{
    return cli_now(context);
}

struct akis_clock cli_clock(struct cli *cli)
{
    return (struct akis_clock){now_of, cli};
}
