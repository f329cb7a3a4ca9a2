#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// simdjson's DOM parser, with the tape it writes laid open: one call parses one document whole, and the caller then
/// walks plain memory.
///
/// The tape is an array of 64-bit words. The top byte of a word is its kind, the other 56 bits its payload:
///
///   r       word 0 and the last word; the document's value begins at word 1
///   { [     payload: low 32 bits the index after the matching } or ], next 24 bits the number of members or elements
///           (0xFFFFFF means that many or more)
///   } ]     payload: index of the matching opening word
///   "       payload: offset into `strings` of a 32-bit length, then so many bytes of UTF-8 without escapes
///   l u d   the next word is an int64, a uint64, a double
///   t f n   true, false, null
///
/// The members of an object stand as key, value, key, value.
typedef struct {
  const uint64_t *tape;
  const uint8_t *strings;
} rw_json_document;

/// One parser serves one thread at a time. A document is valid until its parser parses again or is freed.
typedef struct rw_json_parser rw_json_parser;

/// Why a document was refused. Everything is checked before `RW_JSON_GOOD` is returned.
typedef enum {
  RW_JSON_GOOD = 0,
  /// Nested deeper than the parser's limit.
  RW_JSON_TOO_DEEP = 1,
  /// A number that is malformed, or that neither 64 bits nor a finite double can hold.
  RW_JSON_BAD_NUMBER = 2,
  /// Longer than 4 GiB, or no memory left.
  RW_JSON_TOO_LARGE = 3,
  /// Anything else.
  RW_JSON_MALFORMED = 4
} rw_json_result;

/// Bytes that must be readable after a document that is parsed in place.
extern const size_t rw_json_padding;

/// NULL when there is no memory.
rw_json_parser *rw_json_parser_new(size_t depth_limit);
void rw_json_parser_free(rw_json_parser *parser);

/// Parses `count` bytes. With `is_padded`, `rw_json_padding` bytes after them must be readable (their content does not
/// matter); without, the document is copied first.
rw_json_result rw_json_parse(rw_json_parser *parser, const uint8_t *bytes, size_t count, bool is_padded,
                             rw_json_document *document);

#ifdef __cplusplus
}
#endif
#endif
