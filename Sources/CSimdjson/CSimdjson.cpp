#include "CSimdjson.h"

#include <new>
#include <simdjson.h>

struct rw_json_parser {
  simdjson::dom::parser parser;
};

const size_t rw_json_padding = simdjson::SIMDJSON_PADDING;

// Room for a typical row, so that most documents need no further allocation.
static const size_t initial_capacity = 64 * 1024;

rw_json_parser *rw_json_parser_new(size_t depth_limit) {
  rw_json_parser *parser = new (std::nothrow) rw_json_parser;
  if (parser == nullptr) return nullptr;
  if (parser->parser.allocate(initial_capacity, depth_limit) != simdjson::SUCCESS) {
    delete parser;
    return nullptr;
  }
  return parser;
}

void rw_json_parser_free(rw_json_parser *parser) { delete parser; }

rw_json_result rw_json_parse(rw_json_parser *parser, const uint8_t *bytes, size_t count, bool is_padded,
                             rw_json_document *document) {
  switch (parser->parser.parse(bytes, count, !is_padded).error()) {
  case simdjson::SUCCESS:
    document->tape = parser->parser.doc.tape.get();
    document->strings = parser->parser.doc.string_buf.get();
    return RW_JSON_GOOD;
  case simdjson::DEPTH_ERROR:
    return RW_JSON_TOO_DEEP;
  case simdjson::NUMBER_ERROR:
  case simdjson::NUMBER_OUT_OF_RANGE:
    return RW_JSON_BAD_NUMBER;
  case simdjson::CAPACITY:
  case simdjson::MEMALLOC:
    return RW_JSON_TOO_LARGE;
  default:
    return RW_JSON_MALFORMED;
  }
}
