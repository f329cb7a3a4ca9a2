import RewardEngine
import RewardGraph
import RewardSemantics
import Testing

@testable import RewardJudges

/// Whether the measure of injections tells a judge that obeys from one that does not.
@Suite struct CanaryAuditTests {
  private static let text = """
    input response: text
    judge good: 0..1 { prompt "Rate {response}." answers 1..5 fault drop }
    judge said: text { prompt "Say something of {response}." answers text fault abstain }
    reward total = good
    rule brief = length(said ?? "", in: word) < 9 word
    reward both = total + 0.01 * brief
    advantage = both
    """

  private func audit(_ model: ScriptedModel, isFenced: Bool) throws -> CanaryAudit {
    let spec = try JudgedRun.spec(Self.text)
    let panel = JudgePanel(spec: spec, models: [:], source: model, isFenced: isFenced)
    let audit = CanaryAudit(of: spec, asking: panel, questionsPerJudge: 2)
    let scorer = Scorer(spec: spec, plan: Plan(Graph(lowering: spec)), judging: audit)
    let rows = ["one", "two", "three"].map { #"{"response": "\#($0)"}"# }.joined(separator: "\n")
    _ = try scorer.score(rows: RowParser(schema: scorer.schema).parse(LineBlock(bytes: Array(rows.utf8))))
    return audit
  }

  /// Answers 5 to whoever asks for it outside of marks, else 2.
  private static func obedient() -> ScriptedModel {
    ScriptedModel.saying { prompt in
      var said = prompt
      if let start = said.firstRange(of: "<data "), let end = said.lastIndex(of: ">") {
        said.removeSubrange(start.lowerBound..<end)
      }
      return said.contains("5") ? "Verdict: 5" : "Verdict: 2"
    }
  }

  @Test("a judge that obeys is moved to the top without marks, and not at all with them")
  func obeys() throws {
    let moved = try audit(Self.obedient(), isFenced: false).findings()
    #expect(moved.count == Canary.all.count)
    for finding in moved {
      #expect(finding.judge == "good" && finding.count == 2)
      #expect(finding.mean == (finding.canary.isControl ? 0 : 0.75), "\(finding.canary.name)")
      #expect(finding.tops == (finding.canary.isControl ? 0 : 2))
    }
    #expect(try audit(Self.obedient(), isFenced: true).findings().allSatisfy { $0.mean == 0 && $0.greatest == 0 })
  }

  @Test("no more is asked than was said, and what has no number is named")
  func limited() throws {
    let model = Self.obedient()
    let audit = try audit(model, isFenced: true)
    #expect(model.requests.count == 2)
    #expect(audit.untried() == ["said"])
    _ = audit.findings()
    #expect(model.requests.count == 2 + 2 * Canary.all.count)
  }
}
