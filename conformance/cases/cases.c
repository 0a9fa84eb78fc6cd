/* SPDX-License-Identifier: MIT */
/* The suites. */
#include "conformance/cases/cases.h"

static const struct suite pin = {"pin", pin_cases};
static const struct suite session = {"session", session_cases};
static const struct suite puk = {"puk", puk_cases};
static const struct suite torn = {"torn", torn_cases};
static const struct suite unlock = {"unlock", unlock_cases};
static const struct suite cheat = {"cheat", cheat_cases};
static const struct suite login = {"login", login_cases};
static const struct suite access = {"access", access_cases};
static const struct suite signed_in = {"signed", signed_cases};
static const struct suite gate = {"gate", gate_cases};
static const struct suite page = {"page", page_cases};
static const struct suite version = {"version", version_cases};
static const struct suite info = {"info", info_cases};
static const struct suite certificate = {"certificate", certificate_cases};
static const struct suite renewal = {"renewal", renewal_cases};
static const struct suite paper = {"paper", paper_cases};
static const struct suite days = {"days", days_cases};
static const struct suite token = {"token", token_cases};
static const struct suite client = {"client", client_cases};
static const struct suite crl = {"crl", crl_cases};
static const struct suite bare = {"bare", bare_cases};
static const struct suite hostile = {"hostile", hostile_cases};
static const struct suite trouble = {"trouble", trouble_cases};
static const struct suite machine = {"machine", machine_cases};
static const struct suite wander = {"wander", wander_cases};
static const struct suite life = {"life", life_cases};

const struct suite *const *suites(void)
{
    static const struct suite *const list[] = {
        &pin,    &session, &puk,  &torn,        &unlock,  &cheat,   &login,  &access, &signed_in,
        &gate,   &page,    &info, &certificate, &renewal, &paper,   &days,   &token,  &version,
        &client, &crl,     &bare, &hostile,     &trouble, &machine, &wander, &life,   NULL,
    };

    return list;
}
