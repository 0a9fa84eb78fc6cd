/* SPDX-License-Identifier: MIT */
/* The command that starts the card monitor. */
#include "sim/engine/monitor/monitor.h"
#include "sim/engine/cli/cli.h"

struct akis_result cmd_monitor(struct cli *cli)
{
    const struct akis_clock clock = cli_clock(cli);

    cli->clock_told = true; /* the screen shows it */
    if (monitor_run(&clock))
        return cli_result(AKIS_OK);
    cli_note(cli, MARK("the monitor needs a terminal"));
    return cli_result(AKIS_BAD_ARGUMENT);
}
