/* SPDX-License-Identifier: MIT */
/* Defect: the portal's TLS certificate is looked at, and not whose it is. (CLI-5) */
#include <curl/curl.h>

/* What follows the first value is not looked at: the function takes any number of arguments. */
#undef curl_easy_setopt
#define CURLOPT_SSL_VERIFYHOST CURLOPT_SSL_VERIFYHOST, 0L
#include "sim/http/curl.c"
