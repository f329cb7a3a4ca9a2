/// The functions of open-instruct by which the data set RLVR-IFeval names its constraints: those of IFEval, simpler and with
/// names of their own. The ground truth of a row is one JSON object with `func_name` and every possible argument.
extension Instruction {
  static let functions: [Instruction] = [
    Instruction("verify_keywords", ["keyword_list": .texts]) { arguments in
      let keywords = arguments.texts("keyword_list").map(\.lowercased.utf8)
      return { response throws(Obstacle) in
        try response.allow(searches: keywords.count)
        let text = response.small.utf8
        return keywords.allSatisfy { text.count(of: $0) > 0 }
      }
    },
    Instruction("validate_forbidden_words", ["forbidden_words": .texts]) { arguments in
      let words = arguments.texts("forbidden_words").map(\.lowercased.utf8)
      return { response throws(Obstacle) in
        try response.allow(searches: words.count)
        let text = response.small.utf8
        return words.allSatisfy { text.count(of: $0) == 0 }
      }
    },
    Instruction("verify_keyword_frequency", ["word": .text, "N": .number]) { arguments in
      let (word, number) = (arguments.text("word").lowercased, arguments.number("N"))
      return { response in
        let words = response.small.split { !$0.isWordCharacter }
        return Double(words.count { $0.elementsEqual(word) }) == number
      }
    },
    Instruction("verify_letter_frequency", ["letter": .text, "N": .number]) { arguments throws(Obstacle) in
      let (letter, number) = (arguments.text("letter"), arguments.number("N"))
      guard letter.count == 1 else { throw .badArguments }
      return { response in Double(response.text.count { $0 == letter[0] }) == number }
    },
    Instruction("validate_response_language", ["language": .text]) { arguments in
      let wanted = String(decoding: arguments.text("language").utf8, as: UTF8.self)
      return { response throws(Obstacle) in try response.isWritten(in: wanted) }
    },
    Instruction("verify_paragraph_count", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        let lines = response.text.lines.map { $0.trimmed() }
        let paragraphs = Array(lines.joined(separator: ["\n"])).parts(between: "* * *")
        return Double(paragraphs.count) == number && paragraphs.allSatisfy { !$0.isBlank }
      }
    },
    Instruction("validate_word_constraint", ["N": .number, "quantifier": .relation]) { arguments in
      let (quantifier, number) = (arguments.relation("quantifier"), arguments.number("N"))
      return { response in quantifier.holds(response.text.words.count, number) }
    },
    Instruction("verify_sentence_constraint", ["N": .number, "quantifier": .relation]) { arguments in
      let (quantifier, number) = (arguments.relation("quantifier"), arguments.number("N"))
      return { response in quantifier.holds(response.text.sentenceGaps + 1, number, tolerance: 1) }
    },
    Instruction("validate_paragraphs", ["N": .number, "first_word": .text, "i": .place]) { arguments throws(Obstacle) in
      let (number, place) = (arguments.number("N"), arguments.whole("i"))
      guard Double(place) <= number else { throw .badArguments }
      let firstWord = arguments.text("first_word")
      return { response in
        let paragraphs = response.text.parts(between: "\n\n")
        return Double(paragraphs.count) == number && paragraphs[place - 1].trimmed().starts(with: firstWord)
      }
    },
    Instruction("verify_postscript", ["postscript_marker": .text]) { arguments throws(Obstacle) in
      let marker = arguments.text("postscript_marker")
      guard marker.count <= KeywordPattern.maximumLength else { throw .badArguments }
      return { response in
        guard let found = response.text.range(of: marker) else { return false }
        return response.text[found.lowerBound...].trimmed().count > marker.count
      }
    },
    Instruction("validate_placeholders", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in Double(response.text.placeholders) >= number }
    },
    Instruction("verify_bullet_points", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        let starts = response.text.lines.compactMap { $0.trimmed().first }
        return Double(starts.count { $0 == "*" || $0 == "-" }) == number
      }
    },
    Instruction("validate_title") { response in
      response.text.lines.contains { line in
        line.range(of: ["<", "<"]).map { line[$0.upperBound...].range(of: [">", ">"]) != nil } ?? false
      }
    },
    Instruction("validate_choice", ["options": .texts]) { arguments in
      let options = arguments.texts("options").map(\.utf8)
      return { response throws(Obstacle) in
        try response.allow(searches: options.count)
        return options.contains { response.bytes.count(of: $0) > 0 }
      }
    },
    Instruction("validate_highlighted_sections", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        let sections = response.text.lines.map { line in line.count { $0 == "*" } / 2 }
        return Double(sections.reduce(0, +)) >= number
      }
    },
    Instruction("validate_sections", ["N": .number, "section_splitter": .text]) { arguments throws(Obstacle) in
      let number = arguments.number("N")
      let mark = try KeywordPattern.pattern(#"\s?"#, arguments.text("section_splitter").escaped, #"\s?\d+\s?"#)
      return { response throws(Obstacle) in Double(try mark.count(in: response)) >= number }
    },
    Instruction("validate_json_format") { response in response.text[...].isPythonJSON },
    Instruction("validate_repeat_prompt", ["original_prompt": .text]) { arguments in
      let prompt = arguments.text("original_prompt")
      return { response in response.text.starts(with: prompt) }
    },
    Instruction("validate_two_responses") { response in
      let parts = response.text.parts(between: "******").map { $0.trimmed() }
      return parts.count == 2 && parts[0] != parts[1]
    },
    Instruction("validate_uppercase") { response in !response.text.contains { $0.properties.changesWhenUppercased } },
    Instruction("validate_lowercase") { response in !response.text.contains { $0.properties.changesWhenLowercased } },
    Instruction("validate_frequency_capital_words", ["N": .number, "quantifier": .relation]) { arguments in
      let (quantifier, number) = (arguments.relation("quantifier"), arguments.number("N"))
      return { response in
        let words = response.text.split { !$0.isWordCharacter }
        return quantifier.holds(words.count { $0.allSatisfy { "A"..."Z" ~= $0 } }, number)
      }
    },
    Instruction("validate_end", ["end_phrase": .text]) { arguments in
      let phrase = arguments.text("end_phrase")
      return { response in response.text.suffix(phrase.count).elementsEqual(phrase) }
    },
    Instruction("validate_quotation") { response in response.text.first == "\"" && response.text.last == "\"" },
    Instruction("validate_no_commas") { response in !response.text.contains(",") },
  ]
}

extension [Unicode.Scalar] {
  /// How many white spaces stand behind a mark that ends a sentence: not one of `e.g.` and not one of `Mr.`.
  fileprivate var sentenceGaps: Int {
    func isWord(_ index: Int) -> Bool { index >= 0 && self[index].isWordCharacter }
    return indices.count { index in
      guard index > 0, self[index].isSpace, ".?!".unicodeScalars.contains(self[index - 1]) else { return false }
      let isAcronym = isWord(index - 2) && isWord(index - 4) && self[index - 3] == "."
      let isTitle = index > 2 && self[index - 1] == "." && "a"..."z" ~= self[index - 2] && "A"..."Z" ~= self[index - 3]
      return !isAcronym && !isTitle
    }
  }

  /// As a pattern that matches nothing but this text.
  fileprivate var escaped: Scalars { flatMap { $0.isASCIIPunctuation || $0.isSpace ? ["\\", $0] : [$0] } }
}
