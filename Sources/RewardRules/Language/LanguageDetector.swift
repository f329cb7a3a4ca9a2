import CCLD2

/// Tells the language of a text, by the Compact Language Detector 2 (libcld2).
struct LanguageDetector: Sendable {
  /// Nil where the library is not installed.
  static let shared = rw_cld2_is_there() ? LanguageDetector() : nil

  private init() {}

  /// ISO 639-1 code of the language that most of the text is in; `zh-cn` and `zh-tw` are the two scripts of Chinese. Nil
  /// where it cannot be told, as without letters.
  func language(of text: UnsafeBufferPointer<UInt8>) -> String? {
    guard Scalars(of: text).contains(where: \.isLetter) else { return nil }
    let code = text.withMemoryRebound(to: CChar.self) { text in
      text.baseAddress.flatMap { rw_cld2_language($0, text.count) }.map { String(cString: $0) }
    }
    // CLD2 has codes that have been withdrawn since, and names of its own for scripts.
    return switch code {
    case "iw": "he"
    case "jw": "jv"
    case "mo": "ro"
    case "nb": "no"
    case "zh": "zh-cn"
    case "zh-Hant": "zh-tw"
    default: code
    }
  }
}
