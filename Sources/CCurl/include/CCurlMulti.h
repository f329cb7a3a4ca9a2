#ifndef CCURL_MULTI_H
#define CCURL_MULTI_H
#include <stddef.h>

/* Many requests under way at once: libcurl's multi interface, with its options set by functions that have types. What
   belongs to one `ccurl_multi` is used by one thread; ccurl_multi_wakeup alone may be called by others. */

/* Connections that are kept and used again. */
struct ccurl_multi;
/* A request and what has come of its answer. */
struct ccurl_transfer;

/* NULL where libcurl is not there. At most `kept` idle connections stay open. */
struct ccurl_multi *ccurl_multi_new(long kept);
/* No transfer may be left in it. */
void ccurl_multi_free(struct ccurl_multi *multi);

/* Whether the transfer is on its way now. */
int ccurl_multi_add(struct ccurl_multi *multi, struct ccurl_transfer *transfer);
void ccurl_multi_remove(struct ccurl_multi *multi, struct ccurl_transfer *transfer);
/* Sends and receives what can be without waiting. */
void ccurl_multi_perform(struct ccurl_multi *multi);
/* The next transfer that has ended, which is removed; NULL where none has. */
struct ccurl_transfer *ccurl_multi_finished(struct ccurl_multi *multi);
/* Waits until there is something to do, somebody calls ccurl_multi_wakeup, or the time is over. */
void ccurl_multi_wait(struct ccurl_multi *multi, int milliseconds);
void ccurl_multi_wakeup(struct ccurl_multi *multi);

/* What is posted; everything is copied. No redirect is followed. */
struct ccurl_request {
  /* http or https. */
  const char *address;
  const void *body;
  size_t length;
  long connect_milliseconds, total_milliseconds;
  /* The longest answer, in bytes. */
  size_t limit;
  /* Whatever the environment says of proxies. */
  int is_direct;
};

struct ccurl_transfer *ccurl_transfer_new(const struct ccurl_request *request);
/* `line` is `Name: value`. Whether there was memory for it. */
int ccurl_transfer_header(struct ccurl_transfer *transfer, const char *line);
void ccurl_transfer_free(struct ccurl_transfer *transfer);

enum ccurl_fault {
  CCURL_GOOD,
  CCURL_REFUSED,
  CCURL_UNRESOLVED,
  CCURL_TLS,
  CCURL_TIMED_OUT,
  CCURL_CUT_OFF,
  CCURL_TOO_LARGE,
  CCURL_OTHER
};

/* What a transfer that has ended came to; valid until it is freed. */
struct ccurl_result {
  enum ccurl_fault fault;
  /* libcurl's words; empty where there is no fault. */
  const char *message;
  long status;
  const char *bytes;
  size_t length;
};
struct ccurl_result ccurl_transfer_result(const struct ccurl_transfer *transfer);
/* The value of a header of the answer, valid until the next call; NULL where there is none, and before libcurl
   7.83. */
const char *ccurl_transfer_answer_header(const struct ccurl_transfer *transfer, const char *name);

/* Seconds since 1970 of a date as HTTP writes it; -1 where it is none. */
long long ccurl_date(const char *text);

#endif
