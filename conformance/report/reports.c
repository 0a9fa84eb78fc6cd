/* SPDX-License-Identifier: MIT */
/* Files of a run. */
#include "conformance/report/reports.h"

#include <stdio.h>

#include "conformance/report/console.h"
#include "conformance/report/document.h"
#include "conformance/report/junit.h"
#include "conformance/report/page.h"
#include "conformance/report/tap.h"

typedef void write_fn(const struct run *run, FILE *out);

static void write_report(const struct run *run, const char *path, write_fn *write)
{
    FILE *out = fopen(path, "we");

    if (!out) {
        fprintf(stderr, "akis-conformance: cannot write %s\n", path);
        return;
    }
    write(run, out);
    fclose(out);
}

static void write_in_folder(const struct run *run, const char *name, write_fn *write)
{
    char path[RESULT_PATH + 32];

    snprintf(path, sizeof path, "%s/%s", run->folder, name);
    write_report(run, path, write);
}

static void write_log(const struct run *run, FILE *out)
{
    struct console console = console_on(out, false);

    for (size_t i = 0; i < run->count; i++)
        console_result(&console, run, &run->results[i]);
    console_summary(&console, run);
}

void reports_write(const struct run *run)
{
    write_in_folder(run, "junit.xml", junit_write);
    write_in_folder(run, "result.json", document_write);
    write_in_folder(run, "result.tap", tap_write);
    write_in_folder(run, "report.html", page_write);
    write_in_folder(run, "log.txt", write_log);
}

void reports_junit(const struct run *run, const char *path)
{
    write_report(run, path, junit_write);
}
