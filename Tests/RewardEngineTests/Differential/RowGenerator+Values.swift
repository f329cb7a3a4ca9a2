/// Values of every form, as JSON.
extension RowGenerator {
  enum Theme: CaseIterable { case equal, ties, plain, extreme, huge, large, whole }

  mutating func value(_ form: GeneratedSpec.Input.Form, _ theme: Theme) -> String {
    switch form {
    case .real: return number(theme)
    // Out of range now and then: such a value is failed.
    case .share: return choices.pick(["0", "1", "0.5", "0.25", "0.1", "0.7", "1.5"])
    case .label: return choices.pick(["0", "0.5", "1", "1.0", "0.75"])
    case .int, .turnIndex: return choices.pick(["0", "1", "2", "3", "-1", "4", "7", "1.5", "9007199254740993"])
    case .bool: return theme == .equal ? "true" : choices.pick(["true", "false", "true", "1", "0"])
    case .text, .key: return text(theme)
    case .json: return choices.pick(["1", "\"a\"", "[1, 2]", "{\"a\": 1}", "{\"a\":1}", "true"])
    case .symbol(let names): return choices.isLucky(0.05) ? "\"other\"" : "\"\(choices.pick(names))\""
    case .list(let element): return list(element, theme)
    case .table(let element): return table(element, theme)
    case .record: return record(theme)
    case .criteria, .perItem: return "[]"
    }
  }

  private mutating func list(_ element: GeneratedSpec.Input.Form, _ theme: Theme) -> String {
    // Vectors of one length are the ones that can be added up.
    let count = theme == .plain || theme == .ties ? 2 : Int.random(in: 0...3, using: &choices)
    let values = (0..<count).map { _ in
      element == .int ? choices.pick(["0", "1", "2", "-1"]) : value(element, theme)
    }
    return "[\(values.joined(separator: ", "))]"
  }

  /// By key, or by place; a null is no value.
  private mutating func table(_ element: GeneratedSpec.Input.Form, _ theme: Theme) -> String {
    let count = Int.random(in: 0...3, using: &choices)
    let values = (0..<count).map { _ in choices.isLucky(0.1) ? "null" : value(element, theme) }
    if choices.isLucky(0.3) { return "[\(values.joined(separator: ", "))]" }
    let keys = ["a", "b", "4", "0", "ab", "answer", "", "é"].shuffled(using: &choices)
    return "{\(zip(keys, values).map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
  }

  /// What the paths of specs lead to, now and then absent or of another kind.
  private mutating func record(_ theme: Theme) -> String {
    func kept(_ members: [(String, String)]) -> String {
      "{\(members.filter { _ in choices.isLucky(0.8) }.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
    }
    let items = choices.pick([
      "[\"a\", \"b\"]", "[1, 2.5]", "[0.5, true]", "[]", "[null]", "\"a\"", "[[1], [2]]",
    ])
    let inner = kept([
      ("b", number(theme)), ("c", "[\(number(theme)), \(number(theme))]"), ("open", choices.pick(["true", "0"])),
      ("name", text(theme)), ("names", "[\(text(theme))]"),
    ])
    return kept([
      ("a", choices.isLucky(0.1) ? "3" : inner), ("items", items), ("open", choices.pick(["true", "false", "\"x\""])),
      ("name", choices.pick([text(theme), "null"])),
    ])
  }

  /// Criteria in one of the forms that data keep them in.
  mutating func criteria(_ count: Int, _ theme: Theme) -> String {
    let form = choices.pick([0, 0, 1, 2])
    let criteria = (0..<count).map { number in
      let weight = choices.pick(["1", "2", "-1", "0.5", "0"])
      let tags = "[\(choices.isLucky(0.5) ? text(theme) : "\"hard\"")]"
      switch form {
      case 0:
        let rest = choices.isLucky(0.7) ? ", \"weight\": \(weight), \"tags\": \(tags)" : ", \"id\": \"c\(number)\""
        return "{\"text\": \(text(theme))\(rest)}"
      case 1: return "{\"criterion\": \(text(theme)), \"points\": \(weight), \"tags\": \(tags)}"
      default: return "\"line \(number)\""
      }
    }
    return "[\(criteria.joined(separator: ", "))]"
  }

  private mutating func number(_ theme: Theme) -> String {
    switch theme {
    case .equal: "0.1"
    case .ties: choices.pick(["0", "1", "0.5", "-0.0"])
    case .plain: "\(Double.random(in: -3...3, using: &choices))"
    case .extreme:
      choices.pick(["1e300", "-1e300", "1e-300", "-0.0", "0", "5e-324", "1.7976931348623157e308", "1", "-745.2", "800"])
    // Sums and differences overflow.
    case .huge: choices.pick(["1.5e308", "1.6e308", "-1.5e308", "1"])
    case .large: choices.pick(["1000000000000000.1", "1000000000000000.2", "1e15", "1e17", "-1e17", "1"])
    case .whole: "\(Int.random(in: -4...9, using: &choices))"
    }
  }

  mutating func text(_ theme: Theme) -> String {
    if theme == .equal { return "\"<answer>4</answer>\"" }
    return choices.pick([
      "\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"answer\"", "\"<answer>4</answer>\"", "\"x <answer> 42 </answer> y\"",
      "\"4\"",
      "\"42\"", "\"1,000\"", "\"-0.50\"", "\"é\"", "\"e\\u0301\"", "\"日本語\"", "\"\\ud83c\\udf89 ü\"", "\" a\\tb\\n\"",
      "\"a,b,a\"", "\"{\\\"a\\\": 1}\"", "\"aaaaaaaaaaaaaaaaaaaaaaaa\"", "\"x\\u0000y\"",
    ])
  }

  // MARK: Messages

  /// - Parameter isAlone: a number for a row that must have a prompt of its own.
  mutating func messages(_ turns: Int, isAlone number: Int?) -> String {
    func message(_ role: String, _ content: String, _ calls: String = "") -> String {
      "{\"role\": \"\(role)\", \"content\": \(content)\(calls)}"
    }
    var messages = [message("user", number.map { "\"question \($0)\"" } ?? text(.plain))]
    for _ in 0..<turns {
      messages.append(message("assistant", text(.plain), toolCalls()))
      if choices.isLucky(0.6) { messages.append(message(choices.pick(["tool", "user"]), text(.plain))) }
    }
    return "[\(messages.joined(separator: ", "))]"
  }

  private mutating func toolCalls() -> String {
    let calls = (0..<choices.pick([0, 0, 1, 2])).map { _ in
      let arguments = choices.pick([#""{\"a\": 1}""#, #"{"a": 1}"#, #""{}""#])
      return "{\"function\": {\"name\": \"\(choices.pick(["a", "search", "answer"]))\", \"arguments\": \(arguments)}}"
    }
    return calls.isEmpty ? "" : ", \"tool_calls\": [\(calls.joined(separator: ", "))]"
  }
}
