/// IFBench's instructions on sentences, and on the share of something in a response.
extension Instruction {
  static let sentences: [Instruction] = [
    Instruction("ratio:stop_words", ["percentage": .number]) { arguments in
      let most = arguments.number("percentage")
      return { response in
        let words = response.text.wordRuns
        let stopWords = words.count { StopWords.english.contains($0.lowercased) }
        return !words.isEmpty && Double(stopWords) / Double(words.count) * 100 <= most
      }
    },
    Instruction("ratio:overlap", ["reference_text": .text, "percentage": .number]) { arguments in
      let reference = trigrams(of: arguments.text("reference_text"))
      let wanted = arguments.number("percentage")
      return { response in
        let own = trigrams(of: response.text)
        guard !own.isEmpty else { return false }
        let share = Double(own.intersection(reference).count) / Double(own.count) * 100
        return wanted - 2 <= share && share <= wanted + 2
      }
    },
    Instruction("ratio:sentence_type") { response in
      let ends = response.sentenceEnds
      return ends.count { $0 == "." } == 2 * ends.count { $0 == "?" }
    },
    Instruction("ratio:sentence_balance") { response in
      let ends = response.sentenceEnds
      return Set([".", "?", "!"].map { mark in ends.count { $0 == mark } }).count == 1
    },
    Instruction("ratio:sentence_words") { response in
      // Upstream does not look at the words.
      response.sentences.count == 3 && Set(response.sentences.map(\.count)).count == 1
    },
    Instruction("sentence:alliteration_increment") { response in
      let lengths = response.sentences.map { sentence in
        let initials = sentence.lowercased.words.compactMap { $0.drop(while: \.isPunctuationOrBlank).first }
        return alliteration(initials)
      }
      return zip(lengths, lengths.dropFirst()).allSatisfy(<)
    },
    Instruction("sentence:increment", ["small_n": .number]) { arguments in
      let step = arguments.number("small_n")
      return { response in
        let counts = response.sentences.map { Double($0.withoutPunctuation.words.count) }
        return zip(counts, counts.dropFirst()).allSatisfy { $1 == $0 + step }
      }
    },
    Instruction("sentence:keyword", ["word": .text, "N": .place]) { arguments throws(Obstacle) in
      let (word, place) = (arguments.text("word").lowercased, arguments.whole("N"))
      guard word.count <= KeywordPattern.maximumLength else { throw .badArguments }
      return { response in
        guard response.sentences.count >= place else { return false }
        return Array(response.sentences[place - 1]).lowercased.holdsWord(word)
      }
    },
  ]

  private static func trigrams(of text: Scalars) -> Set<ArraySlice<Unicode.Scalar>> {
    Set(text.indices.dropLast(2).map { text[$0..<$0 + 3] })
  }

  /// How many words are in runs with one initial.
  private static func alliteration(_ initials: [Unicode.Scalar]) -> Int {
    var count = 0
    var isInRun = false
    for (first, second) in zip(initials, initials.dropFirst()) {
      if first == second { count += isInRun ? 1 : 2 }
      isInRun = first == second
    }
    return count
  }
}

extension Response {
  /// The last character of every sentence that has one.
  fileprivate var sentenceEnds: [Unicode.Scalar] { sentences.compactMap(\.last) }
}

extension [Unicode.Scalar] {
  /// Whether `word` is here with something else at both ends: `\b` in a pattern.
  fileprivate func holdsWord(_ word: Scalars) -> Bool {
    func isEdge(_ index: Int) -> Bool {
      let before = index > 0 && self[index - 1].isWordCharacter
      return before != (index < count && self[index].isWordCharacter)
    }
    var start = 0
    while let found = range(of: word, from: start) {
      if isEdge(found.lowerBound), isEdge(found.upperBound) { return true }
      start = found.lowerBound + 1
    }
    return false
  }
}
