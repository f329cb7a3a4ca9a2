import RewardSyntax

/// A page of the manual about one diagnostic code: its rule, a spec that breaks it and one that keeps it.
///
/// The tests check both specs: the wrong one gives this code and nothing else, the right one nothing.
public struct CodePage: Sendable {
  /// A spec as the page shows it.
  public struct Example: Sendable, ExpressibleByStringLiteral {
    /// The whole spec; where `shown` is not nil, what is checked.
    public var bytes: [UInt8]
    /// What stands on the page for a spec that would be too long for it, or that is no text.
    public var shown: String?
    /// Files beside it, by the path that imports name. A path that begins with `../` is outside the project.
    public var files: [String: String] = [:]
    /// What `--set` gives its parameters.
    public var settings: [String: String] = [:]

    /// A spec of one file.
    public init(stringLiteral text: String) { bytes = Array((text + "\n").utf8) }

    /// A spec with whatever else the mistake needs.
    public init(
      _ text: String, shown: String? = nil, files: [String: String] = [:], settings: [String: String] = [:]
    ) {
      self.init(stringLiteral: text)
      self.shown = shown
      self.files = files
      self.settings = settings
    }

    /// A file that is no text.
    public init(bytes: [UInt8], shown: String) {
      self.bytes = bytes
      self.shown = shown
    }

    /// What the page shows of the spec, ending in a line break.
    public var text: String { shown.map { $0 + "\n" } ?? String(decoding: bytes, as: UTF8.self) }
  }

  /// The code that it is about.
  public var code: DiagnosticCode
  /// What is wrong, in a few words.
  public var title: String
  /// The rule, its reason and the way out, in two to six sentences.
  public var rule: String
  /// Gives the code, and nothing else.
  public var wrong: Example
  /// The same, put right.
  public var right: Example

  init(_ code: DiagnosticCode, _ title: String, _ rule: String, wrong: Example, right: Example) {
    self.code = code
    self.title = title
    self.rule = rule
    self.wrong = wrong
    self.right = right
  }

  /// Every page, in the order of the codes.
  public static let all: [CodePage] = [
    writing, marks, names, types, grains, calls, scores, gates, structure, patterns, modules, tests,
  ].flatMap(\.self).sorted { $0.code.code < $1.code.code }

  /// The page of a code as messages print it; nil where there is none.
  public static func named(_ code: String) -> CodePage? { all.first { $0.code.code == code } }

  /// The page as `rewardc explain` prints it.
  public var text: String {
    "\(code.code): \(title)\n\n\(rule)\n" + Self.text(of: wrong, "Wrong") + Self.text(of: right, "Right")
  }

  private static func text(of example: Example, _ title: String) -> String {
    var text = "\n\(title):\n\n" + indented(example.text)
    for setting in example.settings.sorted(by: { $0.key < $1.key }) {
      text += "\n  checked with --set \(setting.key)=\(setting.value)\n"
    }
    for (path, file) in example.files.sorted(by: { $0.key < $1.key }) {
      text += "\nwith \(path):\n\n" + indented(file)
    }
    return text
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}
