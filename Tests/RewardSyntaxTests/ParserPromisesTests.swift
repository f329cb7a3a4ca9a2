import Testing

@testable import RewardSyntax

@Suite("invariant and audit")
struct ParserPromisesTests {
  private func invariant(_ source: String) -> String {
    guard case .invariant(let syntax)? = declarations(source).first else { return "none" }
    let rollouts = syntax.rollouts.map(\.text).joined(separator: " ")
    let hypothesis = syntax.hypothesis.map { outline($0) } ?? "-"
    return "\(syntax.name.text) [\(rollouts)] \(hypothesis) => \(syntax.conclusion.map { outline($0) } ?? "-")"
  }

  @Test(
    "An invariant names rollouts, what it supposes and what must hold",
    arguments: [
      (
        "invariant t: for a, b: a.x > b.x implies a.y > b.y",
        "t [a b] ((a.x) > (b.x)) => ((a.y) > (b.y))"
      ),
      ("invariant t: for a: a.x >= 0", "t [a] - => ((a.x) >= 0)"),
      ("invariant t: x and\n  y", "t [] - => (x and y)"),
      ("invariant t: for a, b:\n  a.x\n  implies b.x", "t [a b] (a.x) => (b.x)"),
    ])
  func invariants(source: String, expected: String) {
    #expect(invariant(source).filter { $0 != "(" && $0 != ")" } == expected.filter { $0 != "(" && $0 != ")" })
    #expect(findings(source) == [])
  }

  @Test(
    "What is missing is said once",
    arguments: [
      "invariant : a > b", "invariant t a > b", "invariant t: for a b: a > b", "invariant t: for a, b a > b",
      "invariant t: a implies", "audit {\n  reject empty\n}", "audit {\n  cost calls < 6\n}",
      "audit {\n  allow W150 on x\n}", "audit {\n  forbid empty on x\n}",
    ])
  func mistakes(source: String) {
    #expect(findings(source).count == 1)
    #expect(findings(source + "\nlet after = 1").count == 1)
  }

  @Test("An audit holds promises, bounds and allowances")
  func audits() throws {
    let source = """
      audit {
        reject empty, echo on correct, format
        accept thousands on shop.correct
        cost judge_calls <= 2 * 3 per group
        allow W204 on format because "it is \\"published\\""
        allow W310 because "on purpose"
      }
      """
    #expect(findings(source) == [])
    guard case .audit(let audit)? = declarations(source).first, audit.items.count == 5 else {
      Issue.record("not an audit of five items")
      return
    }
    let items = audit.items.map { item in
      switch item {
      case .reject(let probes, let scores): "reject \(probes.map(\.text)) \(scores.map(\.text))"
      case .accept(let probes, let scores): "accept \(probes.map(\.text)) \(scores.map(\.text))"
      case .cost(let what, let limit, let grain): "cost \(what.text) \(outline(limit)) \(grain?.text ?? "-")"
      case .allow(let code, let subject, let reason):
        "allow \(code.text) \(subject?.text ?? "-") \(reason?.text ?? "-")"
      }
    }
    #expect(
      items == [
        #"reject ["empty", "echo"] ["correct", "format"]"#, #"accept ["thousands"] ["shop.correct"]"#,
        "cost judge_calls (2 * 3) group", #"allow W204 format it is "published""#, "allow W310 - on purpose",
      ])
  }

  @Test("Words of an audit are names elsewhere")
  func softWords() {
    #expect(findings("let reject = 1\nlet accept = reject\nlet cost = accept\nlet on = cost\nlet because = on") == [])
    #expect(findings("let implies = 1").count == 1)
  }
}
