/// IFBench's instructions on form.
extension Instruction {
  static let layouts: [Instruction] = [
    Instruction("format:parentheses") { response in
      var open: [Unicode.Scalar] = []
      var deepest = 0
      for scalar in response.text {
        switch scalar {
        case "(", "[", "{":
          open.append(scalar)
          deepest = max(deepest, open.count)
        case ")", "]", "}":
          let closes: Unicode.Scalar = scalar == ")" ? "(" : scalar == "]" ? "[" : "{"
          if open.last == closes {
            open.removeLast()
            if deepest >= 5 { return true }
          } else {
            open = []
            deepest = 0
          }
        default: break
        }
      }
      return false
    },
    Instruction("format:quotes") { response in
      var open: [Unicode.Scalar] = []
      var deepest = 0
      for scalar in response.text where scalar == "\"" || scalar == "'" {
        if open.last == scalar {
          open.removeLast()
          if deepest - open.count >= 3 { return true }
        } else {
          open.append(scalar)
          deepest = max(deepest, open.count)
        }
      }
      return false
    },
    Instruction("format:options", ["options": .text]) { arguments in
      let text = arguments.text("options")
      let mark = text.contains("/") ? "/" : text.range(of: ["o", "r"]) != nil ? "or" : ","
      let options = text.parts(between: mark).map { Array($0.trimmed()) }
      // Letters of choices are to be given as they are.
      guard !text.beginsWithChoices else { return { response in options.contains(response.text) } }
      let bare = Set(options.map { $0.trimmed(\.isPunctuationOrBlank).lowercased })
      return { response in bare.contains(response.text.trimmed(\.isPunctuationOrBlank).lowercased) }
    },
    Instruction("format:newline") { response in
      let text = Array(response.text.withoutPunctuation.trimmed())
      return text.lines.count { !$0.isEmpty } == text.words.count
    },
    Instruction("format:emoji") { response in
      let sentences = response.sentences.map { Array($0.withoutPunctuation.trimmed()) }
      return sentences.indices.allSatisfy { index in
        // A variation selector may follow the emoji.
        guard !sentences[index].isEmpty else { return false }
        if sentences[index].suffix(2).contains(where: \.isEmoji) { return true }
        return index + 1 < sentences.count && sentences[index + 1].first?.isEmoji ?? false
      }
    },
    Instruction("format:line_indent") { response in
      let indents = response.text.stairs.map { line in line.prefix { $0 == " " }.count }
      return zip(indents, indents.dropFirst()).allSatisfy(<)
    },
    Instruction("format:quote_unquote") { response in
      let text = response.text.replacing("'\"'", with: "").filter { !$0.isSpace }
      guard text.range(of: ["\"", "\""]) == nil else { return false }
      return text.trimmedAtEnd { $0 != "\"" && ($0.isASCIIPunctuation || "0"..."9" ~= $0) }.last != "\""
    },
    Instruction("format:list", ["sep": .text]) { arguments in
      let mark = arguments.text("sep").utf8
      return { response in response.bytes.count(of: mark) >= 2 }
    },
    Instruction("format:thesis") { response in
      let text = response.text
      guard let start = (text.range(of: Scalars(of: "<i>")) ?? text.range(of: Scalars(of: "<em>")))?.lowerBound,
        let end =
          (text.range(of: Scalars(of: "</i>"), from: start) ?? text.range(of: Scalars(of: "</em>"), from: start))?
          .lowerBound
      else { return false }
      return !text[min(start + 3, end)..<end].isBlank && !text[min(end + 4, text.count)...].isBlank
    },
    Instruction("format:sub-bullets") { response in
      response.text.split(separator: "*", omittingEmptySubsequences: false).dropFirst().allSatisfy { $0.contains("-") }
    },
    Instruction("format:no_bullets_bullets") { response in
      var sentences = 0
      var bullets = 0
      var areSentencesOver = false
      for line in response.text.lines.map({ $0.trimmed() }) {
        if line.first == "*" {
          guard sentences >= 2 else { return false }
          areSentencesOver = true
          bullets += 1
        } else {
          guard !areSentencesOver else { return false }
          let found = SentenceRules.sentences(of: line).count
          sentences += found
          areSentencesOver = found == 0
        }
      }
      return bullets >= 2
    },
    Instruction("format:title_case") { response in
      response.tokens.allSatisfy { word in
        guard word[0].isLetter else { return true }
        let rest = word.dropFirst()
        return !word[0].isLower || !(rest.isEmpty || rest.isLowerCase || rest.isUpperCase)
      }
    },
    Instruction("format:output_template") { response in
      ["My Answer:", "My Conclusion:", "Future Outlook:"].allSatisfy { response.text.range(of: Scalars(of: $0)) != nil }
    },
    Instruction("format:no_whitespace") { response in !response.text.contains(where: \.isSpace) },
  ]
}

extension [Unicode.Scalar] {
  /// Whether `a`, `b` and `c` come first, with anything but word characters around them.
  fileprivate var beginsWithChoices: Bool {
    var rest = self[...]
    for letter in "abc".unicodeScalars {
      rest = rest.drop { !$0.isWordCharacter }
      guard let first = rest.popFirst(), first.isASCII, first.value | 0x20 == letter.value else { return false }
    }
    return true
  }

  /// The lines without those that are blank; but as upstream takes them out of the list it is walking over, the line after
  /// one that was taken out is passed over, and of equal lines the first goes.
  fileprivate var stairs: [ArraySlice<Unicode.Scalar>] {
    let lines = self.lines
    var isKept = [Bool](repeating: true, count: lines.count)
    /// Blank lines that were passed over, of each kind, and how many of them are gone since.
    var passed: [ArraySlice<Unicode.Scalar>: (lines: [Int], gone: Int)] = [:]
    func passOver(_ index: Int) {
      if index < lines.count, lines[index].isBlank { passed[lines[index], default: ([], 0)].lines.append(index) }
    }
    var index = 0
    while index < lines.count {
      guard lines[index].isBlank else {
        index += 1
        continue
      }
      passOver(index)
      let (equal, gone) = passed[lines[index], default: ([index], 0)]
      isKept[equal[gone]] = false
      passed[lines[index]]?.gone += 1
      passOver(index + 1)
      index += 2
    }
    return lines.indices.filter { isKept[$0] }.map { lines[$0] }
  }
}
