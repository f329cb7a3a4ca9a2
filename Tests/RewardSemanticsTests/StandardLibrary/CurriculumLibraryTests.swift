import Testing

@testable import RewardSemantics

/// Stages of 1 to 3 and 4 to 7 steps.
@Suite struct CurriculumLibraryTests {
  private func included(_ arguments: String) throws -> [Value] {
    let checked = CheckedSpec("input steps: int\nmetric it = in_stage(steps, [1, 4], [3, 7], \(arguments))")
    return try checked.values(of: "it", groups: [0, 0, 0, 0, 0], ["steps": [0, 1, 3, 4, 8]])
  }

  @Test func `a stage takes what lies in it, its ends included`() throws {
    #expect(try included("0") == [0, 1, 1, 0, 0])
    #expect(try included("1") == [0, 0, 0, 1, 0])
  }

  @Test func `a cumulative stage takes the easier ones too`() throws {
    #expect(try included("1, cumulative: true") == [0, 1, 1, 1, 0])
  }

  @Test func `a stage that there is not takes nothing`() throws {
    #expect(try included("2") == [0, 0, 0, 0, 0])
  }
}
