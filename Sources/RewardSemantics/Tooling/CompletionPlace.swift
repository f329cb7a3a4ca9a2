import RewardSyntax

/// What the tokens around a place of a file say of what may stand there.
///
/// It goes by tokens, so that a line that is being typed has an answer before it can be parsed.
struct CompletionPlace {
  enum Wanted: Equatable {
    /// A word that begins a declaration.
    case declaration
    /// A word that begins an item in the braces of a declaration of this keyword.
    case item(String)
    /// A member of what the names before the dots stand for; empty where it is no name.
    case member([String])
    case grain(isOver: Bool)
    case type, module, unit
    case words([String])
    /// An input, a score: behind `with` and `stub`. Either: in the braces of a prompt.
    case input, score, value
    /// A name that is made up here.
    case name
    /// An argument: of what, how many stand before it, and its name where that is written.
    case argument(of: [String], position: Int, label: String?)
    /// Any expression; behind `==` the name on the other side.
    case expression(behindEquality: SourceRange?)
  }

  let tree: SyntaxTree
  /// The word that is being typed, or an empty range.
  let range: SourceRange
  /// The declaration around the place, as far as there is one.
  let declaration: SyntaxNode?
  /// The significant tokens of that declaration before the word.
  private let before: [SyntaxTree.Token]
  private let isFirstOnLine: Bool
  /// In the braces of a prompt, the names before the dots.
  private let shown: [String]?

  static let units = [
    "tok", "char", "word", "line", "byte", "turn", "call", "ms", "s", "min", "h", "usd", "rollout", "step",
  ]

  /// Nil inside comments, texts, patterns and numbers, but for the braces of a prompt.
  init?(_ tree: SyntaxTree, offset: Int) {
    self.tree = tree
    var start = offset
    var end = offset
    var shown: [String]?
    if let token = tree.tokens.last(where: { $0.start < offset && offset <= $0.end }) {
      switch token.kind {
      case .identifier: (start, end) = (token.start, token.end)
      case .comment, .documentation, .foreign, .number, .version: return nil
      case .text, .textBlock:
        if offset < token.end {
          guard let path = Self.path(inBracesOf: tree.source.bytes[token.start..<token.end], before: offset) else {
            return nil
          }
          shown = path.dropLast()
          start = offset - (path.last?.utf8.count ?? 0)
        }
      case .regex, .error: if offset < token.end || token.kind == .error { return nil }
      default: break
      }
    }
    range = SourceRange(file: tree.file, start: start, end: end)
    let around = tree.root.declarations.last { $0.range.start < start || $0.range.start == start && end > start }
    let first = around?.range.start ?? 0
    before = tree.tokens.filter { !$0.kind.isTrivia && $0.start >= first && $0.end <= start && $0.kind != .endOfFile }
    let line = tree.source.bytes[..<start].reversed().prefix { $0 != UInt8(ascii: "\n") }
    isFirstOnLine = line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    declaration = around
    self.shown = shown
    if shown != nil,
      before.last.map(text) != "prompt" || !["judge", "request", "hindsight", "resample"].contains(keyword)
    {
      return nil
    }
  }

