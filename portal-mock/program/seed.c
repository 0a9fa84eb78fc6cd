/* SPDX-License-Identifier: MIT */
/* A portal's first holders and cards: see seed.h. */
#include "portal-mock/program/seed.h"

#include "portal-mock/json.h"
#include "sim/base/calendar.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILE_MOST = 1024 * 1024, YEAR = 365 * 86400 };

static struct node *read_tree(const char *file)
{
    uint8_t *content = malloc(FILE_MOST);
    FILE *stream = content ? fopen(file, "rb") : NULL;
    size_t size = stream ? fread(content, 1, FILE_MOST, stream) : 0;
    struct node *tree = size < FILE_MOST ? node_parse(bytes_of(content, size)) : NULL;

    if (stream)
        (void)fclose(stream);
    free(content);
    return tree;
}

static const char *text_of(const struct node *node, const char *name)
{
    return node_text(node_get(node, name));
}

/* A time by its name, or what stands for it. */
static bool time_of(const struct node *node, const char *name, int64_t otherwise, int64_t *when)
{
    const char *text = text_of(node, name);

    *when = otherwise;
    return !text || calendar_parse(text, when);
}

static bool order_of(const struct node *node, struct portal_order *order)
{
    int64_t now = (int64_t)time(NULL);
    int64_t produced = 0;
    const char *key = text_of(node, "key");

    *order = (struct portal_order){
        .holder_id = text_of(node, "holder"),
        .key_kind = key ? key : "p384",
        .pin = text_of(node, "pin"),
        .puk = text_of(node, "puk"),
    };
    if (!text_of(node, "produced") || !time_of(node, "produced", 0, &produced) ||
        !time_of(node, "not_before", now - 60, &order->not_before) ||
        !time_of(node, "not_after", order->not_before + 3 * (int64_t)YEAR, &order->not_after))
        return false;
    struct civil civil = calendar_istanbul(produced);
    order->produced = (int64_t)civil.year * 10000 + civil.month * 100 + civil.day;
    return true;
}

static void put_hex(struct node *node, const char *name, struct bytes bytes)
{
    size_t room = 2 * bytes.size + 1;
    char *text = malloc(room);

    if (text && hex_encode(bytes, text, room)) {
        node_put_text(node, name, text);
        secret_wipe(text, room);
    }
    free(text);
}

static bool write_private(const char *path, struct bytes content)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool done = file >= 0 && write(file, content.data, content.size) == (ssize_t)content.size;

    if (file >= 0 && close(file) != 0)
        done = false;
    return done;
}

static bool write_product(const char *directory, const struct portal_product *product)
{
    char path[512];
    struct node *node = node_object();
    struct text text = {0};

    node_put_text(node, "serial", product->serial);
    node_put_text(node, "certificate_serial", product->certificate_serial);
    node_put_text(node, "pin", product->pin);
    node_put_text(node, "puk", product->puk);
    put_hex(node, "admin_key", bytes_of(product->admin_key, sizeof product->admin_key));
    put_hex(node, "key", bytes_of(product->key, product->key_size));
    put_hex(node, "certificate", bytes_of(product->certificate, product->certificate_size));
    node_print(node, &text);
    (void)snprintf(path, sizeof path, "%s/cards", directory);
    bool done = (mkdir(path, 0700) == 0 || errno == EEXIST) && !text.failed;
    (void)snprintf(path, sizeof path, "%s/cards/%s.json", directory, product->serial);
    done = done && write_private(path, text_bytes(&text));
    text_free(&text);
    node_free(node);
    return done;
}

/* Adds the holders; `*fresh` tells whether any of them was new. */
static bool add_holders(struct portal *portal, const struct node *list, bool *fresh, char why[256])
{
    for (size_t i = 0; i < node_count(list); i++) {
        const struct node *one = node_at(list, i);
        const struct portal_holder holder = {text_of(one, "id"), text_of(one, "name"),
                                             text_of(one, "phone"), text_of(one, "word")};
        enum portal_result result = portal_add_holder(portal, &holder);
        *fresh = *fresh || result == PORTAL_OK;
        if (result == PORTAL_OK || result == PORTAL_REFUSED)
            continue;
        (void)snprintf(why, 256, "holder %zu of the seed file: %s", i + 1,
                       portal_result_text(result));
        return false;
    }
    return true;
}

static bool add_cards(struct portal *portal, const struct node *list, const char *directory,
                      char why[256])
{
    for (size_t i = 0; i < node_count(list); i++) {
        struct portal_order order;
        struct portal_product product;
        enum portal_result result = PORTAL_BAD_ARGUMENT;
        if (order_of(node_at(list, i), &order))
            result = portal_produce(portal, &order, &product);
        if (result == PORTAL_OK) {
            bool written = write_product(directory, &product);
            portal_product_free(&product);
            result = written ? PORTAL_OK : PORTAL_STORE_FAILED;
        }
        if (result == PORTAL_OK)
            continue;
        (void)snprintf(why, 256, "card %zu of the seed file: %s", i + 1,
                       portal_result_text(result));
        return false;
    }
    return true;
}

bool seed_run(struct portal *portal, const char *file, const char *directory, char why[256])
{
    struct node *tree = read_tree(file);
    bool fresh = false;

    (void)snprintf(why, 256, "%s cannot be read, or is no JSON object", file);
    bool done = node_is_object(tree) &&
                add_holders(portal, node_get(tree, "holders"), &fresh, why) &&
                (!fresh || add_cards(portal, node_get(tree, "cards"), directory, why));
    node_free(tree);
    return done;
}
