import Testing

/// Scores of which a rollout has several, as its row holds them.
@Suite struct ListScoresTests {
  private static func row(_ id: Int, _ group: String, _ met: String, _ r: Int, rubric: String = #"["x", "y"]"#)
    -> String
  {
    #"{"id": \#(id), "group_id": "\#(group)", "rubric": \#(rubric), "met": \#(met), "r": \#(r)}"#
  }

  @Test("a value for each criterion, verdict and other rollout; that of a part stands in its members")
  func lists() throws {
    let scored = try ScoredLines(
      of: [
        Self.row(1, "a", "[true, null]", 1), Self.row(2, "b", "[]", 5, rubric: "[]"),
        Self.row(3, "a", "[false, true]", 2),
        Self.row(4, "a", "[false]", 3),
      ],
      """
      input rubric: list<criterion> per group
      input met: bool? per verdict
      input r: real
      partition half by r > 1
      rule verdicts = met ?? false
      metric hard = mean(met over criterion)
      metric wins = r - other.r
      metric in_half = mean(r over half)
      """)
    #expect(scored.problems == [])
    #expect(
      scored.lines == [
        #"{"id":1,"group":"a","scores":{"verdicts":[1,0],"hard":[0.5,1],"wins":[null,-1,-2],"in_half":1},"#
          + #""missing":{},"kept":true}"#,
        #"{"id":2,"group":"b","scores":{"verdicts":[],"hard":[],"wins":[null],"in_half":3.3333333333333335},"#
          + #""missing":{},"kept":true}"#,
        #"{"id":3,"group":"a","scores":{"verdicts":[0,1],"hard":[0.5,1],"wins":[1,null,-1],"in_half":3.3333333333333335},"#
          + #""missing":{},"kept":true}"#,
        #"{"id":4,"group":"a","scores":{"verdicts":[0,0],"hard":[0.5,1],"wins":[2,1,null],"in_half":3.3333333333333335},"#
          + #""missing":{},"kept":true}"#,
      ])
  }

  @Test("the first missing value says why")
  func missing() throws {
    let scored = try ScoredLines(
      of: [Self.row(1, "a", "[true, null]", 1), Self.row(2, "a", "[false]", 3)],
      """
      input rubric: list<criterion> per group
      input met: bool? per verdict
      metric verdicts = met
      """)
    #expect(
      scored.lines == [
        #"{"id":1,"group":"a","scores":{"verdicts":[1,null]},"missing":{"verdicts":"abstained: no value in the row"},"kept":true}"#,
        #"{"id":2,"group":"a","scores":{"verdicts":[null,null]},"missing":{"verdicts":"failed: lengths differ"},"kept":true}"#,
      ])
  }
}
