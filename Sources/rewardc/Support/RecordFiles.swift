import RewardEngine
import RewardSemantics

/// Where the records of `emit`, and requests, go.
enum RecordFiles {
  /// What is written beside the scores, by name.
  static func names(of spec: TypedSpec) -> [String] {
    spec.emissions.map(\.name) + spec.requestNames
  }

  /// The file of each by its name: in `folder`, which is made if it is not there, or beside the scored rows.
  /// Empty where there is neither, as beside a device.
  static func paths(of spec: TypedSpec, beside target: String?, in folder: String?) throws(Stop) -> [String: String] {
    var paths: [String: String] = [:]
    for name in names(of: spec) {
      if let folder {
        paths[name] = folder + (folder.hasSuffix("/") ? "" : "/") + name + ".jsonl"
      } else if let target, target != "-", !Files.isDevice(target) {
        paths[name] = path(of: name, beside: target)
      }
    }
    if let folder, !names(of: spec).isEmpty { try Files.makeFolder(folder) }
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
