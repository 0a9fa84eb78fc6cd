/* SPDX-License-Identifier: MIT */
/*
 * The HTTP port over libcurl: the only file that includes it. It knows no route
 * and no secret; it wipes what it held because it cannot tell.
 */
#include "sim/base/secret.h"
#include "sim/http/http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TIMEOUT_MS = 30000,
    ANSWER_MAX = 1 << 20,
    ANSWER_FIRST = 4096,
};

struct http {
    CURL *curl;
    char *ca_file;
    long timeout_ms;
    size_t answer_max;
};

/* An answer on its way in. */
struct incoming {
    uint8_t *data;
    size_t size;
    size_t capacity;
    size_t most;
    bool too_long;
};

static bool incoming_grow(struct incoming *in, size_t need)
{
    size_t capacity = in->capacity ? in->capacity : ANSWER_FIRST;

    while (capacity < need)
        capacity *= 2;
    uint8_t *data = malloc(capacity);
    if (!data)
        return false;
    if (in->data) {
        memcpy(data, in->data, in->size);
        secret_wipe(in->data, in->capacity);
        free(in->data);
    }
    in->data = data;
    in->capacity = capacity;
    return true;
}

static void incoming_free(struct incoming *in)
{
    if (in->data)
        secret_wipe(in->data, in->capacity);
    free(in->data);
    *in = (struct incoming){0};
}

/* libcurl's write callback: anything but the full count stops the exchange. */
static size_t receive(char *data, size_t one, size_t count, void *context)
{
    struct incoming *in = context;
    size_t size = one * count;

    if (size > in->most || in->size > in->most - size) {
        in->too_long = true;
        return 0;
    }
    if (in->size + size + 1 > in->capacity && !incoming_grow(in, in->size + size + 1))
        return 0;
    memcpy(in->data + in->size, data, size);
    in->size += size;
    return size;
}

enum http_result http_new(const struct http_options *options, struct http **http)
{
    static const struct http_options defaults;
    struct http *made = calloc(1, sizeof *made);

    if (!options)
        options = &defaults;
    if (!made)
        return HTTP_NO_MEMORY;
    made->curl = curl_easy_init();
    made->ca_file = options->ca_file ? strdup(options->ca_file) : NULL;
    made->timeout_ms = options->timeout_ms > 0 ? options->timeout_ms : TIMEOUT_MS;
    made->answer_max = options->answer_max > 0 ? options->answer_max : ANSWER_MAX;
    if (!made->curl || (options->ca_file && !made->ca_file)) {
        http_free(&made);
        return HTTP_NO_MEMORY;
    }
    /* Starts the cookies without one. CURLOPT_COOKIEFILE would do it too, but libcurl 7.88 loses
     * its memory at the next curl_easy_reset. */
    curl_easy_setopt(made->curl, CURLOPT_COOKIELIST, "Set-Cookie:");
    *http = made;
    return HTTP_OK;
}

void http_free(struct http **http)
{
    if (!*http)
        return;
    if ((*http)->curl)
        curl_easy_cleanup((*http)->curl);
    free((*http)->ca_file);
    free(*http);
    *http = NULL;
}

static struct curl_slist *header(struct curl_slist *list, const char *name, const char *value)
{
    char line[256];
    struct curl_slist *longer = NULL;

    if (value && snprintf(line, sizeof line, "%s%s", name, value) < (int)sizeof line)
        longer = curl_slist_append(list, line);
    secret_wipe(line, sizeof line);
    return longer ? longer : list;
}

/* Forgets the last request but keeps cookies and connections. */
static void prepare(const struct http *http, const struct http_request *request,
                    struct curl_slist *headers, struct incoming *in)
{
    CURL *curl = http->curl;

    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, http->timeout_ms);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (http->ca_file) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, http->ca_file);
        curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, in);
    if (request->body.size > 0 || strcmp(request->method, "POST") == 0) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.size);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS,
                         request->body.data ? (const char *)request->body.data : "");
    }
    if (strcmp(request->method, "HEAD") == 0)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    else if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "POST") != 0)
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
}

