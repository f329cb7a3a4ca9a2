/// Calls of tools whose names, argument names and values are numbers, the same for equal ones.
struct ComparedCalls {
  struct Call {
    var name: Int
    /// The class of the value by that of the name.
    var arguments: [Int: Int]

    /// How alike the arguments of a call of the same tool are: names in common over names in all (1 where there are
    /// none), and one more for each argument that has the same value.
    func score(of other: Call) -> Double {
      var common = 0
      var equal = 0
      for (name, value) in arguments {
        guard let theirs = other.arguments[name] else { continue }
        common += 1
        if theirs == value { equal += 1 }
      }
      let all = arguments.count + other.arguments.count - common
      return (all == 0 ? 1 : Double(common) / Double(all)) + Double(equal)
    }

    /// The score of a call with the same arguments.
    var perfectScore: Double { 1 + Double(arguments.count) }
  }

  private var classes = JSONClasses()

  /// The call that a text is as JSON of the one form; nil where it is none.
  mutating func call(_ text: UnsafeBufferPointer<UInt8>) -> Call? {
    guard let json = ParsedJSON(text), let name = json.member("name", of: 0).flatMap(json.string),
      let arguments = json.member("arguments", of: 0)
    else { return nil }
    let values = classes.classes(of: json)
    var named: [Int: Int] = [:]
    for child in json.children(arguments) where json.nodes[child].name != nil {
      let name = classes.string(json.name(child))
      if named[name] == nil { named[name] = values[child] }
    }
    return Call(name: classes.string(name), arguments: named)
  }
}
