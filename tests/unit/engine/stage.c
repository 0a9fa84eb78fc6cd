/* SPDX-License-Identifier: MIT */
/* The engine's tests' world: see stage.h. */
#include "tests/unit/engine/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct stage stage;

int stage_open(void **state)
{
    (void)state;
    stage = (struct stage){0};
    return world_new(NULL, &stage.world) == WORLD_OK ? 0 : -1;
}

int stage_close(void **state)
{
    (void)state;
    akis_card_close(&stage.card);
    akis_portal_free(&stage.portal);
    world_free(&stage.world);
    return 0;
}

static int64_t world_time(void *context)
{
    return world_now(context);
}

struct akis_clock stage_clock(void)
{
    return (struct akis_clock){world_time, stage.world};
}

void stage_reopen(void)
{
    const struct akis_clock clock = stage_clock();
    struct link *link = NULL;

    akis_card_close(&stage.card);
    assert_int_equal(world_link(stage.world, 0, &link), WORLD_OK);
    assert_outcome(OK, akis_card_open_link(&link, &clock, &stage.card));
}

void stage_card(const char *profile, const char *key, const char *produced, const char *state)
{
    const struct world_card_order order = {
        .profile = profile, .key = key, .produced = produced, .state = state};

    assert_int_equal(world_card_new(stage.world, &order, stage.serial), WORLD_OK);
    assert_int_equal(world_insert(stage.world, stage.serial, 0), WORLD_OK);
    stage_reopen();
}

void stage_code(char code[16])
{
    struct world_sms sms;

    assert_int_equal(world_sms_read(stage.world, NULL, 0, &sms), WORLD_OK);
    memcpy(code, sms.code, sizeof sms.code);
}

void stage_login(void)
{
    const struct akis_portal_options options = {world_portal_url(stage.world),
                                                world_tls_root_file(stage.world)};
    const struct world_holder *holder = world_first_holder();
    char id[AKIS_CAPTCHA_ID], captcha[16], code[16];
    struct akis_blob picture = {0};

    assert_outcome(OK, akis_portal_new(&options, &stage.portal));
    assert_outcome(OK, akis_portal_captcha(stage.portal, id, &picture));
    assert_memory_equal(picture.data, "\x89PNG", 4);
    akis_blob_free(&picture);
    assert_int_equal(world_captcha(stage.world, id, captcha), WORLD_OK);
    assert_outcome(OK, akis_portal_password(stage.portal, holder->id, captcha, holder->word, NULL));
    assert_outcome(OK, akis_portal_sms(stage.portal));
    stage_code(code);
    assert_outcome(OK, akis_portal_code(stage.portal, code));
}
