/// Tokens that become a file.
struct Sentence {
  /// `\n` is a line break.
  var tokens: [String]

  /// The tokens with blanks between them where they are needed, and here and there where they are not. Where there are
  /// `comments`, they stand anywhere; a line break comes with each.
  func text(_ choices: inout some RandomNumberGenerator, comments: Bool = false) -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      text += token
      if comments, Int.random(in: 0..<10, using: &choices) == 0 {
        text += [" // c\n", "\n // d\n", "\n\n/// e \n\n  // f\n"].randomElement(using: &choices) ?? ""
        continue
      }
      guard index + 1 < tokens.count, token != "\n" else { continue }
      if Bool.random(using: &choices), isTight(token, tokens[index + 1]) { continue }
      text += Int.random(in: 0..<12, using: &choices) == 0 ? "  " : " "
    }
    return text
  }

  /// Whether two tokens can stand side by side without a blank and stay two.
  private func isTight(_ left: String, _ right: String) -> Bool {
    let alone: Set = ["(", ")", "[", "]", "{", "}", ",", "\n"]
    return alone.contains(left) || alone.contains(right)
  }

  /// Tokens removed, doubled, exchanged and replaced, and line breaks put in.
  mutating func mutate(_ choices: inout some RandomNumberGenerator) {
    guard !tokens.isEmpty else { return }
    let place = Int.random(in: tokens.indices, using: &choices)
    let other = Int.random(in: max(0, place - 4)..<min(tokens.count, place + 5), using: &choices)
    switch Int.random(in: 0..<6, using: &choices) {
    case 0: tokens.remove(at: place)
    case 1: tokens.insert(tokens[place], at: place)
    case 2: tokens.swapAt(place, other)
    case 3: tokens[place] = tokens.randomElement(using: &choices) ?? ""
    case 4: tokens[place] = Self.signs.randomElement(using: &choices) ?? ""
    default: tokens.insert("\n", at: place)
    }
  }

  private static let signs = [
    "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "=", "->", "=>", "?", "+", "-", "*", "^", "++", "??", "==", "<",
    ">", "<=", "and", "or", "not", "in", "matches", "contains", "given", "else", "when", "at", "over", "by", "where",
    "for", "per", "true", "a", "f", "1", "tok", "\"t\"", "let", "rule", "if", "level", "worth", "pays", "abstain",
    "elif", "default", "null", "top",
  ]
}
