import RewardSyntax

/// Reads what is declared per rollout of the answers to a request: the same operations at the grain of the answers, over
/// the inputs that came back. What belongs to the group, the prompt above all, is that of the group.
///
/// An answer has no place among the rollouts of the group: what needs one, such as a mean over the group, is refused.
final class AnswerReader {
  /// What an answer does not have, and where it is read.
  private struct Obstacle: Error {
    var reason: String
    var range: SourceRange
    /// The declarations on the way to it, outermost first.
    var path: [String] = []
  }

  private unowned let elaborator: Elaborator
  private let request: RequestID
  /// Whether there is a request.
  let asked: ExpressionID
  private let prompt: ExpressionID
  private var known: [ExpressionID: ExpressionID] = [:]
  private var declarations: [DeclarationID: ExpressionID] = [:]
  private var lists: [Int: DerivedGrain] = [:]
  private var shared: Set<ExpressionID> = []

  init(_ elaborator: Elaborator, request: RequestID, asked: ExpressionID, prompt: ExpressionID) {
    self.elaborator = elaborator
    self.request = request
    self.asked = asked
    self.prompt = prompt
  }

  private var items: Grain { .derived(elaborator.requests[request].items) }

  /// The same value for each answer; nil after a report.
  func read(_ id: ExpressionID, named name: String, at range: SourceRange) -> ExpressionID? {
    do throws(Obstacle) {
      return try copy(id)
    } catch {
      let owner = elaborator.requests[request].name
      let path = error.path.first == name ? error.path : [name] + error.path
      elaborator.report(
        .notGroupFree, "`\(owner).\(name)` has no value: \(error.reason)", at: range,
        because: error.range == range ? [] : [.init(error.range, "read here")],
        notes: path.count > 1 ? ["on the way \(path.joined(separator: " → "))"] : [])
      return nil
    }
  }

  private func copy(_ id: ExpressionID) throws(Obstacle) -> ExpressionID {
    if let known = known[id] { return known }
    let expression = elaborator.expressions[id]
    let result: ExpressionID
    if expression.type.grain.refines(.rollout) {
      result = try ofAnswer(expression)
    } else {
      try requireShared(id)
      result = id
    }
    known[id] = result
    return result
  }

  private func ofAnswer(_ expression: TypedExpression) throws(Obstacle) -> ExpressionID {
    var expression = expression
    let range = expression.range
    switch expression.operation {
    case .input(let input): return try column(input, at: range)
    case .reference(let declaration): return try copy(of: declaration, at: range)
    case .other, .swap: throw Obstacle(reason: "an answer is compared with no rollout of the group", range: range)
    case .state: throw Obstacle(reason: "a state is not kept for answers", range: range)
    case .parts, .gather, .probe: throw Obstacle(reason: "an answer lies in no part of the batch", range: range)
    case .answers: throw Obstacle(reason: "nothing is asked about an answer", range: range)
    case .position where expression.type.grain == .rollout:
      throw Obstacle(reason: "an answer has no place among the rollouts of the group", range: range)
    case .ask(let judge) where elaborator.judges[judge].jointly != nil:
      throw Obstacle(reason: "an answer is not judged together with the rollouts of the group", range: range)
    case .elements(let of, let hasWhere):
      expression.operation = .elements(of: try moved(of, at: range), hasWhere: hasWhere)
    case .aggregate(var aggregate):
      guard aggregate.over.refines(.rollout) else { throw overGroup(aggregate.over, at: range) }
      aggregate.over = try moved(aggregate.over, at: range)
      aggregate.population = try moved(aggregate.population, at: range)
      expression.operation = .aggregate(aggregate)
    case .window(var window):
      guard window.over.refines(.rollout) else { throw overGroup(window.over, at: range) }
      window.over = try moved(window.over, at: range)
      expression.operation = .window(window)
    default: break
    }
    let grain = try moved(expression.type.grain, at: range)
    var operands: [ExpressionID] = []
    for operand in expression.operands { operands.append(try copy(operand)) }
    return elaborator.append(
      expression.operation, operands,
      ExpressionType(expression.type.value, per: grain, absence: expression.type.absence), at: range)
  }

  private func overGroup(_ grain: Grain, at range: SourceRange) -> Obstacle {
    Obstacle(reason: "this goes over the \(grain.name), of which an answer is no member", range: range)
  }

