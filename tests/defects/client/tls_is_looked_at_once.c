/* SPDX-License-Identifier: MIT */
/* Defect: the portal's TLS certificate is checked until it once was right. (CLI-5) */
#include <curl/curl.h>

/* 0 once there was an answer. */
static long looks = 1;

static CURLcode perform_and_trust(CURL *curl)
{
    CURLcode code = (curl_easy_perform)(curl);

    if (code == CURLE_OK)
        looks = 0;
    return code;
}

#undef curl_easy_setopt
#define CURLOPT_SSL_VERIFYPEER CURLOPT_SSL_VERIFYPEER, looks
#define CURLOPT_SSL_VERIFYHOST CURLOPT_SSL_VERIFYHOST, 2 * looks
#define curl_easy_perform      perform_and_trust
#include "sim/http/curl.c"
