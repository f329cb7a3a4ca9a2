#ifndef CCURL_LIBRARY_H
#define CCURL_LIBRARY_H
#include <curl/curl.h>

/* What is used of libcurl. */
struct ccurl_library {
  CURLcode (*global_init)(long);
  CURL *(*init)(void);
  CURLcode (*setopt)(CURL *, CURLoption, ...);
  CURLcode (*perform)(CURL *);
  CURLcode (*getinfo)(CURL *, CURLINFO, ...);
  /* NULL before 7.83. */
  CURLHcode (*header)(CURL *, const char *, size_t, unsigned int, int, struct curl_header **);
  void (*cleanup)(CURL *);
  const char *(*error)(CURLcode);
  struct curl_slist *(*append)(struct curl_slist *, const char *);
  void (*free_list)(struct curl_slist *);
  time_t (*getdate)(const char *, const time_t *);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
  CURLMcode (*multi_add)(CURLM *, CURL *);
  CURLMcode (*multi_remove)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *(*multi_read)(CURLM *, int *);
  CURLMcode (*multi_cleanup)(CURLM *);
};

/* libcurl, opened with the first call: linking it costs every start several milliseconds. NULL where it is not there. */
const struct ccurl_library *ccurl_library(void);

#endif
