import RewardGraph

/// What the operands and results of builtins look like: a form in one byte, which costs nothing to look at for each
/// element.
enum ValueShape: UInt8 {
  case number, text, numbers, texts
  /// A list of lists, however deep.
  case lists

  init(_ form: Node.Form) {
    switch form {
    case .number: self = .number
    case .text: self = .text
    case .list(.number): self = .numbers
    case .list(.text): self = .texts
    case .list(.list): self = .lists
    }
  }
}
