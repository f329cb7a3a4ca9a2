/// Forms of other languages that are read as a whole, so that the right one can be shown.
extension Parser {
  /// `c ? a : b` and `a if c else b`, behind their first part.
  mutating func parseForeignConditional(_ start: Mark) {
    let isTernary = kind == .question
    let first = source.text(in: range(from: start.position, to: position))
    advance()
    let second = takeText { $0.parseBinary(.or) }
    let separator = !isPanicking && (isTernary ? take(.colon) : take(.else))
    let third = separator ? takeText { $0.parseExpression() } : nil
    let (condition, value) = isTernary ? (first, second) : (second, first)
    reportConditional(start, arms: [(condition, value)], otherwise: third)
    finish(.errorExpression, start)
  }

  /// Words of other languages where an operand is expected.
  mutating func parseForeignOperand() {
    let start = mark()
    let here = range(from: position, to: position + 1)
    switch word {
    case .if: return parseForeignIf()
    case .pythonTrue: reportForeign("`True` is written `true`", at: here, write: "true")
    case .pythonFalse: reportForeign("`False` is written `false`", at: here, write: "false")
    default:
      report(
        .foreignSpelling, "missing has no literal", at: here, "no value can be written here",
        notes: ["give another value for a missing one with `x ?? 0`, or ask `present(x)`"])
    }
    let isBoolean = word == .pythonTrue || word == .pythonFalse
    advance()
    finish(isBoolean ? .booleanExpression : .errorExpression, start)
  }

  /// `if c then a elif d then b else e`, `if c { a } else { b }`
  private mutating func parseForeignIf() {
    let start = mark()
    guard enter() else { return finish(.errorExpression, start) }
    defer { leave() }
    var arms: [(String, String)] = []
    var otherwise: String?
    repeat {
      advance()
      let condition = takeText { $0.parseBinary(.or) }
      if !isPanicking, kind == .colon || word == .then { advance() }
      arms.append((condition, takeForeignBranch()))
      if !isPanicking, word == .else {
        advance()
        if word == .if { continue }
        if kind == .colon { advance() }
        otherwise = takeForeignBranch()
        break
      }
    } while !isPanicking && (word == .elif || word == .if)
    reportConditional(start, arms: arms, otherwise: otherwise)
    finish(.errorExpression, start)
  }

  /// An expression, perhaps in braces; its text without them.
  private mutating func takeForeignBranch() -> String {
    guard kind == .leftBrace else { return takeText { $0.parseExpression() } }
    let open = position
    advance()
    itemStart = position
    let text = takeText { $0.parseExpression() }
    close(open, expecting: "`}`")
    return text
  }

  /// The text of what `parse` takes.
  private mutating func takeText(_ parse: (inout Parser) -> Void) -> String {
    let first = position
    parse(&self)
    return source.text(in: range(from: first, to: position))
  }

  private mutating func reportConditional(_ start: Mark, arms: [(String, String)], otherwise: String?) {
    let written = range(from: start.position, to: position)
    let form = "when { condition -> value  else -> value }"
    var fix: Diagnostic.Fix?
    if let otherwise {
      let mended = arms.map { "\($0.0) -> \($0.1)  " }.joined()
      fix = .init("write `when`", range: written, replacement: "when { \(mended)else -> \(otherwise) }")
    }
    report(
      .foreignSpelling, "a choice is written `\(form)`", at: written, "not a form of this language", fix: fix)
  }

  /// `lambda x: e`
  mutating func parseForeignLambda() {
    let start = mark()
    guard enter() else { return finish(.errorExpression, start) }
    let written = range(from: position, to: position + 3)
    let name = source.text(in: range(from: position + 1, to: position + 2))
    reportForeign("a function is written `x => ...`", at: written, write: "\(name) =>")
    advance()
    advance()
    advance()
    parseExpression()
    leave()
    finish(.errorExpression, start)
  }
}
