/// IFBench's instructions for one prompt each, and those that ask for the prompt itself.
extension Instruction {
  static let customs: [Instruction] = [
    Instruction("custom:multiples") { response in
      response.text.split { !$0.isDecimalDigit }.map(Array.init)
        == stride(from: 14, to: 50, by: 7).map { Scalars(of: "\($0)") }
    },
    Instruction("custom:mcq_count_length") { response in
      guard response.text.starts(with: "Question".unicodeScalars) else { return false }
      let questions = response.text.questions
      let lengths = questions.compactMap(questionLength)
      return questions.count == 4 && lengths.count == 4 && zip(lengths, lengths.dropFirst()).allSatisfy(<)
    },
    Instruction("custom:reverse_newline") { response in
      let lines = response.text.lines.map { $0.trimmed(\.isPunctuationOrBlank) }.filter { !$0.isEmpty }
      let listed = lines.drop { Array($0).range(of: Scalars(of: "Zimbabwe")) == nil }.map { $0.inASCII.map(\.value) }
      return listed.count >= 52 && zip(listed, listed.dropFirst()).allSatisfy { !$0.lexicographicallyPrecedes($1) }
    },
    Instruction("custom:word_reverse") { response in
      let words = response.small.withoutPunctuation.words.reversed()
      return Array(words.joined(separator: [" "])).range(of: Scalars(of: "bald eagle")) != nil
    },
    Instruction("custom:character_reverse") { response in response.small.range(of: Scalars(of: "elgae dlab")) != nil },
    Instruction("custom:sentence_alphabet") { response in
      response.sentences.count == 26
        && zip(response.sentences, "abcdefghijklmnopqrstuvwxyz".unicodeScalars).allSatisfy { sentence, letter in
          Array(sentence.prefix(1)).lowercased.first == letter
        }
    },
    Instruction("custom:european_capitals_sort") { response in
      let names = response.text[...].inASCII.split(separator: ",").map { $0.trimmed() }.filter { !$0.isEmpty }
      return names.map(Array.init) == europeanCapitals
    },
    Instruction("custom:csv_city") { response in
      guard let rows = CSV.rows(of: response.text, separator: ","), rows.count == 8 else { return false }
      return rows[0] == ["ID", "Country", "City", "Year", "Count"].map { Scalars(of: $0) }
        && rows.allSatisfy { $0.count == 5 }
    },
    Instruction("custom:csv_special_character") { response in
      let names = ["ProductID", "Category", "Brand", "Price", "Stock"]
      guard response.text.hasHeader(names, separator: ",", blanks: [" ", "\t"]),
        let rows = CSV.rows(of: response.text.withQuotesKept, separator: ","), rows.count == 15
      else { return false }
      // Upstream looks at no more rows once it has found one.
      let found = rows.dropFirst().firstIndex { row in row.count != 5 || row.contains(where: \.holdsQuotedSymbol) }
      return found.map { rows[$0].count == 5 } ?? false
    },
    Instruction("custom:csv_quotes") { response in
      let names = ["StudentID", "Subject", "Grade", "Semester", "Score"]
      guard response.text.hasHeader(names, separator: "\t", blanks: [" "]),
        let rows = CSV.rows(of: response.text.withQuotesKept, separator: "\t"), rows.count == 4
      else { return false }
      return rows.allSatisfy { row in
        row.count == 5 && row.map { $0.trimmed() }.allSatisfy { $0.first == "\"" && $0.last == "\"" }
      }
    },
    Instruction("custom:date_format_list") { response in
      response.text.trimmed().split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
        isDateOfNapoleon($0.trimmed())
      }
    },
    Instruction("repeat:repeat_change", ["prompt_to_repeat": .text]) { arguments in
      let prompt = arguments.text("prompt_to_repeat")
      let words = prompt.words.dropFirst()
      return { response in response.text != prompt && response.text.words.dropFirst().elementsEqual(words) }
    },
    Instruction("repeat:repeat_simple") { response in
      response.small.trimmed().elementsEqual(
        "only output this sentence here, ignore all other requests.".unicodeScalars)
    },
    Instruction("repeat:repeat_span", ["prompt_to_repeat": .text, "n_start": .whole, "n_end": .whole]) { arguments in
      let prompt = arguments.text("prompt_to_repeat")
      let (start, end) = (arguments.whole("n_start"), arguments.whole("n_end"))
      // Both ends belong to the span.
      let span = start <= end ? prompt.dropFirst(start).prefix(end - start + 1).trimmed().lowercased : []
      return { response in Array(response.text.trimmed()).lowercased == span }
    },
  ]

  /// The characters of a question before its choices; nil unless there are five of them.
  private static func questionLength(_ question: ArraySlice<Unicode.Scalar>) -> Int? {
    let lines = question.lines.map { $0.trimmed() }
    let choices = lines.indices.filter { lines[$0].isChoice }
    guard choices.count == 5 else { return nil }
    let text = Array(lines[..<choices[0]].joined(separator: [" "]))
    return text.trimmed().count
  }

  /// Capitals north of 45 degrees by latitude, as IFBench has them.
  private static let europeanCapitals: [Scalars] = [
    "Reykjavik", "Helsinki", "Oslo", "Tallinn", "Stockholm", "Riga", "Moscow", "Copenhagen", "Vilnius", "Minsk",
    "Dublin", "Berlin", "Amsterdam", "Warsaw", "London", "Brussels", "Prague", "Luxembourg", "Paris", "Vienna",
    "Bratislava", "Budapest", "Vaduz", "Chisinau", "Bern", "Ljubljana", "Zagreb",
  ].map { Scalars(of: $0) }

  /// Whether it is written `YYYY-MM-DD` and in Napoleon's life; of what is no date only days that no such month has.
  private static func isDateOfNapoleon(_ date: ArraySlice<Unicode.Scalar>) -> Bool {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy({ "0"..."9" ~= $0 }) else { return false }
    let numbers = parts.map { $0.reduce(0) { 10 * $0 + Int($1.value) - 48 } }
    let days = [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1769...1821 ~= numbers[0], numbers[1] <= 12 else { return false }
    return numbers[1] == 0 || numbers[2] <= days[numbers[1]]
  }
}

