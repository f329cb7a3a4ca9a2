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
        if !parser.isPanicking, parser.word == .over {
          parser.expectPlace(overPlace, found: count)
          parser.parseOver()
        } else if !parser.isPanicking, parser.word == .for {
          parser.expectPlace(overPlace, found: count)
          parser.parseFor()
        }
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
      parseGrainValue()
      finish(.argument, start)
      return
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

  /// A grain where a value stands.
  private mutating func parseGrainValue() {
    let start = mark()
    takeName("a grain such as `rollout`")
    finish(isPanicking ? .errorExpression : .nameExpression, start)
    while !isPanicking, take(.dot) {
      if !take(.identifier) { failExpected(.expectedName, "a name behind the dot") }
      finish(.memberExpression, start)
    }
  }

  /// Reports an `over` or `for` that follows another argument than the one it speaks of.
  private mutating func expectPlace(_ place: Int, found count: Int) {
    guard count != place, let word else { return }
    report(
      .misplacedClause, "`\(word.rawValue)` follows the \(place == 1 ? "first" : "second") argument",
      at: range(from: position, to: position + 1), "behind argument \(count) here")
  }

  /// `over group by k where c`, `over group where c by k`, `over other group`
  private mutating func parseOver() {
    let start = mark()
    advance()
    if word == .other, nextKind == .identifier, !(nextWord?.isReserved ?? false) { advance() }
    takeGrain("`group` or `batch`")
    var seen: [Word: SourceRange] = [:]
    while !isPanicking, let word, word == .by || word == .where {
      let keyword = range(from: position, to: position + 1)
      if let first = seen[word] {
        let advice = word == .where ? "join the conditions with `and`" : "put the keys in parentheses: `by (a, b)`"
        fail(.misplacedClause, "a second `\(word.rawValue)`", at: keyword, advice, because: [.init(first, "the first")])
        break
      }
      seen[word] = keyword
      advance()
      parseExpression()
    }
    finish(.overClause, start)
  }

  /// `for x in xs where c`
  mutating func parseFor() {
    let start = mark()
    advance()
    takeName("a name for one element")
    if !isPanicking {
      if take(.in) { parseExpression() } else { failExpected(.expectedToken, "`in` and a list or a bundle") }
    }
    if !isPanicking, word == .where {
      let condition = mark()
      advance()
      parseExpression()
      finish(.clause, condition)
    }
    finish(.forClause, start)
  }
}
