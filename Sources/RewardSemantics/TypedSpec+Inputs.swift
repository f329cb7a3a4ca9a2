extension TypedSpec {
  /// The input that an expression is, as a spec reads it: the value of the row, held against its declaration.
  public func input(readBy id: ExpressionID) -> InputID? {
    switch expressions[id].operation {
    case .input(let input): input
    case .call(let builtin, _, _) where Builtin.checksOfInputs.contains(builtins[builtin].name):
      expressions[id].operands.first.flatMap { input(readBy: $0) }
    default: nil
    }
  }
}
