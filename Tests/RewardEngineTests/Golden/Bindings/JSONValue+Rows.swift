extension JSONValue {
  /// The members of an object; none of anything else.
  var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

  /// The scores of a scored row that are named `prefix0`, `prefix1` and so on.
  func series(_ prefix: String) -> [JSONValue] {
    var values: [JSONValue] = []
    while let value = self["scores"]?["\(prefix)\(values.count)"] { values.append(value) }
    return values
  }
}
