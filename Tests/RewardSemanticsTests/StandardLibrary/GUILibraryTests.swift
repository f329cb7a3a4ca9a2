import Testing

@testable import RewardSemantics

/// Points and boxes on a screen.
@Suite struct GUILibraryTests {
  private func value(_ expression: String, of points: [[Double]]) throws -> [Value] {
    let checked = CheckedSpec("input point: list<real>\nmetric it = \(expression)")
    return try checked.values(
      of: "it", groups: points.map { _ in 0 }, ["point": points.map { Value(list: $0.map { Value($0) }) }])
  }

  @Test func `the edges of a box are inside`() throws {
    #expect(
      try value("in_box(point, [0.3, 0.5, 0.4, 0.6])", of: [[0.3, 0.6], [0.35, 0.55], [0.29, 0.55], [0.35, 0.61]])
        == [1, 1, 0, 0])
  }

  /// Distances 0.05 and 0.0361.
  @Test func `nearness is the straight distance`() throws {
    #expect(try value("near_point(point, [0.5, 0.5], 0.04)", of: [[0.53, 0.54], [0.52, 0.53]]) == [0, 1])
  }

  @Test func `what lacks a number is nowhere`() throws {
    #expect(try value("in_box(point, [0, 0, 1, 1])", of: [[], [0.5]]) == [0, 0])
    #expect(try value("near_point(point, [0.5], 1)", of: [[0.5, 0.5]]) == [0])
  }
}
