/* SPDX-License-Identifier: MIT */
/* Defect: the answer repeats what it was asked, PINs too. (CLI-4) */
#include "conformance/adapters/engine/adapter.h"

#define pin_verify  pin_verify_right
#define unblock_puk unblock_puk_right
#include "conformance/adapters/engine/card_requests.c"
#undef pin_verify
#undef unblock_puk

struct akis_result pin_verify(struct adapter *adapter)
{
    tell(adapter, "asked", asked(adapter, "pin"));
    return pin_verify_right(adapter);
}

struct akis_result unblock_puk(struct adapter *adapter)
{
    tell(adapter, "asked", asked(adapter, "puk"));
    return unblock_puk_right(adapter);
}
