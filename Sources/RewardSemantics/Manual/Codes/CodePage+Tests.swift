import RewardSyntax

/// `test` blocks.
extension CodePage {
  static let tests: [CodePage] = [
    CodePage(
      .noExpectation, "a test that expects nothing",
      """
      A test without `expect` passes whatever the spec does. Say what must hold.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "a right answer" {
          with right = true
        }
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "a right answer" {
          with right = true
          expect correct
        }
        """),
    CodePage(
      .constantExpectation, "an expectation that depends on nothing",
      """
      An expectation must read something that the spec computes. One that does not is true or false for ever and tests \
      nothing.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "arithmetic" {
          with right = true
          expect 1 + 1 == 2
        }
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "a right answer" {
          with right = true
          expect correct == 1
        }
        """),
    CodePage(
      .badTest, "a test whose rows or expectations do not fit the spec",
      """
      `with` and `group` give inputs that the spec declares, as literals of their type, each once. `stub` stands for a \
      declaration. With several rollouts an expectation says whose value it means: `a.correct`. `rewardc doc test` has the \
      whole form.
      """,
      wrong: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "a right answer" {
          with rihgt = true
          expect correct
        }
        """,
      right: """
        spec example 1.0.0
        input right: bool
        rule correct = right
        test "a right answer" {
          with right = true
          expect correct
        }
        """),
    CodePage(
      .missingStub, "a test that would ask a model",
      """
      Tests use no network: what a judge answers is said with a stub. It stands for the model, so the judge's own \
      condition and limits hold all the same. A judge that no expectation needs, behind a closed gate for example, \
      needs none.
      """,
      wrong: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        test "clarity pays" {
          with response = "Water boils at 100 degrees."
          expect good > 0
        }
        """,
      right: """
        spec example 1.0.0
        input response: text <= 4000 word
        judge clear: 0..1 {
          prompt "How clear is this, from 1 to 5? {response}"
          answers 1..5
          fault retry 2 then drop
        }
        reward good = clear
        test "clarity pays" {
          with response = "Water boils at 100 degrees."
          stub clear = 0.75
          expect good > 0
        }
        """),
  ]
}
