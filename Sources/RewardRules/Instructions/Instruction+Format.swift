/// IFEval's instructions on the form of a response, and on parts that it must have.
extension Instruction {
  static let formats: [Instruction] = [
    Instruction("detectable_content:number_placeholders", ["num_placeholders": .number]) { arguments in
      let number = arguments.number("num_placeholders")
      return { response in
        Double(response.text.placeholders) >= number
      }
    },
    Instruction("detectable_content:postscript", ["postscript_marker": .text]) { arguments throws(Obstacle) in
      let marker = Array(arguments.text("postscript_marker").trimmed())
      let letters: Scalars? =
        marker == Scalars(of: "P.S.") ? ["p", "s"] : marker == Scalars(of: "P.P.S") ? ["p", "p", "s"] : nil
      guard letters == nil else {
        let isClosed = marker.last == "."
        return { response in response.small.holdsPostscript(letters ?? [], isClosed: isClosed) }
      }
      let pattern = try KeywordPattern.pattern("", marker.lowercased, "", flags: "mu")
      return { response throws(Obstacle) in try pattern.count(in: Response(response.small), atMost: 1) > 0 }
    },
    Instruction("detectable_format:number_bullet_lists", ["num_bullets": .number]) { arguments in
      let number = arguments.number("num_bullets")
      return { response in
        Double(response.text.bullets("*") + response.text.bullets("-")) == number
      }
    },
    Instruction("detectable_format:constrained_response") { response in
      ["yes", "no", "maybe"].contains { response.text.range(of: Scalars(of: "My answer is \($0).")) != nil }
    },
    Instruction("detectable_format:number_highlighted_sections", ["num_highlights": .number]) { arguments in
      let number = arguments.number("num_highlights")
      return { response in Double(response.text.highlights(1) + response.text.highlights(2)) >= number }
    },
    Instruction("detectable_format:multiple_sections", ["section_spliter": .text, "num_sections": .number]) {
      arguments throws(Obstacle) in
      let mark = try KeywordPattern.pattern(
        #"\s?"#, arguments.text("section_spliter").trimmed(), #"\s?\d+\s?"#, flags: "u")
      let number = arguments.number("num_sections")
      return { response throws(Obstacle) in Double(try mark.count(in: response)) >= number }
    },
    Instruction("detectable_format:json_format") { response in
      var text = response.text.trimmed()
      for fence in ["```json", "```Json", "```JSON", "```"] where text.starts(with: fence.unicodeScalars) {
        text = text.dropFirst(fence.unicodeScalars.count)
      }
      if text.suffix(3).elementsEqual("```".unicodeScalars) { text = text.dropLast(3) }
      return text.trimmed().isPythonJSON
    },
    Instruction("detectable_format:title") { response in
      response.text.lines.contains { line in
        guard let open = line.range(of: ["<", "<"])?.lowerBound,
          let close = line.indices.last(where: { $0 > open + 3 && line[$0] == ">" && line[$0 - 1] == ">" })
        else { return false }
        return !line[open...close].drop { $0 == "<" }.trimmedAtEnd { $0 == ">" }.isBlank
      }
    },
  ]
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether this is JSON to Python, which has names for numbers that are none.
  var isPythonJSON: Bool { withPythonNumbers.utf8.withUnsafeBufferPointer { JSONValue($0) != nil } }

  /// With 0 in place of those names.
  private var withPythonNumbers: Scalars {
    let names = ["NaN", "-Infinity", "Infinity"].map { Scalars(of: $0) }
    var isQuoted = false
    var isEscaped = false
    return Array(self).rewritten { rest in
      guard let first = rest.first else { return nil }
      if first == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && first == "\\" && !isEscaped
      guard !isQuoted, let name = names.first(where: { rest.starts(with: $0) }) else { return nil }
      return (name.count, [" ", "0", " "])
    }
  }
}

extension [Unicode.Scalar] {
  /// How many brackets are closed on the line on which they open; each that opens takes the next one that closes.
  var placeholders: Int {
    lines.reduce(0) { count, line in
      var isOpen = false
      return count
        + line.count { scalar in
          defer { if scalar == "[" || scalar == "]" { isOpen = scalar == "[" } }
          return isOpen && scalar == "]"
        }
    }
  }

  /// Whether letters with a period after each, and perhaps one space between, are somewhere; the last has a period only
  /// if it `isClosed`.
  fileprivate func holdsPostscript(_ letters: Scalars, isClosed: Bool) -> Bool {
    indices.contains { start in
      var index = start
      for (place, letter) in letters.enumerated() {
        if place > 0, index < count, self[index].isSpace { index += 1 }
        guard index < count, self[index] == letter else { return false }
        index += 1
        guard isClosed || place < letters.count - 1 else { return true }
        guard index < count, self[index] == "." else { return false }
        index += 1
      }
      return true
    }
  }

  /// How many lines begin with `mark`, after white space that may hold lines, too. An asterisk needs something behind it
  /// that is none; a line feed will do, and then the next line belongs to it.
  fileprivate func bullets(_ mark: Unicode.Scalar) -> Int {
    var found = 0
    var start = 0
    while let first = self[start...].firstIndex(where: { !$0.isSpace }) {
      var end = first
      if self[first] == mark, mark != "*" || (first + 1 < count && self[first + 1] != "*") {
        found += 1
        end += mark == "*" ? 2 : 1
      }
      guard let lineEnd = self[end...].firstIndex(of: "\n") else { break }
      start = lineEnd + 1
    }
    return found
  }

  /// How many stretches of a line stand between `width` asterisks each, with something other than blanks in them.
  fileprivate func highlights(_ width: Int) -> Int {
    let mark = Scalars(repeating: "*", count: width)
    var found = 0
    var index = 0
    while let open = range(of: mark, from: index) {
      let content = self[open.upperBound...].prefix { $0 != "*" && $0 != "\n" }
      if has(mark, at: content.endIndex) {
        if !content.isBlank { found += 1 }
        index = content.endIndex + width
      } else {
        index = open.lowerBound + 1
      }
    }
    return found
  }
}
