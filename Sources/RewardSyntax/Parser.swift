/// Builds the tree of one file by recursive descent.
///
/// The parser sees significant tokens only. Nodes are appended after their children (``SyntaxTree``), so a method that
/// parses something takes a ``Mark`` first and ends with `finish`. Every method for an expression or a type appends
/// exactly one node for it, an error node if need be.
///
/// **Mistakes.** `fail` reports and starts a panic: nothing more is reported and all loops end, until a method that
/// knows where to go on (a closing bracket, the next item, the next declaration) calms it. So one mistake gives one
/// message and independent ones give several. What is understood although it is written wrongly is only `report`ed.
struct Parser {
  let file: FileID
  let source: SourceFile
  let tokens: [SyntaxTree.Token]
  let stream: TokenStream
  var records: [SyntaxTree.Record] = []
  /// Height of every node over its leaves, beside `records`.
  private var heights: [Int32] = []
  var diagnostics: [Diagnostic]

  /// The current token, an index into `stream`.
  var position = 0
  /// False inside parentheses and square brackets.
  var newlinesMatter = true
  /// The token at which the current declaration, item or arm begins: it stands first on its line and yet ends nothing.
  var itemStart = 0
  /// Inside the value of a `when` arm, outside brackets: the next arm may follow on the same line.
  var isInArmValue = false
  /// Where the current expression stands, outside brackets.
  var host = ExpressionHost.plain
  var isPanicking = false
  /// A spelling of another language is reported for this declaration; what follows from it is not.
  var isMuted = false
  /// That this declaration is nested too deeply is reported.
  var isTooDeep = false
  private var depth = 0
  /// The last error token passed.
  private var lastErrorToken = -1

  /// How deeply brackets and prefixes may nest.
  static let nestingLimit = 256
  /// How many operators may stand in one chain.
  static let chainLimit = 400
  /// How high a tree may become by both together.
  static let heightLimit = 800

  init(_ source: SourceFile, as file: FileID) {
    self.source = source
    self.file = file
    (tokens, diagnostics) = Lexer.tokens(of: source, as: file)
    stream = TokenStream(tokens, in: source)
    records.reserveCapacity(tokens.count)
  }

  // MARK: The current token

  /// Its kind, or `newline` where the line before ends whatever is being parsed.
  var kind: TokenKind {
    guard position != itemStart else { return stream.kinds[position] }
    let ends = newlinesMatter ? stream.endsLine[position] : stream.declares[position]
    return ends ? .newline : stream.kinds[position]
  }

  /// The word it is, if it is one that means something.
  var word: Word? { kind == .identifier ? stream.words[position] : nil }

  /// The kind of the token after it, wherever that stands.
  var nextKind: TokenKind { stream.kinds[min(position + 1, stream.kinds.count - 1)] }
  var nextWord: Word? { nextKind == .identifier ? stream.words[position + 1] : nil }

  var token: SyntaxTree.Token { tokens[stream.indices[position]] }
  var previousEnd: Int { position > 0 ? tokens[stream.indices[position - 1]].end : 0 }

  mutating func advance() {
    guard stream.kinds[position] != .endOfFile else { return }
    if stream.kinds[position] == .error { lastErrorToken = position }
    position += 1
  }

  /// Takes the token if it has this kind.
  mutating func take(_ expected: TokenKind) -> Bool {
    guard kind == expected else { return false }
    advance()
    return true
  }

  mutating func take(_ expected: Word) -> Bool {
    guard word == expected else { return false }
    advance()
    return true
  }

  // MARK: Nodes

  /// Where a node begins.
  struct Mark {
    let position: Int
    let records: Int
  }

  func mark() -> Mark { Mark(position: position, records: records.count) }

  /// Appends a node over everything since the mark.
  mutating func finish(_ kind: SyntaxKind, _ mark: Mark) {
    // A node without tokens stands right behind the token before it, so that it is inside every node that holds it.
    let end = position > 0 ? stream.indices[position - 1] + 1 : 0
    let first = position > mark.position ? stream.indices[mark.position] : end
    var height: Int32 = 0
    var child = records.count - 1
    while child >= mark.records {
      height = max(height, heights[child] + 1)
      child = Int(records[child].subtreeStart) - 1
    }
    records.append(
      .init(
        kind: kind, firstToken: Int32(first), endToken: Int32(end), subtreeStart: Int32(mark.records)))
    heights.append(height)
    if height > Self.heightLimit, kind.isExpression { failTooDeep() }
  }

  /// The whole file as the last node.
  mutating func finishFile() {
    records.append(.init(kind: .file, firstToken: 0, endToken: Int32(tokens.count), subtreeStart: 0))
  }

  /// Whether one level more may be entered; if so, `leave` follows.
  mutating func enter() -> Bool {
    guard depth < Self.nestingLimit else {
      failTooDeep()
      return false
    }
    depth += 1
    return true
  }

