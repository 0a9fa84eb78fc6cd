/* SPDX-License-Identifier: MIT */
/* A card that answers what none should: the engine says so, and ends. */
#include "sim/engine/akis.h"
#include "tests/unit/engine/fake_link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const atr_v2 = "3B9F978131FE4580655443D2210831C073F6218081055B";

static struct akis_result open_fake(struct fake_link *fake, const char *atr,
                                    const char *const *answers, struct akis_card **card)
{
    struct link *link = fake_link_start(fake, atr, answers);

    return akis_card_open_link(&link, NULL, card);
}

static enum akis_outcome opened(const char *atr, const char *const *answers)
{
    struct fake_link fake;
    struct akis_card *card = NULL;
    struct akis_result result = open_fake(&fake, atr, answers, &card);

    akis_card_close(&card);
    return result.outcome;
}

static void what_is_in_the_reader_gets_its_own_answer(void **state)
{
    static const char *const fine[] = {"9000", NULL};
    static const char *const endless[] = {"6100", NULL};
    static const char *const gone[] = {"!R", NULL};
    static const char *const late[] = {"!T", NULL};
    static const char *const short_one[] = {"90", NULL};
    static const char *const unknown[] = {"6A82", NULL};

    (void)state;
    assert_int_equal(opened(NULL, fine), AKIS_NO_CARD);
    assert_int_equal(opened("", fine), AKIS_MUTE_CARD);
    assert_int_equal(opened("3B6800000073C84011009000", fine), AKIS_FOREIGN_CARD);
    assert_int_equal(opened(atr_v2, endless), AKIS_CARD_GARBLED);
    assert_int_equal(opened(atr_v2, gone), AKIS_CARD_REMOVED);
    assert_int_equal(opened(atr_v2, late), AKIS_CARD_TIMEOUT);
    assert_int_equal(opened(atr_v2, short_one), AKIS_CARD_GARBLED);
    assert_int_equal(opened(atr_v2, unknown), AKIS_FOREIGN_CARD);
    assert_int_equal(opened(atr_v2, fine), AKIS_OK);
}

static void a_card_without_a_date_is_never_sent_a_puk(void **state)
{
    static const char *const silent[] = {"6A88", "9000", NULL};
    struct fake_link fake;
    struct akis_card *card = NULL;

    (void)state;
    assert_int_equal(open_fake(&fake, atr_v2, silent, &card).outcome, AKIS_OK);
    assert_int_equal(akis_unblock_puk(card, "12345678", "654321").outcome, AKIS_PUK_NOT_USED);
    akis_card_close(&card);
}

static void a_pin_whose_answer_is_lost_is_sent_once(void **state)
{
    static const char *const lost[] = {"9000", "9000", "9000", "!R", NULL};
    struct fake_link fake;
    struct akis_card *card = NULL;

    (void)state;
    assert_int_equal(open_fake(&fake, atr_v2, lost, &card).outcome, AKIS_OK);
    assert_int_equal(akis_login(card, "123456").outcome, AKIS_CARD_REMOVED);
    assert_int_equal(fake.pins, 1);
    akis_card_close(&card);
    assert_int_equal(fake.pins, 1);
}

static void closing_leaves_no_pin_verified(void **state)
{
    static const char *const fine[] = {"9000", NULL};
    struct fake_link fake;
    struct akis_card *card = NULL;

    (void)state;
    assert_int_equal(open_fake(&fake, atr_v2, fine, &card).outcome, AKIS_OK);
    assert_int_equal(akis_login(card, "123456").outcome, AKIS_OK);
    akis_card_close(&card);
    assert_int_equal(fake.last_size, 4);
    assert_memory_equal(fake.last, "\x80\x1A\0\0", 4);
}

static void a_version_without_logout_is_reset(void **state)
{
    static const char *const deaf[] = {"9000", "9000", "9000", "9000", "6D00", NULL};
    struct fake_link fake;
    struct akis_card *card = NULL;

    (void)state;
    assert_int_equal(open_fake(&fake, atr_v2, deaf, &card).outcome, AKIS_OK);
    assert_int_equal(akis_login(card, "123456").outcome, AKIS_OK);
    assert_int_equal(fake.resets, 1);
    akis_card_close(&card);
    assert_int_equal(fake.resets, 2);
}

static void a_nonsense_file_is_no_certificate(void **state)
{
    static const char *const nonsense[] = {"9000", "9000", "9000", "30820100FFFF9000", NULL};
    struct fake_link fake;
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};

    (void)state;
    assert_int_equal(open_fake(&fake, atr_v2, nonsense, &card).outcome, AKIS_OK);
    assert_int_not_equal(akis_certificates(card, &all).outcome, AKIS_OK);
    assert_int_equal(all.count, 0);
    akis_card_close(&card);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_in_the_reader_gets_its_own_answer),
        cmocka_unit_test(a_card_without_a_date_is_never_sent_a_puk),
        cmocka_unit_test(a_pin_whose_answer_is_lost_is_sent_once),
        cmocka_unit_test(closing_leaves_no_pin_verified),
        cmocka_unit_test(a_version_without_logout_is_reset),
        cmocka_unit_test(a_nonsense_file_is_no_certificate),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
