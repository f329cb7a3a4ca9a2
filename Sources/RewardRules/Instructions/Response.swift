/// A response as instructions look at it. For one thread: what is derived from the text is kept.
final class Response {
  let text: Scalars
  /// In small letters.
  private(set) lazy var small = text.lowercased
  private(set) lazy var bytes = text.utf8
  /// With the letters of ASCII small.
  private(set) lazy var smallBytes = bytes.map { $0 &- UInt8(ascii: "A") < 26 ? $0 | 0x20 : $0 }
  /// By ``SentenceRules``.
  private(set) lazy var sentences = SentenceRules.sentences(of: text)
  /// By ``WordTokens``.
  private(set) lazy var tokens = WordTokens.tokens(of: text)

  init(_ text: Scalars) { self.text = text }

  /// The longest response that is looked at, in bytes.
  static let longest = 4 * 1024 * 1024

  /// Limits a response through which so many texts of the data are looked for.
  func allow(searches number: Int) throws(Obstacle) {
    guard number * bytes.count <= 200_000_000 else { throw .stepLimit }
  }

  /// The forms in which a loose check looks for an instruction: as it is, without the first line, the last line and
  /// both, each also without asterisks; those that are not blank.
  static func forms(of text: Scalars) -> [Scalars] {
    let lines = text.lines
    func joined(_ lines: ArraySlice<ArraySlice<Unicode.Scalar>>) -> Scalars {
      Array(Array(lines.joined(separator: ["\n"])).trimmed())
    }
    let parts = [
      text, joined(lines.dropFirst()), joined(lines.dropLast()), joined(lines.dropFirst().dropLast()),
    ]
    var seen: Set<Scalars> = []
    return (parts + parts.map { $0.filter { $0 != "*" } }).filter { !$0.isBlank && seen.insert($0).inserted }
  }
}
