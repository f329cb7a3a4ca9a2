import RewardSemantics

extension Builtin {
  static let mathAnswer = Builtin(
    "math_answer", parameters: [.text, .answerNotation], result: { _, _ in .text }, absence: [.abstain, .limit],
    cost: .scan,
    summary: "The final answer of a text, as it stands there; abstains where there is none.",
    details: """
      `extract` says where it is looked for. `text`: between the last `<answer>` and `</answer>`, if there is an answer, or
      in the whole: in boxes (`\\boxed{...}`: of several the last, and those close before
      it) and after `final answer is`, then after `answer:`, after `answer`, and then in any formula between delimiters
      (`$..$`, `$$..$$`, `\\(..\\)`, `\\[..\\]`) or any number or arithmetic in plain text; of several the last that can be
      read. `latex`: in boxes and formulas only. `plain`: in plain numbers only. `whole`: the whole text is the answer.
      `auto`: `whole` for a text without delimiters and words, else `text`.
      """,
    examples: [
      Example(#"math_answer("So $2x = 6$, and \\boxed{x = 3} it is.")"#, #""x = 3""#),
      Example(#"math_answer("He has 3 + 4 = 7 apples. The answer is 7.")"#, #""7""#),
      Example(#"math_answer("7 apples", extract: latex)"#, "missing"),
      Example(#"math_answer("I do not know.")"#, "missing"),
    ]
  ) { statics throws(PreparationError) in
    let notation = try StaticArguments(statics).answerNotation(1)
    return { arguments in
      do throws(MathFailure) {
        let answer = try FinalAnswer.find(in: arguments[0].text, as: notation, budget: MathBudget())
        return answer.map { .text($0.source) } ?? .missing(.noMatch)
      } catch .overLimit {
        return .missing(.stepLimit)
      } catch {
        return .missing(.noMatch)
      }
    }
  }
}