  /// `[other, resp]` for `{other.resp` at a place in a text; nil where no name in braces is being written.
  private static func path(inBracesOf text: ArraySlice<UInt8>, before offset: Int) -> [String]? {
    let path = text[..<offset].reversed().prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    let brace = offset - path.count - 1
    guard brace > text.startIndex, text[brace] == UInt8(ascii: "{"), text[brace - 1] != UInt8(ascii: "{") else {
      return nil
    }
    let written = String(decoding: text[(brace + 1)..<offset], as: UTF8.self)
    return written.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether the name at this range is declared by what is being typed: it cannot be read there.
  func isInDeclaration(of name: SourceRange) -> Bool {
    guard let around = declaration?.range, name.file == around.file, !before.isEmpty else { return false }
    return around.start <= name.start && name.end <= around.end
  }

  private func text(_ token: SyntaxTree.Token) -> String {
    tree.source.text(in: SourceRange(file: tree.file, start: token.start, end: token.end))
  }

  private func text(_ distance: Int) -> String { before.count >= distance ? text(before[before.count - distance]) : "" }
  private func kind(_ distance: Int) -> TokenKind {
    before.count >= distance ? before[before.count - distance].kind : .endOfFile
  }

  /// The word that begins the declaration.
  var keyword: String { before.first.map(text) ?? "" }

  /// The name before the dot.
  var base: SourceRange? {
    guard kind(1) == .dot, kind(2) == .identifier else { return nil }
    let token = before[before.count - 2]
    return SourceRange(file: tree.file, start: token.start, end: token.end)
  }

  /// The innermost bracket that is open, as a place in `before`.
  private var opener: Int? {
    var depth = 0
    for index in before.indices.reversed() {
      switch before[index].kind {
      case .rightParenthesis, .rightBracket, .rightBrace: depth += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
    }
    return nil
  }

  var wanted: Wanted {
    guard !before.isEmpty else { return .declaration }
    if let shown { return shown.isEmpty ? .value : .member(shown) }
    if kind(1) == .dot { return .member(path(endingBefore: before.count - 1)) }
    if kind(1) == .number, range.start > before[before.count - 1].end { return .unit }
    if let found = behindWord { return found }
    let opener = opener
    if isFirstOnLine, !isContinued {
      guard let opener else { return .declaration }
      if before[opener].kind == .leftBrace, let found = item(in: opener) { return found }
    }
    if kind(1) == .leftBrace, let opener, let found = item(in: opener) { return found }
    if isType(opener) { return .type }
    if let opener, let found = argument(in: opener) { return found }
    if opener == nil, before.count == 1 { return .name }
    if isBehindOperand { return .words(following(opener)) }
    return .expression(behindEquality: comparedName)
  }

  private var behindWord: Wanted? {
    guard kind(1) == .identifier, kind(2) != .dot else { return nil }
    switch text(1) {
    case "over": return .grain(isOver: true)
    case "other" where text(2) == "over": return .grain(isOver: false)
    case "per": return .grain(isOver: false)
    case "at" where text(2) != "passes" && text(2) != "most": return .grain(isOver: false)
    case "import": return .module
    case "selects": return .words(["token", "turn"])
    case "missing" where keyword == "gate": return .words(["fail", "skip"])
    case "chunks": return .words(["of"])
    case "with" where keyword == "test", "group" where keyword == "test": return .input
    case "stub" where keyword == "test", "on" where keyword == "audit": return .score
    case "reject" where keyword == "audit": return .words(Probe.allCases.filter(\.isAttack).map(\.rawValue))
    case "accept" where keyword == "audit": return .words(Probe.allCases.filter { !$0.isAttack }.map(\.rawValue))
    case "level" where keyword == "gate": return .name
    case "answers" where keyword == "judge":
      return .words(["yes_no", "label", "expectation", "endpoint", "text", "json"])
    case "reduce" where keyword == "judge": return .words(TypedJudge.Reduction.allCases.map(\.rawValue))
    case "fault" where keyword == "judge": return .words(["retry"] + TypedJudge.Fault.allCases.map(\.rawValue))
    case "then" where keyword == "judge": return .words(TypedJudge.Fault.allCases.map(\.rawValue))
    case "let" where keyword == "func": return .name
    case "implies", "given", "and", "or", "not", "in", "matches", "contains", "by", "where", "else", "expect", "worth",
      "key",
      "then",
      "pays":
      return .expression(behindEquality: nil)
    default: return nil
    }
  }

  /// What the token before asks for.
  private var isContinued: Bool {
    switch kind(1) {
    case .comma, .colon, .dot, .range, .equals, .arrow, .doubleArrow, .leftParenthesis, .leftBracket, .concatenate,
      .coalesce, .plus, .minus, .star, .slash, .caret, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual:
      true
    default: false
    }
  }

  /// At the beginning of a line in braces; nil for an expression.
  private func item(in opener: Int) -> Wanted? {
    // The braces of the declaration itself are its first ones outside parentheses.
    let outer = before[..<opener].reduce(0) { depth, token in
      switch token.kind {
      case .leftBrace, .leftParenthesis, .leftBracket: depth + 1
      case .rightBrace, .rightParenthesis, .rightBracket: depth - 1
      default: depth
      }
    }
    guard outer == 0 else { return nil }
    switch keyword {
    case "gate", "rubric", "optimize", "test", "audit", "judge", "request", "hindsight", "resample":
      return .item(keyword)
    case "machine", "emit": return .name
    default: return nil
    }
  }

  private func isType(_ opener: Int?) -> Bool {
    if kind(1) == .less, text(2) == "list" || text(2) == "table" { return true }
    if kind(1) == .arrow { return keyword == "func" && opener == nil }
    guard kind(1) == .colon else { return false }
    if let opener { return keyword == "func" && opener == 2 }
    return before.count <= 3
  }

  private func argument(in opener: Int) -> Wanted? {
    guard before[opener].kind == .leftParenthesis, opener > 0, before[opener - 1].kind == .identifier,
      !(keyword == "func" && opener == 2)
    else { return nil }
    var depth = 0
    var position = 0
    for token in before[(opener + 1)...] {
      switch token.kind {
      case .leftBrace, .leftParenthesis, .leftBracket: depth += 1
      case .rightBrace, .rightParenthesis, .rightBracket: depth -= 1
      case .comma where depth == 0: position += 1
      default: break
      }
    }
    let callee = path(endingBefore: opener)
    switch kind(1) {
    case .leftParenthesis, .comma: return .argument(of: callee, position: position, label: nil)
    case .colon: return .argument(of: callee, position: position, label: text(2))
    default: return nil
    }
  }

  /// `a.b.c` before a place in `before`.
  private func path(endingBefore end: Int) -> [String] {
    var path: [String] = []
    var index = end - 1
    while index >= 0, before[index].kind == .identifier {
      path.insert(text(before[index]), at: 0)
      guard index >= 2, before[index - 1].kind == .dot else { break }
      index -= 2
    }
    return path
  }

  private var isBehindOperand: Bool {
    switch kind(1) {
    case .identifier, .number, .text, .textBlock, .regex, .rightParenthesis, .rightBracket, .rightBrace: true
    default: false
    }
  }

  /// The words that may follow an operand, or the head of a declaration.
  private func following(_ opener: Int?) -> [String] {
    let isHead = opener == nil && !before.contains { $0.kind == .equals }
    if isHead {
      switch keyword {
      case "input": return ["per", "from", "selects", "trained"]
      case "partition": return ["by"]
      case "emit": return ["per", "where", "at"]
      case "request": return ["per", "where"]
      case "import": return ["as", "with"]
      case "machine": return ["over"]
      case "rows", "let", "rule", "reward", "metric", "advantage", "objective", "gate", "state", "judge": return ["per"]
      default: return []
      }
    }
    let operators = ["and", "or", "given", "else", "in", "matches", "contains", "at"]
    if let opener, before[opener].kind == .leftParenthesis { return ["over", "by", "where", "for"] + operators }
    switch keyword {
    case "gate": return ["worth", "passes", "else", "in", "missing"] + operators
    case "machine": return ["pays"] + operators
    case "state": return ["then"] + operators
    case "invariant": return ["implies"] + operators
    case "audit": return ["on", "because", "per"]
    case "judge": return ["reduce", "then", "else"]
    case "hindsight": return ["best", "ties", "top", "into"] + operators
    default: return operators
    }
  }

  private var comparedName: SourceRange? {
    guard kind(1) == .equal || kind(1) == .notEqual, kind(2) == .identifier else { return nil }
    let token = before[before.count - 2]
    return SourceRange(file: tree.file, start: token.start, end: token.end)
  }
}
