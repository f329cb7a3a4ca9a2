@testable import RewardEngine
@testable import RewardSemantics

/// Generated rows in the other forms that rows may have.
enum RowForm {
  typealias Member = (key: String, value: String)

  /// One line for each group, and the same rollouts as rows of their own, in that order; nil where the rows do not name
  /// their groups so that a line could.
  static func grouped(_ lines: [String], inputs: [GeneratedSpec.Input]) -> (rows: [String], groups: [String])? {
    var groups: [(key: String, rows: [Int])] = []
    let rows = lines.map(members)
    var kinds: Set<String> = []
    for (row, members) in rows.enumerated() {
      guard let own = members.first(where: { $0.key == "group_id" || $0.key == "prompt" }) else { return nil }
      kinds.insert(own.key)
      if let known = groups.firstIndex(where: { $0.key == own.value }) {
        groups[known].rows.append(row)
      } else {
        groups.append((own.value, [row]))
      }
    }
    // A key and a prompt of one text are two groups.
    guard kinds.count == 1 else { return nil }
    let text = groups.map { group in
      let own = group.rows.map { rows[$0] }
      func all(_ key: String) -> String? {
        let values = own.map { members in members.first { $0.key == key }?.value }
        return values.contains { $0 != nil } ? "[\(values.map { $0 ?? "null" }.joined(separator: ", "))]" : nil
      }
      func one(_ key: String) -> String? {
        own.lazy.compactMap { members in members.first { $0.key == key }?.value }.first
      }
      var result: [Member] = [("group_id", group.key), ("id", all("id") ?? "[]")]
      if let step = one("step") { result.append(("step", step)) }
      if let messages = all("messages") { result.append(("messages", messages)) }
      for input in inputs {
        let isOfGroup = input.grain == .group || input.grain == .batch || isCriterion(input.grain)
        if let value = isOfGroup ? one(input.name) : all(input.name) { result.append((input.name, value)) }
      }
      return line(result)
    }
    return (groups.flatMap { $0.rows.map { lines[$0] } }, text)
  }

  /// One line for each turn, and the rows of those rollouts that have turns; nil where nothing says in which turn a token
  /// lies.
  static func turned(_ lines: [String], inputs: [GeneratedSpec.Input]) -> (rows: [String], turns: [String])? {
    guard inputs.contains(where: { $0.form == .turnIndex }) else { return nil }
    var kept: [String] = []
    var turns: [String] = []
    for text in lines {
      let members = members(text)
      func value(_ key: String) -> String? { members.first { $0.key == key }?.value }
      // A row that nothing groups is a group that is called after its line, and random numbers follow from that.
      guard ["group_id", "prompt", "messages"].contains(where: { value($0) != nil }) else { return nil }
      let segments = value("messages").map { byTurn(elements($0)) }
      let lists = inputs.filter { $0.grain == .turn }.compactMap { value($0.name) }.filter { $0 != "null" }
      let count = segments?.count ?? lists.first.map { elements($0).count } ?? 1
      guard count > 0 else { continue }
      kept.append(text)
      for turn in 0..<count {
        var row = members.filter { member in
          member.key != "messages" && !inputs.contains { $0.name == member.key && [.turn, .token].contains($0.grain) }
        }
        if let segments { row.append(("messages", "[\(segments[turn].joined(separator: ", "))]")) }
        for input in inputs where input.grain == .turn || input.grain == .token {
          guard let list = value(input.name), list != "null" else { continue }
          // The column says in which turn a token lies, not its row.
          let tokens = turn == count - 1 ? list : "[]"
          row.append((input.name, input.grain == .turn ? elements(list)[turn] : tokens))
        }
        turns.append(line(row))
      }
    }
    return kept.isEmpty ? nil : (kept, turns)
  }

  /// The messages of each turn, with those before it for the first.
  private static func byTurn(_ messages: [String]) -> [[String]] {
    var result: [[String]] = []
    var prompt: [String] = []
    for message in messages {
      if message.contains("\"role\": \"assistant\"") {
        result.append(prompt + [message])
        prompt = []
      } else if result.isEmpty {
        prompt.append(message)
      } else {
        result[result.count - 1].append(message)
      }
    }
    return result
  }

  private static func isCriterion(_ grain: Grain) -> Bool {
    if case .derived(let items) = grain { items.containers == [.group] } else { false }
  }

  private static func line(_ members: [Member]) -> String {
    "{\(members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", "))}"
  }

  // MARK: JSON

  private static func members(_ object: String) -> [Member] {
    parts(object).map { part in
      let end = part.firstIndex(of: ":") ?? part.endIndex
      return (
        String(part[..<end].dropFirst().dropLast()),
        String(part[end...].dropFirst().drop { $0 == " " })
      )
    }
  }

  private static func elements(_ array: String) -> [String] { parts(array) }

  /// What stands between the commas of an object or array.
  private static func parts(_ json: String) -> [String] {
    var result: [[UInt8]] = []
    var part: [UInt8] = []
    var depth = 0
    var isInText = false
    var isEscaped = false
    for byte in json.utf8.dropFirst().dropLast() {
      if isInText {
        isInText = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ",") where depth == 0:
          result.append(part)
          part = []
          continue
        default: break
        }
      }
      if byte != UInt8(ascii: " ") || !part.isEmpty { part.append(byte) }
    }
    if !part.isEmpty { result.append(part) }
    return result.map { String(decoding: $0, as: UTF8.self) }
  }
}
