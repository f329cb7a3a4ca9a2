#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>

static struct ccurl_library curl;
static int is_loaded;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  const struct {
    const char *name;
    void *place;
  } symbols[] = {
      {"curl_global_init", &curl.global_init},
      {"curl_easy_init", &curl.init},
      {"curl_easy_setopt", &curl.setopt},
      {"curl_easy_perform", &curl.perform},
      {"curl_easy_getinfo", &curl.getinfo},
      {"curl_easy_cleanup", &curl.cleanup},
      {"curl_easy_strerror", &curl.error},
      {"curl_slist_append", &curl.append},
      {"curl_slist_free_all", &curl.free_list},
      {"curl_getdate", &curl.getdate},
      {"curl_multi_init", &curl.multi_init},
      {"curl_multi_setopt", &curl.multi_setopt},
      {"curl_multi_add_handle", &curl.multi_add},
      {"curl_multi_remove_handle", &curl.multi_remove},
      {"curl_multi_perform", &curl.multi_perform},
      {"curl_multi_poll", &curl.multi_poll},
      {"curl_multi_wakeup", &curl.multi_wakeup},
      {"curl_multi_info_read", &curl.multi_read},
      {"curl_multi_cleanup", &curl.multi_cleanup},
  };
  for (size_t index = 0; index < sizeof symbols / sizeof *symbols; index++) {
    void *symbol = dlsym(library, symbols[index].name);
    if (!symbol) return;
    *(void **)symbols[index].place = symbol;
  }
  *(void **)&curl.header = dlsym(library, "curl_easy_header");
  is_loaded = curl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

const struct ccurl_library *ccurl_library(void) {
  pthread_once(&once, load);
  return is_loaded ? &curl : NULL;
}
