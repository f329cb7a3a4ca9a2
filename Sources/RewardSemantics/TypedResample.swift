import RewardSyntax

/// The `resample` of a ``TypedSpec``: groups that are sampled again as a whole, with more of a hint each time.
public struct TypedResample: Sendable {
  /// As declared.
  public var name: String
  /// Per group, whether another attempt is wanted.
  public var asked: DeclarationID
  /// Per group, what it is asked with: missing where none is wanted.
  public var prompt: DeclarationID
  /// Per group, the share of the hint that it shows.
  public var next: DeclarationID
  /// How many attempts there may be after the first.
  public var attempts: Int
  /// The name in the declaration.
  public var range: SourceRange
}
