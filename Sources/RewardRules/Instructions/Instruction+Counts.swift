/// IFBench's instructions that count something, but for sentences.
extension Instruction {
  static let counts: [Instruction] = [
    Instruction("count:word_count_range", ["min_words": .number, "max_words": .number]) { arguments in
      let (low, high) = (arguments.number("min_words"), arguments.number("max_words"))
      return { response in
        let count = Double(response.text.wordRuns.count)
        return low <= count && count <= high
      }
    },
    Instruction("count:unique_word_count", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        // A word that is nothing but punctuation is one, too.
        Double(Set(response.small.words.map { $0.trimmed(\.isPunctuationOrBlank) }).count) >= number
      }
    },
    Instruction("count:conjunctions", ["small_n": .number]) { arguments in
      let number = arguments.number("small_n")
      let conjunctions = Set(["and", "but", "for", "nor", "or", "so", "yet"].map { Scalars(of: $0) })
      return { response in
        // What is counted are different spellings with their punctuation.
        let found = response.text.words.filter {
          conjunctions.contains($0.trimmed(\.isPunctuationOrBlank).lowercased)
        }
        return Double(Set(found).count) >= number
      }
    },
    Instruction("count:person_names", ["N": .number]) { arguments throws(Obstacle) in
      let number = arguments.number("N")
      return { response in
        let words = Set(response.text.wordRuns)
        return Double(personNames.count { words.contains($0[...]) }) >= number
      }
    },
    Instruction("count:numbers", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        let runs = response.text.withoutPunctuation.split { !$0.isDecimalDigit }
        return Double(runs.count) == number
      }
    },
    Instruction("count:punctuation") { response in
      var text = response.text
      guard let interrobang = text.range(of: ["?", "!"]) ?? text.range(of: ["!", "?"]) else {
        return text.contains("‽") && Set(".,!?;:".unicodeScalars).isSubset(of: text)
      }
      // It does not stand for the two marks by themselves.
      text.removeSubrange(interrobang)
      return Set(".,!?;:".unicodeScalars).isSubset(of: text)
    },
    Instruction("count:pronouns", ["N": .number]) { arguments in
      let number = arguments.number("N")
      return { response in
        let tokens = WordTokens.tokens(of: response.small.map { $0 == "/" ? " " : $0 })
        return Double(tokens.count(where: pronouns.contains)) >= number
      }
    },
    Instruction("count:words_japanese", ["N": .place]) { arguments in
      let cycle = arguments.whole("N")
      return { response in
        response.text.words.enumerated().allSatisfy { index, word in
          let word = word.trimmed(\.isPunctuationOrBlank)
          return (index + 1) % cycle != 0 || word.allSatisfy(\.isDigit) || word.contains(where: \.isJapanese)
        }
      }
    },
    Instruction(
      "count:keywords_multiple",
      ["keyword1": .text, "keyword2": .text, "keyword3": .text, "keyword4": .text, "keyword5": .text]
    ) { arguments in
      let keywords = (1...5).map { arguments.text("keyword\($0)").trimmed().lowercased.utf8 }
      return { response in
        let text = response.small.utf8
        return zip(keywords, [1, 2, 3, 5, 7]).allSatisfy { text.count(of: $0) == $1 }
      }
    },
  ]

  /// The names that IFBench's prompts ask for.
  private static let personNames: [Scalars] = [
    "Emma", "Liam", "Sophia", "Jackson", "Olivia", "Noah", "Ava", "Lucas", "Isabella", "Mason", "Mia", "Ethan",
    "Charlotte", "Alexander", "Amelia", "Benjamin", "Harper", "Leo", "Zoe", "Daniel", "Chloe", "Samuel", "Lily",
    "Matthew", "Grace", "Owen", "Abigail", "Gabriel", "Ella", "Jacob", "Scarlett", "Nathan", "Victoria", "Elijah",
    "Layla", "Nicholas", "Audrey", "David", "Hannah", "Christopher", "Penelope", "Thomas", "Nora", "Andrew", "Aria",
    "Joseph", "Claire", "Ryan", "Stella", "Jonathan",
  ].map { Scalars(of: $0) }

  /// Personal, possessive, reflexive, demonstrative, interrogative and indefinite ones, as IFBench lists them.
  private static let pronouns = Set(pronounList.words)
  private static let pronounList: StaticString = """
    i me we us you he him she her it they them my mine our ours your yours his hers its their theirs
    myself ourselves yourself yourselves himself herself itself themselves this that these those
    who whom whose which what whoever whomever whatever whichever
    anybody anyone anything everybody everyone everything nobody nothing somebody someone something
    each either neither both all some any none
    """
}

extension Unicode.Scalar {
  /// In one of the blocks Hiragana, Katakana and CJK Unified Ideographs.
  fileprivate var isJapanese: Bool { 0x3040...0x30FF ~= value || 0x4E00...0x9FFF ~= value }
}

extension [UInt8] {
  /// How often `part`, which is not empty, is in these bytes, without overlap.
  func count(of part: [UInt8]) -> Int {
    withUnsafeBufferPointer { text in
      var count = 0
      var index = 0
      while let found = text.firstRange(of: part, from: index) {
        count += 1
        index = found.upperBound
      }
      return count
    }
  }
}
