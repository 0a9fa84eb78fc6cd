/* SPDX-License-Identifier: MIT */
/* Defect: Bilgi Güncelle shows the new address, and forgets it. (CRT-7) */
#include "portal-mock/records.h"

#define holder_update(database, holder) ((void)(database), (void)(holder), DATABASE_OK)
#include "portal-mock/info.c"
