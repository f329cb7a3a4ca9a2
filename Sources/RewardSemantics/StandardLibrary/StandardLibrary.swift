import RewardSyntax

/// The standard library: `.reward` source that is always readable, embedded in the binary.
public enum StandardLibrary {
  /// One file for each module, named as imports name it.
  public static let files: [SourceFile] = [
    SourceFile(name: "std.statistics", bytes: PackageResources.statistics_reward),
    SourceFile(name: "std.advantage", bytes: PackageResources.advantage_reward),
    SourceFile(name: "std.shaping", bytes: PackageResources.shaping_reward),
    SourceFile(name: "std.selection", bytes: PackageResources.selection_reward),
    SourceFile(name: "std.difficulty", bytes: PackageResources.difficulty_reward),
    SourceFile(name: "std.rubric", bytes: PackageResources.rubric_reward),
    SourceFile(name: "std.objective", bytes: PackageResources.objective_reward),
    SourceFile(name: "std.credit", bytes: PackageResources.credit_reward),
    SourceFile(name: "std.returns", bytes: PackageResources.returns_reward),
    SourceFile(name: "std.ensemble", bytes: PackageResources.ensemble_reward),
    SourceFile(name: "std.turns", bytes: PackageResources.turns_reward),
    SourceFile(name: "std.risk", bytes: PackageResources.risk_reward),
    SourceFile(name: "std.curriculum", bytes: PackageResources.curriculum_reward),
    SourceFile(name: "std.gates", bytes: PackageResources.gates_reward),
    SourceFile(name: "std.gui", bytes: PackageResources.gui_reward),
    SourceFile(name: "std.progress", bytes: PackageResources.progress_reward),
    SourceFile(name: "std.submodular", bytes: PackageResources.submodular_reward),
    SourceFile(name: "std.tools", bytes: PackageResources.tools_reward),
    SourceFile(name: "std.sets", bytes: PackageResources.sets_reward),
    SourceFile(name: "std.similarity", bytes: PackageResources.similarity_reward),
    SourceFile(name: "std.answers", bytes: PackageResources.answers_reward),
    SourceFile(name: "std.hindsight", bytes: PackageResources.hindsight_reward),
  ]

  /// A module as every compilation begins with it: parsed once, for it never changes.
  struct ParsedModule: Sendable {
    let tree: SyntaxTree
    /// By name.
    let functions: [String: FunctionSyntax]
  }

  /// The modules in the order of ``files``, which is that of their ids.
  static let modules: [ParsedModule] = files.enumerated().map { index, file in
    let tree = SyntaxTree.parse(file, as: FileID(index))
    var functions: [String: FunctionSyntax] = [:]
    for node in tree.root.declarations {
      if case .function(let function) = node.declaration { functions[function.name.text] = function }
    }
    return ParsedModule(tree: tree, functions: functions)
  }
}
