/* SPDX-License-Identifier: MIT */
/*
 * What is answered, free of any library's types. A handler fills in `data` and names a page
 * or the next address; which of both, page or JSON, is sent is decided once, by response_finish.
 */
#ifndef PORTAL_MOCK_RESPONSE_H
#define PORTAL_MOCK_RESPONSE_H

#include "portal-mock/json.h"
#include "portal-mock/request.h"

enum error {
#define ERROR(name, status, turkish, english) ERROR_##name,
#include "portal-mock/errors.def"
#undef ERROR
};

enum { COOKIES_MOST = 2 };

struct response {
    int status;
    const char *page;  /* the template for people; NULL: none */
    const char *title; /* the page's heading, Turkish */
    const char *type;  /* of `body`, when a handler wrote it by itself */
    const char *next;  /* where a browser is sent after a form; NULL: nowhere */
    struct node *data; /* what page and JSON tell */
    struct text body;  /* what is sent */
    char address[192]; /* room for `next` */
    char cookies[COOKIES_MOST][160];
    size_t cookie_count;
    char allow[16];       /* of 405 */
    char file[64];        /* a name to save the body under; "" for none */
    int follow_seconds;   /* > 0: the page asks again by itself */
    unsigned more_length; /* Content-Length is so much too large (a fault) */
    bool cut;             /* the connection ends in the middle (a fault) */
    unsigned delay_ms;    /* the listener waits so long before it sends */
    bool lasting;         /* may be kept in caches */
};

/* Names the page for people and its heading. */
void response_page(struct response *response, const char *page, const char *title);
/* Where a browser goes next (303); JSON gets `data` with 200. */
void response_next(struct response *response, const char *path);
/* Refuses: status, and "error" and "message" in `data`. A page named before stays. */
void response_refuse(struct response *response, const struct request *request, enum error error);
/* Answers with `body` as it is. */
void response_raw(struct response *response, const char *type, struct bytes body);
void response_cookie(struct response *response, const char *name, const char *value);

const char *error_name(enum error error);

/* Writes `body` from `data`: as JSON, or as the page within the frame that every page has (head,
 * TEST banner, message, foot). `frame` holds what the frame shows; borrowed. */
void response_finish(struct response *response, const struct request *request,
                     const struct node *frame);
void response_free(struct response *response);

#endif
