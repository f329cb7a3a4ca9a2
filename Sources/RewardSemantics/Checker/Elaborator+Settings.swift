import RewardSyntax

/// Values that parameters get from outside: `--set name=value` on the command line, `with name: value` of an import.
extension Elaborator {
  /// The parameters that `--set` reaches, under the names by which the main file reads them: `limit`, `common.limit`.
  func settableParameters() -> [String: Key] {
    var found: [String: Key] = [:]
    for (alias, id) in main.aliases {
      for name in modules[id].parameters { found["\(alias).\(name)"] = Key(module: id, name: name) }
    }
    for id in main.open {
      for name in modules[id].parameters { found[name] = Key(module: id, name: name) }
    }
    for name in main.parameters { found[name] = Key(module: main.id, name: name) }
    return found
  }

  /// What `--set` says of a parameter, and the name that it was called there.
  func override(of key: Key) -> (name: String, text: String)? {
    let names = settable.filter { $0.value == key && overrides[$0.key] != nil }.keys
    return names.min().flatMap { name in overrides[name].map { (name, $0) } }
  }

  /// What is set on the command line and is no parameter, or is set under two names.
  func reportOverrides() {
    var seen: [Key: String] = [:]
    for name in overrides.keys.sorted() {
      if let key = settable[name] {
        if let earlier = seen.updateValue(name, forKey: key) {
          report(.badSetting, "`--set \(name)` and `--set \(earlier)` set one parameter", at: start)
        }
        continue
      }
      let owner = name.split(separator: ".").first.map(String.init) ?? name
      if main.unreadable.contains(owner) || main.lacksOpenImport { continue }
      let known = settable.keys.sorted()
      report(
        .badSetting, "`--set \(name)`: the spec has no parameter `\(name)`", at: start,
        notes: [nearest(name, among: known, at: start)?.title].compactMap { $0 }
          + [known.isEmpty ? "it has no parameters" : "it has: \(known.joined(separator: ", "))"])
    }
  }

  /// Values that importers give to parameters which are not there.
  func reportSettings(of module: Module) {
    for (name, setting) in module.settings.sorted(by: { $0.key < $1.key }) {
      let known = module.parameters
      if known.contains(name) { continue }
      report(
        .unknownArgument, "the imported file has no parameter `\(name)`", at: setting.name.range,
        fix: nearest(name, among: known, at: setting.name.range))
    }
  }
}
