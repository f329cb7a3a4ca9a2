import RewardSyntax

/// Puts typed lines together until they are something that a session can answer.
public struct TypedLines: Sendable {
  /// What was typed and goes on; empty at the beginning of something new.
  public private(set) var pending = ""

  /// Nothing typed yet.
  public init() {}

  /// The texts that are complete with this line, in order. An open bracket, an operator at the end, or documentation
  /// goes on in the next line, unless that begins a command or another declaration.
  public mutating func add(_ line: String) -> [String] {
    let ended = !pending.isEmpty && begins(line) ? finish() : []
    let text = pending + line
    let isUnfinished = !Session.isCommand(text) && SourceFile(name: "", text: text).isUnfinished
    pending = isUnfinished ? text + "\n" : ""
    return ended + (isUnfinished ? [] : [text])
  }

  /// What is left at the end of the input.
  public mutating func finish() -> [String] {
    defer { pending = "" }
    return pending.isEmpty ? [] : [pending]
  }

  /// Gives up what goes on.
  public mutating func clear() { pending = "" }

  /// Whether the line can only be something new.
  private func begins(_ line: String) -> Bool {
    if Session.isCommand(line) { return true }
    let isDocumentation = SourceFile(name: "", text: pending).isBlank
    let isLocal = pending.contains("{") && line.drop(while: \.isWhitespace).hasPrefix("let")
    return !isDocumentation && !isLocal && SourceFile(name: "", text: line).isDeclaration
  }
}
