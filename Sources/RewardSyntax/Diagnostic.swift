/// A stable name for one kind of mistake. Codes are never reused.
///
/// E1 syntax and names, E2 types, grains, ranges and units, E3 scores and declarations, E5 patterns and limits,
/// E6 modules, E7 tests, E8 contracts of trainers; W mirrors these. Each stage declares its own codes in an extension.
public struct DiagnosticCode: Hashable, Sendable {
  /// As messages print it: `E150`.
  public let code: String
  /// `code` must not be in use for another mistake.
  public init(_ code: String) { self.code = code }
}

/// One finding about a spec. Diagnostics are values: no stage prints or exits.
public struct Diagnostic: Sendable {
  /// An error leaves no usable spec; a warning does.
  public enum Severity: Sendable, Hashable { case error, warning }

  /// A range and what is to be said of it.
  public struct Label: Sendable {
    /// Where it points.
    public var range: SourceRange
    /// What is said there; may be empty.
    public var text: String
    /// Without `text` the range is only underlined.
    public init(_ range: SourceRange, _ text: String = "") {
      self.range = range
      self.text = text
    }
  }

  /// An edit that mends the mistake.
  public struct Fix: Sendable {
    /// What the edit does, as an instruction.
    public var title: String
    /// The bytes to replace; empty to insert.
    public var range: SourceRange
    /// What to put there.
    public var replacement: String
    /// `title` is an instruction; `replacement` takes the place of the bytes in `range`.
    public init(_ title: String, range: SourceRange, replacement: String) {
      self.title = title
      self.range = range
      self.replacement = replacement
    }
  }

  /// The kind of mistake.
  public var code: DiagnosticCode
  /// Whether the spec is still usable.
  public var severity: Severity
  /// Lower case, no full stop, understandable alone.
  public var message: String
  /// Where the mistake is, and what was found there.
  public var primary: Label
  /// Why it is a mistake: the declaration, the other side of a conflict.
  public var secondary: [Label]
  /// Further lines, each understandable alone.
  public var notes: [String]
  /// An edit that mends it, where one is known.
  public var fix: Fix?

  /// An error unless said otherwise.
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

extension [Diagnostic] {
  /// The same in the order of the files and of the places in them.
  public var inFileOrder: [Diagnostic] {
    sorted {
      ($0.primary.range.file.rawValue, $0.primary.range.start) < (
        $1.primary.range.file.rawValue, $1.primary.range.start
      )
    }
  }
}
