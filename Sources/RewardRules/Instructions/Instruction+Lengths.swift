/// IFEval's instructions on the length of a response: its words, sentences and paragraphs.
extension Instruction {
  static let lengths: [Instruction] = [
    Instruction("length_constraints:number_words", ["num_words": .number, "relation": .relation]) { arguments in
      let (relation, number) = (arguments.relation("relation"), arguments.number("num_words"))
      return { response in relation.holds(response.text.wordRuns.count, number) }
    },
    Instruction("length_constraints:number_sentences", ["num_sentences": .number, "relation": .relation]) { arguments in
      let (relation, number) = (arguments.relation("relation"), arguments.number("num_sentences"))
      return { response in relation.holds(SentenceBreaks.sentences(of: response.text).count, number) }
    },
    Instruction("length_constraints:number_paragraphs", ["num_paragraphs": .number]) { arguments in
      let number = arguments.number("num_paragraphs")
      return { response in
        let paragraphs = response.text.parts(between: "***")
        guard paragraphs.dropFirst().dropLast().allSatisfy({ !$0.isBlank }) else { return false }
        return Double(paragraphs.count { !$0.isBlank }) == number
      }
    },
    Instruction(
      "length_constraints:nth_paragraph_first_word",
      ["num_paragraphs": .number, "nth_paragraph": .place, "first_word": .text]
    ) { arguments throws(Obstacle) in
      let (number, place) = (arguments.number("num_paragraphs"), arguments.whole("nth_paragraph"))
      guard Double(place) <= number else { throw .badArguments }
      let firstWord = arguments.text("first_word").lowercased
      return { response in
        let paragraphs = response.text.parts(between: "\n\n")
        let count = paragraphs.count { !$0.isBlank }
        // The place is among all parts, the number is of those that are not blank.
        guard Double(count) == number, place <= count, let word = paragraphs[place - 1].words.first else {
          return false
        }
        let bare = word.drop { $0 == "'" }.drop { $0 == "\"" }
        return bare.prefix { !".,?!'\"".unicodeScalars.contains($0) }.lowercased == firstWord
      }
    },
  ]
}

extension [Unicode.Scalar] {
  /// What stands between the places of `mark`; there is always one part.
  func parts(between mark: String) -> [ArraySlice<Unicode.Scalar>] {
    let mark = Scalars(of: mark)
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    while let found = range(of: mark, from: start) {
      parts.append(self[start..<found.lowerBound])
      start = found.upperBound
    }
    return parts + [self[start...]]
  }
}
