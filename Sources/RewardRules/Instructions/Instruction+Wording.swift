/// IFEval's instructions on language, case and punctuation, and on how a response begins and ends.
extension Instruction {
  static let wording: [Instruction] = [
    Instruction("language:response_language", ["language": .text]) { arguments in
      let wanted = String(decoding: arguments.text("language").utf8, as: UTF8.self)
      return { response throws(Obstacle) in try response.isWritten(in: wanted) }
    },
    Instruction("change_case:english_capital") { response throws(Obstacle) in
      guard response.text.isUpperCase else { return false }
      return try response.isWritten(in: "en")
    },
    Instruction("change_case:english_lowercase") { response throws(Obstacle) in
      guard response.text.isLowerCase else { return false }
      return try response.isWritten(in: "en")
    },
    Instruction(
      "change_case:capital_word_frequency", ["capital_frequency": .number, "capital_relation": .relation]
    ) { arguments in
      let (relation, number) = (arguments.relation("capital_relation"), arguments.number("capital_frequency"))
      return { response in relation.holds(response.tokens.count(where: \.isUpperCase), number) }
    },
    Instruction("punctuation:no_comma") { response in !response.text.contains(",") },
    Instruction("startend:quotation") { response in
      let text = response.text.trimmed()
      return text.count > 1 && text.first == "\"" && text.last == "\""
    },
    Instruction("startend:end_checker", ["end_phrase": .text]) { arguments in
      let phrase = arguments.text("end_phrase").trimmed().lowercased
      return { response in
        let text = Array(response.text.trimmed().trimmed { $0 == "\"" }).lowercased
        return text.suffix(phrase.count).elementsEqual(phrase)
      }
    },
    Instruction("combination:repeat_prompt", ["prompt_to_repeat": .text]) { arguments in
      let prompt = arguments.text("prompt_to_repeat").trimmed().lowercased
      return { response in Array(response.text.trimmed()).lowercased.starts(with: prompt) }
    },
    Instruction("combination:two_responses") { response in
      let parts = response.text.parts(between: "******").map { $0.trimmed() }
      let given = parts.filter { !$0.isEmpty }
      return given.count == 2 && given[0] != given[1] && parts.dropFirst().dropLast().allSatisfy { !$0.isEmpty }
    },
  ]
}

extension Response {
  /// Whether all of it is in a language. What has no letters is in none, and so in no other one.
  func isWritten(in language: String) throws(Obstacle) -> Bool {
    guard text.contains(where: \.isLetter) else { return true }
    guard let detector = LanguageDetector.shared else { throw .failed }
    guard let found = bytes.withUnsafeBufferPointer(detector.language) else { return false }
    // Chinese is told apart by its script.
    return found == language || (language == "zh" && found.hasPrefix("zh-"))
  }
}
