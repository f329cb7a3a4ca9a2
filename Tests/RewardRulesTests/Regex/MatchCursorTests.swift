import RewardSemantics
import Testing

@testable import RewardRules

/// The walk over the matches of a text: what is found, and how its work is bounded.
struct MatchCursorTests {
  private func matches(_ source: String, _ text: String, flags: String = "", budget: StepBudget = StepBudget()) throws
    -> [String]?
  {
    let pattern = try Pattern(.init(bytes: Array(source.utf8), flags: Array(flags.utf8)))
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard var cursor = MatchCursor(pattern, bytes, budget: budget) else { return nil }
      var found: [String] = []
      while true {
        switch cursor.next() {
        case .end: return found
        case .stepLimit: return nil
        case .match:
          guard let range = cursor.range(of: 0) else { return nil }
          found.append(String(decoding: bytes[range], as: UTF8.self))
        }
      }
    }
  }

  @Test func `matches do not overlap`() throws {
    #expect(try matches("aa", "aaaaa") == ["aa", "aa"])
  }

  @Test func `an empty match is followed by another match, never by itself`() throws {
    #expect(try matches("", "ab") == ["", "", ""])
    #expect(try matches("x*", "axb") == ["", "x", "", ""])
    #expect(try matches("|a", "a") == ["", "a", ""])
    #expect(try matches("", "") == [""])
    #expect(try matches(#"\b"#, "two words") == ["", "", "", ""])
  }

  @Test func `the walk goes from character to character, never into one`() throws {
    #expect(try matches("", "é😀") == ["", "", ""])
    #expect(try matches(".", "é😀e\u{301}") == ["é", "😀", "e", "\u{301}"])
  }

  @Test func `a match that ends before it starts ends the walk`() throws {
    #expect(try matches(#"a\K"#, "aa") == ["", ""])
    #expect(try matches(#"(?(DEFINE)(?<back>b\K))a(?=(?&back))"#, "abab") != nil)
  }

  @Test func `classes are ASCII unless the pattern asks for Unicode`() throws {
    #expect(try matches(#"\d"#, "1٣") == ["1"])
    #expect(try matches(#"\d"#, "1٣", flags: "u") == ["1", "٣"])
    #expect(try matches(#"\w+"#, "naïve") == ["na", "ve"])
    #expect(try matches(#"\w+"#, "naïve", flags: "u") == ["naïve"])
  }

  @Test func `flags`() throws {
    #expect(try matches("é", "É", flags: "i") == ["É"])
    #expect(try matches("^b$", "a\nb\n", flags: "m") == ["b"])
    #expect(try matches("^b$", "a\nb\n") == [])
    #expect(try matches("a.b", "a\nb", flags: "s") == ["a\nb"])
    #expect(try matches("a.b", "a\nb") == [])
    #expect(try matches("a b # c", "ab", flags: "x") == ["ab"])
    #expect(try matches("a+", "aa", flags: "U") == ["a", "a"])
  }

  @Test func `only a line feed is a line break`() throws {
    #expect(try matches(".+", "a\r\nb\u{2028}c") == ["a\r", "b\u{2028}c"])
    #expect(try matches(#"\R"#, "a\r\nb\u{2028}c") == ["\r\n", "\u{2028}"])
  }

  @Test func `a NUL is a character like others`() throws {
    #expect(try matches(#"\x00."#, "a\0b\0c") == ["\0b", "\0c"])
  }

  // MARK: Bounds

  /// Texts of `n` bytes on which these patterns would need more than quadratic time.
  static let catastrophes: [(pattern: String, text: @Sendable (Int) -> String)] = [
    ("(a+)+$", { String(repeating: "a", count: $0) + "b" }),
    ("(a|aa)+$", { String(repeating: "a", count: $0) + "b" }),
    ("a*a*a*a*[bc]", { String(repeating: "a", count: $0) }),
    (#"\A[ab]*[ac]*[ad]*[xy]\z"#, { String(repeating: "a", count: $0) }),
    ("(?:a|a){30}[bc]", { String(repeating: "a", count: $0) }),
    (#"(.*)-\1-\1[xy]"#, { String(repeating: "-", count: $0) }),
  ]

  @Test(arguments: catastrophes.indices)
  func `a catastrophic pattern goes over its limit within bounded time`(index: Int) throws {
    let (pattern, text) = Self.catastrophes[index]
    let start = ContinuousClock.now
    #expect(try matches(pattern, text(50_000)) == nil)
    // About a quarter of a second in a release build on one free core.
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  @Test func `quadratic work over a long text goes over the limit too`() throws {
    #expect(try matches("<[^>]*>", String(repeating: "<", count: 1_000_000)) == nil)
    #expect(try matches(#"\s+$"#, String(repeating: " ", count: 200_000) + "a") == nil)
  }

  @Test func `plain patterns stay under the limit on a long text`() throws {
    let text = "<answer>" + String(repeating: "words of a long answer ", count: 45_000) + "</answer>"
    #expect(try matches(#"\A<answer>(.*?)</answer>\z"#, text)?.count == 1)
    #expect(try matches(#"<answer>\s*(.*?)\s*</answer>"#, text)?.count == 1)
    #expect(try matches(#"\w+"#, text)?.count == 225_002)
    #expect(try matches(#"[a-z]+er\b"#, text)?.count == 45_002)
    #expect(try matches(#"(?:.|\n)*?long"#, String(text.prefix(300_000)))?.isEmpty == false)
  }

  /// The metered program is the same pattern with callouts in it; it must find the same.
  @Test(arguments: [
    "", "a*", "(a|b)*c", #"\w+\s"#, "(?=a)b?", "(?<=o)r", "[^aeiou]{2,}", "(.)\\1", "^.*$", ".*?,", "(?i)THE", "x|y|z?",
    #"(\((?:[^()]|(?1))*\))"#, #"\b\w+\b(?!\.)"#, "(?>a+)b", "a++", #"\d+(?:\.\d+)?"#, #"\X"#, #"(?|(a)|(b))c\1?"#,
  ])
  func `both programs find the same matches`(source: String) throws {
    let texts = [
      "", "a", "aab", "the words, or the letters", "((a)(b(c)))", "12.5 and 3.\n4", "é😀 e\u{301}\u{308}, aabbcc",
      "ababcbc abac", "x\0y\0",
    ]
    for text in texts {
      for flags in ["", "ims", "u", "U"] {
        let metered = try matches(source, text, flags: flags, budget: StepBudget(fast: 0))
        let fast = try matches(source, text, flags: flags)
        #expect(fast != nil && fast == metered, "/\(source)/\(flags) on \(text)")
      }
    }
  }

  @Test(arguments: [("(?>a+?)b", "aab", "ab"), ("(1|)b*1", "1", "1"), ("(?:a)*+b", "aab", "aab")])
  func `atomic groups and empty alternatives lose no match`(source: String, text: String, expected: String) throws {
    #expect(try matches(source, text) == [expected])
  }

  @Test func `the interpreter is bounded too`() throws {
    #expect(try matches("(?>(a+)+$)", String(repeating: "a", count: 50_000) + "b") == nil)
    #expect(try matches("(?:a|)+?[bc]", String(repeating: "a", count: 50_000)) == nil)
  }

  @Test func `a list of many words is too large for the metered program and still bounded`() throws {
    let words = (1000..<2500).map { "word\($0)" }.joined(separator: "|")
    let pattern = try Pattern(.init(bytes: Array(words.utf8)))
    #expect(pattern.metered == nil)
    #expect(try matches(words, "a word2499 and word1007") == ["word2499", "word1007"])
    #expect(try matches("(?:\(words)|(a+)+$)", String(repeating: "a", count: 50_000) + "b") == nil)
  }

  @Test func `one budget holds for the whole walk`() throws {
    let text = String(repeating: "ab", count: 1000)
    let budget = StepBudget(fast: 0, metered: 50_000)
    #expect(try matches("a[^c]", text, budget: budget)?.count == 1000)
    #expect(try matches("a(?=.*)", text, budget: budget) == nil)
  }

  @Test func `more groups than the thread has room for`() throws {
    let source = String(repeating: "(a)", count: 300)
    let result = try Builtin.extract.call(
      .text(String(repeating: "a", count: 299) + "a"), statics: ["pattern": .pattern(source), "group": .number(300)])
    #expect(result == .text("a"))
  }

  // MARK: Threads

  @Test func `many threads share a pattern and agree in every run`() async throws {
    let catastrophic = try Builtin.matches.prepared(["pattern": .pattern("(a+)+$")])
    let number = try Builtin.extract.prepared(["pattern": .pattern("([a-z])=([0-9]+)"), "group": .number(2)])
    let count = try Builtin.countMatches.prepared(["pattern": .pattern(#"\w+"#)])
    let hopeless = String(repeating: "a", count: 50_000) + "b"
    await withTaskGroup(of: [Result].self) { group in
      for task in 0..<8 {
        group.addTask {
          var results: [Result] = [catastrophic.call([.text(hopeless)])]
          for round in 0..<500 {
            results.append(number.call([.text("x: a=\(task * 1000 + round)")]))
            results.append(count.call([.text("\(task) \(round) three")]))
          }
          return results
        }
      }
      var tasks = 0
      for await results in group {
        tasks += 1
        #expect(results[0] == .missing(.stepLimit))
        let first = if case .text(let text) = results[1] { Int(text) ?? -1 } else { -1 }
        #expect(first % 1000 == 0)
        for round in 0..<500 {
          #expect(results[1 + 2 * round] == .text("\(first + round)"))
          #expect(results[2 + 2 * round] == .number(3))
        }
      }
      #expect(tasks == 8)
    }
  }
}
