/* SPDX-License-Identifier: MIT */
/* Sessions: see session.h. */
#include "portal-mock/session.h"

#include "sim/base/secret.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

bool token_draw(const struct random_port *random, char *text, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t raw[SESSION_ID];

    if (size > sizeof raw || !random_fill(random, raw, size))
        return false;
    for (size_t i = 0; i + 1 < size; i++)
        text[i] = digits[raw[i] & 15];
    text[size - 1] = '\0';
    secret_wipe(raw, sizeof raw);
    return true;
}

static int64_t machine_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool limit_take(struct limit *limit, int64_t cost)
{
    int64_t now = machine_ms();
    int64_t credit = limit->refilled == 0 ? MINUTE_MS : limit->credit + (now - limit->refilled);

    limit->refilled = now;
    limit->credit = credit > MINUTE_MS ? MINUTE_MS : credit;
    if (limit->credit < cost)
        return false;
    limit->credit -= cost;
    return true;
}

bool session_raise(struct session *session, const struct random_port *random, enum step step)
{
    char id[SESSION_ID];
    uint8_t form_key[FORM_KEY];

    if (!token_draw(random, id, sizeof id) || !random_fill(random, form_key, sizeof form_key))
        return false;
    memcpy(session->id, id, sizeof id);
    memcpy(session->form_key, form_key, sizeof form_key);
    session->step = step;
    secret_wipe(id, sizeof id);
    secret_wipe(form_key, sizeof form_key);
    return true;
}

/* The one to give way: least far, then longest idle. */
static struct session *weakest(const struct sessions *sessions)
{
    struct session *found = sessions->list[0];

    for (size_t i = 1; i < sessions->count; i++) {
        struct session *other = sessions->list[i];
        if (other->step < found->step || (other->step == found->step && other->seen < found->seen))
            found = other;
    }
    return found;
}

struct session *sessions_begin(struct sessions *sessions, const struct random_port *random,
                               int64_t now)
{
    struct session *session = calloc(1, sizeof *session);

    if (!session || !session_raise(session, random, STEP_CAPTCHA)) {
        free(session);
        return NULL;
    }
    if (sessions->count == SESSIONS_MOST)
        sessions_end(sessions, weakest(sessions));
    session->seen = now;
    sessions->list[sessions->count++] = session;
    return session;
}

struct session *sessions_find(const struct sessions *sessions, const char *id)
{
    if (strlen(id) != SESSION_ID - 1)
        return NULL;
    for (size_t i = 0; i < sessions->count; i++)
        if (secret_equal(sessions->list[i]->id, id, SESSION_ID - 1))
            return sessions->list[i];
    return NULL;
}

void sessions_end(struct sessions *sessions, struct session *session)
{
    for (size_t i = 0; i < sessions->count; i++) {
        if (sessions->list[i] != session)
            continue;
        sessions->list[i] = sessions->list[--sessions->count];
        break;
    }
    secret_wipe(session, sizeof *session);
    free(session);
}

void sessions_expire(struct sessions *sessions, int64_t now, int64_t idle)
{
    for (size_t i = sessions->count; i-- > 0;)
        if (now - sessions->list[i]->seen > idle)
            sessions_end(sessions, sessions->list[i]);
}

void sessions_end_all(struct sessions *sessions)
{
    while (sessions->count > 0)
        sessions_end(sessions, sessions->list[0]);
}
