/* SPDX-License-Identifier: MIT */
/* The lists of cases, a file each; cases.c makes suites of them. */
#ifndef CONFORMANCE_CASES_CASES_H
#define CONFORMANCE_CASES_CASES_H

#include "conformance/case.h"

extern const struct conf_case *const pin_cases[];
extern const struct conf_case *const puk_cases[];
extern const struct conf_case *const unlock_cases[];
extern const struct conf_case *const cheat_cases[];
extern const struct conf_case *const login_cases[];
extern const struct conf_case *const info_cases[];
extern const struct conf_case *const certificate_cases[];
extern const struct conf_case *const renewal_cases[];
extern const struct conf_case *const client_cases[];
extern const struct conf_case *const crl_cases[];
extern const struct conf_case *const bare_cases[];
extern const struct conf_case *const access_cases[];
extern const struct conf_case *const signed_cases[];
extern const struct conf_case *const gate_cases[];
extern const struct conf_case *const page_cases[];
extern const struct conf_case *const paper_cases[];
extern const struct conf_case *const days_cases[];
extern const struct conf_case *const token_cases[];
extern const struct conf_case *const hostile_cases[];
extern const struct conf_case *const torn_cases[];
extern const struct conf_case *const trouble_cases[];
extern const struct conf_case *const machine_cases[];
extern const struct conf_case *const life_cases[];
extern const struct conf_case *const version_cases[];
extern const struct conf_case *const session_cases[];
extern const struct conf_case *const wander_cases[];

#endif
