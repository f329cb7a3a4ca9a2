import RewardSemantics
import Testing

@testable import RewardRules

/// Where the answer of a text is found.
struct MathAnswerTests {
  private func answer(_ text: String, _ extract: String = "text") throws -> Result {
    try Builtin.mathAnswer.call(.text(text), statics: ["extract": .symbol(extract)])
  }

  @Test(arguments: [
    // Boxes come first, the last of them, with its neighbours.
    (
      #"First \boxed{1}. After a long detour of many words it turned out to be \boxed{\frac{2}{3}}, as $4$ shows."#,
      #"\frac{2}{3}"#
    ),
    (#"\boxed{5} and \boxed{6}"#, "5,6"),
    (#"\boxed{7}, so \boxed{7}"#, "7"),
    (#"\fbox{8} is in $\fbox{8}$"#, "8"),
    (#"\boxed{\text{a {nested} one}}"#, #"\text{a {nested} one}"#),
    // What stands in a tag, before everything else.
    (#"\boxed{9} <answer>so it is \boxed{10}, not 11</answer> \boxed{12}"#, "10"),
    ("<answer>1</answer> no: <answer> 13 </answer>", "13"),
    ("<answer>none</answer> but 14", "14"),
    // Then what is announced.
    ("The final answer is $12$. I hope it is correct. Ask me for 13.", "12"),
    ("Final answer, after all this, is 14. Or $15$.", "14"),
    ("Answer: 16 of 17", "16"),
    ("The answer must be $18$ and never $19$", "18"),
    ("answer: n = 20", "20"),
    // Then anything, the last first.
    (#"From $x^2 = 9$ we get \(x = 3\)."#, "x = 3"),
    (#"We have $$21$$, but then \[22\]"#, "22"),
    ("23, 24 and 25 apples", "25"),
    ("1,234.5 m²", "1,234.5"),
    ("It is 3 * (4 + 5) .", "3 * (4 + 5)"),
    ("$26 for all", "26"),
    // What cannot be read is passed over.
    (#"\boxed{27} and $\undefined$"#, "27"),
    (#"28 is more than $\undefined$"#, "28"),
  ])
  func `the answer of a text`(text: String, expected: String) throws {
    #expect(try answer(text) == .text(expected))
  }

  @Test func `formulas and numbers can be told apart`() throws {
    #expect(try answer("$1$ and 2", "latex") == .text("1"))
    #expect(try answer("2 and $x$", "plain") == .text("2"))
    #expect(try answer("2 and 3", "latex") == .missing(.noMatch))
    #expect(try answer("2 x + 3", "whole") == .text("2 x + 3"))
    #expect(try answer(#"$\frac{1}{2}$"#, "whole") == .text(#"\frac{1}{2}"#))
  }

  @Test(arguments: ["", " ", "nothing here", "A1B2", "$$", "\\boxed"])
  func `without an answer it abstains`(text: String) throws {
    #expect(try answer(text) == .missing(.noMatch))
  }
}
