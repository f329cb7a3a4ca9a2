/// An instruction that a rule can check: one line of the table of IFEval (arXiv 2311.07911) or IFBench (arXiv 2507.02833).
struct Instruction: Sendable {
  /// Whether a response, which is not blank, follows the instruction.
  typealias Check = @Sendable (_ response: Response) throws(Obstacle) -> Bool

  /// As data sets name it, such as `keywords:existence`.
  let id: String
  /// The arguments it needs, by the names that data sets use.
  let parameters: KeyValuePairs<String, Argument.Kind>
  private let prepare: @Sendable (Arguments) throws(Obstacle) -> Check

  /// An instruction with arguments, which `prepare` finds to be what `parameters` says.
  init(
    _ id: String, _ parameters: KeyValuePairs<String, Argument.Kind>,
    prepare: @escaping @Sendable (_ arguments: Arguments) throws(Obstacle) -> Check
  ) {
    self.id = id
    self.parameters = parameters
    self.prepare = prepare
  }

  /// An instruction without arguments.
  init(_ id: String, check: @escaping Check) {
    self.init(id, [:]) { _ in check }
  }

  /// The check for these arguments, of which it looks only at those it needs.
  func check(_ arguments: JSONValue) throws(Obstacle) -> Check {
    try prepare(Arguments(parameters, in: arguments))
  }
}

/// Why an instruction cannot be checked.
enum Obstacle: Error {
  /// Its arguments are not what it needs: the fault of the data.
  case badArguments
  /// The response makes it take too many steps.
  case stepLimit
  /// For want of memory, of a library, or of a way to find out.
  case failed
}

/// How a count is compared with a number.
enum CountRelation: String {
  case lessThan = "less than"
  case atLeast = "at least"
  // Not in IFEval.
  case atMost = "at most"
  case around

  /// - Parameter tolerance: what `around` allows for; without one a tenth of the number, and at least 1.
  func holds(_ count: Int, _ number: Double, tolerance: Double? = nil) -> Bool {
    let count = Double(count)
    return switch self {
    case .lessThan: count < number
    case .atLeast: count >= number
    case .atMost: count <= number
    case .around: abs(count - number) <= tolerance ?? max((number * 0.1).rounded(.toNearestOrEven), 1)
    }
  }
}