static enum http_result result_of(CURLcode code, const struct incoming *in)
{
    if (code == CURLE_OK)
        return HTTP_OK;
    if (in->too_long)
        return HTTP_TOO_LONG;
    switch ((int)code) {
    case CURLE_OUT_OF_MEMORY:
    case CURLE_WRITE_ERROR:
        return HTTP_NO_MEMORY;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return HTTP_UNREACHABLE;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
        return HTTP_NOT_TRUSTED;
    case CURLE_OPERATION_TIMEDOUT:
        return HTTP_TIMEOUT;
    default:
        return HTTP_FAILED;
    }
}

/* Copies the header `text` when it fits; else leaves the empty string. */
static void keep(const char *text, char *out, size_t size)
{
    if (!text || snprintf(out, size, "%s", text) >= (int)size)
        out[0] = '\0';
}

static int64_t read_date(const char *text)
{
    time_t when = curl_getdate(text, NULL);

    return when > 0 ? (int64_t)when : 0;
}

static enum http_result hand_over(CURL *curl, struct incoming *in, struct http_response *response)
{
    struct curl_header *location = NULL, *date = NULL;
    char *type = NULL;
    long status = 0;

    if (!in->data && !incoming_grow(in, 1))
        return HTTP_NO_MEMORY;
    in->data[in->size] = '\0';
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    *response = (struct http_response){.status = (int)status, .body = in->data, .size = in->size};
    keep(type, response->content_type, sizeof response->content_type);
    if (curl_easy_header(curl, "Location", 0, CURLH_HEADER, -1, &location) == CURLHE_OK)
        keep(location->value, response->location, sizeof response->location);
    if (curl_easy_header(curl, "Date", 0, CURLH_HEADER, -1, &date) == CURLHE_OK)
        response->date = read_date(date->value);
    *in = (struct incoming){0};
    return HTTP_OK;
}

enum http_result http_send(struct http *http, const struct http_request *request,
                           struct http_response *response)
{
    struct incoming in = {.most = http->answer_max};
    struct curl_slist *headers = header(NULL, "Accept: ", request->accept);

    headers = header(headers, "Content-Type: ", request->content_type);
    headers = header(headers, "Authorization: Bearer ", request->bearer);
    headers = header(headers, "Expect:", "");
    prepare(http, request, headers, &in);
    enum http_result result = result_of(curl_easy_perform(http->curl), &in);
    if (result == HTTP_OK)
        result = hand_over(http->curl, &in, response);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(http->curl, CURLOPT_POSTFIELDS, NULL);
    curl_slist_free_all(headers);
    incoming_free(&in);
    return result;
}

void http_response_free(struct http_response *response)
{
    if (response->body)
        secret_wipe(response->body, response->size);
    free(response->body);
    *response = (struct http_response){0};
}

enum http_result http_cookies_save(struct http *http, char *text, size_t size)
{
    struct curl_slist *list = NULL;
    size_t used = 0;
    enum http_result result = HTTP_OK;

    curl_easy_getinfo(http->curl, CURLINFO_COOKIELIST, &list);
    for (const struct curl_slist *each = list; each; each = each->next) {
        int more = snprintf(text + used, size - used, "%s\n", each->data);
        if (more < 0 || (size_t)more >= size - used) {
            result = HTTP_TOO_LONG;
            break;
        }
        used += (size_t)more;
    }
    curl_slist_free_all(list);
    text[used] = '\0';
    return result;
}

enum http_result http_cookies_load(struct http *http, const char *text)
{
    char line[4096];

    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        if (size >= sizeof line)
            return HTTP_TOO_LONG;
        memcpy(line, text, size);
        line[size] = '\0';
        if (size > 0 && curl_easy_setopt(http->curl, CURLOPT_COOKIELIST, line) != CURLE_OK)
            return HTTP_FAILED;
        text += size + (text[size] == '\n');
    }
    secret_wipe(line, sizeof line);
    return HTTP_OK;
}

const char *http_result_text(enum http_result result)
{
    switch (result) {
    case HTTP_OK:
        return "ok";
    case HTTP_NO_MEMORY:
        return "out of memory";
    case HTTP_UNREACHABLE:
        return "the server cannot be reached";
    case HTTP_NOT_TRUSTED:
        return "the server's certificate is not trusted";
    case HTTP_TIMEOUT:
        return "the server did not answer in time";
    case HTTP_TOO_LONG:
        return "too long";
    case HTTP_FAILED:
        return "the exchange failed";
    }
    return "unknown result";
}
