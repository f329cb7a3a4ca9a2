import Glibc
import RewardSyntax

/// A file that is open in the editor: what stands in its buffer counts, not what lies on the disk.
struct Document {
  /// As the client names it.
  let uri: String
  /// The absolute path without links; of what is no file, the URI.
  let path: String
  /// As the client counts.
  var version: Int
  /// The buffer.
  private(set) var source: SourceFile

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    path = FileURI.path(of: uri).map(Self.canonical) ?? uri
    self.version = version
    source = SourceFile(name: path, text: text)
  }

  /// Applies one change of `didChange`: of a range, or of the whole. False where it is none.
  mutating func apply(_ change: JSON, _ encoding: PositionEncoding) -> Bool {
    guard let text = change["text"].string else { return false }
    guard !change["range"].isNull else {
      source = SourceFile(name: path, text: text)
      return true
    }
    guard let range = encoding.range(of: change["range"], in: source) else { return false }
    var bytes = source.bytes
    bytes.replaceSubrange(range, with: text.utf8)
    source = SourceFile(name: path, bytes: bytes)
    return true
  }

  static func canonical(_ path: String) -> String {
    guard let pointer = realpath(path, nil) else { return path }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
