/// A stable name for one kind of mistake. Codes are never reused.
///
/// E1 syntax and names, E2 types, grains, ranges and units, E3 scores and declarations, E5 patterns and limits,
/// E6 modules, E7 tests; W mirrors these. Each stage declares its own codes in an extension.
public struct DiagnosticCode: Hashable, Sendable {
  public let code: String
  public init(_ code: String) { self.code = code }
}

/// One finding about a spec. Diagnostics are values: no stage prints or exits.
public struct Diagnostic: Sendable {
  public enum Severity: Sendable, Hashable { case error, warning }

  /// A range and what is to be said of it.
  public struct Label: Sendable {
    public var range: SourceRange
    public var text: String
    public init(_ range: SourceRange, _ text: String = "") {
      self.range = range
      self.text = text
    }
  }

  /// An edit that mends the mistake.
  public struct Fix: Sendable {
    /// What the edit does, as an instruction.
    public var title: String
    public var range: SourceRange
    public var replacement: String
    public init(_ title: String, range: SourceRange, replacement: String) {
      self.title = title
      self.range = range
      self.replacement = replacement
    }
  }

  public var code: DiagnosticCode
  public var severity: Severity
  /// Lower case, no full stop, understandable alone.
  public var message: String
  /// Where the mistake is, and what was found there.
  public var primary: Label
  /// Why it is a mistake: the declaration, the other side of a conflict.
  public var secondary: [Label]
  public var notes: [String]
  public var fix: Fix?

  public init(
    _ code: DiagnosticCode, _ severity: Severity = .error, _ message: String, at primary: Label,
    because secondary: [Label] = [], notes: [String] = [], fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.notes = notes
    self.fix = fix
  }
}
