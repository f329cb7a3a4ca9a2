#ifndef CCLD2_H
#define CCLD2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The Compact Language Detector 2 (libcld2), loaded on first use.

/// Whether the library is there.
bool rw_cld2_is_there(void);

/// Code of the language that most of the text is in, as CLD2 has it (ISO 639-1 where there is one); NULL where it cannot
/// be told, or where the library is not there. `text` is UTF-8. From any thread.
const char *rw_cld2_language(const char *text, size_t count);

#ifdef __cplusplus
}
#endif
#endif
