import RewardFiles

/// The productions of a grammar in the notation of `Grammar/reward.ebnf`.
struct EBNF: Sendable {
  /// The right side of a production, or a part of it.
  indirect enum Rule: Sendable {
    /// `"x"`
    case terminal(String)
    /// The name of another production.
    case production(String)
    /// `? words ?`
    case special(String)
    case sequence([Rule])
    case choice([Rule])
    case optional(Rule)
    case repetition(Rule)
    /// `a - b`
    case exception(Rule, Rule)
  }

  struct SyntaxError: Error, CustomStringConvertible {
    var description: String
  }

  /// By name.
  let productions: [String: Rule]

  /// The grammar of `.reward` files.
  static let reward = Result {
    try EBNF(String(decoding: RewardFiles.bytes(of: "Grammar/reward.ebnf"), as: UTF8.self))
  }

  init(_ text: String) throws {
    var parser = try Parser(text)
    var productions: [String: Rule] = [:]
    while !parser.isAtEnd {
      let (name, rule) = try parser.production()
      guard productions[name] == nil else { throw SyntaxError(description: "two productions for \(name)") }
      productions[name] = rule
    }
    self.productions = productions
  }

  subscript(name: String) -> Rule { productions[name] ?? .choice([]) }

  /// What stands in quotes in a production of the grammar of `.reward` files.
  static func words(_ name: String) -> Set<String> { (try? reward.get())?[name].terminals ?? [] }
}

extension EBNF.Rule {
  /// This rule and all its parts, without those of other productions.
  var parts: [EBNF.Rule] {
    switch self {
    case .terminal, .production, .special: [self]
    case .sequence(let rules), .choice(let rules): [self] + rules.flatMap(\.parts)
    case .optional(let rule), .repetition(let rule): [self] + rule.parts
    case .exception(let rule, let other): [self] + rule.parts + other.parts
    }
  }

  /// Whether it holds clauses, of which each stands once.
  var hasClauses: Bool {
    parts.contains { if case .production(let name) = $0 { name.hasSuffix(" clause") } else { false } }
  }

  /// What stands in quotes in it.
  var terminals: Set<String> {
    Set(parts.compactMap { if case .terminal(let text) = $0 { text } else { nil } })
  }
}

extension EBNF {
  private enum Token: Equatable {
    case name(String)
    case quoted(String)
    case special(String)
    case sign(Character)
  }

  private struct Parser {
    private var tokens: ArraySlice<Token>

    init(_ text: String) throws { tokens = try Self.tokens(of: text)[...] }

    var isAtEnd: Bool { tokens.isEmpty }

    mutating func production() throws -> (String, Rule) {
      guard case .name(let name)? = tokens.popFirst() else { throw SyntaxError(description: "a name is missing") }
      try expect("=")
      let rule = try choice()
      try expect(";")
      return (name, rule)
    }

    private mutating func choice() throws -> Rule {
      var rules = [try sequence()]
      while take("|") { rules.append(try sequence()) }
      return rules.count == 1 ? rules[0] : .choice(rules)
    }

    private mutating func sequence() throws -> Rule {
      var rules = [try exception()]
      while take(",") { rules.append(try exception()) }
      return rules.count == 1 ? rules[0] : .sequence(rules)
    }

    private mutating func exception() throws -> Rule {
      let rule = try operand()
      return take("-") ? .exception(rule, try operand()) : rule
    }

    private mutating func operand() throws -> Rule {
      switch tokens.popFirst() {
      case .name(let name): return .production(name)
      case .quoted(let text): return .terminal(text)
      case .special(let words): return .special(words)
      case .sign("["): return .optional(try inside("]"))
      case .sign("{"): return .repetition(try inside("}"))
      case .sign("("): return try inside(")")
      case let other: throw SyntaxError(description: "no rule begins with \(String(describing: other))")
      }
    }

    private mutating func inside(_ closer: Character) throws -> Rule {
      let rule = try choice()
      try expect(closer)
      return rule
    }

    private mutating func take(_ sign: Character) -> Bool {
      guard tokens.first == .sign(sign) else { return false }
      tokens.removeFirst()
      return true
    }

    private mutating func expect(_ sign: Character) throws {
      guard take(sign) else {
        throw SyntaxError(description: "\(sign) is missing before \(tokens.prefix(5))")
      }
    }

    private static func tokens(of text: String) throws -> [Token] {
      var tokens: [Token] = []
      var rest = text[...]
      func upTo(_ end: String, after start: Int) throws -> String {
        let body = rest.dropFirst(start)
        guard let range = body.firstRange(of: end) else { throw SyntaxError(description: "\(end) is missing") }
        rest = rest[range.upperBound...]
        return String(body[..<range.lowerBound])
      }
      while let first = rest.first {
        if first.isWhitespace {
          rest.removeFirst()
        } else if rest.hasPrefix("(*") {
          _ = try upTo("*)", after: 2)
        } else if first == "\"" || first == "'" {
          tokens.append(.quoted(try upTo(String(first), after: 1)))
        } else if first == "?" {
          let words = try upTo("?", after: 1).split(whereSeparator: \.isWhitespace)
          tokens.append(.special(words.joined(separator: " ")))
        } else if first.isLetter {
          let name = rest.prefix { $0.isLetter || $0 == " " }
          rest = rest[name.endIndex...]
          tokens.append(.name(name.split(separator: " ").joined(separator: " ")))
        } else {
          tokens.append(.sign(first))
          rest.removeFirst()
        }
      }
      return tokens
    }
  }
}
