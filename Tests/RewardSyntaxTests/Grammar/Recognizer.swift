@testable import RewardSyntax

/// Says whether a file is one of the grammar. It interprets the productions themselves, alternative by alternative, and
/// remembers what it found at every place: slow, and nothing but the grammar.
struct Recognizer {
  private let grammar: EBNF
  private let tokens: [TokenLine.Token]
  private var known: [Key: Int?] = [:]
  /// An opening bracket that begins a call or an index must be one, whatever else it could be.
  private var hasFailed = false

  /// Whether a file is made by the production `file`.
  static func accepts(_ tree: SyntaxTree, by grammar: EBNF) -> Bool {
    // The signs of comments and separators of other languages, which the lexer reports.
    guard !tree.tokens.contains(where: { $0.kind == .foreign || $0.kind == .semicolon }) else { return false }
    var recognizer = Recognizer(grammar: grammar, tokens: TokenLine(tree).tokens)
    let end = recognizer.end(of: .production("file"), at: 0, Surroundings())
    return end == recognizer.tokens.count && !recognizer.hasFailed
  }

  /// What the comments of the grammar say of expressions in some places, outside the brackets in them: they hold for
  /// tokens as deep in brackets as these numbers say.
  private struct Surroundings: Hashable {
    var level: Int?
    var emitHead: Int?
    var armValue: Int?
  }

  private struct Key: Hashable {
    var production: String
    var place: Int
    var surroundings: Surroundings
  }

  private init(grammar: EBNF, tokens: [TokenLine.Token]) {
    self.grammar = grammar
    self.tokens = tokens
  }

  /// Where what the rule reads from `place` on ends; nil where it cannot be read.
  private mutating func end(of rule: EBNF.Rule, at place: Int, _ around: Surroundings) -> Int? {
    switch rule {
    case .terminal(let text): return matches(text, at: place) ? place + 1 : nil
    case .production(let name): return end(ofProduction: name, at: place, around)
    case .special(let words): return end(ofSpecial: words, at: place, around)
    case .sequence(let rules):
      var end = place
      for rule in rules {
        guard let next = self.end(of: rule, at: end, around) else { return nil }
        end = next
      }
      return end
    case .choice(let rules):
      for rule in rules {
        if let end = self.end(of: rule, at: place, around) { return end }
      }
      return nil
    case .optional(let rule): return end(of: rule, at: place, around) ?? place
    case .repetition(let rule): return end(ofRepeated: rule, at: place, around)
    case .exception(let rule, let other):
      guard let end = end(of: rule, at: place, around), self.end(of: other, at: place, around) != end else {
        return nil
      }
      return end
    }
  }

  /// No clause stands twice.
  private mutating func end(ofRepeated rule: EBNF.Rule, at place: Int, _ around: Surroundings) -> Int {
    let hasClauses = rule.hasClauses
    var end = place
    var seen: Set<String> = []
    while let next = self.end(of: rule, at: end, around), next > end {
      let word = tokens[end..<next].first { $0.kind == .identifier }?.text ?? ""
      if hasClauses, !seen.insert(word).inserted { break }
      end = next
    }
    return end
  }

  private mutating func end(ofProduction name: String, at place: Int, _ around: Surroundings) -> Int? {
    var around = around
    let depth = place < tokens.count ? tokens[place].depth : 0
    switch name {
    case "NEWLINE": return isNewline(at: place) ? min(place + 1, tokens.count) : nil
    case "NAME": return isToken(.identifier, at: place)
    case "NUMBER": return isToken(.number, at: place)
    case "VERSION": return isToken(.version, at: place)
    case "TEXT": return isToken(.text, at: place)
    case "TEXT BLOCK": return isToken(.textBlock, at: place)
    case "REGEX": return isToken(.regex, at: place)
    case "level": around = Surroundings(level: depth)
    case "emit clause", "order clause": around = Surroundings(emitHead: depth)
    case "arm value": around.armValue = depth
    case "declaration": around = Surroundings()
    case "comparator" where around.level == depth && isWord("in", at: place): return nil
    case "lift" where around.emitHead == depth && isLimit(at: place): return nil
    default: break
    }
    let key = Key(production: name, place: place, surroundings: around)
    if let end = known[key] { return end }
    let end = end(of: grammar[name], at: place, around)
    switch name {
    case "call" where isSign(.leftParenthesis, at: place), "top call" where isSign(.leftParenthesis, at: place),
      "index" where isSign(.leftBracket, at: place):
      hasFailed = hasFailed || end == nil
    default: break
    }
    known[key] = .some(end)
    return end
  }

  // MARK: Tokens

  private func isToken(_ kind: TokenKind, at place: Int) -> Int? {
    place < tokens.count && tokens[place].kind == kind ? place + 1 : nil
  }

  private func isNewline(at place: Int) -> Bool { place >= tokens.count || tokens[place].kind == nil }

  private func matches(_ text: String, at place: Int) -> Bool {
    guard place < tokens.count, tokens[place].text == text else { return false }
    switch tokens[place].kind {
    case .text, .textBlock, .regex, .number, .version, nil: return false
    default: return true
    }
  }

  private func isWord(_ words: String..., at place: Int) -> Bool {
    place < tokens.count && tokens[place].kind == .identifier && words.contains(tokens[place].text)
  }

  private func isSign(_ kinds: TokenKind..., at place: Int) -> Bool {
    place < tokens.count && tokens[place].kind.map(kinds.contains) ?? false
  }

  // MARK: What the grammar says in words

  private func end(ofSpecial words: String, at place: Int, _ around: Surroundings) -> Int? {
    switch words {
    case #"not "-" and "[", which make an edge"#:
      return isSign(.minus, at: place) && isSign(.leftBracket, at: place + 1) ? nil : place
    case "an arm of this language":
      let isElse = isWord("_", "default", "otherwise", at: place) && isSign(.arrow, at: place + 1)
      return isElse || isWord("elif", at: place) ? nil : place
    case "a unit of the NUMBER": return isUnit(at: place, around) ? place : nil
    default: preconditionFailure("the grammar says ? \(words) ?, of which the recognizer knows nothing")
    }
  }

  private func isUnit(at place: Int, _ around: Surroundings) -> Bool {
    guard place < tokens.count, tokens[place].gap <= 1 else { return false }
    guard around.armValue == tokens[place].depth else { return true }
    return !isWord("in", "matches", "contains", at: place + 1)
      && !isSign(
        .leftParenthesis, .leftBracket, .dot, .arrow, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
        at: place + 1)
  }

  /// Whether `at most` and an operand stand here.
  private func isLimit(at place: Int) -> Bool {
    guard isWord("at", at: place), isWord("most", at: place + 1) else { return false }
    if isSign(.number, .text, .leftParenthesis, at: place + 2) { return true }
    return isSign(.identifier, at: place + 2)
      && !isWord(
        "order", "and", "or", "in", "matches", "contains", "given", "else", "at", "by", "where", "implies",
        at: place + 2)
  }
}
