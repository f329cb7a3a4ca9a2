#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Loaded when needed: linking it costs every start several milliseconds. */
static struct {
  CURLcode (*global_init)(long);
  CURL *(*init)(void);
  CURLcode (*setopt)(CURL *, CURLoption, ...);
  CURLcode (*perform)(CURL *);
  CURLcode (*getinfo)(CURL *, CURLINFO, ...);
  void (*cleanup)(CURL *);
  const char *(*error)(CURLcode);
  struct curl_slist *(*append)(struct curl_slist *, const char *);
  void (*free_list)(struct curl_slist *);
  int is_loaded;
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  *(void **)&curl.global_init = dlsym(library, "curl_global_init");
  *(void **)&curl.init = dlsym(library, "curl_easy_init");
  *(void **)&curl.setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&curl.perform = dlsym(library, "curl_easy_perform");
  *(void **)&curl.getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&curl.cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&curl.error = dlsym(library, "curl_easy_strerror");
  *(void **)&curl.append = dlsym(library, "curl_slist_append");
  *(void **)&curl.free_list = dlsym(library, "curl_slist_free_all");
  curl.is_loaded = curl.global_init && curl.init && curl.setopt && curl.perform && curl.getinfo && curl.cleanup &&
                   curl.error && curl.append && curl.free_list && curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

struct sink {
  struct ccurl_answer *answer;
  size_t limit;
};

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  struct sink *sink = context;
  struct ccurl_answer *answer = sink->answer;
  size_t length = size * count;
  if (length > sink->limit - answer->length) return 0;
  char *grown = realloc(answer->bytes, answer->length + length);
  if (!grown) return 0;
  memcpy(grown + answer->length, bytes, length);
  answer->bytes = grown;
  answer->length += length;
  return length;
}

struct ccurl_answer ccurl_post_json(
    const char *address, const void *body, size_t length, long milliseconds, size_t limit) {
  struct ccurl_answer answer = {0};
  pthread_once(&once, load);
  CURL *handle = curl.is_loaded ? curl.init() : NULL;
  if (!handle) {
    strcpy(answer.error, "libcurl is not there");
    return answer;
  }
  struct curl_slist *headers = curl.append(NULL, "Content-Type: application/json");
  /* Without it a long body waits for the server's leave. */
  if (headers) curl.append(headers, "Expect:");
  struct sink sink = {&answer, limit};
  curl.setopt(handle, CURLOPT_URL, address);
  curl.setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl.setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds);
  curl.setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl.setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
  curl.setopt(handle, CURLOPT_POSTFIELDS, body);
  curl.setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  curl.setopt(handle, CURLOPT_WRITEDATA, &sink);
  CURLcode code = curl.perform(handle);
  if (code == CURLE_OK) {
    curl.getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  } else {
    strncpy(answer.error, curl.error(code), sizeof answer.error - 1);
  }
  curl.free_list(headers);
  curl.cleanup(handle);
  return answer;
}

void ccurl_free(struct ccurl_answer *answer) {
  free(answer->bytes);
  answer->bytes = NULL;
}
