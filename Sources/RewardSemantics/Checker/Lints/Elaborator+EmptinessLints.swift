import RewardSyntax

/// Warnings about texts and lists that the policy may leave empty, and that then fulfil what they were made for.
extension Elaborator {
  /// `answer contains said`: every text contains the empty one.
  func warnOfEmptyNeedle(_ expression: TypedExpression, _ origins: Origins, _ measured: inout Measured) {
    let needle = expression.operands[1]
    guard origins.isWrittenByPolicy(needle), !isItem(needle), !measured.contains(needle) else { return }
    report(
      .emptyNeedle, as: .warning, "every text contains the empty one, and this may be empty",
      at: expressions[needle].range, label: "written by the policy",
      notes: ["a response that leaves it empty is always found: `\(source(expressions[needle].range)) != \"\" and ...`"]
    )
  }

  /// Whether a value is taken from a list, whose items are seldom empty.
  private func isItem(_ id: ExpressionID) -> Bool {
    switch expressions[id].operation {
    case .item: true
    case .reference(let declaration): isItem(declarations[declaration].value)
    default: false
    }
  }

  /// What other conditions stand beside with `and`: those may see to it that there is something.
  func conjoined(among read: [ExpressionID]) -> Set<ExpressionID> {
    var found: Set<ExpressionID> = []
    for id in read {
      switch expressions[id].operation {
      case .and, .reduce(.all): found.formUnion(expressions[id].operands)
      default: break
      }
    }
    // Around the items of a list stands what makes it missing where the list is. Users stand behind their operands.
    for id in read.reversed() where found.contains(id) {
      switch expressions[id].operation {
      case .joined, .coalesce: found.insert(expressions[id].operands[0])
      default: break
      }
    }
    return found
  }

  /// `cited.all(c => ...)`: nothing cited, and all of it is right.
  func warnOfEmptyList(
    _ aggregate: Aggregate, _ expression: TypedExpression, _ origins: Origins, _ measured: inout Measured
  ) {
    guard let items = aggregate.population.derivedGrains.last, items.kind == .items else { return }
    let list = derivedGrains[items.id]
    guard origins.isWrittenByPolicy(sizing(list)), !measured.contains(list) else { return }
    let name = source(expressions[list].range)
    report(
      .emptyList, as: .warning, "every condition holds for all items of an empty list, and this may be empty",
      at: expressions[list].range, label: "written by the policy",
      notes: ["a response that leaves it empty passes: `\(name).count > 0 and ...`"])
  }
}

extension Elaborator {
  /// The list that decides how many items a list has: the verdicts of `follows_each` are as many as its instructions.
  private func sizing(_ id: ExpressionID) -> ExpressionID {
    switch expressions[id].operation {
    case .reference(let declaration): return sizing(declarations[declaration].value)
    case .call(let builtin, _, let present):
      let called = builtins[builtin]
      guard let index = called.parameters.firstIndex(where: { $0.name == called.sizingParameter }), present[index]
      else {
        return id
      }
      return sizing(expressions[id].operands[present[..<index].count { $0 }])
    default: return id
    }
  }
}

/// The texts and lists that a spec compares with the empty one, or measures: their author has thought of it.
struct Measured {
  private let spec: TypedSpec
  private var keys = ExpressionKeys()
  private var known: Set<Int> = []

  /// - Parameter read: the expressions that count.
  init(in spec: TypedSpec, _ read: [ExpressionID]) {
    self.spec = spec
    for id in read {
      let expression = spec.expressions[id]
      switch expression.operation {
      case .arithmetic(.sameText), .arithmetic(.differentText):
        for (text, other) in zip(expression.operands, expression.operands.reversed()) {
          guard case .constant(let value) = spec.expressions[other].operation, value.text.isEmpty else { continue }
          known.insert(keys.key(of: text, in: spec, at: 0))
        }
      case .call(let builtin, _, _) where ["length", "list_count"].contains(spec.builtins[builtin].name):
        known.insert(keys.key(of: expression.operands[0], in: spec, at: 0))
      default: break
      }
    }
  }

  /// Whether the same text or list is measured somewhere.
  mutating func contains(_ id: ExpressionID) -> Bool { known.contains(keys.key(of: id, in: spec, at: 0)) }
}
