/// What begins with a colon: a question about the session, or a change that is no declaration.
enum Command: String, CaseIterable {
  case help, type, why, graph, doc, load, data, rows, show, list, undo, quit

  /// What stands behind it.
  var form: String {
    switch self {
    case .type: "EXPRESSION"
    case .why: "ROW [SCORE]"
    case .graph: "[NAME]"
    case .doc, .show: "NAME"
    case .load: "SPEC"
    case .data: "FILE"
    case .help, .rows, .list, .undo, .quit: ""
    }
  }

  /// One sentence.
  var summary: String {
    switch self {
    case .help: "this page"
    case .type: "the type of an expression, and what it is per"
    case .why: "why a rollout got its scores; a row by its number or its id"
    case .graph: "what is computed, for all or for one declaration"
    case .doc: "the page of a declaration, function, module or rule"
    case .load: "another spec in the place of this one"
    case .data: "other rows"
    case .rows: "which rows are loaded"
    case .show: "the source of a declaration"
    case .list: "the declarations, with their types"
    case .undo: "takes back the last change"
    case .quit: "ends the session, as Ctrl-D does"
    }
  }

  /// The command of this name, or the only one that begins like this.
  init?(named name: Substring) {
    let found = Self.allCases.filter { $0.rawValue.hasPrefix(name) }
    guard let command = Self(rawValue: String(name)) ?? (found.count == 1 ? found[0] : nil) else { return nil }
    self = command
  }

  static var page: String {
    let lines = allCases.map { command in
      [":\(command.rawValue)\(command.form.isEmpty ? "" : " ")\(command.form)", command.summary]
    }
    return """
      An expression is evaluated over the rows; a declaration is added, or takes the place of the one with its name.
      An open bracket or an operator at the end of a line goes on in the next one.

      \(ValueTable.aligned(lines).map { "  \($0)" }.joined(separator: "\n"))

      """
  }
}
