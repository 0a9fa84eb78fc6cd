/* SPDX-License-Identifier: MIT */
/* Defect: the client says nothing of the driver step. (DEL-3) */
#include "conformance/adapters/engine/adapter.h"

#define driver_check driver_check_right
#include "conformance/adapters/engine/card_requests.c"
#undef driver_check

struct akis_result driver_check(struct adapter *adapter)
{
    (void)adapter;
    return plain(AKIS_OK);
}
