#include "CCLD2.h"

#include <dlfcn.h>

#include <climits>
#include <cstdio>

// Needs <cstdio>, and does not include it.
#include <cld2/public/compact_lang_det.h>

namespace {

/// The functions of the library, by the types of its header; mangled names stand in no header.
struct Library {
  decltype(&CLD2::LanguageCode) code = nullptr;
  CLD2::Language (*detect)(const char *, int, bool, const CLD2::CLDHints *, int, CLD2::Language *, int *, double *,
                           CLD2::ResultChunkVector *, int *, bool *) = nullptr;

  Library() {
    void *handle = dlopen("libcld2.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    code = reinterpret_cast<decltype(code)>(dlsym(handle, "_ZN4CLD212LanguageCodeENS_8LanguageE"));
    detect = reinterpret_cast<decltype(detect)>(dlsym(
        handle,
        "_ZN4CLD224ExtDetectLanguageSummaryEPKcibPKNS_8CLDHintsEiPNS_8LanguageEPiPdPSt6vectorINS_11ResultChunkESaISA_"
        "EES7_Pb"));
  }

  bool is_there() const { return code && detect; }

  static const Library &shared() {
    static const Library library;
    return library;
  }
};

}  // namespace

bool rw_cld2_is_there(void) { return Library::shared().is_there(); }

const char *rw_cld2_language(const char *text, size_t count) {
  const Library &library = Library::shared();
  if (!library.is_there() || count > INT_MAX) return nullptr;
  CLD2::Language best[3];
  int percents[3];
  double scores[3];
  int text_bytes;
  bool is_reliable;
  const CLD2::Language found = library.detect(text, static_cast<int>(count), true, nullptr, CLD2::kCLDFlagBestEffort,
                                              best, percents, scores, nullptr, &text_bytes, &is_reliable);
  return found == CLD2::UNKNOWN_LANGUAGE ? nullptr : library.code(found);
}
