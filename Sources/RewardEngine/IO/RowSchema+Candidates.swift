import RewardSemantics

extension RowSchema {
  /// Paths to try for a column of this name: the name itself, then those of ``WellKnownFields``.
  public static func candidates(for name: String) -> [[String]] { [[name]] + WellKnownFields.aliases(of: name) }
}
