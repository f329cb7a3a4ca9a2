/// Tells which expressions mean the same, inside a spec and between two of them: the same operation on the same
/// operands, whatever they are called and wherever they stand.
struct ExpressionKeys {
  /// What is the same for the same number.
  private struct Form: Hashable {
    var operation: Operation
    var grain: Grain
    /// What the operation refers to by a number of its own spec.
    var subject: String
    var operands: [Int]
  }
  private var numbers: [Form: Int] = [:]
  private var known: [[ExpressionID: Int]] = []

  init(specs: Int) { known = Array(repeating: [:], count: specs) }

  /// The number of an expression of the spec with number `place`; equal for equal meanings.
  mutating func key(of id: ExpressionID, in spec: TypedSpec, at place: Int) -> Int {
    if let key = known[place][id] { return key }
    let expression = spec.expressions[id]
    let key: Int
    switch expression.operation {
    case .reference(let declaration), .probe(_, let declaration):
      key = self.key(of: spec.declarations[declaration].value, in: spec, at: place)
    default:
      let operands = expression.operands.map { self.key(of: $0, in: spec, at: place) }
      var form = Form(operation: expression.operation, grain: expression.type.grain, subject: "", operands: operands)
      switch expression.operation {
      case .input(let input):
        form.operation = .input(0)
        form.subject = "\(spec.inputs[input].source)"
      case .call(let builtin, let statics, let present):
        form.operation = .call(builtin: 0, statics: statics, present: present)
        form.subject = spec.builtins[builtin].name
      case .state(let state):
        form.operation = .state(0)
        form.subject = spec.states[state].name
      default:
        // Grains that a spec makes have numbers of their own.
        if !spec.derivedGrains.isEmpty { form.subject = "in spec \(place)" }
      }
      key = numbers[form] ?? numbers.count
      numbers[form] = key
    }
    known[place][id] = key
    return key
  }
}
