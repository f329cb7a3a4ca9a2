/// IFEval's instructions on keywords. A keyword is a regular expression, as upstream takes it.
extension Instruction {
  static let keywords: [Instruction] = [
    Instruction("keywords:existence", ["keywords": .texts]) { arguments throws(Obstacle) in
      let keywords = try KeywordPattern.all(arguments.texts("keywords"))
      return { response throws(Obstacle) in
        for keyword in keywords where try !keyword.isFound(in: response) { return false }
        return true
      }
    },
    Instruction("keywords:forbidden_words", ["forbidden_words": .texts]) { arguments throws(Obstacle) in
      let words = try KeywordPattern.all(arguments.texts("forbidden_words"), areWholeWords: true)
      return { response throws(Obstacle) in
        for word in words where try word.isFound(in: response) { return false }
        return true
      }
    },
    Instruction("keywords:frequency", ["keyword": .text, "frequency": .number, "relation": .relation]) {
      arguments throws(Obstacle) in
      let keyword = try KeywordPattern(arguments.text("keyword").trimmed())
      let (relation, frequency) = (arguments.relation("relation"), arguments.number("frequency"))
      return { response throws(Obstacle) in relation.holds(try keyword.count(in: response), frequency) }
    },
    Instruction("keywords:letter_frequency", ["letter": .text, "let_frequency": .number, "let_relation": .relation]) {
      arguments throws(Obstacle) in
      // Upstream draws another one where it is no letter; here every character counts as itself.
      let letter = arguments.text("letter").lowercased
      guard letter.count == 1 else { throw .badArguments }
      let (relation, frequency) = (arguments.relation("let_relation"), arguments.number("let_frequency"))
      return { response in relation.holds(response.small.count { $0 == letter[0] }, frequency) }
    },
  ]
}
