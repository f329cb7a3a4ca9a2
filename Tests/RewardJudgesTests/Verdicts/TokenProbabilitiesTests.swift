import Foundation
import Testing

@testable import RewardJudges

@Suite("Verdicts by probabilities")
struct TokenProbabilitiesTests {
  /// An answer by the tokens that were likely at each place, the chosen one first.
  static func answer(_ places: [[(String, Double)]], text: String? = nil) -> ModelAnswer {
    let alternatives = places.map { $0.map { ModelAnswer.Token(Array($0.0.utf8), log($0.1)) } }
    let written = text ?? places.map { $0[0].0 }.joined()
    return ModelAnswer(text: Array(written.utf8), ending: "length", alternatives: alternatives)
  }

  static func number(_ form: VerdictForm, _ places: [[(String, Double)]], text: String? = nil) -> Double? {
    guard case .read(.number(let number)) = form.read(answer(places, text: text)) else { return nil }
    return number
  }

  static let five = VerdictForm.expectation(low: 1, high: 5)

  @Test("the mean is over all spellings of the numbers of the scale")
  func mean() throws {
    let number = try #require(
      Self.number(Self.five, [[("4", 0.4), (" 4", 0.1), ("▁5", 0.2), ("Ġ3", 0.1), ("9", 0.1), ("The", 0.1)]]))
    #expect(abs(number - (4 * 0.5 + 5 * 0.2 + 3 * 0.1) / 0.8) < 1e-12)
  }

  @Test("of yes and no it is the probability of yes")
  func yesNo() throws {
    let number = try #require(
      Self.number(.expectationYesNo, [[("Yes", 0.5), (" yes", 0.1), ("No", 0.2), ("NO", 0.1), ("Maybe", 0.1)]]))
    #expect(abs(number - 0.6 / 0.9) < 1e-12)
  }

  @Test("the place is the first that decides, behind blanks, marks, a label or reasoning alone")
  func place() {
    let four = [("4", 0.9), ("2", 0.1)]
    let expected = 3.8
    for before in [["\n"], ["**"], ["Verdict", ":"], ["Verdict", ":", "\n"], ["<think>", "1", "</think>", "\n"]] {
      let number = Self.number(Self.five, before.map { [($0, 1)] } + [four])
      #expect(number.map { abs($0 - expected) < 1e-12 } ?? false, "\(before)")
    }
    // The tokens of a reasoning that the endpoint keeps apart from the text.
    let apart = Self.number(Self.five, [[("<think>", 1)], [("2", 1)], [("</think>", 1)], four], text: "4")
    #expect(apart.map { abs($0 - expected) < 1e-12 } ?? false)
    // A token that ends the text, without bytes.
    #expect(Self.number(Self.five, [four, [("", 0.9), ("5", 0.1)]]) != nil)
    #expect(Self.number(Self.five, [four, [(" good", 1)]]) != nil)
  }

  @Test("a place where something else was chosen counts if a number was likelier")
  func sampled() {
    #expect(Self.number(Self.five, [[("The", 0.2), ("4", 0.8)], [(" 1", 1)]]) == 4)
    #expect(Self.number(Self.five, [[("The", 0.6), ("4", 0.4)]]) == nil)
  }

  @Test("where most of the probability lies elsewhere, or a number is part of something else, there is none")
  func none() {
    let four = [("4", 0.9), ("2", 0.1)]
    #expect(Self.number(Self.five, [[("4", 0.4), ("The", 0.35), ("x", 0.25)]]) == nil)
    #expect(Self.number(Self.five, [[("1", 0.9), ("2", 0.1)], [("0", 1)]]) == nil)
    #expect(Self.number(Self.five, [four, [(".", 1)], [("5", 1)]]) == nil)
    #expect(Self.number(Self.five, [four, [(".", 1)]]) != nil)
    #expect(Self.number(Self.five, [four, [("th", 1)]]) == nil)
    #expect(Self.number(Self.five, [[("of", 1)], [(" ", 1)], four]) == nil)
    #expect(Self.number(Self.five, [[("9", 1)]]) == nil)
    #expect(Self.number(Self.five, []) == nil)
    #expect(Self.number(Self.five, [[("<think>", 1)], four]) == nil)
    #expect(Self.number(Self.five, [four], text: "<think>4") == nil)
    #expect(Self.number(.expectationYesNo, [[("No", 0.9), ("Yes", 0.1)], [("ne", 1)]]) == nil)
  }
}
