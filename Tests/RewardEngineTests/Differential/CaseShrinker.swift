/// Makes a failing case small: leaves out declarations, rows and parts of expressions as long as it still fails.
struct CaseShrinker {
  /// The smallest case found that still differs, and how.
  static func shrunk(_ start: DifferentialCase, _ difference: String) -> (case: DifferentialCase, difference: String) {
    var best = (start, difference)
    func accepts(_ candidate: DifferentialCase) -> Bool {
      guard candidate.checked().spec != nil, let found = try? candidate.difference(), !found.contains("is refused")
      else {
        return false
      }
      best = (candidate, found)
      return true
    }
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for index in best.0.spec.declarations.indices.reversed() {
        var candidate = best.0
        candidate.spec.declarations.remove(at: index)
        if accepts(candidate) { isSmaller = true }
      }
      for batch in best.0.batches.indices.reversed() {
        for line in best.0.batches[batch].indices.reversed() {
          var candidate = best.0
          candidate.batches[batch].remove(at: line)
          if accepts(candidate) { isSmaller = true }
        }
      }
      for name in Set(best.0.batches.joined().flatMap { members(of: $0).map(\.name) }).sorted() {
        var candidate = best.0
        candidate.batches = candidate.batches.map { $0.map { without(name, $0) } }
        if accepts(candidate) { isSmaller = true }
      }
      for index in best.0.spec.declarations.indices {
        for shorter in simpler(best.0.spec.declarations[index]) {
          var candidate = best.0
          candidate.spec.declarations[index] = shorter
          if accepts(candidate) {
            isSmaller = true
            break
          }
        }
      }
    }
    return best
  }

  // MARK: Rows

  /// The columns of a row that is an object, as written.
  private static func members(of line: String) -> [(name: String, text: String)] {
    var found: [(String, String)] = []
    var member = ""
    var depth = 0
    var isText = false
    var isEscaped = false
    for character in line.dropFirst().dropLast() {
      if character == ",", depth == 0, !isText {
        found.append((name(of: member), member))
        member = ""
        continue
      }
      member.append(character)
      if isEscaped {
        isEscaped = false
      } else if isText {
        isEscaped = character == "\\"
        isText = character != "\""
      } else {
        isText = character == "\""
        if "[{".contains(character) { depth += 1 }
        if "]}".contains(character) { depth -= 1 }
      }
    }
    return found + (member.isEmpty ? [] : [(name(of: member), member)])
  }

  private static func name(of member: String) -> String {
    String(member.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" })
  }

  private static func without(_ name: String, _ line: String) -> String {
    "{" + members(of: line).filter { $0.name != name }.map(\.text).joined(separator: ",").drop { $0 == " " } + "}"
  }

  // MARK: Specs

  /// The declaration with one parenthesized part, call or list replaced by something inside it, or by `0`.
  private static func simpler(_ declaration: String) -> [String] {
    let bytes = Array(declaration)
    guard let equals = bytes.firstIndex(of: "="), !declaration.hasPrefix("input"), !declaration.hasPrefix("func") else {
      return []
    }
    var open: [Int] = []
    var parts: [Range<Int>] = []
    for index in bytes.indices where index > equals {
      if "([{".contains(bytes[index]) { open.append(index) }
      if ")]}".contains(bytes[index]), let start = open.popLast() { parts.append(start..<index + 1) }
    }
    var found: [String] = []
    for part in parts.sorted(by: { $0.count > $1.count }) {
      // A call's name belongs to it.
      var start = part.lowerBound
      while start > equals + 2, bytes[start - 1].isLetter || bytes[start - 1] == "_" || bytes[start - 1].isNumber {
        start -= 1
      }
      let inside = parts.filter { part.lowerBound < $0.lowerBound && $0.upperBound < part.upperBound }
      var replacements = inside.map { String(bytes[$0]) }
      let content = String(bytes[part.lowerBound + 1..<part.upperBound - 1])
      replacements += content.split(separator: " ").map(String.init).filter {
        $0.allSatisfy { $0.isLetter || $0.isNumber }
      }
      replacements += ["0", "true"]
      for replacement in replacements where replacement.count < part.upperBound - start {
        found.append(String(bytes[..<start]) + replacement + String(bytes[part.upperBound...]))
      }
    }
    return found
  }
}
