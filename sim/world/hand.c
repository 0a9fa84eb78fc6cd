/* SPDX-License-Identifier: MIT */
/* The hand: see hand.h. */
#include "sim/world/hand.h"

#include <signal.h>
#include <string.h>

enum { SLOT_BITS = 32 };

void hand_init(struct hand *hand, hand_work *work, void *context)
{
    *hand = (struct hand){.work = work, .context = context};
    pthread_mutex_init(&hand->lock, NULL);
    pthread_cond_init(&hand->called, NULL);
}

static bool is_idle(const struct hand *hand)
{
    for (int deed = 0; deed < HAND_DEEDS; deed++)
        if (hand->due[deed])
            return false;
    return true;
}

/* Waits for a call and takes what is due. False when the hand is to rest for good. */
static bool wait_for_call(struct hand *hand, unsigned due[HAND_DEEDS])
{
    pthread_mutex_lock(&hand->lock);
    while (is_idle(hand) && !hand->ends)
        pthread_cond_wait(&hand->called, &hand->lock);
    bool goes_on = !hand->ends;
    memcpy(due, hand->due, sizeof hand->due);
    memset(hand->due, 0, sizeof hand->due);
    pthread_mutex_unlock(&hand->lock);
    return goes_on;
}

static void *work(void *context)
{
    struct hand *hand = context;
    unsigned due[HAND_DEEDS];

    while (wait_for_call(hand, due))
        for (int deed = 0; deed < HAND_DEEDS; deed++)
            for (unsigned slot = 0; slot < SLOT_BITS; slot++)
                if (due[deed] & 1U << slot)
                    hand->work(hand->context, (enum hand_deed)deed, slot);
    return NULL;
}

bool hand_start(struct hand *hand)
{
    sigset_t all;
    sigset_t before;

    pthread_mutex_lock(&hand->lock);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* signals are the program's */
    if (!hand->works)
        hand->works = pthread_create(&hand->thread, NULL, work, hand) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    bool works = hand->works;
    pthread_mutex_unlock(&hand->lock);
    return works;
}

void hand_call(struct hand *hand, enum hand_deed deed, unsigned slot)
{
    pthread_mutex_lock(&hand->lock);
    hand->due[deed] |= 1U << slot;
    pthread_cond_signal(&hand->called);
    pthread_mutex_unlock(&hand->lock);
}

void hand_rest(struct hand *hand)
{
    pthread_mutex_lock(&hand->lock);
    hand->ends = true;
    pthread_cond_signal(&hand->called);
    bool works = hand->works;
    hand->works = false;
    pthread_mutex_unlock(&hand->lock);
    if (works)
        pthread_join(hand->thread, NULL);
}

void hand_end(struct hand *hand)
{
    pthread_cond_destroy(&hand->called);
    pthread_mutex_destroy(&hand->lock);
}
