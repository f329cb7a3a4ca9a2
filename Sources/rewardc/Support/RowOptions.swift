import ArgumentParser
import RewardSemantics

/// How the rows of a file are read: what `run` and `explain` must agree on.
struct RowOptions: ParsableArguments {
  @OptionGroup var paths: PathOptions

  @Option(help: ArgumentHelp("Groups in one optimizer step, for rows without a `step` column.", valueName: "groups"))
  var batch: Int?

  @Option(help: ArgumentHelp("What `random` follows from, beside the rows.", valueName: "number"))
  var seed: UInt64 = 0

  func validate() throws {
    if let batch, batch < 1 { throw ValidationError("--batch takes a number of groups, 1 at least") }
  }
}

/// Where the inputs of a spec stand in a row, if not where it says.
struct PathOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read an input from another path of the row.", valueName: "name=path"))
  var map: [String] = []

  /// Parts of a row that are no inputs and can be mapped nevertheless.
  static let structural = ["id", "rollout_id", "group_id", "step"]

  /// The spec with its inputs at the paths of `--map`, and the paths of the row's own structure.
  func applied(to spec: TypedSpec) throws(Stop) -> (spec: TypedSpec, structure: [String: [String]]) {
    let mappings = try mappings()
    try refuse(unknown: spec.unknownInputs(in: mappings))
    return (spec.rebinding(mappings), mappings.filter { Self.structural.contains($0.key) })
  }

  /// Stops at a name of `--map` that is no input, unless it is a part of the row.
  func refuse(unknown names: [String]) throws(Stop) {
    let structural = Self.structural
    guard let unknown = names.first(where: { !structural.contains($0) }) else { return }
    throw Stop(
      .unasked, "--map: the spec has no input `\(unknown)`, and it is none of \(structural.joined(separator: ", "))")
  }

  /// The paths of `--map` by name.
  func mappings() throws(Stop) -> [String: [String]] {
    var mappings: [String: [String]] = [:]
    for mapping in map {
      guard let split = mapping.firstIndex(of: "="), split != mapping.startIndex else {
        throw Stop(.unasked, "--map takes name=path, and this is `\(mapping)`")
      }
      let path = mapping[mapping.index(after: split)...].split(separator: ".", omittingEmptySubsequences: false)
      mappings[String(mapping[..<split])] = path.map(String.init)
    }
    return mappings
  }
}
