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
  /// In file order.
  public var promises: [Promise] = []
  /// In file order.
  public var costs: [Cost] = []
}
