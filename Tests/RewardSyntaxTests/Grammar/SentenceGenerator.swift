@testable import RewardSyntax

/// Makes sentences of a grammar: walks the productions and chooses at random.
struct SentenceGenerator<Choices: RandomNumberGenerator> {
  private let grammar: EBNF
  private var choices: Choices
  /// How many productions deep the shortest sentence of each production is.
  private let heights: [String: Int]
  /// The tokens of the sentence so far; `\n` is a line break that counts.
  private var tokens: [String] = []
  private var limit = 0

  init(_ grammar: EBNF, choices: Choices) {
    self.grammar = grammar
    self.choices = choices
    heights = Self.heights(grammar)
  }

  /// The tokens of a file of a few declarations. Behind `length` tokens the shortest way to an end is taken.
  mutating func file(declarations: Int, depth: Int, length: Int) -> [String] {
    tokens = []
    for count in 1...declarations {
      limit = length * count / declarations
      write(.production("declaration"), depth: depth)
      tokens.append("\n")
    }
    return tokens
  }

  private mutating func chance(_ part: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &choices) < part }

  private mutating func write(_ rule: EBNF.Rule, depth: Int) {
    let depth = tokens.count < limit ? depth : 0
    switch rule {
    case .terminal(let text): tokens.append(text)
    case .production(let name): write(production: name, depth: depth)
    case .special: break
    case .sequence(let rules): for rule in rules { write(rule, depth: depth) }
    case .choice(let rules):
      let least = rules.map { height(of: $0) }.min() ?? 0
      let possible = rules.filter { height(of: $0) <= max(depth, least) }
      if let rule = possible.randomElement(using: &choices) { write(rule, depth: depth) }
    case .optional(let rule): if height(of: rule) <= depth, chance(1, of: 2) { write(rule, depth: depth) }
    case .repetition(let rule):
      // No clause stands twice.
      let limit = rule.hasClauses ? 1 : 4
      var count = 0
      while count < limit, height(of: rule) <= depth, chance(3, of: 5) {
        write(rule, depth: depth)
        count += 1
      }
    case .exception(let rule, _): write(rule, depth: depth)
    }
  }

  private mutating func write(production name: String, depth: Int) {
    switch name {
    case "NEWLINE": tokens.append("\n")
    case "NAME", "name": tokens.append(Self.names.randomElement(using: &choices) ?? "a")
    // A grain takes the dots behind it, and then nothing behind them is called: rare, or most sentences were wrong.
    case "lift" where chance(3, of: 4): break
    case "NUMBER", "VERSION", "TEXT", "TEXT BLOCK", "REGEX":
      var token = characters(grammar[name])
      while !Self.isToken(token, name) { token = characters(grammar[name]) }
      tokens.append(token)
    default: write(grammar[name], depth: depth - 1)
    }
  }

  /// What the grammar says in comments: a pattern is no comment, a number fits a real.
  private static func isToken(_ text: String, _ production: String) -> Bool {
    switch production {
    case "REGEX": !text.hasPrefix("//") && !text.hasPrefix("/*")
    case "NUMBER": NumberLiteral(text) != nil
    default: true
    }
  }

  /// Names, and words that mean something elsewhere: they are names, too.
  private static var names: [String] {
    [
      "a", "b", "c", "xs", "response", "f", "mean", "group", "rollout", "turn", "text", "real", "top", "other",
      "level", "worth", "pays", "key", "then", "order", "most", "weight", "tags", "id", "with", "stub", "expect", "let",
      "rule", "reward", "test", "input", "advantage", "s", "tok", "min", "passed", "missing", "normalized", "chunks",
      "abstain", "list", "until", "within", "from_here", "_x9",
    ]
  }

  // MARK: Characters

  /// A token by the production that says of which characters it is made.
  private mutating func characters(_ rule: EBNF.Rule) -> String {
    switch rule {
    case .terminal(let text): return text
    // Not every number in an escape is that of a scalar.
    case .production("escape"): return ["\\n", "\\\"", "\\\\", "\\u{1F600}"].randomElement(using: &choices) ?? ""
    case .production(let name): return characters(grammar[name])
    case .special(let words): return Self.characters[words]?.randomElement(using: &choices).map(String.init) ?? ""
    case .sequence(let rules):
      var text = ""
      for rule in rules { text += characters(rule) }
      return text
    case .choice(let rules): return rules.randomElement(using: &choices).map { characters($0) } ?? ""
    case .optional(let rule): return chance(1, of: 2) ? characters(rule) : ""
    case .repetition(let rule):
      var text = ""
      while text.utf8.count < 8, chance(1, of: 2) { text += characters(rule) }
      return text
    case .exception(let rule, _): return characters(rule)
    }
  }

  private static var characters: [String: String] {
    let plain = "aZ_0 .,:;(){}<>=+-*!?|#é≤"
    return [
      #"any character but '"', "\" and a line break"#: plain + "/[]'",
      #"any character but "\""#: plain + "/[]'\n",
      "any character": plain + "/[]'\"\\",
      #"any character but "/", "\", "[" and a line break"#: plain + "]'\"",
      #"any character but "]", "\" and a line break"#: plain + "/['\"",
      #""a" to "z", "A" to "Z""#: "aetnzAEZ",
      #""0" to "9""#: "0123456789",
    ]
  }

  // MARK: Heights

  private func height(of rule: EBNF.Rule) -> Int { Self.height(of: rule, heights) }

  private static func height(of rule: EBNF.Rule, _ heights: [String: Int]) -> Int {
    switch rule {
    case .terminal, .special, .optional, .repetition: 0
    case .production(let name): name.uppercased() == name ? 0 : heights[name] ?? 1000
    case .sequence(let rules): rules.map { height(of: $0, heights) }.max() ?? 0
    case .choice(let rules): rules.map { height(of: $0, heights) }.min() ?? 0
    case .exception(let rule, _): height(of: rule, heights)
    }
  }

  private static func heights(_ grammar: EBNF) -> [String: Int] {
    var heights: [String: Int] = [:]
    for _ in 0..<grammar.productions.count {
      for (name, rule) in grammar.productions {
        heights[name] = min(heights[name] ?? 1000, height(of: rule, heights) + 1)
      }
    }
    return heights
  }
}
