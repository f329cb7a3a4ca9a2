import RewardSyntax

/// The standard library: `.reward` source that is always readable, embedded in the binary.
public enum StandardLibrary {
  /// One file for each module, named as imports name it.
  public static let files: [SourceFile] = [
    SourceFile(name: "std.statistics", bytes: PackageResources.statistics_reward),
    SourceFile(name: "std.advantage", bytes: PackageResources.advantage_reward),
  ]
}
