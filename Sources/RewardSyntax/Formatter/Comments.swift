/// The comments and line breaks before each significant token of a file.
struct Comments {
  /// What stands between a token and the one before it.
  struct Gap {
    /// Comments on lines of their own, each with whether an empty line stands before it.
    var ownLine: [(token: Int, isAfterEmptyLine: Bool)] = []
    /// A comment behind the token before, on its line.
    var trailing: Int?
    /// Whether there is a line break.
    var hasLineBreak = false
    /// Whether an empty line stands right before the token.
    var isAfterEmptyLine = false

    /// Whether an empty line stands before all that is on lines of its own here.
    var beginsWithEmptyLine: Bool { ownLine.first?.isAfterEmptyLine ?? isAfterEmptyLine }
  }

  private var gaps: [Int: Gap] = [:]

  init(_ tokens: [SyntaxTree.Token]) {
    var gap = Gap()
    var lineBreaks = 0
    var isFirst = true
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .newline, .semicolon: lineBreaks += 1
      case .comment, .documentation:
        if lineBreaks == 0, !isFirst, gap.ownLine.isEmpty {
          gap.trailing = index
        } else {
          gap.ownLine.append((index, lineBreaks > 1))
        }
        gap.hasLineBreak = gap.hasLineBreak || lineBreaks > 0
        lineBreaks = 0
      case .blank, .foreign: break
      default:
        gap.hasLineBreak = gap.hasLineBreak || lineBreaks > 0
        gap.isAfterEmptyLine = lineBreaks > 1
        gaps[index] = gap
        gap = Gap()
        lineBreaks = 0
        isFirst = false
      }
    }
  }

  /// What stands before a significant token.
  subscript(before token: Int) -> Gap { gaps[token] ?? Gap() }
}
