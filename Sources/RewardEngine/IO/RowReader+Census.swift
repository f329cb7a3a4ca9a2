/// What a row has, without a value being read: the same candidates, null and messages count as when it is read.
extension RowReader {
  /// What a row has for a field.
  enum Presence { case there, null, absent }

  /// What the row that is open has for each field, and at the end for its turns where the schema needs them.
  func presences() -> [Presence] {
    if plan.schema.rowGrain == .group { noteConversations() }
    return plan.fields.map(presence) + (plan.schema.needsTurns ? [presenceOfTurns()] : [])
  }

  private func presence(of field: FieldPlan) -> Presence {
    // They follow from where the row stands.
    if field.form == .isFirst || field.form == .turnNumber { return .there }
    let sources =
      field.sides.isEmpty ? [rowSource(of: field)] : field.sides.map { source(among: $0, isList: true) }
    var result = Presence.there
    for case let found in sources where result != .absent {
      switch found {
      case .value: break
      case .null: result = .null
      case .absent: result = .absent
      }
    }
    if result == .there || !field.sides.isEmpty { return result }
    return hasMessages { () throws(RowFailure) in try fallback(of: field) } ? .there : result
  }

  private func presenceOfTurns() -> Presence {
    let result = presence(of: plan.response)
    if result == .there { return result }
    return hasMessages { () throws(RowFailure) in try completedMessages() } ? .there : result
  }

  /// Whether there are messages; those that cannot be read are there, too.
  private func hasMessages(_ find: () throws(RowFailure) -> (value: JSONValue, path: RowPath)?) -> Bool {
    do throws(RowFailure) {
      return try find() != nil
    } catch {
      return true
    }
  }
}

extension JSONValue {
  /// Adds the paths of the members of an object, and of those in its objects, that a spec may name.
  ///
  /// - Parameters:
  ///   - limit: no more paths than these are held.
  ///   - depth: how many objects deep is looked.
  func notePaths(in paths: inout Set<String>, limit: Int, depth: Int, prefix: String = "") {
    forEachMember { key, value in
      guard paths.count < limit, !key.isEmpty, key.allSatisfy(Self.isOfName) else { return }
      let path = prefix + String(decoding: key, as: UTF8.self)
      paths.insert(path)
      if value.kind == .object, depth > 1 {
        value.notePaths(in: &paths, limit: limit, depth: depth - 1, prefix: path + ".")
      }
    }
  }

  /// Letters, digits, `_` and `-`: a point parts the names of a path, and other characters may need an escape.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
