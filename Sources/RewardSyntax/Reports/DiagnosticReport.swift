/// What was found in one or several specs, for programs: see ``json``, ``sarif(help:)`` and ``github``.
///
/// Each form is a text that depends on nothing but the findings.
public struct DiagnosticReport: Sendable {
  /// The version of the form, of the JSON document and of the tool, as the documents say it.
  static let formatVersion = "1.0"
  /// What the documents call the tool.
  public struct Tool: Sendable {
    /// As it is called.
    public var name: String
    /// Its own version.
    public var version: String
    /// `name` and `version` are written as they are.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// A diagnostic, and the files that its ranges refer to.
  struct Finding: Sendable {
    var diagnostic: Diagnostic
    var sources: SourceMap

    /// A range as people and programs count it.
    func place(_ range: SourceRange) -> Place { Place(range, in: sources) }
  }

  /// A range with its file and its ends in lines and columns.
  struct Place: Sendable, Hashable {
    var file: String
    var range: SourceRange
    var start: Position
    var end: Position

    init(_ range: SourceRange, in sources: SourceMap) {
      let source = sources[range.file]
      self.range = range
      file = source.name
      start = source.position(of: range.start)
      end = source.position(of: range.end)
    }
  }

  let tool: Tool
  private(set) var findings: [Finding] = []
  private var seen: Set<Seen> = []

  /// One mistake in a file that several specs import is reported once.
  private struct Seen: Hashable {
    var code: DiagnosticCode
    var file: String
    var start: Int
    var end: Int
  }

  /// A report without findings.
  public init(by tool: Tool) { self.tool = tool }

  /// Adds the findings of one check, in its order. What stands in the report already is not added again.
  public mutating func add(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    for diagnostic in diagnostics {
      let range = diagnostic.primary.range
      let key = Seen(code: diagnostic.code, file: sources[range.file].name, start: range.start, end: range.end)
      if seen.insert(key).inserted { findings.append(Finding(diagnostic: diagnostic, sources: sources)) }
    }
  }

  /// How many findings are errors, and how many warnings.
  public var counts: (errors: Int, warnings: Int) {
    let errors = findings.count { $0.diagnostic.severity == .error }
    return (errors, findings.count - errors)
  }
}

extension Diagnostic.Severity {
  /// `error` or `warning`.
  var name: String { self == .error ? "error" : "warning" }
}
