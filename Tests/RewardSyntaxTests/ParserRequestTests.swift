import RewardSyntax
import Testing

@Suite("Requests and hindsight")
struct ParserRequestTests {
  @Test("A request names what it is asked per, where, and how often")
  func request() throws {
    let node = try #require(
      declarations("request again per rollout\n  where not ok {\n  prompt \"a {b}\"\n  answers 2\n}").first)
    guard case .request(let request) = node else {
      Issue.record("not a request")
      return
    }
    #expect(request.name.text == "again")
    #expect(request.per?.text == "rollout")
    #expect(request.condition.map { outline($0) } == "(not ok)")
    #expect(request.prompt?.names.map(\.text) == ["b"])
    #expect(request.answers.map { outline($0) } == "2")
  }

  @Test("The clauses of a hindsight may stand in any order")
  func hindsight() throws {
    let source = """
      hindsight revise {
        mix top n into a random slot, else copy best
        from best ties at most 4, most met first
        bonus 0.05, prompt "x"
        when max(s over group) < 1
        verdicts met
        score s
      }
      """
    #expect(findings(source) == [])
    guard case .hindsight(let hindsight)? = declarations(source).first else {
      Issue.record("not a hindsight")
      return
    }
    #expect(hindsight.mix?.copiesBest == true)
    #expect(hindsight.mix.map { outline($0.count) } == "n")
    #expect(hindsight.candidates?.mostMetFirst == true)
    #expect(hindsight.candidates?.limit.map { outline($0) } == "4")
    #expect(hindsight.bonus.map { outline($0) } == "0.05")
    #expect(hindsight.verdicts.map { outline($0) } == "met")
    #expect(hindsight.score.map { outline($0) } == "s")
    #expect(hindsight.answers == nil)
  }

  @Test("A mix without copies, candidates without a number")
  func short() {
    let source = "hindsight revise {\n  from best ties\n  mix top 1 into a random slot\n}"
    guard case .hindsight(let hindsight)? = declarations(source).first else {
      Issue.record("not a hindsight")
      return
    }
    #expect(hindsight.mix?.copiesBest == false)
    #expect(hindsight.candidates?.mostMetFirst == false)
    #expect(hindsight.candidates?.limit == nil)
  }

  @Test(
    "One mistake, one message",
    arguments: [
      "request again { prompt }", "request again { prompts \"x\" }", "hindsight revise { mix 1 into a random slot }",
      "hindsight revise { from worst ties }", "hindsight revise { score a\n  score b }", "request { prompt \"x\" }",
    ])
  func mistakes(source: String) { #expect(findings("\(source)\nlet after = 1").count == 1) }
}