  // MARK: Grains

  /// The grain that a grain of the rollout becomes.
  private func moved(_ grain: Grain, at range: SourceRange) throws(Obstacle) -> Grain {
    switch grain {
    case .rollout: return items
    case .turn, .token: throw Obstacle(reason: "an answer has no \(grain.name)s", range: range)
    case .pair: throw Obstacle(reason: "an answer is compared with no rollout of the group", range: range)
    case .derived(let derived): return .derived(try moved(derived, at: range))
    case .product(let own, let items):
      let own = try moved(own, at: range)
      return own.meet(.derived(try moved(items, at: range))) ?? own
    default: return grain
    }
  }

  private func moved(_ derived: DerivedGrain, at range: SourceRange) throws(Obstacle) -> DerivedGrain {
    guard Grain.derived(derived).refines(.rollout) else { return derived }
    if let known = lists[derived.id] { return known }
    guard derived.kind == .items else {
      throw Obstacle(reason: "an answer lies in no part of the batch", range: range)
    }
    let list = try copy(elaborator.derivedGrains[derived.id])
    let copied = elaborator.items(of: list, named: derived.name)
    lists[derived.id] = copied
    return copied
  }

  // MARK: What is read

  /// What an answer says of an input.
  private func column(_ input: InputID, at range: SourceRange) throws(Obstacle) -> ExpressionID {
    let read = elaborator.inputs[input]
    guard read.type.grain == .rollout else {
      throw Obstacle(reason: "an answer has no \(read.type.grain.name)s", range: range)
    }
    if !elaborator.requests[request].inputs.contains(input) { elaborator.requests[request].inputs.append(input) }
    let value = item(.value(input), read.type.value, at: range)
    guard read.isOptional else { return value }
    let isThere = item(.presence(input), .bool, at: range)
    let type = ExpressionType(read.type.value, per: items, absence: .abstain)
    let nothing = elaborator.append(
      .constant(Value(missing: .noValue)), [], ExpressionType(read.type.value, per: .run, absence: .abstain), at: range)
    return elaborator.append(.when, [isThere, value, nothing], type, at: range)
  }

  private func item(_ column: AnswerColumn, _ value: ValueType, at range: SourceRange) -> ExpressionID {
    var list = value
    list.base = .list(value.base)
    let all = elaborator.append(
      .answers(request, column), [asked, prompt],
      ExpressionType(list, per: elaborator.requests[request].grain, absence: .abstain), at: range)
    return elaborator.append(.item, [all], ExpressionType(value, per: items), at: range)
  }

  /// The declaration of the answers that stands for one of the rollouts.
  private func copy(of declaration: DeclarationID, at range: SourceRange) throws(Obstacle) -> ExpressionID {
    if let known = declarations[declaration] { return known }
    let declared = elaborator.declarations[declaration]
    let value: ExpressionID
    do throws(Obstacle) {
      value = try copy(declared.value)
    } catch {
      throw Obstacle(reason: error.reason, range: error.range, path: [declared.name] + error.path)
    }
    let owner = elaborator.requests[request].name
    let reference = elaborator.declare(
      "\(owner).\(declared.name)", .let, value, at: declared.range, documentation: declared.documentation,
      in: elaborator.main)
    elaborator.requests[request].copies[elaborator.declarations.count - 1] = declaration
    declarations[declaration] = reference
    return reference
  }

  /// A value of the group or coarser is the same for an answer, unless it was made of the group's rollouts.
  private func requireShared(_ id: ExpressionID) throws(Obstacle) {
    guard shared.insert(id).inserted else { return }
    let expression = elaborator.expressions[id]
    for operand in expression.operands {
      let grain = elaborator.type(of: operand).grain
      guard !grain.refines(.rollout) else { throw overGroup(expression.type.grain, at: expression.range) }
      try requireShared(operand)
    }
    switch expression.operation {
    case .elements(let of, _) where of.refines(.rollout):
      throw overGroup(expression.type.grain, at: expression.range)
    case .reference(let declaration):
      let declared = elaborator.declarations[declaration]
      do throws(Obstacle) {
        try requireShared(declared.value)
      } catch {
        throw Obstacle(reason: error.reason, range: error.range, path: [declared.name] + error.path)
      }
    default: break
    }
  }
}
