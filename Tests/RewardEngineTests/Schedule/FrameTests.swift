import Testing

@testable import RewardEngine

@Suite struct FrameTests {
  /// Groups 0 and 1 mixed; one, two and no turns; two, one and one token.
  private let frame = Frame(groups: [0, 1, 0], turnOffsets: [0, 1, 3, 3], tokenOffsets: [0, 2, 3, 4])

  private func indices(_ parents: Frame.Parents) -> [Int32]? {
    if case .indices(let indices) = parents { indices } else { nil }
  }

  @Test("every grain has its elements")
  func counts() {
    #expect([.token, .turn, .rollout, .group, .batch, .run, .pair].map(frame.count) == [4, 3, 3, 2, 1, 1, 2])
  }

  @Test("a token lies in a turn only where its rollout has exactly one")
  func turns() { #expect(indices(frame.parents(of: .token, in: .turn)) == [0, 0, -1, -1]) }

  @Test("members of a group need not stand together")
  func groups() {
    #expect(frame.groupMembers == [0, 2, 1])
    #expect(indices(frame.parents(of: .token, in: .group)) == [0, 0, 1, 0])
  }

  @Test("pairs are ordered, and none is with itself")
  func pairs() {
    #expect(frame.pairOffsets == [0, 1, 1, 2])
    #expect(frame.others == [2, 0])
  }

  @Test("containers list their elements in element order, a batch on request group by group")
  func containers() {
    let tokens = Containers(frame, of: .token, in: .group, order: .element)
    #expect(tokens.offsets == [0, 3, 4])
    #expect(tokens.elements == [0, 1, 3, 2])
    #expect(Containers(frame, of: .rollout, in: .batch, order: .element).elements == nil)
    #expect(Containers(frame, of: .rollout, in: .batch, order: .tree).elements == [0, 2, 1])
    let ofTurns = Containers(frame, of: .token, in: .turn, order: .element)
    #expect(ofTurns.offsets == [0, 2, 2, 2])
    #expect(ofTurns.isUnknown == [false, true, true])
  }
}
