/// IFBench's instructions on words and their letters.
extension Instruction {
  static let words: [Instruction] = [
    Instruction("words:alphabet") { response in
      let initials = response.text.withoutPunctuation.words.compactMap { Array($0.prefix(1)).lowercased.first }
      guard let first = initials.first, "a"..."z" ~= first else { return false }
      return initials.enumerated().allSatisfy { index, initial in
        initial.value == UInt32(UInt8(ascii: "a")) + (first.value - 97 + UInt32(index % 26)) % 26
      }
    },
    Instruction("words:vowel") { response in
      let text = response.small.trimmed()
      return !text.contains("\n") && Set(text).intersection("aeiou".unicodeScalars).count <= 3
    },
    Instruction("words:consonants") { response in
      response.small.words.allSatisfy { word in
        zip(word, word.dropFirst()).contains { $0.isConsonant && $1.isConsonant }
      }
    },
    Instruction("words:palindrome") { response in
      let words = response.small.withoutPunctuation.words
      return words.count { $0.count >= 5 && $0.elementsEqual($0.reversed()) } >= 10
    },
    Instruction("words:prime_lengths") { response in
      let primes: Set = [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
      ]
      return response.text.withoutPunctuation.words.allSatisfy { primes.contains($0.count) }
    },
    Instruction("words:repeats", ["small_n": .number]) { arguments in
      let most = arguments.number("small_n")
      return { response in
        var counts: [ArraySlice<Unicode.Scalar>: Double] = [:]
        for word in response.small.withoutPunctuation.words { counts[word, default: 0] += 1 }
        return counts.values.allSatisfy { $0 <= most }
      }
    },
    Instruction("words:no_consecutive") { response in
      let initials = response.small.withoutPunctuation.words.compactMap(\.first)
      return zip(initials, initials.dropFirst()).allSatisfy(!=)
    },
    Instruction("words:odd_even_syllables") { response in
      let parities = response.small.withoutPunctuation.words.map { Syllables.count($0) % 2 }
      return zip(parities, parities.dropFirst()).allSatisfy(!=)
    },
    Instruction("words:last_first") { response in
      zip(response.sentences, response.sentences.dropFirst()).allSatisfy { sentence, next in
        let last = sentence.trimmedAtEnd(\.isPunctuationOrBlank).words.last
        let first = next.drop(while: \.isPunctuationOrBlank).words.first
        guard let last, let first else { return false }
        return last.lowercased == first.lowercased
      }
    },
    Instruction("words:paragraph_last_first") { response in
      response.small.lines.allSatisfy { line in
        let words = line.trimmed().trimmed(\.isPunctuationOrBlank).words
        return words.first == words.last
      }
    },
    Instruction("words:keywords_specific_position", ["keyword": .text, "n": .place, "m": .place]) { arguments in
      let keyword = arguments.text("keyword").trimmed().lowercased
      let (sentence, word) = (arguments.whole("n"), arguments.whole("m"))
      return { response in
        guard response.sentences.count >= sentence else { return false }
        let words = WordTokens.tokens(of: Array(response.sentences[sentence - 1])).filter { token in
          token.contains { $0.isLetter || $0.isNumeral }
        }
        return words.count >= word && words[word - 1].lowercased == keyword
      }
    },
    Instruction("words:words_position", ["keyword": .text]) { arguments in
      let keyword = arguments.text("keyword").trimmed().lowercased
      return { response in
        let tokens = response.tokens
        // A mark at the end is no word.
        let fromEnd = tokens.last.map { $0.count == 1 && $0[0].isASCIIPunctuation } ?? false ? 3 : 2
        guard tokens.count >= fromEnd else { return false }
        return tokens[1].lowercased == keyword && tokens[tokens.count - fromEnd].lowercased == keyword
      }
    },
    // What is a verb takes a tagger to find out, and there is none here.
    Instruction("words:start_verb") { _ throws(Obstacle) in throw .failed },
  ]
}

extension Unicode.Scalar {
  /// A small letter of English that is no vowel; `y` is none.
  fileprivate var isConsonant: Bool { isASCII && isLower && !"aeiou".unicodeScalars.contains(self) }
}
