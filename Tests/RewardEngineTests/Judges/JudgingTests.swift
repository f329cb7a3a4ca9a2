import RewardSemantics
import Testing

@testable import RewardEngine

/// Who is asked, about what, and what becomes of an answer that does not come.
@Suite struct JudgingTests {
  private static let judge = """
    input response: text
    input ok: bool
    judge good: 0..1 { prompt "Rate {response}." answers 1..5 fault retry 1 then drop }

    """
  private static func row(_ response: String, ok: Bool = true, group: String = "g") -> String {
    #"{"group_id": "\#(group)", "response": "\#(response)", "ok": \#(ok)}"#
  }

  private static func length(_ text: String) -> Value { Value(Double(text.count) / 10) }

  @Test("only what is open is asked about, and what is closed is counted")
  func lazy() throws {
    let judging = ScriptedJudging.each(Self.length)
    let rows = try JudgedRows(
      Self.judge + "reward total = good given ok\nadvantage = grpo(total)",
      [Self.row("aa"), Self.row("bbbb", ok: false), Self.row("c")], by: judging)
    #expect(rows["total"] == [Value(0.2), Value(0), Value(0.1)])
    #expect(judging.texts.prefix(2) == [["aa"], ["c"]])
    #expect(rows.batch.laziness == [.init(label: "judge good", called: 2, skipped: 1)])
  }

  @Test("what only reports asks nobody: it reads the answers that are there")
  func metrics() throws {
    let judging = ScriptedJudging.each(Self.length)
    let rows = try JudgedRows(
      Self.judge + "reward total = good given ok\nmetric all = good\nadvantage = grpo(total)",
      [Self.row("aa"), Self.row("bbbb", ok: false)], by: judging)
    #expect(rows["all"] == [Value(0.2), Value(missing: .notAsked)])
    #expect(rows["good"] == [Value(0.2), Value(missing: .notAsked)])
  }

  @Test("a rollout without an answer is dropped: its rewards are no baseline, and it is not trained")
  func dropped() throws {
    let judging = ScriptedJudging.each { $0 == "bbbb" ? Value(missing: .noAnswer) : Self.length($0) }
    let text =
      Self.judge
        + """
        reward safe  = 0.5 * ok
        reward total = (good ?? 0.9) given ok
        metric seen  = safe
        metric mean_safe = mean(safe over group)
        let both = safe + total
        advantage = center(both)
        """
    let rows = try JudgedRows(
      text, [Self.row("aa"), Self.row("bbbb"), Self.row("cccc", ok: false)], by: judging)
    // The rewards themselves stay; no reader sees those of a dropped rollout.
    #expect(rows["safe"] == [Value(0.5), Value(0.5), Value(0)])
    #expect(rows["total"] == [Value(0.2), Value(0.9), Value(0)])
    #expect(rows["seen"] == [Value(0.5), Value(missing: .dropped), Value(0)])
    #expect(rows["mean_safe"] == Array(repeating: Value(0.25), count: 3))
    #expect(rows["advantage"].map(\.status) == [.present, .dropped, .present])
    #expect(abs(rows["advantage"][0].number - 0.35) < 1e-12)
    for name in ["safe", "total", "seen", "advantage"] {
      #expect(rows[name] == rows.defined(name), "\(name)")
    }
  }

  @Test("statistics of a group with a failed rollout are those without it")
  func statistics() throws {
    let judging = ScriptedJudging.each { $0 == "bbbb" ? Value(missing: .noAnswer) : Self.length($0) }
    let text = Self.judge + "reward total = good\nadvantage = grpo(total)"
    let with = try JudgedRows(text, [Self.row("aa"), Self.row("bbbb"), Self.row("ccccc")], by: judging)
    let without = try JudgedRows(text, [Self.row("aa"), Self.row("ccccc")], by: judging)
    #expect([with["advantage"][0], with["advantage"][2]] == without["advantage"])
    #expect(with["advantage"][1].status == .dropped)
  }

  @Test("where a judge's condition is closed, or its level, nobody is dropped for its sake")
  func closedDrops() throws {
    let judging = ScriptedJudging.each { _ in Value(missing: .noAnswer) }
    let text = """
      input response: text
      input ok: bool
      judge good: 0..1 { prompt "Rate {response}." answers 1..5 given ok fault drop }
      gate ladder {
        level right = ok worth 1 if passed else -1
        level nice = good worth 0.5
      }
      reward total = ladder
      advantage = center(total)
      """
    let rows = try JudgedRows(text, [Self.row("aa", ok: false), Self.row("b", ok: false), Self.row("cc")], by: judging)
    #expect(rows["advantage"] == [Value(0), Value(0), Value(missing: .dropped)])
    #expect(rows["advantage"] == rows.defined("advantage"))
  }

