#ifndef CCURL_H
#define CCURL_H
#include <stddef.h>

#include "CCurlMulti.h"

/* The answer to a request. `bytes` is freed with ccurl_free. */
struct ccurl_answer {
  /* Of HTTP; 0 where no answer came. */
  long status;
  char *bytes;
  size_t length;
  /* Why no answer came; empty where one did. */
  char error[256];
};

/* Posts JSON to an http or https address and waits for the answer, for so many milliseconds; no redirect is followed.
   An answer longer than `limit` bytes is an error. libcurl is loaded with the first call. Threads may call it together. */
struct ccurl_answer ccurl_post_json(
    const char *address, const void *body, size_t length, long milliseconds, size_t limit);

void ccurl_free(struct ccurl_answer *answer);

#endif