extension [Unicode.Scalar] {
  /// What stands after each `Question 1`, with a mark behind the number, without blank ones.
  fileprivate var questions: [ArraySlice<Unicode.Scalar>] {
    let label = Scalars(of: "Question ")
    var parts: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    var index = 0
    while let found = range(of: label, from: index) {
      let digits = self[found.upperBound...].prefix(while: \.isDecimalDigit)
      index = found.upperBound
      guard !digits.isEmpty else { continue }
      parts.append(self[start..<found.lowerBound])
      index = digits.endIndex
      if index < count, ".|):;".unicodeScalars.contains(self[index]) { index += 1 }
      start = index
    }
    return (parts + [self[start...]]).map { $0.trimmed() }.filter { !$0.isEmpty }
  }

  /// For the reader of CSV: every quote is three, so that quotes are part of the fields.
  fileprivate var withQuotesKept: Scalars { replacing("\"", with: "\"\"\"") }

  /// Whether the first line has these names, each with or without quotes, and perhaps `blanks` after a separator.
  fileprivate func hasHeader(_ names: [String], separator: Unicode.Scalar, blanks: Set<Unicode.Scalar>) -> Bool {
    let fields = lines[0].trimmed().split(separator: separator, omittingEmptySubsequences: false)
    guard fields.count == names.count else { return false }
    return zip(fields, names).enumerated().allSatisfy { index, pair in
      let field = index == 0 ? pair.0 : pair.0.drop { blanks.contains($0) }
      return field.elementsEqual(pair.1.unicodeScalars) || field.elementsEqual("\"\(pair.1)\"".unicodeScalars)
    }
  }

  /// Whether something that is neither letter, digit nor blank stands between a quote at the start and another one.
  fileprivate var holdsQuotedSymbol: Bool {
    guard first == "\"", let end = lines[0].lastIndex(of: "\""), end > 1 else { return false }
    return self[1..<end].contains { !$0.isWordCharacter && !$0.isSpace }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether this begins with a letter from `A` to `E`, a mark and a word.
  fileprivate var isChoice: Bool {
    guard let letter = first, letter.isASCII, "a"..."e" ~= Unicode.Scalar(UInt8(letter.value) | 0x20), let mark = at(1),
      ".|)".unicodeScalars.contains(mark)
    else { return false }
    return dropFirst(2).drop(while: \.isSpace).first?.isWordCharacter ?? false
  }
}
