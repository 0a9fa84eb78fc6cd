/* SPDX-License-Identifier: MIT */
/* Defect: a new PIN may have eight digits at the most. (UNB-1) */
#include "sim/engine/card.h"

#define AKIS_PIN_MAX 8
#include "sim/engine/pin.c"
