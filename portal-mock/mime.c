/* SPDX-License-Identifier: MIT */
/* Reading an e-mail message: see mime.h. */
#include "portal-mock/mime.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MOST = 4, PARTS_MOST = 32, LINE_MOST = 1000, VALUE_MOST = 512, IMAGE_LEAST = 67 };

/* Takes the first line off `rest`, without its end. False when nothing is left. */
static bool take_line(struct bytes *rest, struct bytes *line)
{
    if (rest->size == 0)
        return false;
    const uint8_t *end = memchr(rest->data, '\n', rest->size);
    size_t size = end ? (size_t)(end - rest->data) : rest->size;
    *line = bytes_slice(*rest, 0, size);
    *rest = bytes_slice(*rest, size + 1, rest->size);
    if (line->size > 0 && line->data[line->size - 1] == '\r')
        line->size--;
    return true;
}

static bool begins_with(struct bytes line, const char *start)
{
    size_t size = strlen(start);

    return line.size >= size && strncasecmp((const char *)line.data, start, size) == 0;
}

static void append(char *value, struct bytes more)
{
    size_t used = strlen(value);

    (void)snprintf(value + used, VALUE_MOST - used, "%.*s", (int)more.size,
                   (const char *)more.data);
}

/* A header's value, unfolded; "" when there is none. */
static void header_of(struct bytes headers, const char *name, char value[VALUE_MOST])
{
    struct bytes line;
    bool inside = false;

    value[0] = '\0';
    while (take_line(&headers, &line)) {
        bool folded = line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
        if (!folded)
            inside = *value == '\0' && begins_with(line, name);
        if (inside)
            append(value, folded ? line : bytes_slice(line, strlen(name), line.size));
    }
    size_t blanks = strspn(value, " \t");
    memmove(value, value + blanks, strlen(value + blanks) + 1);
}

/* Splits at the first empty line. False when a header line is malformed. */
static bool split(struct bytes whole, struct bytes *headers, struct bytes *body)
{
    struct bytes rest = whole;
    struct bytes line;
    bool first = true;

    while (take_line(&rest, &line)) {
        if (line.size == 0) {
            *headers = bytes_slice(whole, 0, whole.size - rest.size);
            *body = rest;
            return true;
        }
        bool folded = line.data[0] == ' ' || line.data[0] == '\t';
        if (line.size > LINE_MOST || (folded && first) ||
            (!folded && !memchr(line.data, ':', line.size)))
            return false;
        first = false;
    }
    return false;
}

/* A parameter of a header's value: boundary="…". */
static bool parameter_of(const char *value, const char *name, char *out, size_t size)
{
    const char *at = strcasestr(value, name);

    if (!at)
        return false;
    at += strlen(name);
    bool quoted = *at == '"';
    at += quoted ? 1 : 0;
    size_t length = strcspn(at, quoted ? "\"" : " ;\t");
    if (length == 0 || length >= size)
        return false;
    (void)snprintf(out, size, "%.*s", (int)length, at);
    return true;
}

static uint8_t *decode_base64(struct bytes body, size_t *size)
{
    uint8_t *out = malloc(body.size + 4);
    EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
    int got = 0;
    int rest = 0;

    *size = 0;
    if (out && context && body.size > 0) {
        EVP_DecodeInit(context);
        if (EVP_DecodeUpdate(context, out, &got, body.data, (int)body.size) >= 0 &&
            EVP_DecodeFinal(context, out + got, &rest) == 1)
            *size = (size_t)(got + rest);
    }
    EVP_ENCODE_CTX_free(context);
    return out;
}

