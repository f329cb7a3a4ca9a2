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
    /// What `--against` compares it with.
    public var earlier: String?
    /// What `--data` names: rows of JSON.
    public var rows: String?
    /// What `--for` names.
    public var trainers: [String] = []

    /// A spec of one file.
    public init(stringLiteral text: String) { bytes = Array((text + "\n").utf8) }

    /// A spec with whatever else the mistake needs.
    public init(
      _ text: String, shown: String? = nil, files: [String: String] = [:], settings: [String: String] = [:],
      earlier: String? = nil, rows: String? = nil, trainers: [String] = []
    ) {
      self.init(stringLiteral: text)
      self.shown = shown
      self.files = files
      self.settings = settings
      self.earlier = earlier
      self.rows = rows
      self.trainers = trainers
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
    writing, marks, names, types, grains, calls, scores, gates, judges, requests, promises, lints, structure, patterns,
    modules, tests,
    contracts,
    objectives, rows,
  ].flatMap(\.self).sorted { $0.code.code < $1.code.code }

  /// The page of a code; nil where there is none.
  public static func of(_ code: DiagnosticCode) -> CodePage? { all.first { $0.code == code } }
}
