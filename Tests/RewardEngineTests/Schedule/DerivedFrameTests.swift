import Testing

@testable import RewardEngine
@testable import RewardSemantics

/// Items of lists, parts of partitions and products, as the frame numbers them.
@Suite struct DerivedFrameTests {
  /// Groups 0 and 1 mixed; one, two and no turns; two, one and one token.
  private let frame = Frame(groups: [0, 1, 0], turnOffsets: [0, 1, 3, 3], tokenOffsets: [0, 2, 3, 4])
  /// Two criteria in group 0, one in group 1.
  private let criterion = DerivedGrain(id: 0, name: "criterion", kind: .items, members: nil, containers: [.group])
  /// Rollouts 0 and 1 are part 0, rollout 2 lies in none.
  private let parts = DerivedGrain(id: 1, name: "bin", kind: .parts, members: .rollout, containers: [.batch])

  init() {
    frame.define(criterion, .items(offsets: [0, 2, 3]))
    frame.define(parts, .parts(ofMember: [0, 0, Frame.none], count: 1))
  }

  private func indices(_ fine: Grain, in coarse: Grain) -> [Int32]? {
    if case .indices(let indices) = frame.parents(of: fine, in: coarse) { indices } else { nil }
  }

  @Test("items are numbered list by list, and lie in what has the list")
  func items() {
    #expect(frame.count(.derived(criterion)) == 3)
    #expect(indices(.derived(criterion), in: .group) == [0, 0, 1])
    #expect(frame.itemPlaces(.derived(criterion)) == [0, 1, 0])
  }

  @Test("a verdict is a rollout with each criterion of its group, and lies in both")
  func products() {
    let verdict = Grain.product(.rollout, criterion)
    #expect(frame.count(verdict) == 5)
    #expect(indices(verdict, in: .rollout) == [0, 0, 1, 2, 2])
    #expect(indices(verdict, in: .derived(criterion)) == [0, 1, 2, 0, 1])
    #expect(indices(verdict, in: .group) == [0, 0, 1, 0, 0])
    #expect(indices(.product(.token, criterion), in: verdict) == [0, 1, 0, 1, 2, 3, 4])
  }

  @Test("a token in no known turn lies in no product of turns either")
  func productsWithoutParent() {
    let ofTurns = Grain.product(.turn, criterion)
    // Tokens 0 and 1 lie in turn 0; token 2 in one of two turns, token 3 in none.
    #expect(indices(.product(.token, criterion), in: ofTurns) == [0, 1, 0, 1, -1, -1, -1])
  }

  @Test("what a partition leaves out lies in no part")
  func partition() {
    #expect(frame.count(.derived(parts)) == 1)
    #expect(indices(.rollout, in: .derived(parts)) == [0, 0, Frame.none])
    #expect(indices(.turn, in: .derived(parts)) == [0, 0, 0])
    let members = Containers(frame, of: .rollout, in: .derived(parts), order: .element)
    #expect(members.offsets == [0, 2])
  }

  @Test("a part lies where its members lie together")
  func partsOfGroups() {
    let inGroups = DerivedGrain(id: 2, name: "half", kind: .parts, members: .rollout, containers: [.group])
    frame.define(inGroups, .parts(ofMember: [0, 1, 2], count: 3))
    #expect(indices(.derived(inGroups), in: .group) == [0, 1, 0])
    #expect(Containers(frame, of: .derived(inGroups), in: .group, order: .element).elements == [0, 2, 1])
  }

  @Test("the rows may say in which turn a token lies; a place without a turn is outside all turns")
  func turnsOfTokens() {
    let places = NumberOperand(
      Column(.numbers([0, 0, 1, 0]), status: [0, 0, 0, 0]), isPlain: true, isScalar: false)
    let frame = Frame(
      groups: [0, 1, 0], turnOffsets: [0, 1, 3, 3], tokenOffsets: [0, 2, 3, 4], turnPlaces: places)
    guard case .indices(let turns) = frame.parents(of: .token, in: .turn) else { return #expect(Bool(false)) }
    #expect(turns == [0, 0, 2, Frame.none])
    #expect(Containers(frame, of: .token, in: .turn, order: .element).isUnknown == nil)
  }

  @Test("tokens of a part that holds one of several turns are not known")
  func unknownTokens() {
    let ofTurns = DerivedGrain(id: 3, name: "phase", kind: .parts, members: .turn, containers: [.batch])
    frame.define(ofTurns, .parts(ofMember: [0, 0, 1], count: 2))
    #expect(Containers(frame, of: .token, in: .derived(ofTurns), order: .element).isUnknown == [true, true])
  }

  @Test("elements of a product whose lists nobody needed are none")
  func undefined() {
    let unused = DerivedGrain(id: 9, name: "unused", kind: .items, members: nil, containers: [.group])
    #expect(frame.count(.product(.rollout, unused)) == 0)
  }
}
