/* SPDX-License-Identifier: MIT */
/* A portal of a test's own, with a clock and a phone in the test's hand, and a browser that talks
 * real HTTPS to it. Anything that fails here fails the test. */
#ifndef TESTS_UNIT_PORTAL_FIXTURE_H
#define TESTS_UNIT_PORTAL_FIXTURE_H

#include "portal-mock/portal.h"
#include "sim/http/http.h"

#include <jansson.h>

enum { MESSAGES_MOST = 64 };

struct message {
    char number[24];
    char text[256];
};

struct fixture {
    char directory[64];
    int64_t now;
    struct message messages[MESSAGES_MOST];
    size_t message_count;
    char watched[160]; /* the last request that the portal told of: "GET /nb.go 200" */
    struct portal_policy policy;
    const char *driver_file;
    struct portal *portal;
};

/* One person's browser: its own cookies. */
struct browser {
    struct fixture *fixture;
    struct http *http;
    struct http_response last;
    json_t *json; /* of the last answer; NULL when it was none */
};

extern const char first_id[], second_id[], word[];

/* A fresh portal with two holders, 11111111110 (phone 05550000001) and 22222222220 (…02). */
int fixture_up(void **state);
int fixture_down(void **state);
/* Stops the portal and starts it again on the same directory. */
void fixture_restart(struct fixture *fixture);
/* A card for a holder, produced on that day, its certificate valid from 100 s ago on for a year. */
struct portal_product fixture_card(struct fixture *fixture, const char *holder, int64_t produced);
/* The digits of the newest message's code. */
void fixture_code(const struct fixture *fixture, char code[10]);
void fixture_policy(struct fixture *fixture, const char *name, const char *value);

struct browser browser_open(struct fixture *fixture);
void browser_close(struct browser *browser);
/* Asks for JSON; returns the status. */
int browser_get(struct browser *browser, const char *path);
/* Sends a JSON body (NULL: none, "{}"). */
int browser_post(struct browser *browser, const char *path, const char *json);
/* As a person: asks for a page; sends a form. */
int browser_page(struct browser *browser, const char *path);
int browser_form(struct browser *browser, const char *path, const char *form);
/* Text by its name in the last JSON answer; "" when absent. */
const char *browser_text(const struct browser *browser, const char *name);
/* Sends the first form with these fields; the captcha is read out at the desk. */
int browser_password(struct browser *browser, const char *id, const char *said_word);
/* The whole of Şifreli Giriş. */
void browser_login(struct browser *browser, const char *id);
/* What stands between `before` and `after` in the last page; false when it is not there. */
bool browser_find(const struct browser *browser, const char *before, const char *after, char *text,
                  size_t size);

/* The token of the form that goes to `action` on the last page. */
void browser_token(const struct browser *browser, const char *action, char token[64]);

#endif
