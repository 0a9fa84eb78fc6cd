/* SPDX-License-Identifier: MIT */
/* Cells of the portal's route tables: method, path, steps, body, guard, rate, handler. */
#define routes_secure routes_secure_right
#define routes_plain  routes_plain_right
#include "portal-mock/routes.c"
#undef routes_secure
#undef routes_plain

#include "tests/defects/mutant/cells.h"

#include <stdio.h>
#include <string.h>

/* A table, writable. */
struct copy {
    struct route rows[ROUTES_MOST];
    size_t count;
};

static struct copy secure_copy;
static struct copy plain_copy;

static const struct {
    const char *name;
    int steps;
} stairs[] = {
    {"ANYONE",   ANYONE       },
    {"PASSWORD", STEP_PASSWORD},
    {"IN",       STEP_IN      }
};

static void walk_steps(const char *where, const char *requirement, struct route *row)
{
    const int right = row->steps;

    for (size_t i = 0; i < sizeof stairs / sizeof *stairs; i++)
        if (stairs[i].steps != right && cell(requirement, "%s steps=%s", where, stairs[i].name))
            row->steps = stairs[i].steps;
}

static void walk_body(const char *where, const char *requirement, struct route *row)
{
    if (row->takes == NOTHING)
        return;
    if (cell(requirement, "%s takes=%s", where, row->takes == A_FORM ? "NOTHING" : "A_FORM"))
        row->takes = row->takes == A_FORM ? NOTHING : A_FORM;
    if (cell(requirement, "%s most=0", where))
        row->most = 0;
    if (cell(requirement, "%s most=%zu", where, row->most * 16))
        row->most *= 16;
    if (cell(requirement, "%s guard=%s", where, row->guard == OPEN ? "OWN_FORM" : "OPEN"))
        row->guard = row->guard == OPEN ? OWN_FORM : OPEN;
}

static void walk_row(struct route *row, const struct route *next)
{
    const char *names[] = {[METHOD_GET] = "GET", [METHOD_POST] = "POST"};
    const char *requirement = row->requirement;
    char where[80];

    (void)snprintf(where, sizeof where, "route %s %s", names[row->method], row->path);
    if (cell(requirement, "%s method=%s", where, row->method == GET ? "POST" : "GET"))
        row->method = row->method == GET ? POST : GET;
    if (cell(requirement, "%s path=gone", where))
        row->path = "/gone";
    walk_steps(where, requirement, row);
    walk_body(where, requirement, row);
    if (row->per_minute > 0 && cell(requirement, "%s per_minute=any", where))
        row->per_minute = 0;
    if (row->per_minute > 0 && cell(requirement, "%s per_minute=1", where))
        row->per_minute = 1;
    if (next->run != row->run && cell(requirement, "%s run=next", where))
        row->run = next->run;
}

static void walk_table(struct route_table right, struct copy *copy)
{
    copy->count = right.count;
    memcpy(copy->rows, right.rows, right.count * sizeof *right.rows);
    for (size_t i = 0; i < right.count; i++)
        walk_row(&copy->rows[i], &right.rows[(i + 1) % right.count]);
}

void walk_routes(void)
{
    walk_table(routes_secure_right(), &secure_copy);
    walk_table(routes_plain_right(), &plain_copy);
}

struct route_table routes_secure(void)
{
    return secure_copy.count > 0 ? (struct route_table){secure_copy.rows, secure_copy.count, true}
                                 : routes_secure_right();
}

struct route_table routes_plain(void)
{
    return plain_copy.count > 0 ? (struct route_table){plain_copy.rows, plain_copy.count, false}
                                : routes_plain_right();
}
