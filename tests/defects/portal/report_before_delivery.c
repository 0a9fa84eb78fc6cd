/* SPDX-License-Identifier: MIT */
/* Defect: a reader is reported missing before anything was delivered. (DEL-4) */
#include "portal-mock/portal.h"

#define portal_take_mail portal_take_mail_right
#include "portal-mock/delivery.c"
#undef portal_take_mail

enum portal_result portal_take_mail(struct portal *portal, const void *message, size_t size,
                                    struct portal_report *report)
{
    enum portal_result result = portal_take_mail_right(portal, message, size, report);

    if (strcmp(report->verdict, "not_delivered") == 0)
        answer("accepted", report);
    return result;
}
