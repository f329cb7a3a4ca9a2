import Testing

/// What the generated specs have brought to light, kept as they were shrunk.
@Suite("Specs on which engine and interpreter once differed") struct PinnedCaseTests {
  @Test("a condition finer than what it closes leaves coarser operations as they are")
  func conditionFinerThanItsValue() throws {
    try agree(
      """
      input mask: bool per token
      input x: 0..1
      let words = ["ab", "ab"]
      metric paid = when { mask -> 0, else -> (overlap(words, words) * mean(x over batch)) }
      """, [#"{"response": "a", "mask": [true, true, false], "x": 0.25}"#])
    try agree(
      """
      input answer: text per group
      input pace: real per turn
      input x: real
      let share = is_json(answer)
      rule late = (mean(x over batch) > 1)
      metric paid = when { (pace <= 0.1) -> late, else -> any(share, share, late) }
      """, [#"{"response": "a", "answer": "4", "pace": [9, 0], "x": 0.1}"#])
  }

  @Test("a coarse condition on both sides of a comparison of lists")
  func lists() throws {
    try agree(
      """
      input response: text
      input open: bool? per group
      let first_words = extract_all("answer", /\\w+/)
      let last_words = last(extract_all(response, /\\w+/) over batch)
      metric paid = (jaccard(first_words, (last_words ?? ["a"])) given open else abstain)
      """,
      [
        #"{"response": "<answer>4</answer>", "open": true, "group_id": 0}"#,
        #"{"response": "answer", "open": null, "group_id": 1}"#,
      ])
  }

  private func agree(_ declarations: String, _ rows: [String], sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let spec = GeneratedSpec(declarations: declarations.split(separator: "\n").map(String.init))
    let pinned = DifferentialCase(spec: spec, batches: [rows], showsLets: false)
    let (typed, errors) = pinned.checked()
    try #require(typed != nil, "\(errors)", sourceLocation: sourceLocation)
    #expect(try pinned.difference() == nil, sourceLocation: sourceLocation)
  }
}
