/* SPDX-License-Identifier: MIT */
/* Defect: the PDF prints the letters that are not ASCII as question marks. (INF-3) */
#include "portal-mock/pdf.h"

#include <stdio.h>

#define pdf_paint_pin_sheet pdf_paint_pin_sheet_right
#include "portal-mock/pdf.c"
#undef pdf_paint_pin_sheet

bool pdf_paint_pin_sheet(const struct pdf_pin_sheet *sheet, struct blob *pdf)
{
    struct pdf_pin_sheet plain = *sheet;
    char name[128];

    (void)snprintf(name, sizeof name, "%s", sheet->holder_name);
    for (char *at = name; *at; at++)
        if (*at & 0x80)
            *at = '?';
    plain.holder_name = name;
    return pdf_paint_pin_sheet_right(&plain, pdf);
}
