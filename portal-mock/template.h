/* SPDX-License-Identifier: MIT */
/*
 * Fills a page's template from a tree of values. Whatever comes from the tree is escaped;
 * there is no way to say otherwise.
 *
 *   {{name}}              the value
 *   {{@name}}             a time of RFC 3339 as people read it: 01.06.2015 00:00:00
 *   {{=name}}             a word of the wire (good, held …) as people read it
 *   {{#name}}…{{/name}}   once for each element of a list; once when the value holds; else not
 *   {{^name}}…{{/name}}   when it does not hold
 *   {{>name}}             the template name.html
 *   {{.}}                 the element itself
 *   {{$}}                 the token of the form that it stands in
 *   [[text]]              Turkish text of the page, translated on request
 *
 * A name is looked up in the innermost value first, then outwards.
 */
#ifndef PORTAL_MOCK_TEMPLATE_H
#define PORTAL_MOCK_TEMPLATE_H

#include "portal-mock/json.h"
#include "portal-mock/words.h"

enum { TEMPLATE_DEPTH = 12 };

/* Writes the token of a form that goes to `action`; false: it could not be made. */
typedef bool template_token_fn(const void *context, const char *action, struct text *out);

struct template
{
    const struct node *stack[TEMPLATE_DEPTH]; /* outermost first */
    size_t depth;
    enum language language;
    struct text *out;
    template_token_fn *token; /* NULL: no form has one */
    const void *token_context;
};

/* Renders pages/NAME.html. An unknown name or a section left open makes `out` failed. */
void template_render(struct template *template, const char *name);

#endif
