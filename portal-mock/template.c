/* SPDX-License-Identifier: MIT */
/* Fills a page's template: see template.h. */
#include "portal-mock/template.h"

#include "portal-mock/assets.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MOST = 64, WORDS_MOST = 1024, ACTION_MOST = 256 };

static void render(struct template *template, struct bytes source);

static const struct node *look_up(const struct template *template, const char *name)
{
    const struct node *innermost = template->stack[template->depth - 1];

    if (strcmp(name, ".") == 0)
        return innermost;
    for (size_t i = template->depth; i-- > 0;) {
        const struct node *found = node_get(template->stack[i], name);
        if (found)
            return found;
    }
    return NULL;
}

/* Where `mark` begins in `source`, or its size. */
static size_t find(struct bytes source, const char *mark)
{
    const uint8_t *at = source.size ? memmem(source.data, source.size, mark, strlen(mark)) : NULL;

    return at ? (size_t)(at - source.data) : source.size;
}

static void put_time(struct text *out, const char *time)
{
    char text[32];

    if (strlen(time) < 10) {
        text_put_html(out, time);
        return;
    }
    (void)snprintf(text, sizeof text, "%.2s.%.2s.%.4s %.8s", time + 8, time + 5, time,
                   strlen(time) < 19 ? "" : time + 11);
    text_put_html(out, text);
}

static void put_value(struct template *template, char kind, const char *name)
{
    char room[24];
    const char *words = node_words(look_up(template, name), room);

    if (!words)
        return;
    if (kind == '@')
        put_time(template->out, words);
    else
        text_put_html(template->out, kind == '=' ? words_term(words, template->language) : words);
}

/* The action of the form that was begun last. */
static bool copy_action(const struct text *out, char action[ACTION_MOST])
{
    static const char mark[] = "action=\"";
    const size_t size = sizeof mark - 1;
    size_t at = out->size;

    while (at >= size && memcmp(out->data + at - size, mark, size) != 0)
        at--;
    if (at < size)
        return false;
    size_t length = strcspn((const char *)out->data + at, "\"");
    if (length >= ACTION_MOST)
        return false;
    memcpy(action, out->data + at, length);
    action[length] = '\0';
    return true;
}

static void put_token(struct template *template)
{
    char action[ACTION_MOST];

    if (template->token && (!copy_action(template->out, action) ||
                            !template->token(template->token_context, action, template->out)))
        template->out->failed = true;
}

static void render_in(struct template *template, const struct node *value, struct bytes source)
{
    if (template->depth == TEMPLATE_DEPTH) {
        template->out->failed = true;
        return;
    }
    template->stack[template->depth++] = value;
    render(template, source);
    template->depth--;
}

static void put_section(struct template *template, char kind, const char *name, struct bytes inner)
{
    const struct node *value = look_up(template, name);

    if (kind == '^') {
        if (!node_holds(value))
            render(template, inner);
    } else if (node_is_list(value)) {
        for (size_t i = 0; i < node_count(value); i++)
            render_in(template, node_at(value, i), inner);
    } else if (node_holds(value)) {
        render_in(template, value, inner);
    }
}

/* One tag, whose inside is `tag`; returns what of `rest` is left to render after it. */
static struct bytes put_tag(struct template *template, struct bytes tag, struct bytes rest)
{
    char name[NAME_MOST];
    char close[NAME_MOST + 8];
    char kind = tag.size ? (char)tag.data[0] : '\0';
    bool marked = kind != '\0' && strchr("#^@=>$", kind) != NULL;

    (void)snprintf(name, sizeof name, "%.*s", (int)(tag.size - (marked ? 1 : 0)),
                   (const char *)tag.data + (marked ? 1 : 0));
    if (kind == '>') {
        template_render(template, name);
        return rest;
    }
    if (kind == '$') {
        put_token(template);
        return rest;
    }
    if (kind != '#' && kind != '^') {
        put_value(template, kind, name);
        return rest;
    }
    (void)snprintf(close, sizeof close, "{{/%s}}", name);
    size_t end = find(rest, close);
    if (end == rest.size) {
        template->out->failed = true;
        return rest;
    }
    put_section(template, kind, name, bytes_slice(rest, 0, end));
    return bytes_slice(rest, end + strlen(close), rest.size);
}

static void put_words(struct template *template, struct bytes words)
{
    char turkish[WORDS_MOST];

    (void)snprintf(turkish, sizeof turkish, "%.*s", (int)words.size, (const char *)words.data);
    text_put_html(template->out, words_translate(turkish, template->language));
}

static void render(struct template *template, struct bytes source)
{
    while (source.size > 0 && !template->out->failed) {
        size_t tag = find(source, "{{");
        size_t words = find(source, "[[");
        size_t start = tag < words ? tag : words;
        text_put_bytes(template->out, bytes_slice(source, 0, start));
        if (start == source.size)
            return;
        struct bytes inside = bytes_slice(source, start + 2, source.size);
        size_t end = find(inside, tag < words ? "}}" : "]]");
        source = bytes_slice(inside, end + 2, inside.size);
        if (tag < words)
            source = put_tag(template, bytes_slice(inside, 0, end), source);
        else
            put_words(template, bytes_slice(inside, 0, end));
    }
}

void template_render(struct template *template, const char *name)
{
    char file[NAME_MOST + 8];

    (void)snprintf(file, sizeof file, "%s.html", name);
    struct bytes source = asset_find(file);
    if (!source.data) {
        template->out->failed = true;
        return;
    }
    render(template, source);
}
