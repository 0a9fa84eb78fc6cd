/* SPDX-License-Identifier: MIT */
/* Defect: the Turkish statement of a qualified certificate has its neighbour's number. (CRT-8) */
#include <openssl/objects.h>
#include <string.h>

#define OBJ_txt2obj(id, numbers_only)                                                              \
    OBJ_txt2obj(strstr(id, ".5070.1.1") ? "2.16.792.1.61.0.1.5070.1.2" : (id), numbers_only)
#include "portal-mock/ca/qualified.c"
