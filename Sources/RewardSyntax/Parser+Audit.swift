extension ItemForm {
  static let audit = ItemForm(separation: .lines, starts: [.reject, .accept, .cost, .allow])
}

/// `audit`
extension Parser {
  mutating func parseAudit() -> SyntaxKind {
    advance()
    parseBlock(.audit, of: "what it promises", expecting: "`reject`, `accept`, `cost`, `allow` or `}`") { parser in
      let item = parser.mark()
      switch parser.word {
      case .reject, .accept:
        let kind: SyntaxKind = parser.word == .reject ? .auditReject : .auditAccept
        parser.advance()
        parser.parseProbes()
        parser.finish(kind, item)
      case .cost:
        parser.advance()
        parser.parseCost()
        parser.finish(.auditCost, item)
      case .allow:
        parser.advance()
        parser.parseAllowance()
        parser.finish(.auditAllow, item)
      default: parser.failItem(.audit, "`reject`, `accept`, `cost` or `allow`", of: "an audit")
      }
    }
    return .auditDeclaration
  }

  /// `empty, echo on correct`
  private mutating func parseProbes() {
    repeat { takeName("the name of a probe such as `empty`") } while !isPanicking && take(.comma)
    takeWord(.on, "`on` and a score")
    guard !isPanicking else { return }
    repeat { takeDottedName("the name of a score") } while !isPanicking && take(.comma)
  }

  /// `judge_calls <= 6 per rollout`
  private mutating func parseCost() {
    takeName("what is bounded, such as `judge_calls`")
    guard !isPanicking else { return }
    guard take(.lessOrEqual) else { return failExpected(.expectedToken, "`<=` and a number") }
    parseBinary(.additive)
    if !isPanicking, word == .per { takePer() }
  }

  /// `W204 on format because "kept on purpose"`
  private mutating func parseAllowance() {
    takeName("the code of a warning such as `W310`")
    if !isPanicking, take(.on) { takeDottedName("the name of a declaration") }
    takeWord(
      .because, "`because` and the reason in quotes", notes: ["a warning that stays has a reason that others can read"])
    guard !isPanicking, !take(.text) else { return }
    failExpected(.expectedToken, "the reason in quotes")
  }
}
