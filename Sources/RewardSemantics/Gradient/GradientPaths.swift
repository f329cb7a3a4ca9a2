/// The ways that the derivative of a value takes to the inputs that are trained.
struct GradientPaths {
  private let expressions: [TypedExpression]
  private let declarations: [TypedDeclaration]
  private let builtins: [Builtin]
  private let detached: Set<DeclarationID>
  /// By expression, the trained inputs that its derivative reaches.
  private var reached: [Set<InputID>] = []
  /// By expression, the trained inputs that its value depends on in any way.
  private var read: [Set<InputID>] = []

  init(
    expressions: [TypedExpression], declarations: [TypedDeclaration], inputs: [TypedInput], builtins: [Builtin]
  ) {
    self.expressions = expressions
    self.declarations = declarations
    self.builtins = builtins
    let gates = declarations.filter { $0.kind == .gate }.map { $0.name + "." }
    // The levels of a gate are gate values, too.
    detached = Set(
      declarations.indices.filter { id in
        declarations[id].kind.isDetached || gates.contains { declarations[id].name.hasPrefix($0) }
      })
    // Operands stand before their users, so one pass is enough.
    for (id, expression) in expressions.enumerated() {
      if case .input(let input) = expression.operation, inputs[input].isTrained {
        reached.append([input])
        read.append([input])
      } else {
        reached.append(differentiable(id).reduce(into: []) { $0.formUnion(reached[$1]) })
        read.append(sources(of: id).reduce(into: []) { $0.formUnion(read[$1]) })
      }
    }
  }

  /// Whether a declaration is a plain number to whoever reads it.
  func isDetached(_ declaration: DeclarationID) -> Bool { detached.contains(declaration) }

  /// The trained inputs that the derivative of a value reaches.
  func inputs(reachedFrom id: ExpressionID) -> Set<InputID> { reached[id] }

  /// The trained inputs that a value depends on, whether or not its derivative reaches them.
  func inputs(readBy id: ExpressionID) -> Set<InputID> { read[id] }

  /// Where the derivative of a value stops on the way to a trained input that the value depends on: an expression, and
  /// what it reads and passes nothing on to. Nil where the value depends on no trained input.
  func stop(from root: ExpressionID) -> (reader: ExpressionID, read: ExpressionID)? {
    var seen: Set<ExpressionID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard !read[id].isEmpty, seen.insert(id).inserted else { continue }
      let passed = differentiable(id)
      let stopped = sources(of: id).first { !read[$0].isEmpty && !passed.contains($0) }
      if let stopped { return (id, stopped) }
      pending += passed.reversed()
    }
    return nil
  }

  /// What the derivative of an expression passes on to.
  private func differentiable(_ id: ExpressionID) -> [ExpressionID] {
    let expression = expressions[id]
    if case .reference(let declaration) = expression.operation {
      return isDetached(declaration) ? [] : [declarations[declaration].value]
    }
    return expression.operation.differentiable(of: expression.operands.count, builtins: builtins)
      .map { expression.operands[$0] }
  }

  /// What an expression is computed from.
  private func sources(of id: ExpressionID) -> [ExpressionID] {
    if case .reference(let declaration) = expressions[id].operation { return [declarations[declaration].value] }
    return expressions[id].operands
  }
}
