extension ItemForm {
  static let criterion = ItemForm(
    separation: .lines, starts: [.criterion], clauses: [.weight, .tags, .id])
}

/// `rubric`
extension Parser {
  mutating func parseRubric() -> SyntaxKind {
    advance()
    takeName("the name of the rubric")
    parseBlock(.criterion, of: "its criteria", expecting: "`criterion` or `}`") { parser in
      let criterion = parser.mark()
      guard parser.take(.criterion) else { return parser.failItem(.criterion, "`criterion`", of: "a rubric") }
      parser.takePlainText("what the criterion asks for, in quotes")
      parser.parseClauses(ItemForm.criterion.clauses) { parser, word in
        if word == .id { parser.takePlainText("a text in quotes") } else { parser.parseExpression() }
      }
      parser.finish(.rubricCriterion, criterion)
    }
    return .rubricDeclaration
  }
}
