import RewardSemantics

/// A response with the forms in which instructions are looked for.
struct Verdict {
  private let forms: [Response]

  /// Strictly a blank response follows nothing, and loosely a form that is blank is none.
  init(_ response: UnsafeBufferPointer<UInt8>, isLoose: Bool) throws(Obstacle) {
    guard response.count <= Response.longest else { throw .stepLimit }
    let text = Scalars(response)
    forms = isLoose ? Response.forms(of: text).map(Response.init) : text.isBlank ? [] : [Response(text)]
  }

  func holds(_ check: Instruction.Check) throws(Obstacle) -> Bool {
    for form in forms where try check(form) { return true }
    return false
  }
}

extension Instruction {
  /// The check for an id and the JSON source of its arguments.
  static func check(
    _ id: UnsafeBufferPointer<UInt8>, _ arguments: UnsafeBufferPointer<UInt8>
  ) throws(Obstacle) -> Check {
    guard let instruction = table[Array(id)], let arguments = JSONValue(arguments) else { throw .badArguments }
    return try instruction.check(arguments)
  }
}

extension Obstacle {
  var status: Status {
    switch self {
    case .badArguments: .badValue
    case .stepLimit: .stepLimit
    case .failed: .failed
    }
  }
}
