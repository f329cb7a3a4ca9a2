import Foundation

extension GoldenBindings {
  /// The text of `Examples/atlas/<key>.reward` with other values for some of its parameters: for those that are no number,
  /// text or symbol, which alone `--set` can set.
  static func example(_ key: String, setting values: [String: String] = [:]) -> String {
    let file = GoldenRunner.root.appending(path: "Examples/atlas/\(key).reward")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(
      separator: "\n", omittingEmptySubsequences: false)
    return (lines ?? []).map { line in
      for (name, value) in values where line.hasPrefix("param \(name):") {
        return "\(line.prefix { $0 != "=" })= \(value)"
      }
      return String(line)
    }.joined(separator: "\n")
  }
}