static int digit(uint8_t letter)
{
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    letter |= 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* RFC 2045, 6.7. */
static uint8_t *decode_quoted(struct bytes body, size_t *size)
{
    uint8_t *out = malloc(body.size + 1);

    *size = 0;
    for (size_t i = 0; out && i < body.size; i++) {
        bool two = i + 2 < body.size;
        if (body.data[i] != '=') {
            out[(*size)++] = body.data[i];
        } else if (two && digit(body.data[i + 1]) >= 0 && digit(body.data[i + 2]) >= 0) {
            out[(*size)++] = (uint8_t)(digit(body.data[i + 1]) * 16 + digit(body.data[i + 2]));
            i += 2;
        } else {
            while (i < body.size && body.data[i] != '\n')
                i++;
        }
    }
    return out;
}

static uint8_t *decode(struct bytes headers, struct bytes body, size_t *size)
{
    char encoding[VALUE_MOST];

    header_of(headers, "Content-Transfer-Encoding:", encoding);
    if (strncasecmp(encoding, "base64", 6) == 0)
        return decode_base64(body, size);
    if (strncasecmp(encoding, "quoted-printable", 16) == 0)
        return decode_quoted(body, size);
    uint8_t *out = malloc(body.size + 1);
    *size = out ? body.size : 0;
    if (out && body.size > 0)
        memcpy(out, body.data, body.size);
    return out;
}

static bool is_picture(const uint8_t *data, size_t size)
{
    static const struct {
        const char *bytes;
        size_t size;
    } starts[] = {
        {"\x89PNG\r\n\x1a\n", 8},
        {"\xFF\xD8\xFF",      3},
        {"%PDF-",             5}
    };

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (size >= IMAGE_LEAST &&
            bytes_equal(bytes_of(data, starts[i].size), bytes_of(starts[i].bytes, starts[i].size)))
            return true;
    return false;
}

static void read_leaf(struct bytes headers, struct bytes body, const char *type, struct mail *mail)
{
    size_t size;
    uint8_t *content = decode(headers, body, &size);

    if (!content)
        return;
    if (*type == '\0' || strncasecmp(type, "text/", 5) == 0)
        text_put_bytes(&mail->words, bytes_of(content, size));
    else
        mail->image = mail->image || is_picture(content, size);
    free(content);
}

static bool read_entity(struct bytes whole, struct mail *mail, unsigned depth);

/* Reads the parts between the boundary's lines (RFC 2046, 5.1.1). */
static bool read_parts(struct bytes body, const char *boundary, struct mail *mail, unsigned depth)
{
    char mark[80];
    struct bytes rest = body;
    struct bytes line;
    const uint8_t *start = NULL;
    unsigned parts = 0;

    (void)snprintf(mark, sizeof mark, "--%s", boundary);
    while (take_line(&rest, &line)) {
        if (line.size < strlen(mark) || strncmp((const char *)line.data, mark, strlen(mark)) != 0)
            continue;
        if (start && (++parts > PARTS_MOST ||
                      !read_entity(bytes_of(start, (size_t)(line.data - start)), mail, depth + 1)))
            return false;
        if (bytes_equal(bytes_slice(line, strlen(mark), 2), bytes_text("--")))
            return true;
        start = rest.data;
    }
    return false;
}

static bool read_entity(struct bytes whole, struct mail *mail, unsigned depth)
{
    struct bytes headers;
    struct bytes body;
    char type[VALUE_MOST];
    char boundary[72];

    if (depth > DEPTH_MOST || !split(whole, &headers, &body))
        return false;
    header_of(headers, "Content-Type:", type);
    if (strncasecmp(type, "multipart/", 10) != 0) {
        read_leaf(headers, body, type, mail);
        return true;
    }
    return parameter_of(type, "boundary=", boundary, sizeof boundary) &&
           read_parts(body, boundary, mail, depth);
}

bool mail_read(struct bytes message, struct mail *mail)
{
    struct bytes headers;
    struct bytes body;
    char value[VALUE_MOST];

    *mail = (struct mail){0};
    if (!split(message, &headers, &body))
        return false;
    header_of(headers, "Date:", value);
    if (*value == '\0')
        return false;
    header_of(headers, "Subject:", value);
    (void)snprintf(mail->subject, sizeof mail->subject, "%.*s", (int)sizeof mail->subject - 1,
                   value);
    header_of(headers, "From:", value);
    (void)snprintf(mail->from, sizeof mail->from, "%.*s", (int)sizeof mail->from - 1, value);
    return strchr(mail->from, '@') != NULL && read_entity(message, mail, 0) && !mail->words.failed;
}

void mail_free(struct mail *mail)
{
    text_free(&mail->words);
}
