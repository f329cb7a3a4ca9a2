import RewardSemantics

/// Where the records of `emit` go.
enum RecordFiles {
  /// The file of each emission by its name: in `folder`, which is made if it is not there, or beside the scored rows.
  /// Empty where there is neither, as beside a device.
  static func paths(of spec: TypedSpec, beside target: String?, in folder: String?) throws(Stop) -> [String: String] {
    var paths: [String: String] = [:]
    for emission in spec.emissions {
      if let folder {
        paths[emission.name] = folder + (folder.hasSuffix("/") ? "" : "/") + emission.name + ".jsonl"
      } else if let target, target != "-", !Files.isDevice(target) {
        paths[emission.name] = path(of: emission.name, beside: target)
      }
    }
    if let folder, !spec.emissions.isEmpty { try Files.makeFolder(folder) }
    return paths
  }

  /// `scored.jsonl.gz` and `pairs` are `scored.pairs.jsonl.gz`.
  private static func path(of name: String, beside target: String) -> String {
    let start = target.lastIndex(of: "/").map(target.index(after:)) ?? target.startIndex
    let isPacked = target.hasSuffix(".gz")
    let stem = target[start...].dropLast(isPacked ? 3 : 0)
    let end = stem.lastIndex(of: ".").flatMap { $0 == stem.startIndex ? nil : $0 } ?? stem.endIndex
    return target[..<end] + "." + name + target[end...]
  }
}
