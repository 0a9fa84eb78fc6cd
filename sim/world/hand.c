/* SPDX-License-Identifier: MIT */
/* The hand that pulls cards out: see hand.h. */
#include "sim/world/hand.h"

#include <signal.h>

enum { SLOT_BITS = 32 };

void hand_init(struct hand *hand, void (*pull)(void *context, unsigned slot), void *context)
{
    *hand = (struct hand){.pull = pull, .context = context};
    pthread_mutex_init(&hand->lock, NULL);
    pthread_cond_init(&hand->called, NULL);
}

/* Waits for a call; 0 when the hand is to rest for good. */
static unsigned wait_for_call(struct hand *hand)
{
    pthread_mutex_lock(&hand->lock);
    while (hand->slots == 0 && !hand->ends)
        pthread_cond_wait(&hand->called, &hand->lock);
    unsigned slots = hand->ends ? 0 : hand->slots;
    hand->slots = 0;
    pthread_mutex_unlock(&hand->lock);
    return slots;
}

static void *work(void *context)
{
    struct hand *hand = context;
    unsigned slots;

    while ((slots = wait_for_call(hand)) != 0)
        for (unsigned slot = 0; slot < SLOT_BITS; slot++)
            if (slots & 1U << slot)
                hand->pull(hand->context, slot);
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

void hand_call(struct hand *hand, unsigned slot)
{
    pthread_mutex_lock(&hand->lock);
    hand->slots |= 1U << slot;
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
