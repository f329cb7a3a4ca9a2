import RewardSyntax

/// Which sides of the branches of a spec some test took.
///
/// Counted are the parts that a score reads: arms of `when`, conditions of `given`, levels of gates, criteria of a rubric
/// in the spec, rules. A side is taken where a test computed it, so a rule that nothing expects anything of, and whatever a
/// `stub` stands for, is not.
public struct Coverage: Sendable {
  /// A side, however many branches it belongs to: a function has one body and may be called often.
  public struct Side: Sendable {
    /// What a test would do: `takes this arm`.
    public var what: String
    /// Where it stands.
    public var range: SourceRange
    /// Whether some test did.
    public var isTaken = false
    /// The side that would have to be taken first, and is not reported apart from this one.
    var inside: Int?
  }

  /// In the order of the file.
  public private(set) var sides: [Side]
  /// Each branch with the places of its sides in `sides`.
  private let branches: [(decision: TypedBranch.Decision, sides: [Int])]

  /// The branches of a spec, none of them taken.
  public init(of spec: TypedSpec) {
    var found: [TypedBranch.Side] = []
    var numbers: [Key: Int] = [:]
    let read = spec.readByScores
    var branches: [(decision: TypedBranch.Decision, sides: [Int])] = []
    for branch in spec.branches where branch.decision.isAny(of: read) {
      let places = branch.sides.map { side in
        let key = Key(what: side.what, range: side.range)
        if let known = numbers[key] { return known }
        numbers[key] = found.count
        found.append(side)
        return found.count - 1
      }
      // Inside the branch so far; among all sides from here on.
      for (side, place) in zip(branch.sides, places) { found[place].inside = side.inside.map { places[$0] } }
      branches.append((branch.decision, places))
    }
    let order = found.indices.sorted { (found[$0].range.start, $0) < (found[$1].range.start, $1) }
    var places = [Int](repeating: 0, count: found.count)
    for (place, number) in order.enumerated() { places[number] = place }
    sides = order.map { number in
      Side(what: found[number].what, range: found[number].range, inside: found[number].inside.map { places[$0] })
    }
    self.branches = branches.map { ($0.decision, $0.sides.map { places[$0] }) }
  }

  private struct Key: Hashable {
    var what: String
    var range: SourceRange
  }

  /// How many sides were taken.
  public var taken: Int { sides.count(where: \.isTaken) }

  /// The share that was taken, in percent; 100 where there is nothing to take.
  public var percent: Double { sides.isEmpty ? 100 : 100 * Double(taken) / Double(sides.count) }

  /// One line for each side that no test took, and how many were.
  public func report(in sources: SourceMap) -> String {
    var text = ""
    for side in sides where !side.isTaken {
      if let outer = side.inside, !sides[outer].isTaken { continue }
      let file = sources[side.range.file]
      let position = file.position(of: side.range.start)
      text += "\(file.name):\(position.line):\(position.column): no test \(side.what)\n"
    }
    return text + "coverage \(Int(percent))%: \(taken) of \(sides.count) sides taken\n"
  }

  // MARK: Noting

  /// Notes what one test computed.
  mutating func note(_ evaluation: Evaluation) {
    var elements: [ExpressionID: [Element]] = [:]
    for key in evaluation.known.keys { elements[key.expression, default: []].append(key.element) }
    for (decision, places) in branches {
      for side in Self.taken(decision, elements, evaluation) { sides[places[side]].isTaken = true }
    }
  }

  /// The sides of a branch that were taken, by their numbers in it. What decided is known already and is only read.
  private static func taken(
    _ decision: TypedBranch.Decision, _ elements: [ExpressionID: [Element]], _ evaluation: Evaluation
  ) -> Set<Int> {
    var taken: Set<Int> = []
    func each(_ id: ExpressionID, _ side: (Element, [ExpressionID]) -> Int?) {
      for element in elements[id, default: []] {
        if let side = side(element, evaluation.spec.expressions[id].operands) { taken.insert(side) }
      }
    }
    /// Whether a condition holds; nil where it is unknown.
    func holds(_ id: ExpressionID, _ element: Element) -> Bool? {
      let value = evaluation.value(of: id, at: element)
      return value.isMissing ? nil : value.isTrue
    }
    switch decision {
    case .arms(let id):
      each(id) { element, operands in
        for arm in 0..<operands.count / 2 {
          guard let holds = holds(operands[2 * arm], element) else { return nil }
          if holds { return arm }
        }
        return operands.count / 2
      }
    case .given(let id): each(id) { element, operands in holds(operands[1], element).map { $0 ? 0 : 1 } }
    case .rule(let id): each(id) { element, _ in holds(id, element).map { $0 ? 0 : 1 } }
    case .levels(let walks, let passed):
      for element in walks.flatMap({ elements[$0, default: []] }) {
        for (level, condition) in passed.enumerated() {
          taken.insert(3 * level)
          guard let holds = holds(condition, element) else { break }
          taken.insert(3 * level + (holds ? 1 : 2))
          if !holds { break }
        }
      }
    case .criteria(let verdicts):
      for id in verdicts {
        each(id) { element, _ in
          holds(id, element).map { 2 * evaluation.position(of: element) + ($0 ? 0 : 1) }
        }
      }
    }
    return taken
  }
}

extension TypedBranch.Decision {
  /// Whether it is made by one of these expressions.
  fileprivate func isAny(of expressions: Set<ExpressionID>) -> Bool {
    switch self {
    case .arms(let id), .given(let id), .rule(let id): expressions.contains(id)
    case .criteria(let verdicts): verdicts.contains(where: expressions.contains)
    case .levels: true
    }
  }
}

extension TypedSpec {
  /// The expressions that rules, gates, rewards, metrics, the advantage, the objective and `keep` need.
  fileprivate var readByScores: Set<ExpressionID> {
    let kinds: Set<TypedDeclaration.Kind> = [.rule, .gate, .reward, .metric, .advantage, .objective, .kept]
    var found: Set<ExpressionID> = []
    var open = declarations.filter { kinds.contains($0.kind) }.map(\.value)
    while let id = open.popLast() {
      guard found.insert(id).inserted else { continue }
      open += expressions[id].operands
      if case .reference(let declaration) = expressions[id].operation { open.append(declarations[declaration].value) }
    }
    return found
  }
}
