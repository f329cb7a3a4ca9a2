#include "CCurlMulti.h"

#include <stdlib.h>
#include <string.h>

#include "Library.h"

struct ccurl_multi {
  const struct ccurl_library *curl;
  CURLM *handle;
};

struct ccurl_transfer {
  const struct ccurl_library *curl;
  CURL *handle;
  struct curl_slist *headers;
  char *bytes;
  size_t length, capacity, limit;
  int is_too_large;
  CURLcode code;
  char error[CURL_ERROR_SIZE];
};

struct ccurl_multi *ccurl_multi_new(long kept) {
  const struct ccurl_library *curl = ccurl_library();
  struct ccurl_multi *multi = curl ? malloc(sizeof *multi) : NULL;
  if (!multi) return NULL;
  multi->curl = curl;
  multi->handle = curl->multi_init();
  if (!multi->handle) {
    free(multi);
    return NULL;
  }
  curl->multi_setopt(multi->handle, CURLMOPT_MAXCONNECTS, kept);
  return multi;
}

void ccurl_multi_free(struct ccurl_multi *multi) {
  multi->curl->multi_cleanup(multi->handle);
  free(multi);
}

int ccurl_multi_add(struct ccurl_multi *multi, struct ccurl_transfer *transfer) {
  return multi->curl->multi_add(multi->handle, transfer->handle) == CURLM_OK;
}

void ccurl_multi_remove(struct ccurl_multi *multi, struct ccurl_transfer *transfer) {
  multi->curl->multi_remove(multi->handle, transfer->handle);
}

void ccurl_multi_perform(struct ccurl_multi *multi) {
  int running;
  multi->curl->multi_perform(multi->handle, &running);
}

struct ccurl_transfer *ccurl_multi_finished(struct ccurl_multi *multi) {
  CURLMsg *message;
  int left;
  while ((message = multi->curl->multi_read(multi->handle, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    /* Removing the handle makes the message invalid. */
    CURLcode code = message->data.result;
    struct ccurl_transfer *transfer = NULL;
    multi->curl->getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    transfer->code = code;
    ccurl_multi_remove(multi, transfer);
    return transfer;
  }
  return NULL;
}

void ccurl_multi_wait(struct ccurl_multi *multi, int milliseconds) {
  multi->curl->multi_poll(multi->handle, NULL, 0, milliseconds, NULL);
}

void ccurl_multi_wakeup(struct ccurl_multi *multi) { multi->curl->multi_wakeup(multi->handle); }

static size_t receive(char *bytes, size_t size, size_t count, void *context) {
  struct ccurl_transfer *transfer = context;
  size_t length = size * count;
  if (length > transfer->limit - transfer->length) {
    transfer->is_too_large = 1;
    return 0;
  }
  if (length > transfer->capacity - transfer->length) {
    size_t capacity = 2 * transfer->capacity + length;
    char *grown = realloc(transfer->bytes, capacity);
    if (!grown) return 0;
    transfer->bytes = grown;
    transfer->capacity = capacity;
  }
  memcpy(transfer->bytes + transfer->length, bytes, length);
  transfer->length += length;
  return length;
}

struct ccurl_transfer *ccurl_transfer_new(const struct ccurl_request *request) {
  const struct ccurl_library *curl = ccurl_library();
  struct ccurl_transfer *transfer = curl ? calloc(1, sizeof *transfer) : NULL;
  if (!transfer) return NULL;
  transfer->curl = curl;
  transfer->limit = request->limit;
  transfer->handle = curl->init();
  /* Without `Expect:` a long body waits for the server's leave. */
  if (!transfer->handle || !ccurl_transfer_header(transfer, "Expect:")) {
    ccurl_transfer_free(transfer);
    return NULL;
  }
  CURL *handle = transfer->handle;
  curl->setopt(handle, CURLOPT_PRIVATE, transfer);
  curl->setopt(handle, CURLOPT_ERRORBUFFER, transfer->error);
  curl->setopt(handle, CURLOPT_URL, request->address);
  curl->setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl->setopt(handle, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl->setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl->setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl->setopt(handle, CURLOPT_TCP_NODELAY, 1L);
  curl->setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, request->connect_milliseconds);
  curl->setopt(handle, CURLOPT_TIMEOUT_MS, request->total_milliseconds);
  if (request->is_direct) curl->setopt(handle, CURLOPT_PROXY, "");
  curl->setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->length);
  CURLcode copied = curl->setopt(handle, CURLOPT_COPYPOSTFIELDS, request->length ? request->body : "");
  curl->setopt(handle, CURLOPT_WRITEFUNCTION, receive);
  curl->setopt(handle, CURLOPT_WRITEDATA, transfer);
  if (copied != CURLE_OK) {
    ccurl_transfer_free(transfer);
    return NULL;
  }
  return transfer;
}

int ccurl_transfer_header(struct ccurl_transfer *transfer, const char *line) {
  struct curl_slist *headers = transfer->curl->append(transfer->headers, line);
  if (!headers) return 0;
  transfer->headers = headers;
  return transfer->curl->setopt(transfer->handle, CURLOPT_HTTPHEADER, headers) == CURLE_OK;
}

void ccurl_transfer_free(struct ccurl_transfer *transfer) {
  if (transfer->handle) transfer->curl->cleanup(transfer->handle);
  transfer->curl->free_list(transfer->headers);
  free(transfer->bytes);
  free(transfer);
}

static enum ccurl_fault fault(const struct ccurl_transfer *transfer) {
  if (transfer->is_too_large) return CCURL_TOO_LARGE;
  switch (transfer->code) {
    case CURLE_OK: return CCURL_GOOD;
    case CURLE_COULDNT_CONNECT: return CCURL_REFUSED;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return CCURL_UNRESOLVED;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_TIMED_OUT;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR: return CCURL_CUT_OFF;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT: return CCURL_TLS;
    default: return CCURL_OTHER;
  }
}

struct ccurl_result ccurl_transfer_result(const struct ccurl_transfer *transfer) {
  struct ccurl_result result = {fault(transfer), "", 0, transfer->bytes, transfer->length};
  if (result.fault != CCURL_GOOD) {
    result.message = transfer->error[0] ? transfer->error : transfer->curl->error(transfer->code);
  }
  transfer->curl->getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &result.status);
  return result;
}

const char *ccurl_transfer_answer_header(const struct ccurl_transfer *transfer, const char *name) {
  if (!transfer->curl->header) return NULL;
  struct curl_header *header = NULL;
  CURLHcode code = transfer->curl->header(transfer->handle, name, 0, CURLH_HEADER, -1, &header);
  return code == CURLHE_OK ? header->value : NULL;
}

long long ccurl_date(const char *text) {
  const struct ccurl_library *curl = ccurl_library();
  return curl ? (long long)curl->getdate(text, NULL) : -1;
}