  @Test("`abstain` leaves out the score alone")
  func abstains() throws {
    let judging = ScriptedJudging.each { _ in Value(missing: .unansweredOnPurpose) }
    let text = """
      input response: text
      judge good: 0..1 { prompt "Rate {response}." answers 1..5 fault abstain }
      reward total = good ?? 0.25
      advantage = total
      """
    let rows = try JudgedRows(text, [#"{"response": "a"}"#], by: judging)
    #expect(rows["good"] == [Value(missing: .unansweredOnPurpose)])
    #expect(rows["advantage"] == [Value(0.25)])
  }

  @Test("a verdict that stays unreadable takes the low end and is caused; `??` does not help")
  func caused() throws {
    let judging = ScriptedJudging.each { $0 == "b" ? Value(missing: .unreadable) : Value(0.75) }
    let rows = try JudgedRows(
      Self.judge + "reward total = good ?? 1\nadvantage = grpo(total)", [Self.row("a"), Self.row("b")], by: judging)
    #expect(rows["total"] == [Value(0.75), Value(0, status: .caused)])
    #expect(rows["total"] == rows.defined("total"))
  }

  @Test("rollouts of a group are shown together, and those that cannot be shown are left out")
  func jointly() throws {
    let judging = ScriptedJudging { question in question.items.indices.map { Value(Double($0) / 4) } }
    let text = """
      input prompt: text per group
      input response: text <= 3 word
      input ok: bool
      judge place: 0..1 per rollout jointly over group {
        prompt "Question: {prompt}\\nAnswer: {response}" answers 1..5 fault abstain
      }
      reward total = (place given ok) ?? 0
      advantage = total
      """
    func row(_ group: String, _ response: String, _ ok: Bool) -> String {
      #"{"group_id": "\#(group)", "prompt": "p", "response": "\#(response)", "ok": \#(ok)}"#
    }
    let rows = try JudgedRows(
      text,
      [row("a", "x", true), row("b", "y", false), row("a", "one two three four", true), row("a", "z", false)],
      by: judging)
    // Group b is not asked about; all of a are shown, whoever wants to know.
    #expect(judging.texts.count >= 1)
    #expect(rows["total"] == [Value(0), Value(0), Value(0, status: .caused), Value(0)])
    #expect(rows["place"].map(\.status) == [.present, .notAsked, .caused, .present])
    #expect(rows["place"][3] == Value(0.25))
    #expect(rows["total"] == rows.defined("total"))
  }

  @Test("the criteria of a rollout are judged together, by id")
  func criteria() throws {
    let judging = ScriptedJudging { question in question.items.map { Value($0[0].text.count == 1) } }
    let text = """
      input rubric: list<criterion> per group
      input response: text
      judge met: {0, 1} per verdict jointly over rollout {
        prompt "Criterion: {criterion.text}\\nAnswer: {response}" answers yes_no fault abstain
      }
      reward followed = mean(met over rollout) ?? 0
      advantage = followed
      """
    func row(_ response: String) -> String {
      #"{"group_id": "g", "rubric": [{"text": "a"}, {"text": "bb"}, {"text": "c"}], "response": "\#(response)"}"#
    }
    let rows = try JudgedRows(text, [row("x"), row("y")], by: judging)
    #expect(judging.texts.prefix(2) == [["a", "bb", "c"], ["a", "bb", "c"]])
    #expect(abs(rows["followed"][0].number - 2.0 / 3) < 1e-12)
    #expect(rows["followed"] == rows.defined("followed"))
  }

  @Test("a pair is asked about in both orders")
  func swapped() throws {
    let judging = ScriptedJudging { question in
      [Value(question.swapped.map { $0 == question.items[0].reversed() } == true)]
    }
    let text = """
      input response: text
      judge better: 0..1 per pair {
        prompt "First: {response}\\nSecond: {other.response}" answers 1..5 swap fault abstain
      }
      reward wins = mean(better over others) ?? 0
      advantage = wins
      """
    let rows = try JudgedRows(
      text, [#"{"group_id": "g", "response": "a"}"#, #"{"group_id": "g", "response": "b"}"#], by: judging)
    #expect(rows["wins"] == [Value(1), Value(1)])
    #expect(rows["wins"] == rows.defined("wins"))
  }
}
