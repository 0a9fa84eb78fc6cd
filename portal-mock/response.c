/* SPDX-License-Identifier: MIT */
/* What is answered: see response.h. */
#include "portal-mock/response.h"

#include "portal-mock/form_token.h"
#include "portal-mock/template.h"
#include "sim/base/secret.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int status;
    const char *turkish;
    const char *english;
} errors[] = {
#define ERROR(name, status, turkish, english) {#name, status, turkish, english},
#include "portal-mock/errors.def"
#undef ERROR
};

const char *error_name(enum error error)
{
    return errors[error].name;
}

void response_page(struct response *response, const char *page, const char *title)
{
    response->page = page;
    response->title = title;
}

void response_next(struct response *response, const char *path)
{
    (void)snprintf(response->address, sizeof response->address, "%s", path);
    response->next = response->address;
}

void response_refuse(struct response *response, const struct request *request, enum error error)
{
    response->status = errors[error].status;
    response->next = NULL;
    if (!response->page)
        response_page(response, "error", "İşlem Yapılamadı");
    node_put_text(response->data, "error", errors[error].name);
    node_put_text(response->data, "message",
                  request->language == ENGLISH ? errors[error].english : errors[error].turkish);
}

void response_raw(struct response *response, const char *type, struct bytes body)
{
    response->type = type;
    text_put_bytes(&response->body, body);
}

void response_cookie(struct response *response, const char *name, const char *value)
{
    if (response->cookie_count == COOKIES_MOST)
        return;
    (void)snprintf(response->cookies[response->cookie_count++], sizeof response->cookies[0],
                   "%s=%s; Path=/; HttpOnly; Secure; SameSite=Strict%s", name, value,
                   *value ? "" : "; Max-Age=0");
}

static void write_json(struct response *response)
{
    response->type = "application/json";
    node_print(response->data, &response->body);
}

static bool put_form_token(const void *session, const char *action, struct text *out)
{
    char token[FORM_TOKEN];

    if (!form_token_make(session, action, token))
        return false;
    text_put(out, token);
    secret_wipe(token, sizeof token);
    return true;
}

static void write_page(struct response *response, const struct request *request,
                       const struct node *frame)
{
    struct template template = {
        .stack = {frame, response->data},
        .depth = 2,
        .language = request->language,
        .out = &response->body,
        .token = request->session ? put_form_token : NULL,
        .token_context = request->session,
    };

    response->type = "text/html; charset=utf-8";
    template_render(&template, "top");
    template_render(&template, response->page);
    template_render(&template, "bottom");
}

void response_finish(struct response *response, const struct request *request,
                     const struct node *frame)
{
    if (response->type)
        return;
    if (request_wants_json(request) || (!response->page && !response->next)) {
        response->next = NULL;
        write_json(response);
    } else if (response->next) {
        response->status = 303;
        response->type = "text/plain; charset=utf-8";
    } else {
        write_page(response, request, frame);
    }
}

void response_free(struct response *response)
{
    node_free(response->data);
    text_free(&response->body);
    *response = (struct response){0};
}
