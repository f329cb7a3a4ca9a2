import RewardSemantics
import Testing

@testable import RewardRules

struct WordsTests {
  /// As NLTK 3.10.4 has them.
  @Test(arguments: [
    (
      "I can't say, \"Don't go.\" (Really?)",
      ["I", "ca", "n't", "say", ",", "``", "Do", "n't", "go", ".", "''", "(", "Really", "?", ")"]
    ),
    (
      "They'll pay $5.00: it's John's.",
      ["They", "'ll", "pay", "$", "5.00", ":", "it", "'s", "John", "'s", "."]
    ),
    ("cannot gonna 'tis 'Tis d'ye", ["can", "not", "gon", "na", "'", "tis", "'", "Tis", "d", "'ye"]),
    ("U.S. boats sail... fast--now.", ["U.S.", "boats", "sail", "...", "fast", "--", "now", "."]),
    ("'quoted' ``ticks'' dogs' and", ["'", "quoted", "'", "``", "ticks", "''", "dogs", "'", "and"]),
    (
      "A, b; c: 3:15 5,000 #x @y 50% & *z*",
      ["A", ",", "b", ";", "c", ":", "3:15", "5,000", "#", "x", "@", "y", "50", "%", "&", "*", "z", "*"]
    ),
    ("end.\") ", ["end", ".", "''", ")"]),
    ("«a» “b” ‘c’", ["«", "a", "»", "“", "b", "”", "‘", "c", "’"]),
    ("", []),
  ])
  func `tokens follow the Penn Treebank`(text: String, expected: [String]) {
    #expect(WordTokens.tokens(of: Scalars(of: text)).map { String(decoding: $0.utf8, as: UTF8.self) } == expected)
  }

  /// As syllapy 0.8.0 counts them.
  @Test(arguments: [
    ("cat", 1), ("table", 2), ("the", 1), ("rhythm", 1), ("every", 2), ("fire", 1), ("banana", 3), ("self-made", 2),
    ("area", 3), ("3rd", 0), ("Don't", 1), ("beautiful", 3), ("created", 3), ("x", 1), ("e-mail", 2), ("the-", 1),
    ("queue", 1), ("well-known-fact", 3), ("...", 0), ("self-5", 0), ("", 0),
  ])
  func `syllables are counted as words are written`(word: String, expected: Int) {
    #expect(Syllables.count(word.unicodeScalars) == expected)
  }

  @Test func `letters lose their accents and other scripts are dropped`() {
    let text = "São Tomé\u{A0}Ångström Chișinău – Straße 猫".unicodeScalars
    #expect(String(decoding: text.inASCII.utf8, as: UTF8.self) == "Sao Tome Angstrom Chisinau  Strae ")
  }

  @Test(arguments: [
    ("Das Boot liegt seit gestern im Hafen.", "de"), ("Le bateau est au port depuis hier soir.", "fr"),
    ("船は昨日から港に泊まっています。", "ja"), ("הסירה עוגנת בנמל מאז אתמול בערב.", "he"),
    ("这艘船从昨天晚上起就停在港口里。", "zh-cn"), ("這艘船從昨天晚上起就停在港口裡。", "zh-tw"),
    ("THE BOAT HAS BEEN IN THE HARBOUR SINCE YESTERDAY.", "en"),
  ])
  func `the language of a text is told`(text: String, code: String) throws {
    #expect(try Builtin.language.call(.text(text)) == .text(code))
  }

  @Test(arguments: ["", " \n", "1 + 1 = 2", "...", "🌧️"])
  func `what has no letters is in no language`(text: String) throws {
    #expect(try Builtin.language.call(.text(text)) == .missing(.noMatch))
  }

  @Test func `readability is a matter of long sentences and words`() throws {
    let easy = "We sat by the sea. The sun was warm. A gull flew by."
    let hard =
      "Notwithstanding considerable methodological heterogeneity, contemporary meteorological investigations "
      + "consistently demonstrate extraordinary atmospheric variability."
    let scale: [String: StaticValue] = ["scale": .symbol("grade")]
    let ease = try [easy, hard].map { try #require(try Builtin.readability.call(.text($0)).number) }
    let grade = try [easy, hard].map { try #require(try Builtin.readability.call(.text($0), statics: scale).number) }
    // 13 words of one syllable in 3 sentences.
    #expect(abs(ease[0] - (206.835 - 1.015 * 13 / 3 - 84.6)) < 1e-9)
    #expect(abs(grade[0] - (0.39 * 13 / 3 + 11.8 - 15.59)) < 1e-9)
    #expect(ease[1] < 0 && grade[1] > 20)
    #expect(try Builtin.readability.call(" - ") == .missing(.noMatch))
    #expect(try Builtin.readability.call("7") == .number(206.835 - 1.015 - 84.6))
  }
}
