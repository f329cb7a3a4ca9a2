/// Arguments of calls.
extension Parser {
  /// `( )` behind a callee, which is the node before.
  mutating func parseArguments() {
    let open = position
    // `top(k, x over h)` reads like its definition: how many, of what.
    let overPlace = open > 0 && source.text(in: range(from: open - 1, to: open)) == "top" ? 2 : 1
    advance()
    inBrackets { parser in
      var count = 0
      while !parser.isPanicking, parser.kind != .rightParenthesis, parser.kind != .endOfFile, parser.kind != .newline {
        parser.parseArgument()
        count += 1
        if !parser.isPanicking, parser.word == .over { parser.parseOver(behindArgument: count, of: overPlace) }
        if !parser.isPanicking, parser.word == .for { parser.parseFor() }
        guard !parser.isPanicking, parser.take(.comma) else { break }
      }
    }
    closeInside(open, expecting: "`,` or `)`")
  }

  private mutating func parseArgument() {
    let start = mark()
    if kind == .identifier, nextKind == .colon {
      advance()
      advance()
    } else if kind == .identifier, nextKind == .equals {
      advance()
      let written = range(from: position, to: position + 1)
      reportForeign("an argument is named with `:`", at: written, write: ":")
      advance()
    } else if word == .per, nextKind == .identifier {
      // `random(per rollout)`: an argument named `per`, written without a colon.
      advance()
    }
    parseArgumentValue()
    finish(.argument, start)
  }

  /// An expression, or a function `x => expression`.
  private mutating func parseArgumentValue() {
    let start = mark()
    if kind == .identifier, nextKind == .doubleArrow {
      guard enter() else { return finish(.errorExpression, start) }
      takeName("a name")
      if !isPanicking {
        advance()
        parseExpression()
      }
      leave()
      finish(.lambdaExpression, start)
    } else if word == .lambda, nextKind == .identifier, position + 2 < stream.kinds.count,
      stream.kinds[position + 2] == .colon
    {
      parseForeignLambda()
    } else {
      parseExpression()
    }
  }

  /// `over group by k where c`, `over other group`, behind argument number `count` of a function that has it behind
  /// number `place`.
  private mutating func parseOver(behindArgument count: Int, of place: Int) {
    let start = mark()
    if count != place {
      report(
        .misplacedClause, "`over` follows the \(place == 1 ? "first" : "second") argument",
        at: range(from: position, to: position + 1),
        "behind argument \(count) here")
    }
    advance()
    if word == .other, nextKind == .identifier, !(nextWord?.isReserved ?? false) { advance() }
    takeName("a grain such as `group` or `batch`")
    var condition: SourceRange?
    while !isPanicking, word == .by || word == .where {
      let keyword = range(from: position, to: position + 1)
      if word == .where {
        if condition != nil {
          fail(.misplacedClause, "a second `where`", at: keyword, "join the conditions with `and`")
          break
        }
        condition = keyword
      } else if let condition {
        report(
          .misplacedClause, "`by` stands before `where`", at: keyword, "behind `where` here",
          because: [.init(condition, "`where` is here")])
      }
      advance()
      parseExpression()
    }
    finish(.overClause, start)
  }

  /// `for p in parts`
  private mutating func parseFor() {
    let start = mark()
    advance()
    takeName("a name for one part")
    if !isPanicking {
      if take(.in) { parseExpression() } else { failExpected(.expectedToken, "`in` and a bundle") }
    }
    finish(.forClause, start)
  }
}
