import Testing

/// Preference rows, from the bytes of the spec to those of the scored rows.
@Suite struct RowsPerPairTests {
  private static let declarations = """
    input prompt: text per group
    input response: text
    input chosen: bool
    input logp: real per token
    input reward_margin: real? per pair from "margin"
    let surprise = -sum(logp over rollout)
    metric words = count_matches(response, /\\w+/)
    metric turns = count(turn over rollout)
    metric certainty = surprise
    metric won = mean(reward_margin over others) ?? -1
    metric lost = mean(swap(reward_margin) over others) ?? -1
    reward better = surprise - mean(other.surprise over others)
    emit pairs per pair where chosen { prompt: prompt, chosen: response, rejected: other.response, margin: reward_margin }
    advantage = when { chosen -> better  else -> 0 }
    """

  private func scored(_ rows: [String]) throws -> ScoredLines {
    try ScoredLines(of: rows, "rows per pair\n" + Self.declarations)
  }

  private static let plain = #"""
    {"id": 7, "prompt": "p", "chosen": "a b", "rejected": "c", "chosen_logp": [-1, -2], "rejected_logp": [-4], "margin": 3}
    """#

  @Test("a row is a group of a chosen and a rejected rollout")
  func plain() throws {
    let scored = try scored([Self.plain])
    #expect(scored.problems == [])
    #expect(
      scored.lines == [
        #"{"id":7,"rollout":0,"group":"line 1","scores":{"words":2,"turns":1,"certainty":3,"won":3,"lost":-1,"better":-1},"#
          + #""missing":{},"advantage":-1,"kept":true}"#,
        #"{"id":7,"rollout":1,"group":"line 1","scores":{"words":1,"turns":1,"certainty":4,"won":-1,"lost":3,"better":1},"#
          + #""missing":{},"advantage":0,"kept":true}"#,
      ])
    #expect(scored.records == [#"{"prompt":"p","chosen":"a b","rejected":"c","margin":3}"#])
  }

  @Test(
    "conversations, values inside the sides, and an absent margin are read too; a row of the same prompt is another group"
  )
  func forms() throws {
    let scored = try scored([
      Self.plain,
      #"{"prompt": "p", "chosen": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "x"}, "#
        + #"{"role": "tool", "content": "t"}, {"role": "assistant", "content": "a b"}], "#
        + #""rejected": [{"role": "assistant", "content": "c"}], "chosen_logp": [-3], "rejected_logp": [-4]}"#,
      #"{"prompt": "p", "chosen": {"response": "a b", "logp": [-3]}, "rejected": {"response": "c", "logp": [-4]}}"#,
    ])
    #expect(scored.problems == [])
    #expect(scored.lines.count == 6)
    #expect(scored.lines[2].contains(#""words":2,"turns":2,"certainty":3,"won":-1,"lost":-1,"better":-1"#))
    #expect(scored.lines[4].contains(#""words":2,"turns":1,"certainty":3,"won":-1,"lost":-1,"better":-1"#))
    #expect(scored.lines[5].contains(#""group":"line 3""#))
    #expect(scored.records.count == 3 && scored.records[1].contains(#""margin":null"#))
  }

  @Test("a row without one side is left out, and says what it lacks")
  func missingSide() throws {
    let scored = try scored([
      #"{"prompt": "p", "chosen": "a b", "chosen_logp": [-1], "rejected_logp": [-4]}"#,
      #"{"prompt": "p", "chosen": "a", "rejected": "b", "chosen_logp": [-1], "rejected_logp": 4}"#, Self.plain,
    ])
    #expect(scored.lines.count == 2)
    #expect(scored.problems.count == 2)
    let lack = "1: no value for `response`: the row has none of `rejected_response`, `rejected.response`"
    #expect(scored.problems[0].hasPrefix(lack))
    #expect(scored.problems[1] == "2: `rejected_logp` is a number, the spec declares a list with one value per token")
  }
}
