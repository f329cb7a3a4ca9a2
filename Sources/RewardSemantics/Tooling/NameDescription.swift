import RewardSyntax

/// What there is to say of a name: how it is declared or called, with its type, and its documentation.
public struct NameDescription: Hashable, Sendable {
  /// A line of the language, or almost: `reward total: real 0..1 per rollout`.
  public var heading: String
  /// Paragraphs; backquotes are the only markup.
  public var prose: String

  /// `heading` may have several lines; `prose` may be empty.
  public init(_ heading: String, _ prose: String = "") {
    self.heading = heading
    self.prose = prose
  }

  /// As a page of Markdown.
  public var markdown: String {
    "```reward\n\(heading)\n```" + (prose.isEmpty ? "" : "\n\n\(prose)")
  }
}

extension SpecIndex {
  /// What the name, keyword or type at `offset` means; nil where there is none.
  public func description(
    at offset: Int, in file: FileID, registry: Registry
  ) -> (range: SourceRange, description: NameDescription)? {
    if let found = occurrence(at: offset, in: file) { return (found.range, describe(found, registry: registry)) }
    let tree = files[file.rawValue].tree
    guard let token = tree.token(at: offset), token.kind == .identifier else { return nil }
    let range = SourceRange(file: file, start: token.start, end: token.end)
    let text = tree.source.text(in: range)
    let keyword = Keyword.named(text).map { NameDescription($0.form, $0.summary) }
    let page = LanguagePage.all.first { $0.name == text }.map {
      NameDescription($0.form, $0.summary + "\n\n" + $0.details)
    }
    return (page ?? keyword ?? Self.types[text].map { NameDescription(text, $0) }).map { (range, $0) }
  }

  /// The types that have a name.
  static let types = [
    "bool": "A condition: false or true, 0 or 1.", "int": "A whole number.", "real": "A number.", "text": "Text.",
    "json": "A JSON value, read by paths: `info.a.b`.", "list": "`list<T>`: values of one kind, in order.",
    "table": "`table<T>`: values of one kind, looked up by key.", "vector": "A list of numbers with arithmetic.",
    "message": "A message of a conversation.", "tool_call": "A call of a tool.",
    "test_run": "What came of the tests of a program.",
    "grain": "Of a function's parameter: a grain, named where it is called.",
    "bundle": "Of a function's parameter: the declared scores that a call names, with their weights.",
  ]

  /// What `occurrence` stands for.
  public func describe(_ occurrence: Occurrence, registry: Registry) -> NameDescription {
    let entity = occurrence.entity
    if entity.kind == .module { return describeModule(entity) }
    if let name = entity.declaration, let node = declaration(at: name) {
      return describe(entity, in: node, type: occurrence.type ?? type(ofDeclaration: name))
    }
    let type = occurrence.type.map { ": \($0.description)" } ?? ""
    switch entity.kind {
    case .builtin: return Manual(registry: registry).description(of: entity.name)
    case .argument:
      let builtin = Manual(registry: registry).description(of: entity.owner ?? "")
      return NameDescription(
        builtin.heading, "`\(entity.name)` is an argument of `\(entity.owner ?? "")`.\n\n\(builtin.prose)")
    case .grain:
      let summary = Grain.summaries.first { $0.name == entity.name }?.summary
      return NameDescription("per \(entity.name)", summary ?? "")
    case .member: return NameDescription("\(entity.owner ?? "").\(entity.name)\(type)", Self.members[entity.name] ?? "")
    case .symbol: return NameDescription(entity.name, "A symbol: one of the names that can stand here.")
    default: return NameDescription(entity.name + type, Self.words[entity.name] ?? "")
    }
  }

  /// Members that the language gives to gates, machines, states, turns and parts of bundles.
  static let members = [
    "reached": "How many levels passed, from the first.", "open": "Whether all levels before this one passed.",
    "score": "The score itself.", "after": "The value that this step leaves.",
    "pays": "What the machine pays at each step.", "end": "The state behind the last step.",
    "observation": "What came back after the turn.", "calls": "The names of the tools that the turn calls.",
    "tool_calls": "The calls of the turn.", "arguments": "What the tools are called with.",
    "value": "The score of this part.", "weight": "The weight it was given.",
  ]

  private static let words = [
    "kept": "Whether the group of the rollout is trained on, as `keep` says.",
    "none": "No value yet: the state is missing until its first update.",
    "other": "The other element of the pair: `other.x` is its value.",
    "desc": "The key turned round: the largest comes first.",
  ]

