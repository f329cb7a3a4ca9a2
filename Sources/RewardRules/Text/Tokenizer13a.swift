/// The tokenization `13a` of sacrebleu, that of the scorer mteval-v13a: replacements in the whole line, one after the
/// other.
enum Tokenizer13a {
  /// The text with space around each of its tokens.
  static func spaced(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    // For the scorer the separators of ASCII are space, too.
    let line = text.map { (0x1C...0x1F).contains($0) ? space : $0 }
    var spaced = line.withUnsafeBufferPointer { Array($0[0..<$0.trimmed(0..<$0.count).upperBound]) }
    for (part, replacement) in [
      ("<skipped>", ""), ("-\n", ""), ("\n", " "), ("&quot;", "\""), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"),
    ] {
      spaced = replacing(Array(part.utf8), in: spaced, with: Array(replacement.utf8))
    }
    spaced = [space] + spaced.flatMap { isToken($0) ? [space, $0, space] : [$0] } + [space]
    spaced = parted(spaced, isSpaceFirst: false) { !isDigit($0) && isPointOrComma($1) }
    spaced = parted(spaced, isSpaceFirst: true) { isPointOrComma($0) && !isDigit($1) }
    return parted(spaced, isSpaceFirst: false) { isDigit($0) && $1 == UInt8(ascii: "-") }
  }

  private static let space = UInt8(ascii: " ")

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isPointOrComma(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

  /// Whether a character is a token wherever it stands: ASCII punctuation but `'`, `,`, `-` and `.`.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "{"..."~", "["..."`", "!"..."&", "("..."+", ":"..."@", "/": true
    default: false
    }
  }

  private static func replacing(_ part: [UInt8], in line: [UInt8], with replacement: [UInt8]) -> [UInt8] {
    line.withUnsafeBufferPointer { line in
      guard var found = line.firstRange(of: part) else { return Array(line) }
      var (result, end) = ([UInt8](), 0)
      while true {
        result += line[end..<found.lowerBound]
        result += replacement
        end = found.upperBound
        guard let next = line.firstRange(of: part, from: end) else { return result + line[end...] }
        found = next
      }
    }
  }

  /// The line with a space between any two bytes that match and one before or after them. Matches do not overlap. What
  /// matches is ASCII or any other character, so bytes do for characters.
  private static func parted(_ line: [UInt8], isSpaceFirst: Bool, where matches: (UInt8, UInt8) -> Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.count + line.count / 4)
    var index = 0
    while index < line.count {
      guard index + 1 < line.count, matches(line[index], line[index + 1]) else {
        result.append(line[index])
        index += 1
        continue
      }
      if isSpaceFirst { result.append(space) }
      result += [line[index], space, line[index + 1]]
      if !isSpaceFirst { result.append(space) }
      index += 2
    }
    return result
  }
}
