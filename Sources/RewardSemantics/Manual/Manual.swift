import RewardSyntax

/// What `rewardc doc` prints: pages made from the declarations themselves.
public struct Manual: Sendable {
  /// A command of the tool, as its own help describes it.
  public struct Verb: Sendable {
    /// As it is called: `check`.
    public var name: String
    /// One sentence.
    public var summary: String
    /// What `--help` prints.
    public var help: String
    /// `name` is a word of the command line.
    public init(name: String, summary: String, help: String) {
      self.name = name
      self.summary = summary
      self.help = help
    }
  }

  let registry: Registry
  let verbs: [Verb]
  /// The exit codes of every verb, a line each.
  let exitCodes: String

  /// - Parameters:
  ///   - registry: the builtins that have pages; core and library functions always do.
  ///   - verbs: the commands of the tool; `exitCodes` says what their exit codes mean.
  public init(registry: Registry, verbs: [Verb] = [], exitCodes: String = "") {
    self.registry = registry
    self.verbs = verbs
    self.exitCodes = exitCodes
  }

  /// Everything there is a page for, by kind.
  public var contents: String {
    func line(_ name: String, _ summary: String) -> String {
      "  \(name)\(String(repeating: " ", count: max(1, 24 - name.count)))\(summary)\n"
    }
    var text = "The language:\n"
    for page in LanguagePage.all { text += line(page.name, page.summary) }
    text += line(TrainersPage.name, TrainersPage.summary)
    text += line(RulesPage.name, RulesPage.summary)
    text += "\nLibrary modules (rewardc doc std.advantage prints one):\n"
    for module in LibraryModule.all { text += line(module.name, module.summary) }
    text += "\nLibrary functions:\n"
    for module in LibraryModule.all {
      for function in module.functions { text += line(function.name, function.summary) }
    }
    text += "\nCore functions:\n"
    for function in CoreFunction.all { text += line(function.name, function.summary) }
    text += "\nRules:\n"
    for builtin in registry.builtins.sorted(by: { $0.name < $1.name }) { text += line(builtin.name, builtin.summary) }
    if !verbs.isEmpty {
      text += "\nCommands:\n"
      for verb in verbs { text += line(verb.name, verb.summary) }
    }
    text += "\nMore:\n" + line("codes", "Every diagnostic; rewardc doc E212 prints the page of one.")
    text += line("exit", "The exit codes of every command.")
    return text
  }

  /// Every diagnostic code with its title.
  public var codes: String {
    CodePage.all.map { "\($0.code.code)  \($0.title)\n" }.joined()
  }

  /// The page of a module, function or builtin; nil if there is none.
  public func page(for name: String) -> String? {
    if name == TrainersPage.name { return TrainersPage.text }
    if name == RulesPage.name { return RulesPage.text }
    let subject = LanguagePage.subjects[name] ?? name
    if let page = LanguagePage.all.first(where: { $0.name == subject }) { return page.text }
    if let module = LibraryModule.all.first(where: { $0.name == name }) { return module.source }
    for module in LibraryModule.all {
      if let function = module.functions.first(where: { $0.name == name }) {
        return "\(function.name) — \(module.name)\n\n\(function.documentation)\n\n\(function.source)\n"
      }
    }
    if let function = CoreFunction.named(name) {
      return page(
        function.signature, function.summary, function.details, examples: function.examples)
    }
    if let builtin = registry[name] {
      return page(signature(of: builtin), builtin.summary, builtin.details, examples: builtin.examples)
    }
    if let page = CodePage.all.first(where: { $0.code.code == name }) { return page.text }
    if name == "codes" { return codes }
    if name == "exit" { return exitCodes }
    return verbs.first { $0.name == name }?.help
  }

  private func page(_ signature: String, _ summary: String, _ details: String, examples: [Builtin.Example]) -> String {
    var text = "\(signature)\n\n\(summary)\n"
    if !details.isEmpty { text += "\(details)\n" }
    if !examples.isEmpty { text += "\n" }
    for example in examples { text += "  \(example.expression)  // \(example.value)\n" }
    return text
  }

  /// `extract(text, pattern, group: .., which: first)`
  public func signature(of builtin: Builtin) -> String {
    let parameters = builtin.parameters.map { parameter in
      var text = parameter.name
      if let value = parameter.defaultValue {
        text += ": \(value.description)"
      } else if parameter.isOptional {
        text += "?"
      }
      return text
    }
    return "\(builtin.name)(\(parameters.joined(separator: ", "))\(builtin.isVariadic ? ", ..." : ""))"
  }

  /// Every name that has a page, for "did you mean".
  public var names: [String] {
    LanguagePage.all.map(\.name) + [TrainersPage.name, RulesPage.name]
      + LibraryModule.all.flatMap { [$0.name] + $0.functions.map(\.name) }
      + CoreFunction.all.map(\.name)
      + registry.builtins.map(\.name) + CodePage.all.map(\.code.code) + ["codes", "exit"] + verbs.map(\.name)
  }
}
