import RewardSemantics
import Testing

@testable import RewardRules

/// Sentences as NLTK 3.10.4 (`punkt_tab`) and as IFBench's evaluator find them.
struct SentencesTests {
  @Test(arguments: [
    ("Mr. Lee paid $3.50. Was it too much?", ["Mr. Lee paid $3.50.", "Was it too much?"]),
    ("(So it is.) \"Yes!\" he said.", ["(So it is.)", "\"Yes!\"", "he said."]),
    (
      "We met at 5 p.m. on Friday. She left at 6 p.m. It rained.",
      ["We met at 5 p.m. on Friday.", "She left at 6 p.m.", "It rained."]
    ),
    ("No. 7 is late. It stopped at No. 7.", ["No.", "7 is late.", "It stopped at No.", "7."]),
    ("J. S. Bach wrote it. So did K. Lee.", ["J. S. Bach wrote it.", "So did K. Lee."]),
    ("Wait... what? Well... He left.", ["Wait... what?", "Well...", "He left."]),
    ("He said \"Go.\" They went.", ["He said \"Go.\"", "They went."]),
    ("It ended.) Then it began.", ["It ended.)", "Then it began."]),
    (
      "The U.S. economy grew. He moved to the U.S. They stayed.",
      ["The U.S. economy grew.", "He moved to the U.S.", "They stayed."]
    ),
    ("One line\nwithout a stop\n\nAnother.", ["One line\nwithout a stop\n\nAnother."]),
    ("Hm... so. . . And on.", ["Hm... so.", ".", ".", "And on."]),
    ("e.g. this, i.e. that.", ["e.g.", "this, i.e.", "that."]),
    ("«Oui.» He nodded. “Non.” She left.", ["«Oui.»", "He nodded.", "“Non.”", "She left."]),
    (" \n", []), ("", []), (".", ["."]),
    ("Is it?! Yes!!! Good. ", ["Is it?!", "Yes!!!", "Good."]),
    ("See Dr. A. Then go.", ["See Dr. A.", "Then go."]),
    ("Chapter 2. 3 men came.", ["Chapter 2.", "3 men came."]),
    ("Sgt. Poe and Gen. Ash vs. the rest. Fin.", ["Sgt.", "Poe and Gen. Ash vs. the rest.", "Fin."]),
  ])
  func `periods end sentences but for abbreviations, initials and numbers`(text: String, expected: [String]) throws {
    #expect(try Builtin.sentences.call(.text(text)) == .texts(expected))
  }

  @Test(arguments: [
    ("Dr. Ash saw it. Did he? He did!", ["Dr. Ash saw it.", "Did he?", "He did!"]),
    ("See a.com or 3.14. Fine.", ["See a.com or 3.14.", "Fine."]),
    ("Ph.D. work... and so. Go", ["Ph.D. work...", "and so.", "Go"]),
    ("The U.S. He left. I. see.", ["The U.S.", "He left.", "I. see."]),
    ("Fox Inc. They sell. Fox Co. sells.", ["Fox Inc", "They sell.", "Fox Co. sells."]),
    ("He said \"Go.\" and \"Why?\" So “so.” it", ["He said \"Go\".", "and \"Why\"?", "So “so”.", "it"]),
    ("A.B.C. test e.g. this", ["A.B.C. test e.g. this"]), (" . . ", [".", "."]), (" ", []),
    ("St. John  Mrs. Lee. !", ["St. John  Mrs. Lee.", "!"]),
    ("a \u{10FFFD} b\nc", ["a \u{FFFD} b c"]),
  ])
  func `IFBench's sentences end at every mark but for those that its rules keep`(text: String, expected: [String]) {
    let sentences = SentenceRules.sentences(of: Scalars(of: text)).map { String(decoding: $0.utf8, as: UTF8.self) }
    #expect(sentences == expected)
  }

  @Test(arguments: ["a.'", ". ", "! ", "A. ", "p.m. ", "\n.", ".\u{A0}", "a!!", "-", "…", ") "])
  func `sentences are found in linear time`(piece: String) throws {
    let clock = ContinuousClock()
    func time(_ count: Int) throws -> Duration {
      let text = String(repeating: piece, count: count)
      return try clock.measure { _ = try Builtin.sentences.call(.text(text)) }
    }
    _ = try time(100)
    // Ten times as long a text would take a hundred times as long, if the square of the length mattered.
    let (short, long) = (try time(400), try time(4000))
    #expect(long < short * 40 + .milliseconds(50))
  }
}
