@testable import RewardSemantics
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

  @Test("lists of a batch under a condition of a group")
  func lists() throws {
    try agree(
      """
      input response: text
      input score: int? per group
      let known = extract_all("answer", /\\w+/)
      let last_words = last(extract_all(response, /\\w+/) over batch)
      rule unlike = ((jaccard(known, (last_words ?? ["a"])) given (score <= score) else abstain) != true) ?? false
      """, [#"{"response": "<answer>4</answer>", "score": 2, "group_id": "a"}"#])
  }

  @Test("a list of constants that abstain is missing, as a list of values that do")
  func constantLists() throws {
    let outputs = try agree(
      """
      input answer: text per group
      let nothing = answer given false else abstain
      rule is_there = present([nothing])
      """, [#"{"response": "a", "answer": "4"}"#])
    #expect(outputs["is_there"] == [Value(false)])
  }

  @Test("statistics of huge numbers are there as long as they need no sum of them")
  func hugeNumbers() throws {
    let rows = [#"{"response": "a", "x": 1.5e308, "y": -1.5e308}"#, #"{"response": "b", "x": 1.5e308, "y": 1.5e308}"#]
    let outputs = try agree(
      """
      input x: real
      input y: real
      rule itself = (mean(x over batch) == x) ?? false
      rule steady = (std(x over batch) == 0) ?? false
      rule lowest = (quantile(y over batch, 0) == min(y over batch)) ?? false
      """, rows)
    for name in ["itself", "steady", "lowest"] { #expect(outputs[name] == [Value(true), Value(true)], "\(name)") }
  }

  @Test("a plain number goes with every element of a vector")
  func vectorArithmetic() throws {
    let outputs = try agree(
      """
      input x: real
      metric product = dot([1.5, 2.5], [0.5, 2.5] * x)
      """, [#"{"x": 3}"#])
    #expect(outputs["product"] == [Value(21)])
  }

  @Test("a bounded list of lists is there as long as it is short enough")
  func boundedVectors() throws {
    let outputs = try agree(
      """
      input paths: list<list<real>> <= 2
      metric long = paths.count(path => path.count > 1)
      """, [#"{"paths": [[1, 2], [3]]}"#, #"{"paths": [[1], [2], [3]]}"#])
    #expect(outputs["long"] == [Value(1), Value(0, status: .caused)])
  }

  @Test("items of two lists are multiplied in either order")
  func products() throws {
    let outputs = try agree(
      """
      input a: list<real>
      input b: list<real> per group
      metric both = a.sum(p => b.sum(q => p * q + q * p))
      metric swapped = b.sum(q => a.sum(p => p * q + q * p))
      """, [#"{"a": [1, 2], "b": [3]}"#])
    #expect(outputs["both"] == [Value(18)])
    #expect(outputs["swapped"] == [Value(18)])
  }

  @Test("a list per criterion is held against what a rollout says")
  func listsOfCriteria() throws {
    let outputs = try agree(
      """
      input response: text
      input rubric: list<criterion> per group
      metric named = count(criterion.tags.any(tag => response contains tag) over rollout)
      """,
      [
        #"{"response": "safe", "rubric": [{"text": "a", "tags": ["safe", "x"]}, {"text": "b", "tags": ["y"]}]}"#
      ])
    #expect(outputs["named"] == [Value(1)])
  }

  @Test("what is decided before the run has a value only where what it stands beside is defined")
  func decidedConditions() throws {
    let outputs = try agree(
      """
      input x: real
      partition trio = whole chunks of 3 rollouts
      let decided = true or all((x == 2) over trio)
      metric seen = decided at rollout
      """, [#"{"x": 1}"#, #"{"x": 1}"#, #"{"x": 1}"#, #"{"x": 1}"#])
    #expect(outputs["seen"] == [Value(true), Value(true), Value(true), Value(missing: .noElement)])
    try agree(
      """
      param share: 0..1 = 0.25
      input pace: real per turn
      input logp: real per token
      machine steps over token {
        s0 -[(share != -1) or (pace > pace)]-> s1 pays logp
      }
      metric paid = steps
      """, [#"{"pace": [1, 5], "logp": [1, 2]}"#, #"{"pace": [1], "logp": [1, 2]}"#])
  }

  @Test("a weight below 0 makes a mean or deviation failed, wherever it stands in the tree of sums")
  func negativeWeights() throws {
    let outputs = try agree(
      """
      input x: real
      input w: real
      input v: list<real>
      metric m = mean(x over batch, weight: w)
      metric s = std(x over batch, weight: w)
      metric of_group = mean(x over group, weight: w)
      metric seen = mean(x over batch where w >= 0, weight: w)
      metric of_list = v.mean(a => a, weight: a) ?? -1
      metric vectors = mean(v over batch, weight: w).sum
      """,
      [
        #"{"x": 2, "w": 1, "v": [1, -1], "group_id": "a"}"#, #"{"x": 2, "w": -1, "v": [1, 3], "group_id": "b"}"#,
        #"{"x": 5, "w": -0.0, "v": [], "group_id": "a"}"#,
      ])
    let failed = Value(missing: .negativeWeight)
    for name in ["m", "s", "vectors"] { #expect(outputs[name] == [failed, failed, failed], "\(name)") }
    #expect(outputs["of_group"] == [Value(2), failed, Value(2)])
    #expect(outputs["seen"] == [Value(2), Value(2), Value(2)])
    #expect(outputs["of_list"] == [Value(-1), Value(2.5), Value(-1)])
  }
}