  mutating func leave() { depth -= 1 }

  private mutating func failTooDeep() {
    // Around the place that is too deep every level would be, too.
    guard !isTooDeep else {
      isPanicking = true
      return
    }
    isTooDeep = true
    fail(
      .nestedTooDeeply, "this is nested too deeply", at: range(from: position, to: position + 1),
      "more than \(Self.nestingLimit) levels", notes: ["name a part of it with `let`"])
  }

  // MARK: Mistakes

  func range(from start: Int, to end: Int) -> SourceRange {
    let first = tokens[stream.indices[min(start, stream.indices.count - 1)]]
    let last = end > start ? tokens[stream.indices[min(end, stream.indices.count) - 1]] : first
    return SourceRange(file: file, start: first.start, end: end > start ? last.end : first.start)
  }

  /// The current token, or, where a line or the file ends, the empty place behind the one before.
  var place: SourceRange {
    let isBehindLine = stream.isFirstOnLine[position] && position != itemStart
    if position > 0, kind == .newline || kind == .endOfFile || isBehindLine {
      return SourceRange(file: file, start: previousEnd, end: previousEnd)
    }
    return range(from: position, to: position + 1)
  }

  /// The current token in words.
  var found: String {
    if kind == .endOfFile { return "the end of the file" }
    if kind == .newline || (position > 0 && stream.isFirstOnLine[position] && position != itemStart) {
      return "the end of the line"
    }
    switch kind {
    case .text, .textBlock: return "a text"
    case .regex: return "a pattern"
    default: return "`\(source.text(in: range(from: position, to: position + 1)).prefix(40))`"
    }
  }

  /// Reports what is understood all the same.
  mutating func report(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, _ label: String,
    because secondary: [Diagnostic.Label] = [], notes: [String] = [], fix: Diagnostic.Fix? = nil
  ) {
    guard !isPanicking, !isMuted else { return }
    diagnostics.append(
      Diagnostic(code, .error, message, at: .init(range, label), because: secondary, notes: notes, fix: fix))
  }

  /// Reports and panics. What goes wrong right behind an error token follows from that, which is reported.
  mutating func fail(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, _ label: String,
    because secondary: [Diagnostic.Label] = [], notes: [String] = [], fix: Diagnostic.Fix? = nil
  ) {
    let isBehindError =
      position > 0 && stream.kinds[position - 1] == .error && !(newlinesMatter && position == itemStart)
    if stream.kinds[position] != .error, !isBehindError {
      report(code, message, at: range, label, because: secondary, notes: notes, fix: fix)
    }
    isPanicking = true
  }

  /// `words` are those that a misspelt word may stand for.
  mutating func failExpected(
    _ code: DiagnosticCode, _ what: String, among words: [Word] = [], notes: [String] = []
  ) {
    let here = place
    let near = here.start < here.end && kind == .identifier ? nearest(words) : nil
    fail(
      code, "expected \(what), found \(found)", at: here, "expected \(what)", notes: notes,
      fix: near.map { .init("write `\($0)`", range: here, replacement: $0) })
  }

  /// The one of `words` that the current token is likely to stand for.
  func nearest(_ words: [Word]) -> String? {
    Word.nearest(to: source.text(in: range(from: position, to: position + 1)), among: words)
  }

  /// Reports a spelling of another language whose mended form is known.
  mutating func reportForeign(_ message: String, at range: SourceRange, write replacement: String, notes: [String] = [])
  {
    report(
      .foreignSpelling, message, at: range, "written `\(replacement)` here", notes: notes,
      fix: .init("write `\(replacement)`", range: range, replacement: replacement))
  }

  // MARK: Finding the way again

  /// Passes over everything before `end`.
  mutating func skip(to end: Int) {
    guard position < end else { return }
    let skipped = mark()
    while position < end { advance() }
    finish(.skipped, skipped)
  }

  /// Takes the bracket that closes the one at `open`. If that is not the current token, reports it, and goes on behind
  /// the closing bracket if there is one.
  mutating func close(_ open: Int, expecting what: String) {
    guard let closer = stream.kinds[open].closer else { return }
    if !isPanicking {
      if kind == closer {
        advance()
        return
      }
      failUnclosed(open, expecting: what)
    }
    if let end = stream.partners[open], end >= position {
      skip(to: end)
      advance()
      isPanicking = false
    }
  }

  private mutating func failUnclosed(_ open: Int, expecting what: String) {
    let opener = range(from: open, to: open + 1)
    if stream.partners[open] != nil {
      fail(
        .expectedToken, "expected \(what), found \(found)", at: place, "expected \(what)",
        because: [.init(opener, "inside this")])
    } else if lastErrorToken > open {
      isPanicking = true
    } else {
      fail(
        .unclosedBracket, "this `\(source.text(in: opener))` is never closed", at: opener, "opened here",
        because: [.init(place, "expected \(what) here")])
    }
  }
}
