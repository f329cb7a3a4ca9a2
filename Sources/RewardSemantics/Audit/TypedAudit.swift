import RewardSyntax

/// What the author of a spec promises to have thought of.
public struct TypedAudit: Sendable {
  /// Responses that a score must reject, or accept.
  public struct Promise: Sendable {
    /// What is written.
    public var probe: Probe
    /// The score, per rollout.
    public var score: DeclarationID
    /// The probe's name in the audit.
    public var range: SourceRange
  }
  /// A bound on what scoring costs.
  public struct Cost: Sendable {
    /// What is counted.
    public enum Subject: String, Sendable, CaseIterable {
      case judgeCalls = "judge_calls"
      case patternMatches = "pattern_matches"
    }
    /// What is counted.
    public var subject: Subject
    /// How many there may be at most.
    public var limit: Double
    /// For each what.
    public var grain: Grain
    /// The whole line.
    public var range: SourceRange
  }
  /// A warning that is meant to stay.
  public struct Allowance: Sendable {
    /// The code as messages print it.
    public var code: String
    /// The declaration in which it is allowed; nil for the whole file and what it imports.
    public var place: SourceRange?

    /// Whether it takes `diagnostic` away. An error cannot be allowed.
    public func covers(_ diagnostic: Diagnostic) -> Bool {
      let range = diagnostic.primary.range
      return diagnostic.severity == .warning && diagnostic.code.code == code
        && (place.map { $0.file == range.file && $0.start <= range.start && range.end <= $0.end } ?? true)
    }
  }
  /// In file order.
  public var promises: [Promise] = []
  /// In file order.
  public var costs: [Cost] = []
  /// In file order. The checker has applied them to what it found itself.
  public var allowances: [Allowance] = []
}
