import RewardSemantics
import RewardSyntax

/// Whether a spec that scores differently says so by its version.
///
/// Two runs may be compared if and only if their score digests are equal; the version is what people and dashboards go by.
/// So what changes the digest changes the version, too. Documentation, layout, tests and names of `let` do not.
public enum VersionCheck {
  /// What is wrong with the version of `spec`; nil where it says what it should.
  ///
  /// - Parameter name: what messages call the earlier state of the spec.
  public static func diagnostic(
    of spec: TypedSpec, against earlier: TypedSpec, named name: String
  ) -> Diagnostic? {
    guard let range = spec.versionRange, Graph(lowering: spec).digest != Graph(lowering: earlier).digest else {
      return nil
    }
    let before = numbers(of: earlier.version)
    let now = numbers(of: spec.version)
    guard !before.lexicographicallyPrecedes(now) else { return nil }
    // The minor number: what was written for the old version can still be read, and the scores are others.
    let next = "\(before[0]).\(before[1] + 1).0"
    let written = earlier.version.isEmpty ? "no version" : "version \(earlier.version)"
    let replacement = spec.version.isEmpty ? "\(spec.name) \(next)" : next
    return Diagnostic(
      .staleVersion, .error,
      spec.version == earlier.version
        ? "this scores differently from \(name) and has the same version"
        : "this scores differently from \(name) and has a lower version",
      at: .init(range, "\(written) at \(name)"),
      notes: ["scores of two versions are told apart by the version, so it rises whenever they may differ"],
      fix: .init("raise the version", range: range, replacement: replacement))
  }

  /// Major, minor and patch; a version that is not written is the lowest.
  private static func numbers(of version: String) -> [Int] {
    let numbers = version.split(separator: ".").map { Int($0) ?? 0 }
    return numbers.count == 3 ? numbers : [0, 0, 0]
  }
}
