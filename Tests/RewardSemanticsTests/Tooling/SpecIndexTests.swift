import RewardRules
import RewardSyntax
import Testing

@testable import RewardSemantics

/// What the checker says of names.
@Suite struct SpecIndexTests {
  @Test(arguments: MarkedSpec.files) func `every name that is read stands for something`(_ file: DiagnosticFile) throws
  {
    let index = try #require(
      Checker.check(
        file.source, registry: MarkedSpec.registry, loader: MarkedSpec.neighbours, indexing: true
      ).index)
    let tree = index.mainFile.tree
    var unknown: [String] = []
    var pending = [tree.root]
    while let node = pending.popLast() {
      pending += node.children
      guard case .name(let name) = node.expression else { continue }
      if index.occurrence(at: name.range.start, in: index.main)?.range.start != name.range.start {
        let place = tree.source.position(of: name.range.start)
        unknown.append("\(place.line):\(place.column) \(name.text)")
      }
    }
    #expect(unknown == [])
  }

  @Test func `nothing is gathered where nobody asks`() {
    let source = SourceFile(name: "a.reward", text: "spec a 1.0.0\nmetric m = 1")
    #expect(Checker.check(source, registry: MarkedSpec.registry).index == nil)
  }

  /// `«1` and `»` mark a name, by number; places of one number name one thing.
  @Test(arguments: [
    // Declarations, read by name, by weight and in a test.
    """
    input response: text
    rule «1right» = response matches /a/
    advantage = gdpo(«1right»: 1)
    test "t" { group { «2a»: "a" } expect «2a».«1right» == 1 }
    """,
    // Functions, their parameters and locals; the parameter's name is no name outside.
    """
    input x: real
    func «1twice»(«2x»: real, «3times»: real = 2) {
      let «4y» = «2x» * «3times»
      «4y» + «2x»
    }
    reward r = «1twice»(x, «3times»: 3)
    """,
    // A function that nothing calls, and an arm that is never taken.
    """
    input «1x»: real
    param mode: {one, two} = one
    func unused(«2p»: real) = «2p» + «1x»
    metric m = when { mode == two -> sum(«1x» over group)  else -> «1x» }
    """,
    // Items of lists.
    """
    input xs: list<real>
    metric a = xs.sum(«1x» => «1x» * «1x»)
    metric b = sum(«2v» for «2v» in xs where «2v» > 0)
    """,
    // Gates and their levels; partitions.
    """
    input r: real
    partition «1part» = chunks of 2 groups
    gate «2g» {
      level «3first» = r > 0 worth 1
      level last = r > 1 worth 2
    }
    metric m = mean(r over «1part») + «2g».«3first» + «2g».«3first».score + «2g».reached
    """,
    // Invariants and audits.
    """
    input response: text
    rule «1right» = response contains "a"
    gate g {
      level «2first» = «1right» worth 1
    }
    invariant «3order»: for «4a», b: «4a».«1right» >= b.«1right» implies «4a».«1right» >= 0
    audit {
      reject empty on «1right»
      allow W150 on g.«2first» because "it is"
    }
    """,
    // Mistakes elsewhere change nothing.
    """
    input «1x»: real
    rule wrong = nobody > 1
    rule broken = 
    metric m = «1x» + mean(«1x» over group)
    """,
  ])
  func `names of one thing are found together`(text: String) throws {
    let spec = try MarkedSpec(text)
    for number in spec.marks.keys.sorted() {
      let marks = try #require(spec.marks[number])
      let found = try #require(spec.index.occurrence(at: marks[0].start, in: spec.index.main))
      #expect(spec.index.occurrences(of: found.entity).map(\.range) == marks, "mark \(number)")
      #expect(found.entity.declaration.map(marks.contains) == true)
    }
  }

  @Test func `a value has its type, what is bound in a function has none`() throws {
    let spec = try MarkedSpec(
      """
      input «1x»: 0..1
      func f(«2p»: real) = «2p» * 2
      metric m = mean(f(«1x») over group)
      """)
    let types = [1, 2].map {
      spec.index.occurrence(at: spec.marks[$0]![1].start, in: spec.index.main)?.type?.description
    }
    #expect(types == ["real 0..1 per rollout", nil])
  }

  @Test func `names reach into imports and the library`() throws {
    let loader = ModuleLoader { _, _ in
      .success(SourceFile(name: "common.reward", text: "param limit: real = 3\nfunc half(v: real) = v / 2\n"))
    }
    let spec = try MarkedSpec(
      """
      import "./common.reward" as common with «1limit»: 4
      input x: real
      reward r = common.«2half»(x) + common.«1limit»
      advantage = «3grpo»(r) + std.advantage.«3grpo»(r)
      """, loader: loader)
    func entity(_ number: Int) -> Entity? {
      spec.index.occurrence(at: spec.marks[number]![0].start, in: spec.index.main)?.entity
    }
    func home(_ number: Int) -> String? {
      entity(number)?.declaration.map { spec.index.files[$0.file.rawValue].name }
    }
    #expect([home(1), home(2), home(3)] == ["common.reward", "common.reward", "std.advantage"])
    #expect(spec.index.occurrences(of: try #require(entity(1))).count == 3)
    #expect(spec.index.occurrences(of: try #require(entity(3))).map(\.range) == spec.marks[3])
  }
}
