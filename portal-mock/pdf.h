/* SPDX-License-Identifier: MIT */
/* "Parolalarımı Kaydet": the sheet with PIN and PUK as a PDF, A4, a page a card, Turkish, its text
 * selectable, marked TEST. It paints what it is handed and keeps nothing. */
#ifndef PORTAL_MOCK_PDF_H
#define PORTAL_MOCK_PDF_H

#include "portal-mock/blob.h"

/* All texts are UTF-8. NULL leaves the line out. */
struct pdf_card {
    const char *serial;
    const char *produced; /* as it is to be read: "2010-06-01" */
    const char *pin;
    const char *puk;
};

struct pdf_pin_sheet {
    const char *holder_name;
    const char *holder_id;
    const char *printed; /* when the sheet was made, as it is to be read */
    const struct pdf_card *cards;
    size_t card_count; /* 1 or more */
};

/* False when there is no card, or memory is out. Wipe `pdf` with blob_free: it holds the PIN. */
NODISCARD bool pdf_paint_pin_sheet(const struct pdf_pin_sheet *sheet, struct blob *pdf);

#endif