  private func describeModule(_ entity: Entity) -> NameDescription {
    guard let file = entity.declaration?.file else { return NameDescription(entity.name) }
    let source = files[file.rawValue].tree.source
    var lines: [String] = []
    for line in 1...source.lineStarts.count {
      let text = source.text(ofLine: line)
      guard text.hasPrefix("//") else { break }
      lines.append(String(text.drop { $0 == "/" }.drop { $0 == " " }))
    }
    return NameDescription(
      "import \(files[file.rawValue].isLibrary ? entity.name : "\"\(entity.name)\"")", lines.joined(separator: "\n"))
  }

  private func describe(_ entity: Entity, in node: SyntaxNode, type: ExpressionType?) -> NameDescription {
    let type = type.map { ": \($0.description)" }
    let documentation = node.documentation
    switch entity.kind {
    case .function:
      let file = files[node.tree.file.rawValue]
      let home = file.isLibrary ? "From `\(file.name)`." : ""
      return NameDescription(node.signature, [documentation, home].filter { !$0.isEmpty }.joined(separator: "\n\n"))
    case .functionParameter, .local:
      guard case .function(let function) = node.declaration else { return NameDescription(entity.name) }
      let line = node.part(around: entity.declaration)?.firstLine ?? entity.name
      let what = entity.kind == .local ? "A value inside" : "A parameter of"
      return NameDescription(line, "\(what) `\(function.name.text)`.")
    case .parameter: return NameDescription(node.text, documentation)
    case .alias, .partition, .machine, .rubric, .emission, .spec:
      return NameDescription(node.firstLine, documentation)
    case .level:
      return NameDescription(
        "level \(entity.name)\(type ?? "")", node.part(around: entity.declaration)?.documentation ?? "")
    case .variable: return NameDescription(entity.name + (type ?? ""), "Each item in turn.")
    case .rollout: return NameDescription(entity.name, "A rollout of this test: `\(entity.name).x` is its value of x.")
    default:
      guard let type else { return NameDescription(node.firstLine, documentation) }
      let keyword = node.text.prefix { $0 != " " && $0 != "\n" }
      let name = entity.kind == .advantage || entity.kind == .objective ? "" : " \(entity.name)"
      return NameDescription("\(keyword)\(name)\(type)", documentation)
    }
  }
}

extension SyntaxNode {
  /// A function's declaration up to its body.
  var signature: String {
    let body = children.last { $0.kind == .functionBody || $0.kind.isExpression }
    let range = range
    let end = body?.range.start ?? range.end
    let text = tree.source.text(in: SourceRange(file: range.file, start: range.start, end: end))
    return String(text.reversed().drop { $0 == " " || $0 == "=" || $0 == "\n" }.reversed())
  }

  var firstLine: String { String(text.prefix { $0 != "\n" }) }

  /// The smallest part of a declaration that holds a name.
  func part(around name: SourceRange?) -> SyntaxNode? {
    guard let name else { return nil }
    var found: SyntaxNode?
    var pending = children
    while let node = pending.popLast() {
      guard node.range.start <= name.start, name.end <= node.range.end else { continue }
      found = node
      pending = node.children
    }
    return found
  }
}

extension SyntaxTree {
  /// The token that `offset` lies in or right behind; nil behind a blank.
  public func token(at offset: Int) -> Token? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    // The token that begins here counts before the one that ends here, if that is no word.
    if low < tokens.count, tokens[low].start == offset, tokens[low].kind == .identifier { return tokens[low] }
    guard low > 0, offset <= tokens[low - 1].end else { return nil }
    return tokens[low - 1]
  }
}

extension Manual {
  /// A core function, rule or stateful form, by its page.
  func description(of name: String) -> NameDescription {
    if let core = CoreFunction.named(name) {
      return NameDescription(core.signature, prose(core.summary, core.details, core.examples))
    }
    if let builtin = registry[name] {
      return NameDescription(signature(of: builtin), prose(builtin.summary, builtin.details, builtin.examples))
    }
    let subject = LanguagePage.subjects[name] ?? name
    guard let page = LanguagePage.all.first(where: { $0.name == subject }) else { return NameDescription(name) }
    return NameDescription(page.form, page.summary + "\n\n" + page.details)
  }

  private func prose(_ summary: String, _ details: String, _ examples: [Builtin.Example]) -> String {
    let lines = examples.map { "`\($0.expression)` is `\($0.value)`" }
    return ([summary, details] + lines).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
