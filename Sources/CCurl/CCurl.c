#include "CCurl.h"

#include <stdlib.h>
#include <string.h>

#include "Library.h"

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
  const struct ccurl_library *curl = ccurl_library();
  CURL *handle = curl ? curl->init() : NULL;
  if (!handle) {
    strcpy(answer.error, "libcurl is not there");
    return answer;
  }
  struct curl_slist *headers = curl->append(NULL, "Content-Type: application/json");
  /* Without it a long body waits for the server's leave. */
  if (headers) curl->append(headers, "Expect:");
  struct sink sink = {&answer, limit};
  curl->setopt(handle, CURLOPT_URL, address);
  curl->setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl->setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl->setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds);
  curl->setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl->setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
  curl->setopt(handle, CURLOPT_POSTFIELDS, body);
  curl->setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  curl->setopt(handle, CURLOPT_WRITEDATA, &sink);
  CURLcode code = curl->perform(handle);
  if (code == CURLE_OK) {
    curl->getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  } else {
    strncpy(answer.error, curl->error(code), sizeof answer.error - 1);
  }
  curl->free_list(headers);
  curl->cleanup(handle);
  return answer;
}

void ccurl_free(struct ccurl_answer *answer) {
  free(answer->bytes);
  answer->bytes = NULL;
}
