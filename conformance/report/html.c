/* SPDX-License-Identifier: MIT */
/* Head, style and elements. Colours hold a contrast of 4.5 to 1 on either ground. */
#include "conformance/report/html.h"

#include "conformance/report/junit.h"

static const char style[] =
    ":root{color-scheme:light dark;--ok:#17602e;--bad:#a3142a;--mid:#704400;--odd:#5b2a86;"
    "--cold:#0b5566;--ink:#1c1f24;--dim:#545b64;--line:#cfd4da;--soft:#f3f5f7;--page:#fff;"
    "--badsoft:#fbecee}"
    "@media(prefers-color-scheme:dark){:root{--ok:#7fd49a;--bad:#ff9aa6;--mid:#f0bd6b;"
    "--odd:#cfa8f5;--cold:#7fd3e3;--ink:#e7e9ec;--dim:#a9b0b9;--line:#3b424b;--soft:#20252b;"
    "--page:#15181c;--badsoft:#33191d}}"
    "*{box-sizing:border-box}"
    "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:0}"
    "main{max-width:76rem;margin:0 auto;padding:1.2rem}"
    "h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.25rem;margin:2rem 0 .6rem}"
    "h3{font-size:1.05rem;margin:1.2rem 0 .4rem}a{color:var(--cold)}"
    "table{border-collapse:collapse;width:100%;font-size:.92rem}"
    "th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);"
    "vertical-align:top}thead th{background:var(--soft)}tbody th "
    ".dim{font-weight:400}.n{white-space:nowrap}"
    ".asks{min-width:16rem}.pass,.shown{color:var(--ok)}"
    ".fail,.fell,.broken,.lost{color:var(--bad);font-weight:700}"
    ".skipped,.none,.not-run{color:var(--mid)}.unimplemented{color:var(--odd)}"
    ".flaky{color:var(--cold);font-weight:700}.expected,.excluded{color:var(--mid);"
    "font-style:italic}"
    ".sum{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}"
    ".sum li{background:var(--soft);border:1px solid var(--line);border-radius:.4rem;"
    "padding:.4rem .9rem}.sum b{font-size:1.3rem;display:block}"
    "details{border:1px solid var(--line);border-radius:.4rem;margin:.35rem 0;"
    "padding:.35rem .8rem}details p{margin:.3rem 0}summary{cursor:pointer;overflow-wrap:anywhere}"
    "code,.wire{font:.82rem/1.45 ui-monospace,monospace;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;margin:.3rem 0}"
    ".scroll{overflow-x:auto}.dim{color:var(--dim)}"
    "ol.story{padding-left:1.6rem}ol.story>li{margin:.4rem 0}"
    "ol.story>li.fallen{background:var(--badsoft);border-left:.25rem solid var(--bad);"
    "padding:.2rem .6rem}ul.trace{list-style:none;margin:.2rem 0;padding:0}"
    "dl.legend{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}"
    "dl.legend dd{margin:0}"
    "td.mark{padding:.1rem .3rem;text-align:center}td.killed{background:var(--ok);"
    "color:var(--page)}td.elsewhere{background:var(--soft);color:var(--mid)}";

void html_open(FILE *out, const char *title)
{
    fputs("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>",
          out);
    html_text(out, title);
    fprintf(out, "</title><style>%s</style></head><body><main>\n<h1>", style);
    html_text(out, title);
    fputs("</h1>\n", out);
}

void html_close(FILE *out)
{
    fputs("</main></body></html>\n", out);
}

void html_text(FILE *out, const char *text)
{
    junit_escape(out, text);
}

void html_table_open(FILE *out, const char *label, const char *const *columns)
{
    fputs("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"", out);
    html_text(out, label);
    fputs("\"><table><thead><tr>", out);
    for (; *columns; columns++) {
        fputs("<th scope=\"col\">", out);
        html_text(out, *columns);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
}

void html_table_close(FILE *out)
{
    fputs("</tbody></table></div>\n", out);
}

void html_word(FILE *out, const char *word_class, const char *word)
{
    fprintf(out, "<span class=\"%s\">", word_class);
    html_text(out, word);
    fputs("</span>", out);
}

void html_sum(FILE *out, const char *word_class, size_t number, const char *word)
{
    fprintf(out, "<li><b class=\"%s\">%zu</b>", word_class, number);
    html_text(out, word);
    fputs("</li>", out);
}
